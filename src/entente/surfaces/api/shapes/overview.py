"""A plan as each side tells it: counts per side, per pillar and over time.  No figure counts two sides together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingRate:
    """How a side reports by one date of a calendar that it accepted: of `owed` promises so many in time and so many late."""

    calendar: str
    period: str
    due_on: date
    owed: int
    in_time: int
    late: int
    is_passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SideAt:
    """How many promises a side said to stand where at one instant.  silent: it had named no status of so many."""

    at: datetime
    states: dict[str, int]
    silent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SideOverview:
    """What one side tells of the promises that it owes.

    states       state -> how many: a completion value, by_part, reported, unreported (nothing by its date), nothing_yet,
                 not_taking_part
    per_pillar   pillar -> the same
    reported     how many it has ever said anything of
    rates        by the date that passed last and by the one it reports by now; empty where it accepted no calendar
    """

    party: str
    owed: int
    reported: int
    states: dict[str, int]
    per_pillar: dict[str, dict[str, int]]
    rates: list[ReportingRate]
    over_time: list[SideAt]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The overview of a plan.  joint: state of what there is together -> how many promises; joint_values: what was signed."""

    plan: str
    as_of: datetime
    promises: int
    sides: list[SideOverview]
    joint: dict[str, int]
    joint_values: dict[str, int]
    joint_per_pillar: dict[str, dict[str, int]]
