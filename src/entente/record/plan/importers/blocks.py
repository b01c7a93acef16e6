"""What every reader hands on: blocks of text with their outward shape, and nothing yet about promises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from entente.record.plan.importers.draft import LeftOut


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    ROW = "row"
    QUOTE = "quote"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one dress."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item.

    `level` is the heading's level (1 is highest) or the item's depth (0 is outermost).  `number` is the printed number
    of a numbered block.  `bold`, `italic` and `underline` speak of the whole text; `lead` is the part at its start that
    alone is bold or underlined.
    """

    kind: BlockKind
    text: str
    place: str = ""
    level: int = 0
    number: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment of a table; absent columns are empty strings.  `lead` is a body, `party` a country."""

    place: str
    text: str
    ref: str = ""
    pillar: str = ""
    party: str = ""
    lead: str = ""
    kind: str = ""
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file after its reader: either blocks or rows."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    rows: tuple[Row, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = field(default=())


SPACES = re.compile(r"\s+")
INVISIBLE = dict.fromkeys([*range(9), *range(14, 32), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def folded(text: str) -> str:
    """White space folded to single spaces, control and zero-width characters gone."""
    return SPACES.sub(" ", text.translate(INVISIBLE)).strip()


def block_of(kind: BlockKind, runs: Iterable[Run], *, place: str, level: int = 0, number: str = "") -> Block | None:
    """A block made of runs, or None when they hold no visible text."""
    visible = [run for run in runs if run.text]
    text = folded("".join(run.text for run in visible))
    if not text:
        return None
    inked = [run for run in visible if run.text.strip(" \t\n\u00a0–—-:.")]
    return Block(
        kind,
        text,
        place,
        level,
        number,
        bold=bool(inked) and all(run.bold for run in inked),
        italic=bool(inked) and all(run.italic for run in inked),
        underline=bool(inked) and all(run.underline for run in inked),
        lead=_lead(visible),
    )


def _lead(runs: list[Run]) -> str:
    """The marked start of a block, with the dash or colon that may follow it inside the marks."""
    lead: list[str] = []
    for run in runs:
        if run.text.strip() and not (run.bold or run.underline):
            break
        lead.append(run.text)
    else:
        return ""
    return folded("".join(lead))
