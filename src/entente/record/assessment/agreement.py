"""Krippendorff's alpha: how far coders agree beyond chance.  Pure.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): alpha = 1 - observed / expected disagreement, over
the values that can be paired.  Exact fractions until the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

from .methods import Level


def alpha(units: Iterable[Sequence[str]], level: Level, order: Sequence[str]) -> float | None:
    """1 for perfect agreement, 0 for chance, below for worse; None where no unit has two values or all values are one.

    units  per unit the values that its coders gave, who coded it not
    order  every value of the scale, lowest first; what an ordinal difference is counted along
    """
    paired = [Counter(unit) for unit in units if len(unit) > 1]
    totals = sum(paired, Counter[str]())
    number = totals.total()
    if len(totals) < 2:
        return None
    observed, expected = Fraction(0), Fraction(0)
    for one, other in combinations([code for code in order if totals[code]], 2):
        difference = _difference(one, other, totals, order) if level is Level.ORDINAL else Fraction(1)
        observed += difference * sum(
            (Fraction(unit[one] * unit[other], unit.total() - 1) for unit in paired), Fraction(0)
        )
        expected += difference * Fraction(totals[one] * totals[other], number - 1)
    return float(1 - observed / expected)


def paired_units(units: Iterable[Sequence[str]]) -> int:
    """How many units have two values or more: the n of an alpha."""
    return sum(len(unit) > 1 for unit in units)


def _difference(low: str, high: str, totals: Counter[str], order: Sequence[str]) -> Fraction:
    """Squared: all values from one to the other, each end counted by half."""
    between = sum(totals[code] for code in order[order.index(low) : order.index(high) + 1])
    return (between - Fraction(totals[low] + totals[high], 2)) ** 2
