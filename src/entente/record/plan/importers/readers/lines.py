"""Plain text and Markdown, line by line.

Published plans mix dialects (front matter, bold lines for headings, comments between lists, hard-wrapped or endless
lines), places must be line numbers, and reading must stay linear on any input: hence a small reader of block shapes
rather than a full Markdown parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from entente.record.plan.importers.blocks import Block, BlockKind, Reading, Run, block_of, folded
from entente.record.plan.importers.draft import LeftOut
from entente.record.plan.importers.readers.inline import runs_of
from entente.record.plan.importers.readers.opening import text_of

BULLET = re.compile(
    r"(?P<mark>[-*+•·▪▫–—‣◦●○■□➢➤✓\uf0b7])(?P<gap>[ \t\u00a0\u2003]{1,16})(?=\S)|(?P<glued>[•▪‣◦●➢\uf0b7])(?=[^\W_])"
)
NUMBERED = re.compile(
    r"(?P<number>\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivxlIVXL]{1,6}|[a-zA-Z])(?:[.)]-?|/\.?)|\d{1,2}(?:\.\d{1,3}){1,3})"
    r"[ \t\u00a0\u2003]{1,16}(?=\S)|(?P<glued>\d{1,3}\.-?)(?=[^\W\d_])"
)
RULE = re.compile(r"(?:\\?[-*_=#~]\s{0,3}){3,}")
ATX = re.compile(r"(?P<marks>#{1,6})[ \t]+(?=\S)")
UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*")
SETTING = re.compile(r"(?P<key>[A-Za-z_][\w -]{0,40}):\s*(?P<value>.*)")
ESCAPE = re.compile(r"\\(?:u(?P<four>[0-9A-Fa-f]{4})|x(?P<two>[0-9A-Fa-f]{2})|(?P<one>.))", re.DOTALL)
TABLE_RULE = re.compile(r"[\s|:-]+")
ENDS = (".", "!", "?", ":", ";", "”", '"', "…")
LONG_LINE = 160
DASHES = frozenset("-–—")
NEAREST_SIBLING = 12  # lines
MOST_FRONT_MATTER = 200


@dataclass(slots=True)
class _Open:
    """The block that is being gathered."""

    kind: BlockKind
    line: int
    indent: int = 0
    number: str = ""
    level: int = 0
    parts: list[str] = field(default_factory=list)
    closed_by_blank: bool = False
    mark: str = ""  # the sign of its bullet


@dataclass(slots=True)
class _State:
    markdown: bool
    wrapped: bool
    width: int
    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    current: _Open | None = None
    indents: list[int] = field(default_factory=list)
    in_comment: bool = False


def read_text(name: str, data: bytes) -> Reading:
    """A .txt file; Markdown's marks are read too, since many text files carry them."""
    return _read(data, markdown=False)


def read_markdown(name: str, data: bytes) -> Reading:
    return _read(data, markdown=True)


def _read(data: bytes, *, markdown: bool) -> Reading:
    text, notes = text_of(data)
    lines = text.split("\n")
    title, start = _front_matter(lines)
    blocks, left_out = blocks_of_lines(lines, first=start, markdown=markdown)
    return Reading(title=title, blocks=tuple(blocks), left_out=tuple(left_out), notes=notes)


def _front_matter(lines: list[str]) -> tuple[str, int]:
    """The title that front matter between two lines of "---" gives, and the line after it."""
    if not lines or lines[0].strip() != "---":
        return "", 0
    for end in range(1, min(len(lines), MOST_FRONT_MATTER)):
        if lines[end].strip() == "---":
            return _title_in(lines[1:end]), end + 1
    return "", 0


