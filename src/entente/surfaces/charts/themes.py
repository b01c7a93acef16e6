"""Where a picture will stand, and what it therefore holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Where a picture will stand.

    width      in units; text is `text` of them high
    is_alone   True: title, words, source and day stand inside, on a ground of its own
    has_style  True: a style for dark screens; a page's strict policy allows none
    has_links  True: each number leads to the list behind it
    is_framed  True: its links leave the frame that another site put it in
    """

    name: str
    width: int
    text: int
    is_alone: bool = False
    has_style: bool = False
    has_links: bool = False
    is_framed: bool = False

    @property
    def has_words(self) -> bool:
        """Whether the words of the figure stand inside the picture or around it."""
        return self.is_alone or self.has_links


PAGE = Theme("page", width=320, text=12, has_links=True)
"""Inside a page: as wide as the narrowest screen, so that its words stay legible there."""

EMBED = Theme("embed", width=320, text=12, has_links=True, is_framed=True)
"""Inside a small page that another site frames."""

FILE = Theme("file", width=640, text=14, is_alone=True, has_style=True)
"""Alone: downloaded, or shown by another site as an image."""

NARROW = Theme("narrow", width=320, text=12)
"""In the page of a report, which people read on a telephone too: title, words and source are text around it."""

PRINT = Theme("print", width=480, text=10)
"""In a PDF or a Word file, where title, words and source are text of the document; a unit is a point."""
