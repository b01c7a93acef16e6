"""A plan as each side tells it, in words and links.  No figure here counts two sides together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.record.assessment.queries import SideOverview, SideState

from . import labels_of_work, links
from .labels import Tag
from .shares import share

STATES = {
    **{SideState(value.value): word for value, word in labels_of_work.COMPLETION.items()},
    SideState.BY_PART: gettext_lazy("Differs by part"),
    SideState.REPORTED: gettext_lazy("Reported, no status named"),
    SideState.OVERDUE: gettext_lazy("Nothing reported by its date"),
    SideState.NOTHING: gettext_lazy("Nothing reported yet"),
    SideState.NOT_TAKING_PART: gettext_lazy("Nothing reported: not taking part"),
}
NONE_NAMED = gettext_lazy("No status named")
SHAPES = {
    **{SideState(value.value): shape for value, shape in labels_of_work.COMPLETION_SHAPES.items()},
    SideState.BY_PART: "begun",
    SideState.REPORTED: "found",
    SideState.OVERDUE: "project",
    SideState.NOTHING: "silent",
    SideState.NOT_TAKING_PART: "silent",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and the list behind it; address "" for none."""

    heading: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """How many of a side's promises stand in one state; share: "3 of 26 (12 %)"."""

    tag: Tag
    cell: Cell
    share: str


def occurring(sides: Iterable[Mapping[SideState, int]]) -> list[SideState]:
    """The states that occur in any of these counts, in the order of the scale."""
    seen = {state for counts in sides for state, number in counts.items() if number}
    return [state for state in SideState if state in seen]


def list_of(plan: str, language: str, *, side: str, state: SideState, pillar: str = "") -> str:
    """The address of the list behind a count."""
    address = links.href("commitments", language, plan=plan)
    return links.with_query(address, {"pillar": pillar, "status": state.value, "side": side})


def past_of(plan: str, language: str, *, side: str, on: date | None) -> str:
    """The address of what a side had said on a day, None for now."""
    if on is None:
        return links.href("side_now", language, plan=plan, party=side)
    return links.href("side_on", language, plan=plan, party=side, on=on.isoformat())


def past_anchor(state: SideState | None) -> str:
    """Where on that page the promises in a state stand; None: no status named."""
    return f"state-{state.value.replace('_', '-')}" if state else "state-none-named"


def state_rows(side: SideOverview, plan: str, language: str) -> tuple[StateRow, ...]:
    return tuple(
        StateRow(
            Tag(str(STATES[state]), SHAPES[state]),
            Cell(_("Promises"), side.states[state], list_of(plan, language, side=side.party, state=state)),
            share(side.states[state], side.owed),
        )
        for state in occurring([side.states])
    )
