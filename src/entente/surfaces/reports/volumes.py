"""A report too long for one file comes in volumes: each a document of its own, with cover, contents and its place among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from django.utils.translation import gettext as _
from django.utils.translation import override

from . import limits
from .model import Block, Document, Items, Run, Runs, Section, Table, plain, words
from .typography import bound


def volumes(document: Document) -> list[Document]:
    """The document itself where it fits into one file.

    Raises RuleBroken where it takes more volumes than are made.
    """
    if limits.pages_about(document) <= limits.PAGES_MAX:
        return [document]
    limits.require_volumes(document)
    held = [_joined(pieces) for pieces in _filled(_pieces(document.sections))]
    with override(document.language):
        told = tuple(words(_content(number, sections)) for number, sections in enumerate(held, 1))
        made = [_volume(document, number, sections, told) for number, sections in enumerate(_continued(held), 1)]
        return [bound(one) for one in made]


def outlined(document: Document) -> Document:
    """A report in volumes as a page shows it: its headings, and that it is read in files."""
    sections = tuple(
        replace(part, blocks=(), sections=tuple(replace(one, blocks=(), sections=()) for one in part.sections))
        for part in document.sections
    )
    with override(document.language):
        told = _("It is too long for one file and comes in volumes; the page tells its headings alone.")
    return replace(document, sections=sections, facts=(*document.facts, words(told)))


def shown(document: Document) -> Document:
    """As a page shows it: whole where it fits into one file.  Raises RuleBroken as `volumes` does."""
    if limits.pages_about(document) <= limits.PAGES_MAX:
        return document
    limits.require_volumes(document)
    return outlined(document)


def _volume(document: Document, number: int, sections: tuple[Section, ...], told: Sequence[Runs]) -> Document:
    name = _("%(title)s. Volume %(number)d of %(all)d") % {"title": document.title, "number": number, "all": len(told)}
    return replace(document, title=name, facts=(*document.facts, *told), sections=sections)


def _content(number: int, sections: Sequence[Section]) -> str:
    """What a volume holds, by its first and its last heading."""
    return _("Volume %(number)d: from “%(first)s” to “%(last)s”") % {
        "number": number,
        "first": _named(sections[0], 0),
        "last": _named(sections[-1], -1),
    }


def _named(section: Section, at: int) -> str:
    """ "Part III. Working groups and areas, 2. Trade"."""
    names = [section, *([section.sections[at]] if section.sections else [])]
    return ", ".join(plain(one.heading) for one in names)


# --- parted ------------------------------------------------------------------------------------------------------------


def _pieces(sections: Sequence[Section]) -> Iterator[Section]:
    """Short pieces in their order; each stands below the headings that it has in the whole."""
    for section in sections:
        size = limits.pages_of(section)
        if size <= limits.PAGES_OF_VOLUME / 8 or (not section.sections and size <= limits.PAGES_OF_VOLUME):
            yield section
            continue
        if section.blocks:
            for blocks in _slices(section.blocks):
                yield replace(section, blocks=blocks, sections=())
        for piece in _pieces(section.sections):
            yield replace(section, blocks=(), sections=(piece,))


def _slices(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Runs of blocks none of which fills a volume; a long table or list is parted between its rows."""
    held: list[Block] = []
    size = 0.0
    for part in (part for block in blocks for part in _parts(block)):
        more = limits.pages_of_blocks((part,))
        if held and size + more > limits.PAGES_OF_VOLUME:
            yield tuple(held)
            held, size = [], 0.0
        held.append(part)
        size += more
    if held:
        yield tuple(held)


def _parts(block: Block) -> Iterator[Block]:
    count = len(block.rows) if isinstance(block, Table) else len(block.items) if isinstance(block, Items) else 0
    number = 1 + int(2 * limits.pages_of_blocks((block,)) / limits.PAGES_OF_VOLUME)
    step = max(-(-count // number), 1)
    if number == 1 or count < 2:
        yield block
        return
    for at in range(0, count, step):
        if isinstance(block, Table):
            yield replace(block, rows=block.rows[at : at + step])
        elif isinstance(block, Items):
            yield replace(block, items=block.items[at : at + step])


def _filled(pieces: Iterator[Section]) -> Iterator[list[Section]]:
    """Volumes, each filled as far as the next piece allows."""
    held: list[Section] = []
    size = 0.0
    for piece in pieces:
        more = limits.pages_of(piece)
        if held and size + more > limits.PAGES_OF_VOLUME:
            yield held
            held, size = [], 0.0
        held.append(piece)
        size += more
    if held:
        yield held


def _joined(pieces: Sequence[Section]) -> tuple[Section, ...]:
    """Pieces of one section that came into the same volume, as one again."""
    made: list[Section] = []
    for _key, group in groupby(pieces, key=lambda piece: piece.key):
        same = list(group)
        blocks = tuple(block for piece in same for block in piece.blocks)
        below = _joined([one for piece in same for one in piece.sections])
        made.append(replace(same[0], blocks=blocks, sections=below) if len(same) > 1 else same[0])
    return tuple(made)


def _continued(held: Sequence[tuple[Section, ...]]) -> Iterator[tuple[Section, ...]]:
    """A section that began in the volume before says so."""
    if held:
        yield held[0]
    for before, now in pairwise(held):
        yield (_going_on(now[0], before[-1]), *now[1:])


def _going_on(now: Section, before: Section) -> Section:
    if now.key != before.key:
        return now
    below = now.sections
    if below and before.sections:
        below = (_going_on(below[0], before.sections[-1]), *below[1:])
    return replace(now, heading=(*now.heading, Run(" " + _("(continued)"))), sections=below)
