"""Days as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from entente.foundation.common.days import written


@pytest.mark.parametrize(
    ("language", "shape", "told"),
    [
        ("en", "long", "1 May 2023"),
        ("es", "long", "1 de mayo de 2023"),
        ("fr", "long", "1er mai 2023"),
        ("fr", "medium", "1er mai 2023"),
        ("fr", "'le' d MMMM y", "le 1er mai 2023"),
        ("fr", "MMM y", "mai 2023"),
    ],
)
def test_first_of_a_month_is_an_ordinal_in_french(language: str, shape: str, told: str) -> None:
    assert written(date(2023, 5, 1), shape, language) == told


def test_other_days_are_as_they_are() -> None:
    assert [written(date(2021, 11, on), "long", "fr") for on in (11, 21)] == ["11 novembre 2021", "21 novembre 2021"]
