"""Where the promises of a list stand: what each side says of each, and what the calendar tells of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.reading import remembered
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import Column, JointState, JointView, Reported, Reports
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ClockView, MilestoneFilter, RhythmState
from entente.record.plan.queries import CommitmentView, PlanView

from . import labels, labels_of_work
from .joint import STATES as JOINT_STATES
from .joint import joint_tag
from .labels import Tag
from .overview import STATES as SIDE_STATES
from .reporting import due_tag
from .side_states import joint_on_plan, said_of_plan
from .wording import said

CLOCK_STATES = ("silent", "late", "unreported", "overdue", "window_closed")
"""What a list can be narrowed to by the calendar."""


@dataclass(frozen=True, slots=True)
class SideChip:
    """What one side says of a promise, in a list.  name: "" for one more of the side before it."""

    name: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Standings:
    """What sides say and the calendar tells of some promises, by ref.

    joint: by subject, what there is together; overdue: refs with an overdue milestone
    """

    reports: Reports = field(default_factory=Reports)
    joint: Mapping[str, JointView] = field(default_factory=dict)
    clocks: Mapping[str, ClockView] = field(default_factory=dict)
    overdue: frozenset[str] = frozenset()

    def columns(self, plan: PlanView, promise: CommitmentView) -> list[Column]:
        return assessment.columns_of(plan, promise, self.reports)


def standings_of(
    plan: str, promises: Sequence[CommitmentView], as_of: datetime, overdue: frozenset[str] | None = None
) -> Standings:
    """The standings of these promises of one plan.  The same number of queries for any number.

    overdue  those with an overdue milestone, None: they are looked for
    """
    refs = [promise.ref for promise in promises]
    reports = assessment.reports_on_plan(PUBLIC, plan, as_of=as_of, refs=refs)
    return Standings(
        reports=reports,
        joint=assessment.joints(promises, reports, as_of=as_of),
        clocks=delivery.clocks(PUBLIC, refs, as_of=as_of),
        overdue=overdue_refs(plan, as_of) if overdue is None else overdue,
    )


@remembered
def overdue_refs(plan: str, as_of: datetime) -> frozenset[str]:
    """Refs of the promises with an overdue milestone."""
    _total, found = delivery.milestones(PUBLIC, MilestoneFilter(plan=plan, is_overdue=True), as_of=as_of)
    return frozenset(milestone.commitment for milestone in found)


@remembered
def refs_in_state(
    plan: str, *, status: str, clock: str, joint: str = "", side: str = "", pillar: str = "", as_of: datetime
) -> Collection[str] | None:
    """Refs of the promises of which some side says this, the calendar tells this and there is this together; None: all.

    status: a SideState; side: code of the one side that says it, "" for any; pillar: "" for any, of no other is anything told
    """
    found = _together(plan, joint, pillar, as_of) if joint else None
    if status:
        said_so = _saying(plan, status, side, pillar, as_of)
        found = said_so if found is None else found & said_so
    if clock:
        told = _told(plan, clock, as_of)
        found = told if found is None else found & told
    return found


def _saying(plan: str, status: str, side: str, pillar: str, as_of: datetime) -> set[str]:
    """Promises of which a side says this, or says it of a part while no side was asked for."""
    said = said_of_plan(plan, as_of=as_of, pillar=pillar, side=side)
    found = {one.commitment for one in said.states if one.state == status}
    return found | {ref for value, ref in (() if side else said.of_parts) if value == status}


def _together(plan: str, joint: str, pillar: str, as_of: datetime) -> set[str]:
    return {ref for ref, state in joint_on_plan(plan, as_of=as_of, pillar=pillar) if state == joint}


def _told(plan: str, clock: str, as_of: datetime) -> set[str]:
    if clock == "overdue":
        return set(overdue_refs(plan, as_of))
    if clock == "unreported":
        return {due.commitment for due in assessment.reporting(PUBLIC, plan, as_of=as_of).late()}
    if clock == "window_closed":
        today = as_of.date()
        last = {window.commitment: window for window in delivery.windows_on_plan(PUBLIC, plan, as_of=as_of)}
        return {ref for ref, window in last.items() if window.is_closed(today)}
    rhythms = delivery.rhythms_on(PUBLIC, [plan], as_of=as_of)
    return {rhythm.commitment for rhythm in rhythms if rhythm.state == clock}


def side_chips(plan: PlanView, promise: CommitmentView, standings: Standings, language: str) -> tuple[SideChip, ...]:
    """A chip for what there is together, for each side that said something, and for each whose date passed in silence."""
    chips = []
    joint = standings.joint.get(promise.ref)
    if joint is not None and joint.state is not JointState.NONE:
        chips.append(SideChip(_("All together"), joint_tag(joint)))
    for column in standings.columns(plan, promise):
        name = said(column.party.name, language, plan.languages).text
        if (tag := column_tag(column)) is not None:
            chips.append(SideChip(name, tag))
        if column.dues.last is not None and column.dues.is_late:
            chips.append(SideChip("" if tag else name, due_tag(column.dues.last, language)))
    return tuple(chips)


def column_tag(column: Column) -> Tag | None:
    """What a side says in one tag, None while it says nothing.  Of parts said one by one: the value, if it is the same."""
    if column.status is not None:
        return labels_of_work.completion(column.status.value)
    values = {status.value for status in column.clause_statuses}
    if len(values) == 1:
        return labels_of_work.completion(values.pop())
    if values:
        return Tag(_("Differs by part"), "begun")
    return labels.reported(column.state) if column.state in {Reported.REPORTED, Reported.NO_CHANGE} else None


def clock_tags(promise: CommitmentView, standings: Standings) -> tuple[Tag, ...]:
    """What the calendar tells that a reader of a list should not miss."""
    tags = []
    clock = standings.clocks.get(promise.ref)
    if clock is not None:
        states = {rhythm.state for rhythm in clock.rhythms}
        worst = next(
            (state for state in (RhythmState.SILENT, RhythmState.LATE, RhythmState.ON) if state in states), None
        )
        if worst is not None:
            tags.append(labels_of_work.rhythm(worst))
        if clock.is_window_closed:
            tags.append(labels.window(is_closed=True))
        if clock.basis_changes:
            tags.append(Tag(_("Basis changed"), "project"))
        if clock.renewals:
            tags.append(Tag(_("Renewal due"), "project"))
    if promise.ref in standings.overdue:
        tags.append(Tag(_("Milestone overdue"), "project"))
    return tuple(tags)


def status_choices() -> list[tuple[str, str]]:
    return [(state.value, str(word)) for state, word in SIDE_STATES.items()]


def joint_choices() -> list[tuple[str, str]]:
    return [(state.value, str(word)) for state, word in JOINT_STATES.items() if state is not JointState.NONE]


def clock_choices() -> list[tuple[str, str]]:
    return [
        ("silent", _("Silent for too long")),
        ("late", _("Late")),
        ("unreported", _("Nothing reported by its date")),
        ("overdue", _("Milestone overdue")),
        ("window_closed", _("Window closed")),
    ]
