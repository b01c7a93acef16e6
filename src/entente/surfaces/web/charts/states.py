"""How states of the record look in a chart: one look each, the same in every chart."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from entente.record.assessment.queries import EvidenceState, SideState
from entente.record.delivery.queries import MilestoneStatus, SessionStatus
from entente.surfaces.charts import Look, State, Value
from entente.surfaces.web import labels
from entente.surfaces.web.overview import STATES

LOOKS = {
    SideState.COMPLETE: Look.FULL,
    SideState.SUBSTANTIAL: Look.MOST,
    SideState.LIMITED: Look.SOME,
    SideState.NOT_STARTED: Look.NONE,
    SideState.BY_PART: Look.MIXED,
    SideState.REPORTED: Look.TOLD,
    SideState.NOT_PURSUED: Look.DROPPED,
    SideState.SUPERSEDED: Look.REPLACED,
    SideState.OVERDUE: Look.LATE,
    SideState.NOTHING: Look.SILENT,
    SideState.NOT_TAKING_PART: Look.ABSENT,
}
"""In the order of a bar: what is done first, silence last."""

EVIDENCE = {
    EvidenceState.FOUND: Look.TOLD,
    EvidenceState.NONE_FOUND: Look.NONE,
    EvidenceState.NOT_LOOKED: Look.SILENT,
}
MILESTONES = {
    MilestoneStatus.PLANNED: Look.SILENT,
    MilestoneStatus.REPORTED: Look.TOLD,
    MilestoneStatus.ACCEPTED: Look.FULL,
    MilestoneStatus.RETURNED: Look.MIXED,
}
SESSIONS = {
    SessionStatus.PLANNED: Look.SILENT,
    SessionStatus.REPORTED: Look.TOLD,
    SessionStatus.HELD: Look.MOST,
    SessionStatus.LAPSED: Look.DROPPED,
}
STAGES = (Look.MOST, Look.SOME, Look.MIXED, Look.NONE, Look.REPLACED, Look.FULL)
"""Of the stages of activities, one after the other."""


def known(counts: Collection[SideState]) -> list[SideState]:
    """These states in the order of a bar."""
    return [state for state in LOOKS if state in counts]


def state_of(state: SideState) -> State:
    return State(LOOKS[state], str(STATES[state]))


def evidence_states() -> tuple[State, ...]:
    return tuple(State(look, labels.evidence(state).word) for state, look in EVIDENCE.items())


def values(counts: Mapping[SideState, int], states: Collection[SideState]) -> tuple[Value, ...]:
    """Without links."""
    return tuple(Value(counts.get(state, 0)) for state in states)
