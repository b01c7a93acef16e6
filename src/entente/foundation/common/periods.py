"""Partial dates.  A source often gives a month or a year only; nothing is rounded to a day it did not name."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days, first and last included, written as ISO 8601: 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03."""

    first_on: date
    last_on: date
    text: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """Raises ValueError when the text is not one of the four shapes."""
        start, slash, end = text.strip().partition("/")
        first, last = _bounds(start)
        if slash:
            _, last = _bounds(end)
        if last < first:
            raise ValueError(f"{text!r} ends before it begins")
        return cls(first, last, text.strip())

    def __str__(self) -> str:
        return self.text


def _bounds(text: str) -> tuple[date, date]:
    match = _SHAPE.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date; write 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03")
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        exact = date(year, int(month), int(day))
        return exact, exact
    if month:
        return date(year, int(month), 1), date(year, int(month), calendar.monthrange(year, int(month))[1])
    return date(year, 1, 1), date(year, 12, 31)
