"""Dates as people of each language write them.  Nothing is rounded: a month stays a month."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from babel.dates import format_date

from entente.foundation.common.days import written
from entente.foundation.common.languages import locale_of
from entente.foundation.common.periods import Period


def day(on: date, language: str) -> str:
    """2 May 2023 · 2 de mayo de 2023 · 2 mai 2023 (and 1er mai 2023)."""
    return _day(f"{on}", language)


def month(on: date, language: str) -> str:
    """May 2023 · mayo de 2023 · mai 2023."""
    return _month(f"{on}", language)


@lru_cache(maxsize=4096)
def _day(on: str, language: str) -> str:
    """Kept by the text of the day: the day of a publication, kept itself, would turn over what later ones ask about it."""
    return written(date.fromisoformat(on), "long", language)


@lru_cache(maxsize=4096)
def _month(on: str, language: str) -> str:
    shape = "MMMM 'de' y" if language == "es" else "MMMM y"
    return format_date(date.fromisoformat(on), format=shape, locale=locale_of(language))


@lru_cache(maxsize=4096)
def period(text: str, language: str) -> str:
    """A period as written in ISO 8601, in words of the language; the text itself when it is not a period."""
    try:
        stretch = Period.parse(text)
    except ValueError:
        return text
    start, slash, end = text.partition("/")
    if not slash:
        return _single(start, stretch.first_on, language)
    first, last = stretch.first_on, stretch.last_on
    if len(start) == len(end) == 10 and (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, language)}"
    return f"{_single(start, first, language)} – {_single(end, last, language)}"


def _single(text: str, on: date, language: str) -> str:
    if len(text) == 4:
        return text
    return month(on, language) if len(text) == 7 else day(on, language)


def instant(at: datetime, language: str) -> str:
    """23 November 2026, 08:25 UTC."""
    utc = at.astimezone(UTC)
    return f"{day(utc.date(), language)}, {utc:%H:%M} UTC"