def _title_in(lines: list[str]) -> str:
    for at, line in enumerate(lines):
        match = SETTING.fullmatch(line)
        if match is None or match["key"].casefold() not in {"title", "titre", "título", "titulo"}:
            continue
        value = match["value"]
        for more in lines[at + 1 :]:
            if not more.startswith((" ", "\t")):
                break
            value = value.removesuffix("\\") + more.lstrip() if value.endswith("\\") else f"{value} {more.lstrip()}"
        return folded(_unquoted(value.strip()))
    return ""


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return ESCAPE.sub(_escaped, value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _escaped(match: re.Match[str]) -> str:
    code = match["four"] or match["two"]
    return chr(int(code, 16)) if code else {"_": " ", "n": " ", "t": " "}.get(match["one"], match["one"])


def blocks_of_lines(
    lines: list[str], *, first: int = 0, markdown: bool, places: list[str] | None = None
) -> tuple[list[Block], list[LeftOut]]:
    """Blocks of lines.  `places` names each line where "line n" would be wrong (pages of a PDF)."""
    width = _width(lines)
    state = _State(markdown, wrapped=width <= LONG_LINE, width=width)
    for number in range(first, len(lines)):
        _line(state, lines[number].rstrip("\n"), number, lines)
    _close(state)
    if places is not None:
        return [_placed(block, places) for block in state.blocks], state.left_out
    return state.blocks, state.left_out


def _placed(block: Block, places: list[str]) -> Block:
    index = int(block.place.removeprefix("line ")) - 1
    return Block(
        block.kind,
        block.text,
        places[index],
        block.level,
        block.number,
        block.bold,
        block.italic,
        block.underline,
        block.lead,
    )


def _width(lines: list[str]) -> int:
    """The width at which lines seem to be wrapped: nine in ten are not longer."""
    lengths = sorted(len(line) for line in lines if line.strip())
    return lengths[min(len(lengths) - 1, int(len(lengths) * 0.9))] if lengths else 0


def _line(state: _State, raw: str, number: int, lines: list[str]) -> None:
    line = _without_comments(state, raw)
    stripped = line.strip()
    if not stripped:
        if state.in_comment or raw.strip():
            return
        if state.current is not None:
            state.current.closed_by_blank = True
        return
    if _structural(state, stripped, number):
        return
    indent = len(line) - len(line.lstrip())
    item = _item(state, line, stripped, indent, number, lines)
    if item is not None:
        _open(state, item)
    elif _continues(state, line, stripped, indent):
        assert state.current is not None
        state.current.parts.append(stripped)
        state.current.closed_by_blank = False
    else:
        _open(state, _Open(BlockKind.PARAGRAPH, number + 1, indent, parts=[stripped]))
        if indent == 0:
            state.indents.clear()
    if state.markdown and line.endswith(("  ", "\\")) and _short_or_marked(stripped):
        _close(state)


def _short_or_marked(stripped: str) -> bool:
    """A hard line break ends a title line or a signature, but not a line of a wrapped paragraph."""
    return len(stripped) < 60 or stripped.endswith("**")


def _without_comments(state: _State, line: str) -> str:
    kept: list[str] = []
    while line:
        mark = "-->" if state.in_comment else "<!--"
        before, found, line = line.partition(mark)
        if not state.in_comment:
            kept.append(before)
        if found:
            state.in_comment = not state.in_comment
    return "".join(kept)


def _structural(state: _State, stripped: str, number: int) -> bool:
    """Headings with marks, rules, quotations and tables."""
    current = state.current
    alone = current is not None and current.kind is BlockKind.PARAGRAPH and len(current.parts) == 1
    if current is not None and alone and current.line == number and UNDERLINE.fullmatch(stripped):
        current.kind, current.level = BlockKind.HEADING, 1 if stripped[0] == "=" else 2
        _close(state)
        return True
    if RULE.fullmatch(stripped):
        _close(state)
        state.left_out.append(LeftOut(stripped[:40], "page furniture", f"line {number + 1}"))
        return True
    heading = ATX.match(stripped)
    if heading is not None:
        text = stripped[heading.end() :].rstrip("# \t")
        _open(state, _Open(BlockKind.HEADING, number + 1, level=len(heading["marks"]), parts=[text]))
        _close(state)
        state.indents.clear()
        return True
    if stripped.startswith(">"):
        text = stripped.lstrip("> ")
        if current is not None and current.kind is BlockKind.QUOTE and not current.closed_by_blank:
            current.parts.append(text)
        else:
            _open(state, _Open(BlockKind.QUOTE, number + 1, parts=[text]))
        return True
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2:
        if not TABLE_RULE.fullmatch(stripped):
            cells = [cell.strip() for cell in stripped.strip("|").split("|")]
            _open(state, _Open(BlockKind.PARAGRAPH, number + 1, parts=[" — ".join(cell for cell in cells if cell)]))
        _close(state)
        return True
    return False


def _item(state: _State, line: str, stripped: str, indent: int, number: int, lines: list[str]) -> _Open | None:
    bullet = BULLET.match(stripped)
    if bullet is not None and not _wrapped_dash(state, stripped[0], number, lines):
        level = _depth(state, indent)
        parts = [stripped[bullet.end() :]]
        return _Open(BlockKind.BULLET, number + 1, indent, level=level, mark=stripped[0], parts=parts)
    marked = stripped.lstrip("*_")
    numbered = NUMBERED.match(marked)
    if numbered is not None and not _mid_sentence(state):
        dress = stripped[: len(stripped) - len(marked)]
        level = _depth(state, indent)
        text = dress + marked[numbered.end() :]
        return _Open(BlockKind.NUMBERED, number + 1, indent, printed_number(numbered), level, [text])
    return None


def printed_number(match: re.Match[str]) -> str:
    """The number that NUMBERED found, without its marks: "(iv)" -> "iv", "3.-" -> "3"."""
    return (match["number"] or match["glued"]).strip("().-/")


def _wrapped_dash(state: _State, mark: str, number: int, lines: list[str]) -> bool:
    """A dash at the start of a wrapped line sets words apart; a list of dashes has a second one."""
    current = state.current
    if mark not in DASHES or current is None or current.mark == mark or not _mid_sentence(state):
        return False
    for later in lines[number + 1 : number + 1 + NEAREST_SIBLING]:
        if later.lstrip().startswith(mark):
            return False
        if not later.strip():
            break
    return True


def _mid_sentence(state: _State) -> bool:
    """A wrapped line may start with "3) facilitating" or "I." in the middle of a sentence."""
    current = state.current
    if current is None or current.closed_by_blank or not state.wrapped:
        return False
    before = current.parts[-1].rstrip()
    return not before.endswith((".", ":", ";", "!", "?", "**")) and len(before) > state.width * 0.6


def _depth(state: _State, indent: int) -> int:
    while state.indents and indent < state.indents[-1]:
        state.indents.pop()
    if not state.indents or indent > state.indents[-1] + 1:
        state.indents.append(indent)
    return len(state.indents) - 1


def _continues(state: _State, line: str, stripped: str, indent: int) -> bool:
    """Whether an unmarked line belongs to the block before it."""
    current = state.current
    if current is None or current.kind is BlockKind.HEADING:
        return False
    if current.kind is BlockKind.QUOTE:
        return not current.closed_by_blank
    if current.closed_by_blank:
        listed = current.kind in (BlockKind.BULLET, BlockKind.NUMBERED)
        return state.markdown and listed and indent >= current.indent + 2 and not stripped.startswith("**")
    if state.markdown:
        return True
    before = current.parts[-1]
    if not state.wrapped:
        return False
    return len(before) >= state.width * 0.6 or (not before.endswith(ENDS) and stripped[:1].islower())


def _open(state: _State, block: _Open) -> None:
    _close(state)
    state.current = block


def _close(state: _State) -> None:
    current, state.current = state.current, None
    if current is None:
        return
    runs = list(_runs(current))
    block = block_of(current.kind, runs, place=f"line {current.line}", level=current.level, number=current.number)
    if block is not None:
        state.blocks.append(block)


def _runs(current: _Open) -> Iterator[Run]:
    yield from runs_of("\n".join(current.parts))
