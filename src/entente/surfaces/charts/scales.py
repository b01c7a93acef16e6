"""Days along an axis, and numbers and days as people of a language write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

from entente.foundation.common.days import written
from entente.foundation.common.languages import locale_of

MOST_TICKS = 6
MONTHS = (1, 2, 3, 6, 12)
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
"""Between two ticks: of a short axis, of a long one."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that an axis shows, laid over `room` units from `start` on."""

    first_on: date
    last_on: date
    start: float
    room: float

    def at(self, on: date) -> float:
        """Where a day lies; days beyond the ends lie on them."""
        share = (on - self.first_on).days / max((self.last_on - self.first_on).days, 1)
        return self.start + min(max(share, 0.0), 1.0) * self.room


def span_of(days: Iterable[date], as_of: date, start: float, room: float) -> Span:
    """The days from the first to the last of these, the day spoken of among them, with a little air at both ends."""
    known = [as_of, *days]
    first, last = min(known), max(known)
    air = max((last - first).days // 40, 15)
    low = first - timedelta(days=min(air, (first - date.min).days))
    return Span(low, last + timedelta(days=min(air, (date.max - last).days)), start, room)


def ticks(span: Span) -> list[date]:
    """First days of years, or of months where the axis is short: at most a handful."""
    if _is_long(span):
        years = range(max(span.first_on.year, 1), span.last_on.year + 1)
        step = next(step for step in YEARS if len(years) / step <= MOST_TICKS)
        found = [date(year, 1, 1) for year in years if year % step == 0]
    else:
        start = span.first_on.year * 12 + span.first_on.month - 1
        months = range(start, span.last_on.year * 12 + span.last_on.month)
        step = next(step for step in MONTHS if len(months) / step <= MOST_TICKS)
        found = [date(at // 12, at % 12 + 1, 1) for at in months if at % step == 0]
    return [on for on in found if on >= span.first_on]


def tick_words(on: date, span: Span, language: str) -> str:
    """ "2026", or "Mar 2026" on a short axis."""
    return str(on.year) if _is_long(span) else month_words(on, language)


def _is_long(span: Span) -> bool:
    return (span.last_on - span.first_on).days > MOST_TICKS * 300


def day_words(on: date, language: str) -> str:
    """A day, short: 29 Nov 2026."""
    return written(on, "medium", language)


def month_words(on: date, language: str) -> str:
    """Nov 2026."""
    return format_date(on, format="MMM y", locale=locale_of(language))


def number_words(number: int, language: str) -> str:
    """12,345 · 12 345."""
    return format_decimal(number, locale=locale_of(language))
