"""Days along an axis: round ones, and no more than can be read."""

from __future__ import annotations

from datetime import date

import pytest

from entente.surfaces.charts.measure import lines, width
from entente.surfaces.charts.scales import MOST_TICKS, span_of, tick_words, ticks

DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 11, 1), ["Nov 2026", "Dec 2026"]),
        (date(2026, 3, 1), ["Mar 2026", "May 2026", "Jul 2026", "Sept 2026", "Nov 2026"]),
        (date(2025, 1, 1), ["Jan 2025", "Jul 2025", "Jan 2026", "Jul 2026"]),
        (date(2023, 5, 2), ["Jan 2024", "Jan 2025", "Jan 2026"]),
        (date(2001, 5, 2), ["2005", "2010", "2015", "2020", "2025"]),
    ],
)
def test_ticks_are_first_days_of_months_or_years(first: date, words: list[str]) -> None:
    span = span_of([first], DAY, 0, 100)

    assert [tick_words(on, span, "en") for on in ticks(span)] == words


@pytest.mark.parametrize("first", [date.min, date(1, 1, 2), date(1900, 1, 1), DAY, date.max])
def test_no_axis_has_more_ticks_than_can_be_read(first: date) -> None:
    span = span_of([first], DAY, 0, 100)

    assert len(ticks(span)) <= MOST_TICKS
    assert span.at(date.min) == 0
    assert span.at(date.max) == 100


def test_lines_are_no_wider_than_their_room_and_lose_no_word() -> None:
    text = "Wasser für beide Länder und die Flüsse dazwischen, 水と川, " + "x" * 80

    broken = lines(text, 12, 90, most=50)

    assert max(width(line, 12) for line in broken) <= 90
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
