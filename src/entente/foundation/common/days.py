"""Days as people of each language write them.  Nothing here looks at a clock."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date

from .languages import locale_of

_FIRST = re.compile(r"\b1(?= [^\W\d])")


def written(on: date, shape: str, language: str) -> str:
    """A day in a shape of CLDR ("long", "d MMM y"): 1 May 2023 · 1 de mayo de 2023 · 1er mai 2023."""
    text = format_date(on, format=shape, locale=locale_of(language))
    return _FIRST.sub("1er", text, count=1) if language.partition("-")[0] == "fr" and on.day == 1 else text
