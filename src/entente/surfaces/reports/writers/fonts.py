"""The fonts of a PDF: those of the site, unpacked when the assets are built, and those inside typst; never the machine's."""

from __future__ import annotations

import unicodedata

from django.conf import settings


def report_fonts() -> tuple[str, ...]:
    """Folders with fonts; () before the assets were built."""
    folder = settings.ENV.assets / "entente" / "print"
    return (str(folder),) if folder.is_dir() else ()


def script_of(letter: str) -> str:
    """What a letter is written in, by the first word of its name: LATIN, ARABIC, CANADIAN, CJK."""
    return unicodedata.name(letter, "").partition(" ")[0]


def runs_backwards(text: str) -> bool:
    """Whether some of it is written from right to left."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
