"""How wide text is, near enough to break it into lines without a font: Noto Sans, with some room to spare."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_EM = {
    **dict.fromkeys("ijlI.,:;'|!·’‘", 0.29),
    **dict.fromkeys('ftr()[]{}-/\\ "“”1', 0.40),
    **dict.fromkeys("mwMW@%—…", 0.93),
}
CAPITAL, LETTER, WIDE = 0.68, 0.58, 1.02
ROOM = 1.04


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """Of a text set at `size` units."""
    return sum(map(_em, text)) * size * ROOM


def _em(letter: str) -> float:
    if letter in _EM:
        return _EM[letter]
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    return CAPITAL if letter.isupper() else LETTER


def lines(text: str, size: float, room: float, most: int = 3) -> list[str]:
    """The text in lines of at most `room` units; what does not fit in `most` of them ends in three dots."""
    done: list[str] = []
    line = ""
    for word in _words(text, size, room):
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        done.append(line)
        line = word
        if len(done) == most:
            break
    else:
        if line:
            done.append(line)
        return done
    return [*done[:-1], _dotted(done[-1], size, room)]


def _words(text: str, size: float, room: float) -> list[str]:
    """Its words, in pieces where one alone is too wide."""
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while width(rest, size) > room:
            fitting = max(1, _fitting(rest, size, room))
            pieces.append(rest[:fitting])
            rest = rest[fitting:]
        if rest:
            pieces.append(rest)
    return pieces


def _fitting(word: str, size: float, room: float) -> int:
    used = 0.0
    for at, letter in enumerate(word):
        used += _em(letter) * size * ROOM
        if used > room:
            return at
    return len(word)


def _dotted(line: str, size: float, room: float) -> str:
    while line and width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
