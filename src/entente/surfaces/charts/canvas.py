"""Marks and text on a sheet, in units from its start edge: mirrored where a language is written from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from . import measure, scales
from .figures import Figure, State
from .looks import DRESSES, EDGE, GRID, GROUND, INK, QUIET, STRONG, Look
from .themes import Theme

MOST_ROWS = 200
"""Rows that a picture shows; the twin has all of them."""

SWATCH = 10
ISOLATE, END = "\u2067", "\u2069"
"""Around a text that is written from right to left, so that every program that draws it orders it alike."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_TEXT = {"ink": INK, "quiet": QUIET}
_LINES = {"edge": EDGE, "grid": GRID, "strong": STRONG}


def escaped(text: str) -> str:
    """As text or as an attribute of an XML document; characters that XML does not know are left out."""
    return _FORBIDDEN.sub("", text).translate(_ESCAPES)


def number(value: float) -> str:
    """A length: at most two decimals, none where none are needed."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


@dataclass(frozen=True, slots=True)
class Key:
    """A word of the key with its number.  spoken: what a screen reader hears of its link."""

    state: State
    words: str
    link: str = ""
    spoken: str = ""


class Canvas:
    """A sheet that grows downwards.  y: where the next thing goes; looks: those that were used."""

    def __init__(self, figure: Figure, theme: Theme) -> None:
        self.figure, self.theme = figure, theme
        self.margin = 16.0 if theme.is_alone else 1.0
        self.start, self.end = self.margin, theme.width - self.margin
        self.room = self.end - self.start
        self.size = float(theme.text)
        self.y = self.margin
        self.parts: list[str] = []
        self.looks: dict[Look, None] = {}
        self.has_links = False
        self._mirrored = figure.direction == "rtl"
        self._in_link = False

    def _x(self, x: float, width: float = 0.0) -> str:
        return number(self.theme.width - x - width if self._mirrored else x)

    def rect(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        at = f'x="{self._x(x, width)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
        self.parts.append(f'<rect {at} {self._dressed(look)} class="ech-edge" stroke="{EDGE}"/>')

    def _dressed(self, look: Look) -> str:
        self.looks[look] = None
        return f'fill="url(#{self.id(look.value)})"'

    def id(self, name: str) -> str:
        return f"ech-{self.figure.code}-{name}"

    def pill(self, x: float, y: float, words: str) -> None:
        """Words on a ground of their own, in the middle of a mark."""
        width = measure.width(words, self.size) + 6
        height = self.size + 4
        at = f'x="{self._x(x - width / 2, width)}" y="{number(y - height / 2)}"'
        self.parts.append(
            f'<rect {at} width="{number(width)}" height="{number(height)}" rx="2" class="ech-ground" fill="{GROUND}"/>'
        )
        self.text(x, y + self.size * 0.36, words, anchor="middle")

    def line(self, ends: tuple[float, float, float, float], kind: str, *, width: float = 1, dash: str = "") -> None:
        """From (x, y) to (x, y).  kind: edge, grid or strong."""
        x1, y1, x2, y2 = ends
        at = f'x1="{self._x(x1)}" y1="{number(y1)}" x2="{self._x(x2)}" y2="{number(y2)}"'
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        stroke = f'class="ech-{kind}" stroke="{_LINES[kind]}" stroke-width="{number(width)}"'
        self.parts.append(f"<line {at} {stroke}{dashes}/>")

    def shape(self, points: Sequence[tuple[float, float]], look: Look) -> None:
        corners = " ".join(f"{self._x(x)},{number(y)}" for x, y in points)
        self.parts.append(f'<polygon points="{corners}" {self._dressed(look)} class="ech-edge" stroke="{EDGE}"/>')

    def uprights(self, places: Sequence[float], y: float, height: float) -> None:
        """Thin upright marks, however many, as one path; those that would lie on one another are drawn once."""
        drawn = dict.fromkeys(self._x(round(x * 2) / 2) for x in places)
        path = "".join(f"M{x} {number(y)}v{number(height)}" for x in drawn)
        if path:
            self.parts.append(f'<path d="{path}" class="ech-strong" stroke="{STRONG}" stroke-width="2"/>')

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        kind: str = "ink",
        anchor: str = "start",
        is_bold: bool = False,
        size: float = 0.0,
    ) -> None:
        """One line of text on its base line.  anchor: start, middle or end of it lies at x."""
        if self._mirrored:
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
            words = f"{ISOLATE}{words}{END}"
        marks = [f'x="{self._x(x)}" y="{number(y)}" class="ech-{kind}" fill="{_TEXT[kind]}"']
        if anchor != "start":
            marks.append(f'text-anchor="{anchor}"')
        if is_bold:
            marks.append('font-weight="600"')
        if size:
            marks.append(f'font-size="{number(size)}"')
        if self._in_link:
            marks.append('text-decoration="underline"')
        self.parts.append(f"<text {' '.join(marks)}>{escaped(words)}</text>")

    def paragraph(
        self, words: str, *, kind: str = "ink", is_bold: bool = False, most: int = 3, size: float = 0
    ) -> None:
        """Text over the whole width, in lines; the sheet grows by them."""
        size = size or self.size
        room = self.room * (0.93 if is_bold else 1)
        for at, line in enumerate(measure.lines(words, size, room, most)):
            if at and self._in_link:
                self.parts.append(" ")  # a link is read as one text: its lines do not run together
            self.y += size * 1.35
            self.text(self.start, self.y - size * 0.3, line, kind=kind, is_bold=is_bold, size=size)

    def numbered(self, value: int) -> str:
        return scales.number_words(value, self.figure.language)

    @contextmanager
    def link(self, address: str, spoken: str) -> Iterator[None]:
        """What is drawn within leads to an address, where the theme has links and there is one."""
        if not (address and self.theme.has_links):
            yield
            return
        self.has_links = self._in_link = True
        target = ' target="_top"' if self.theme.is_framed else ""
        self.parts.append(f'<a class="ech-link" href="{escaped(address)}"{target} aria-label="{escaped(spoken)}">')
        yield
        self.parts.append("</a>")
        self._in_link = False

    def swatch(self, x: float, y: float, look: Look) -> None:
        self.rect(x, y, SWATCH, SWATCH, look)

    def keys(self, keys: Sequence[Key]) -> None:
        """Words with their looks, as many in a line as fit."""
        x, step = self.start, self.size * (2.3 if any(key.link for key in keys) and self.theme.has_links else 1.6)
        for at, key in enumerate(keys):
            width = SWATCH + 5 + measure.width(key.words, self.size) + 12
            if at == 0 or x + width - 12 > self.end:
                x = self.start
                self.y += step
            self.key(x, self.y, key)
            x += width

    def key(self, x: float, y: float, key: Key) -> None:
        with self.link(key.link, key.spoken):
            self.swatch(x, y - SWATCH, key.state.look)
            self.text(x + SWATCH + 5, y - 0.5, key.words)

    def patterns(self) -> str:
        """The looks that were used, as patterns of this picture's own."""
        return "".join(_pattern(self.id(look.value), look) for look in sorted(self.looks))


def _pattern(code: str, look: Look) -> str:
    dress = DRESSES[look]
    ground = f'<rect width="8" height="8" class="ech-{look.value}" fill="{dress.fill}"/>'
    lines = (
        f'<path d="{dress.pattern}" class="ech-{look.value}-line" stroke="{dress.line}" stroke-width="1.6" fill="none"/>'
        if dress.pattern
        else ""
    )
    return f'<pattern id="{code}" width="8" height="8" patternUnits="userSpaceOnUse">{ground}{lines}</pattern>'
