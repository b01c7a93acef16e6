"""What the fonts of a PDF can draw, by the script of a letter."""

from __future__ import annotations

import unicodedata


def script_of(letter: str) -> str:
    """What a letter is written in, by the first word of its name: LATIN, ARABIC, CANADIAN, CJK."""
    return unicodedata.name(letter, "").partition(" ")[0]


def runs_backwards(text: str) -> bool:
    """Whether some of it is written from right to left."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
