"""Where a plan stands as each side tells it: per side, per pillar, over time.  Sides and axes are never added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from entente.foundation.common.actors import Actor
from entente.record.assessment.models import Status
from entente.record.assessment.rules.overview import look_backs, side_state, value_of
from entente.record.assessment.views import Reports
from entente.record.assessment.words import Completion, JointState, SideState
from entente.record.delivery.queries.updates import published
from entente.record.plan.queries import CommitmentView, PlanView

from .dues import Sheet, Tally, reporting
from .joint import joints
from .statuses import columns_of, reports_on_plan

Counts = Counter[SideState]


@dataclass(frozen=True, slots=True)
class SideOverview:
    """What one side tells of what it owes.

    owed       promises that it owes in whole or in part; states: how many of them stand where
    per_pillar pillar number -> the same
    reported   how many of them it has ever said anything of
    passed, current  how it reported by the date that passed last, and by the one it reports by now; None without one
    """

    party: str
    owed: int
    states: Counts
    per_pillar: Mapping[str, Counts]
    reported: int
    passed: Tally | None
    current: Tally | None


@dataclass(frozen=True, slots=True)
class Point:
    """How many promises a side said to stand where, at one instant.  silent: it had named no status."""

    at: datetime
    states: Counts
    silent: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan as each side tells it.

    sides      in the plan's order; joint: state -> how many promises, and joint_values: value -> how many that all signed
    over_time  party -> look-backs, oldest first; () for a side that has named no status yet
    heard      how many promises any side has said anything of
    """

    as_of: datetime
    promises: int
    pillars: tuple[str, ...]
    sides: tuple[SideOverview, ...]
    joint: Counter[JointState]
    joint_values: Counter[Completion]
    joint_per_pillar: Mapping[str, Counter[JointState]]
    over_time: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    heard: int = 0


def overview(by: Actor, plan: PlanView, promises: Sequence[CommitmentView], *, as_of: datetime) -> Overview:
    """The overview of a plan from its promises.  The same number of queries for 26 promises and for 2,600."""
    reports = reports_on_plan(by, plan.slug, as_of=as_of)
    sheet = reporting(by, plan.slug, as_of=as_of)
    together = joints(promises, reports, as_of=as_of)
    states = side_states(plan, promises, reports)
    signed: dict[str, Counter[JointState]] = {}
    for promise in promises:
        signed.setdefault(promise.pillar, Counter())[together[promise.ref].state] += 1
    values = [view.value for promise in promises if (view := together[promise.ref]).value is not None]
    return Overview(
        as_of=as_of,
        promises=len(promises),
        pillars=tuple(dict.fromkeys(promise.pillar for promise in promises)),
        sides=sides_of(plan, said_states(plan, promises, states), sheet),
        joint=sum(signed.values(), Counter[JointState]()),
        joint_values=Counter(value for value in values if value is not None),
        joint_per_pillar=signed,
        over_time=_over_time(by, plan, promises, as_of=as_of),
        heard=len({ref for (ref, _party), state in states.items() if state not in SILENT}),
    )


def side_states(
    plan: PlanView, promises: Sequence[CommitmentView], reports: Reports
) -> dict[tuple[str, str], SideState]:
    """(commitment, party) -> what that side says of it, for every promise that it owes.  No query."""
    return {
        (promise.ref, column.party.code): state
        for promise in promises
        for column in columns_of(plan, promise, reports)
        if (state := side_state(column)) is not None
    }


SILENT = frozenset({SideState.OVERDUE, SideState.NOTHING, SideState.NOT_TAKING_PART})
"""States in which a side has never said anything of a promise."""


class SaidState(NamedTuple):
    """What a side says of a promise that it owes."""

    pillar: str
    commitment: str
    party: str
    state: SideState


def said_states(
    plan: PlanView, promises: Sequence[CommitmentView], states: Mapping[tuple[str, str], SideState]
) -> list[SaidState]:
    """`side_states` in the plan's order."""
    return [
        SaidState(promise.pillar, promise.ref, party.code, states[promise.ref, party.code])
        for promise in promises
        for party in plan.parties
        if (promise.ref, party.code) in states
    ]


