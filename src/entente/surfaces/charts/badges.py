"""A badge: one line that tells where something stands, to be shown anywhere as an image."""

from __future__ import annotations

from .canvas import END, ISOLATE, escaped, number
from .looks import DRESSES, Look
from .measure import lines, width

HEIGHT, SIZE, AIR = 24, 12.0, 8.0
LABEL_ROOM, WORDS_ROOM = 260.0, 640.0


def badge(label: str, words: str, *, language: str, direction: str = "ltr") -> str:
    """`label` on a dark ground, `words` beside it on a light one.  The same bytes for the same words; no style, no link."""
    name, told = (_one_line(text, room) for text, room in ((label, LABEL_ROOM), (words, WORDS_ROOM)))
    first, second = width(name, SIZE) + 2 * AIR, width(told, SIZE) + 2 * AIR
    whole = first + second
    is_mirrored = direction == "rtl"
    left, right = (second, 0.0) if is_mirrored else (0.0, first)
    full = DRESSES[Look.FULL].fill
    spoken = escaped(f"{label}, {words}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(whole)}" height="{HEIGHT}" '
        f'viewBox="0 0 {number(whole)} {HEIGHT}" role="img" aria-label="{spoken}" lang="{escaped(language)}" '
        f'direction="ltr" font-family="Noto Sans, Arial, sans-serif" font-size="{number(SIZE)}"><title>{spoken}</title>'
        f'<rect x="0.5" y="0.5" width="{number(whole - 1)}" height="{HEIGHT - 1}" rx="3" fill="#ffffff" stroke="{full}"/>'
        f'<rect x="{number(left)}" width="{number(first)}" height="{HEIGHT}" rx="3" fill="{full}"/>'
        f"{_text(left + first / 2, name, '#ffffff', is_mirrored)}{_text(right + second / 2, told, '#0b0c0c', is_mirrored)}</svg>"
    )


def badge_width(label: str, words: str) -> int:
    """How wide the badge of these words is, for the page that shows it."""
    told = zip((label, words), (LABEL_ROOM, WORDS_ROOM), strict=True)
    return round(sum(width(_one_line(text, room), SIZE) + 2 * AIR for text, room in told))


def _one_line(text: str, room: float) -> str:
    return next(iter(lines(text, SIZE, room, 1)), "")


def _text(x: float, words: str, fill: str, is_mirrored: bool) -> str:
    words = f"{ISOLATE}{words}{END}" if is_mirrored else words
    return f'<text x="{number(x)}" y="16.5" text-anchor="middle" fill="{fill}">{escaped(words)}</text>'
