"""What a method is: a scale, who codes by it, which evidence counts, and how far a value of it says the same as another's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from entente.foundation.common.languages import Wording


class Level(StrEnum):
    """What the order of the values means, for the measure of agreement."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"


class Evidence(StrEnum):
    """Which evidence counts."""

    INSIDE_WINDOW = "inside_window"
    """Only what happened inside the window of the assessment."""
    ANY = "any"


class Reading(StrEnum):
    """Which of the readings of a method that asks for several."""

    INTERIM = "interim"
    FINAL = "final"


class Relation(StrEnum):
    """How far two values of two scales say the same."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a scale.  score: its number, None where it has none; needs_proof: evidence must be named with it."""

    code: str
    label: Wording
    score: int | None
    needs_proof: bool


@dataclass(frozen=True, slots=True)
class Share:
    """A mean of scores as a share of the way from the lowest to the highest: for -1 to +1, 50 x (score + 1) %."""

    lowest: int
    highest: int

    def of(self, scores: Iterable[int]) -> float | None:
        """0 to 1; None for no scores."""
        kept = list(scores)
        if not kept:
            return None
        mean = Fraction(sum(kept), len(kept))
        return float((mean - self.lowest) / (self.highest - self.lowest))


@dataclass(frozen=True, slots=True)
class Method:
    """A method in one of its versions.

    owner        the assessor whose own scale it is, "" for one that ships
    is_per_party it scores each party by itself; else it reads the words of the promise
    coders       how many code before anything is consolidated; two do not see each other's codes
    readings     () where there is one reading only
    share        how scores become a share, None where the scale has no formula
    """

    owner: str
    code: str
    version: int
    name: Wording
    about: Wording
    is_per_party: bool
    coders: int
    readings: tuple[Reading, ...]
    evidence: Evidence
    level: Level
    share: Share | None
    values: tuple[Value, ...]

    @property
    def ref(self) -> str:
        """ "g20-compliance/1", "institute:forest-scale/2"."""
        return f"{self.owner}:{self.code}/{self.version}" if self.owner else f"{self.code}/{self.version}"

    @property
    def scale(self) -> str:
        """Its name without a version: what a crosswalk starts from."""
        return self.ref.rpartition("/")[0]

    def value(self, code: str) -> Value | None:
        return next((one for one in self.values if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A native value seen on another scale: never stored, always shown as derived.

    values    codes on the other scale; several where the native value does not tell them apart
    is_lossy  the way back would not lead to the same value
    """

    scale: str
    values: tuple[str, ...]
    relation: Relation
    is_lossy: bool
    version: int


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Rows "scale/value" -> ("scale/value", ...) with their relation, as one version of the table."""

    version: int
    rows: Mapping[str, tuple[tuple[str, ...], Relation]]


def mapped(crosswalk: Crosswalk, scale: str, value: str, to: str) -> Mapped | None:
    """A value of one scale on another; None where the table has no row."""
    found = crosswalk.rows.get(f"{scale}/{value}")
    targets = _on(to, found[0]) if found else ()
    if not found or not targets:
        return None
    same = [
        one for one, (wholes, _relation) in crosswalk.rows.items() if one.startswith(f"{scale}/") and _on(to, wholes)
    ]
    is_shared = any(set(_on(to, crosswalk.rows[one][0])) & set(targets) for one in same if one != f"{scale}/{value}")
    return Mapped(to, targets, found[1], len(targets) > 1 or is_shared, crosswalk.version)


def _on(scale: str, wholes: Sequence[str]) -> tuple[str, ...]:
    return tuple(whole.removeprefix(f"{scale}/") for whole in wholes if whole.startswith(f"{scale}/"))
