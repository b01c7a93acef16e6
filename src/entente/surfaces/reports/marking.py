"""What changed between two issues of a report: each paragraph, line, row and figure marked as added, changed or removed.

What is gone stays, marked as removed, where it stood.  Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from .model import Block, Document, Figure, Item, Items, Mark, Paragraph, Row, Runs, Section, Table, plain
from .rewording import reworded
from .typography import levelled

M = TypeVar("M", Paragraph, Item, Row)

ALIKE = 0.5
"""Share of the words of two paragraphs that must be the same for one to be the other, changed."""


def marked(now: Document, before: Document, since: str) -> Document:
    """The document with its changes since an earlier issue marked.  since: that issue, in words."""
    return replace(now, sections=_sections(now.sections, before.sections), since=since)


def _sections(now: Sequence[Section], before: Sequence[Section]) -> tuple[Section, ...]:
    """Sections by key, in the order of now; one that is gone stands behind the one that it stood behind."""
    earlier = {section.key: section for section in before}
    kept = {section.key for section in now}
    out: list[Section] = []
    gone = _gone(before, kept)
    out.extend(_removed(section) for section in gone.get("", ()))
    for section in now:
        old = earlier.get(section.key)
        out.append(_section(section, old) if old else _whole(section, Mark.ADDED))
        out.extend(_removed(one) for one in gone.get(section.key, ()))
    return tuple(out)


def _gone(before: Sequence[Section], kept: set[str]) -> dict[str, list[Section]]:
    """Key of the last section that is still there -> the ones that stood behind it and are gone."""
    found: dict[str, list[Section]] = {}
    last = ""
    for section in before:
        if section.key in kept:
            last = section.key
        else:
            found.setdefault(last, []).append(section)
    return found


def _section(now: Section, before: Section) -> Section:
    mark = Mark.CHANGED if _said(now.heading) != _said(before.heading) else Mark.NONE
    return replace(
        now,
        heading=_words(now.heading, before.heading),
        blocks=_blocks(now.blocks, before.blocks),
        sections=_sections(now.sections, before.sections),
        mark=mark,
    )


def _removed(section: Section) -> Section:
    return _whole(replace(section, key=f"{section.key}-removed"), Mark.REMOVED)


def _whole(section: Section, mark: Mark) -> Section:
    """A section with everything in it marked the same."""
    return replace(
        section,
        mark=mark,
        blocks=tuple(_as(block, mark) for block in section.blocks),
        sections=tuple(_whole(one, mark) for one in section.sections),
    )


def _as(block: Block, mark: Mark) -> Block:
    if isinstance(block, Items):
        return replace(block, items=tuple(replace(item, mark=mark) for item in block.items))
    if isinstance(block, Table):
        return replace(block, rows=tuple(replace(row, mark=mark) for row in block.rows))
    return replace(block, mark=mark)


def _blocks(now: Sequence[Block], before: Sequence[Block]) -> tuple[Block, ...]:
    """Paragraphs among themselves; lists, tables and figures each against their counterpart."""
    paragraphs = _lined_up(
        [block for block in now if isinstance(block, Paragraph)],
        [block for block in before if isinstance(block, Paragraph)],
        _of_paragraph,
    )
    lists = [block for block in before if isinstance(block, Items)]
    tables = {levelled(block.caption): block for block in before if isinstance(block, Table)}
    figures = {levelled(block.title): block for block in before if isinstance(block, Figure)}
    out: list[Block] = []
    for block in now:
        if isinstance(block, Paragraph):
            out.extend(_until_own(paragraphs))
        elif isinstance(block, Items):
            old = lists.pop(0) if lists else None
            out.append(replace(block, items=tuple(_lined_up(block.items, old.items if old else (), _of_item))))
        elif isinstance(block, Table):
            table = tables.pop(levelled(block.caption), None)
            out.append(replace(block, rows=tuple(_lined_up(block.rows, table.rows if table else (), _of_row))))
        else:
            out.append(_figure(block, figures.pop(levelled(block.title), None)))
    out.extend(paragraphs)
    gone: list[Block] = [*lists, *tables.values(), *figures.values()]
    return (*out, *(_as(block, Mark.REMOVED) for block in gone))


def _until_own(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The removed ones that stood before the next paragraph of now, and that one."""
    for paragraph in paragraphs:
        yield paragraph
        if paragraph.mark is not Mark.REMOVED:
            return


def _figure(now: Figure, before: Figure | None) -> Figure:
    if before is None:
        return replace(now, mark=Mark.ADDED, twin=_marked_table(now.twin, Mark.ADDED))
    twin = replace(now.twin, rows=tuple(_lined_up(now.twin.rows, before.twin.rows, _of_row)))
    return replace(now, twin=twin, mark=Mark.CHANGED if any(row.mark for row in twin.rows) else Mark.NONE)


def _marked_table(table: Table, mark: Mark) -> Table:
    return replace(table, rows=tuple(replace(row, mark=mark) for row in table.rows))


def _lined_up(now: Sequence[M], before: Sequence[M], text: Callable[[M], str]) -> Iterator[M]:
    """The pieces of now in their order, marked, with what is gone where it stood."""
    new, old = [text(piece) for piece in now], [text(piece) for piece in before]
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from now[begin:end]
            continue
        gone = dict(enumerate(before[first:last]))
        for piece in now[begin:end]:
            twin = next((at for at, other in gone.items() if _is_alike(text(piece), text(other))), None)
            if twin is None:
                yield replace(piece, mark=Mark.ADDED)
                continue
            for at in [at for at in gone if at < twin]:
                yield replace(gone.pop(at), mark=Mark.REMOVED)
            yield _changed(piece, gone.pop(twin))
        for piece in gone.values():
            yield replace(piece, mark=Mark.REMOVED)


def _changed(now: M, before: M) -> M:
    """A piece that is another one changed, word by word; of a row whose columns are others, as a whole."""
    if isinstance(now, Row) and isinstance(before, Row):
        if len(now.cells) != len(before.cells):
            return replace(now, mark=Mark.CHANGED)
        cells = tuple(_words(new, old) for new, old in zip(now.cells, before.cells, strict=True))
        return replace(now, cells=cells, mark=Mark.CHANGED)
    if isinstance(now, Row) or isinstance(before, Row):
        return replace(now, mark=Mark.CHANGED)
    return replace(now, runs=reworded(now.runs, before.runs), mark=Mark.CHANGED)


def _words(now: Runs, before: Runs) -> Runs:
    return now if _said(now) == _said(before) else reworded(now, before)


def _is_alike(one: str, other: str) -> bool:
    """Whether two texts are one that was changed: named alike (rows), or with half of their words in common."""
    if one.partition("\t")[0] == other.partition("\t")[0]:
        return True
    left, right = set(one.split()), set(other.split())
    return 2 * len(left & right) >= ALIKE * max(len(left) + len(right), 1)


def _of_paragraph(piece: Paragraph) -> str:
    return _said(piece.runs)


def _of_item(piece: Item) -> str:
    return _said(piece.runs)


def _of_row(piece: Row) -> str:
    return "\t".join(map(_said, piece.cells))


def _said(runs: Runs) -> str:
    """The words; where a line may break is no change."""
    return levelled(plain(runs))
