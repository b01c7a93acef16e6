"""Krippendorff's alpha against the worked examples that he published himself."""

from __future__ import annotations

import pytest

from entente.record.assessment.agreement import alpha, paired_units
from entente.record.assessment.methods import Level

FOUR_OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), parts C and D: twelve units, values missing."""
TWO_OBSERVERS = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")
"""The same, part B: nominal."""
BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
"""The same, part A."""


def units(rows: tuple[str, ...]) -> list[list[str]]:
    return [[value for value in column if value != "."] for column in zip(*(row.split() for row in rows), strict=True)]


@pytest.mark.parametrize(
    ("rows", "level", "published"),
    [
        (BINARY, Level.NOMINAL, 0.095),
        (TWO_OBSERVERS, Level.NOMINAL, 0.692),
        (FOUR_OBSERVERS, Level.NOMINAL, 0.743),
        (FOUR_OBSERVERS, Level.ORDINAL, 0.815),
    ],
)
def test_alpha_as_published(rows: tuple[str, ...], level: Level, published: float) -> None:
    order = sorted({value for unit in units(rows) for value in unit})

    assert round(alpha(units(rows), level, order) or 0, 3) == published


@pytest.mark.parametrize(
    ("coded", "expected"),
    [
        ([("+1", "+1"), ("-1", "-1")], 1.0),
        ([("+1", "-1"), ("-1", "+1")], -0.5),
        ([("+1", "+1"), ("+1", "+1")], None),
        ([("+1",), ("0",)], None),
        ([], None),
    ],
)
def test_alpha_of_small_sets(coded: list[tuple[str, ...]], expected: float | None) -> None:
    """By hand: two units, each coded -1 and +1: observed 2, expected 4/3; alpha = 1 - 3/2."""
    assert alpha(coded, Level.ORDINAL, ("-1", "0", "+1")) == expected


def test_n_counts_units_that_can_be_paired() -> None:
    assert paired_units(units(FOUR_OBSERVERS)) == 11
