"""How a state looks: a colour and a pattern.  Told apart without colour too, and each edge at 3:1 on paper and in the dark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Look(StrEnum):
    """From all to nothing, as a state says it; who makes a figure says which state it is."""

    FULL = "full"
    MOST = "most"
    SOME = "some"
    NONE = "none"
    MIXED = "mixed"
    TOLD = "told"
    LATE = "late"
    SILENT = "silent"
    ABSENT = "absent"
    DROPPED = "dropped"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Dress:
    """Colours on paper.  pattern: path data of lines in a square of 8 units, "" for a plain surface."""

    fill: str
    line: str
    pattern: str


RISING = "M-2 2L2 -2M0 8L8 0M6 10L10 6"
FALLING = "M-2 6L2 10M0 0L8 8M6 -2L10 2"
ACROSS = "M0 4H8"
UPRIGHT = "M4 0V8"
DOTS = "M2 2h1.6M6 6h1.6"
GRID_LINES = ACROSS + UPRIGHT
RINGS = "M2 4a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"
BRICKS = "M0 2H5M4 6H9"

DRESSES = {
    Look.FULL: Dress("#0b4f33", "#0b4f33", ""),
    Look.MOST: Dress("#3f8f6c", "#d9f0e4", RISING),
    Look.SOME: Dress("#8fb8d8", "#123f54", DOTS),
    Look.NONE: Dress("#d9c9ee", "#4a3570", FALLING),
    Look.MIXED: Dress("#f0cf8a", "#5c3a00", RISING + FALLING),
    Look.TOLD: Dress("#cfe3f2", "#0c3d66", ACROSS),
    Look.LATE: Dress("#f8d9d3", "#7a1f12", UPRIGHT),
    Look.SILENT: Dress("#ffffff", "#ffffff", ""),
    Look.ABSENT: Dress("#ffffff", "#6b7478", RINGS),
    Look.DROPPED: Dress("#4a4f52", "#ffffff", GRID_LINES),
    Look.REPLACED: Dress("#6d7275", "#ffffff", BRICKS),
}

INK, QUIET, EDGE, GRID, GROUND, STRONG = "#0b0c0c", "#3b4245", "#3b4245", "#c9d3d1", "#ffffff", "#0e4d4a"
"""Text, quiet text, edges of marks, faint lines, ground, the line of the day it speaks of."""

DARK = Path(__file__).with_name("dark.css").read_text("utf-8")
"""The style of a dark screen, the only place of its colours: pictures that stand alone bring it, an embed's sheet includes it."""
