"""Dates in words: no day that a source did not name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from entente.surfaces.web import dates


@pytest.mark.parametrize(
    ("language", "words"), [("en", "2 May 2023"), ("es", "2 de mayo de 2023"), ("fr", "2 mai 2023")]
)
def test_day(language: str, words: str) -> None:
    assert dates.day(date(2023, 5, 2), language) == words


def test_first_day_of_a_month_in_french() -> None:
    assert dates.day(date(2023, 5, 1), "fr") == "1er mai 2023"


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("2023", "fr", "2023"),
        ("2023-05", "en", "May 2023"),
        ("2023-05", "es", "mayo de 2023"),
        ("2023-05-02", "en", "2 May 2023"),
        ("2023-05-02/2023-05-03", "en", "2–3 May 2023"),
        ("2023-05-02/2023-05-03", "es", "2–3 de mayo de 2023"),
        ("2023-05-30/2023-06-01", "fr", "30 mai 2023 – 1er juin 2023"),
        ("2014/2016", "en", "2014 – 2016"),
        ("soon", "en", "soon"),
    ],
)
def test_period(text: str, language: str, words: str) -> None:
    assert dates.period(text, language) == words


def test_instant_is_in_utc() -> None:
    assert dates.instant(datetime(2026, 11, 23, 8, 25, tzinfo=UTC), "en") == "23 November 2026, 08:25 UTC"
