"""Shares as people of each language write them: a count and what it is a share of, or percent alone."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

NO_BREAK = "\N{NO-BREAK SPACE}"


def percent(share: float, language: str) -> str:
    """0.4 as "40%" in English, as "40 %" in every other language, with a space at which no line ends."""
    return f"{share * 100:.0f}{'' if language.startswith('en') else NO_BREAK}%"


def share(number: int, whole: int) -> str:
    """ "3 of 26 (12%)", in the language being read: a share never stands without what it is a share of."""
    told = percent(number / whole if whole else 0, get_language() or "en")
    return _("%(number)d of %(whole)d (%(percent)s)") % {"number": number, "whole": whole, "percent": told}
