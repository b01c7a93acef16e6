"""A picture as PNG, for whoever takes no SVG: in print, and as the preview that a message shows of a page."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

import typst

from .drawing import svg
from .figures import Figure
from .themes import FILE

PER_INCH = 192.0
"""A unit is a 96th of an inch, so two dots for each: 1,280 across."""

_SETTING = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("figure.svg")'
_ONE_AT_A_TIME = Lock()


def png(figure: Figure, *, fonts: tuple[str, ...]) -> bytes:
    """The figure alone, light, with its title, words, source and day.  fonts: folders of them; the machine's are never taken."""
    return drawn(svg(figure, theme=FILE).encode(), fonts=fonts, per_inch=PER_INCH)


def drawn(picture: bytes, *, fonts: tuple[str, ...], per_inch: float) -> bytes:
    """Any SVG as PNG.  Raises typst.TypstError for one that is none."""
    with _ONE_AT_A_TIME:
        made = _compiler(fonts).compile({"main.typ": _SETTING, "figure.svg": picture}, format="png", ppi=per_inch)
    assert isinstance(made, bytes)
    return made


@cache
def _compiler(fonts: tuple[str, ...]) -> Any:
    """Its types know no project of several files."""
    return typst.Compiler(ignore_system_fonts=True, font_paths=[*fonts])