def sides_of(plan: PlanView, said: Iterable[SaidState], sheet: Sheet) -> tuple[SideOverview, ...]:
    """What each side tells, in the plan's order.  No query."""
    per_pillar: dict[str, dict[str, Counts]] = {party.code: {} for party in plan.parties}
    for one in said:
        per_pillar[one.party].setdefault(one.pillar, Counter())[one.state] += 1
    return tuple(_side(party, counts, sheet) for party, counts in per_pillar.items())


def _side(party: str, per_pillar: Mapping[str, Counts], sheet: Sheet) -> SideOverview:
    whole = sum(per_pillar.values(), Counter[SideState]())
    passed, current = sheet.passed(party), sheet.current(party)
    return SideOverview(
        party=party,
        owed=whole.total(),
        states=whole,
        per_pillar=per_pillar,
        reported=sum(number for state, number in whole.items() if state not in SILENT),
        passed=sheet.tally(passed) if passed else None,
        current=sheet.tally(current) if current else None,
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A value that was published.  ended_at: when everybody could read its correction, None while there is none."""

    subject: str
    value: Completion
    as_of_on: date
    public_at: datetime
    ended_at: datetime | None


def standing_at(
    by: Actor, plan: PlanView, promises: Sequence[CommitmentView], party: str, *, at: datetime, as_of: datetime
) -> dict[str, SideState | None]:
    """Ref -> what a side said of each promise that it owes, as it could be read at an instant; None: no status named.

    One query.  What the actor may not read at `as_of` was never said.
    """
    return _standing(at, party, promises, _known(by, plan, as_of=as_of).get(party, ()))


def looked_back_on(by: Actor, plan: PlanView, party: str, *, as_of: datetime) -> list[datetime]:
    """The instants at which a side is looked back on, oldest first, [] while it has named no status.  One query."""
    known = _known(by, plan, as_of=as_of).get(party)
    return look_backs(min(said.public_at for said in known), as_of) if known else []


def _over_time(
    by: Actor, plan: PlanView, promises: Sequence[CommitmentView], *, as_of: datetime
) -> dict[str, tuple[Point, ...]]:
    """One query."""
    known = _known(by, plan, as_of=as_of)
    return {
        party.code: tuple(
            _point(at, party.code, promises, known[party.code])
            for at in look_backs(min(said.public_at for said in known[party.code]), as_of)
        )
        for party in plan.parties
        if party.code in known
    }


def _known(by: Actor, plan: PlanView, *, as_of: datetime) -> dict[str, list[Said]]:
    """Party -> every value that it published of this plan, in the order in which they were written."""
    known: dict[str, list[Said]] = {}
    updates = published(by, as_of=as_of).filter(plan=plan.slug, public_at__lte=as_of).values("pk")
    rows = Status.objects.filter(plan=plan.slug, update__in=updates).order_by("pk")
    columns = "owner", "subject", "value", "as_of_on", "update__public_at", "update__replaced_by__public_at"
    for owner, subject, value, on, public_at, ended_at in rows.values_list(*columns):
        assert public_at is not None  # asked for above
        known.setdefault(owner, []).append(Said(subject, Completion(value), on, public_at, ended_at))
    return known


def _point(at: datetime, party: str, promises: Sequence[CommitmentView], known: Sequence[Said]) -> Point:
    states = _standing(at, party, promises, known).values()
    return Point(at, Counter(state for state in states if state is not None), sum(state is None for state in states))


def _standing(
    at: datetime, party: str, promises: Sequence[CommitmentView], known: Sequence[Said]
) -> dict[str, SideState | None]:
    latest: dict[str, Said] = {}
    for said in known:
        if said.public_at <= at and (said.ended_at is None or said.ended_at > at):
            before = latest.get(said.subject)
            if before is None or (before.as_of_on, before.public_at) <= (said.as_of_on, said.public_at):
                latest[said.subject] = said
    standing = {}
    for promise in promises:
        parts = [latest[clause.ref].value for clause in promise.clauses if clause.ref in latest]
        if party in promise.obligors or any(party in clause.obligors for clause in promise.clauses):
            whole = latest[promise.ref].value if promise.ref in latest else None
            standing[promise.ref] = value_of(whole, parts)
    return standing
