"""What sides say and all have signed of the promises of a plan, and what that comes to.

Read side by side and pillar by pillar, and kept so while a site is published: an update of one side leaves what the other
says, and what is said of other pillars, as it is; evidence leaves all of it, and nobody reads the whole plan again for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.kept import is_kept, kept_value, left_of
from entente.foundation.common.reading import remembered, remembered_whole
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import Overview, SaidState
from entente.record.assessment.words import SideState
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView


@dataclass(frozen=True, slots=True)
class SaidOfPromises:
    """states: of each promise that a side owes; of_parts: (value, commitment) that a side said of one or of a part of it."""

    states: list[SaidState]
    of_parts: list[tuple[str, str]]


def said_of_plan(plan: str, *, as_of: datetime, pillar: str = "", side: str = "") -> SaidOfPromises:
    """What each side says of each promise that it owes, pillar by pillar; of one pillar or of one side alone.

    Raises NotVisible.
    """
    wanted = [
        (number, party)
        for number, party in _pillars_and_sides(plan, as_of=as_of)
        if pillar in ("", number) and side in ("", party)
    ]
    if pillar or is_kept():
        parts = [_said(plan, number, party, as_of=as_of) for number, party in wanted]
    else:
        at_once = _said_at_once(plan, as_of=as_of)
        parts = [at_once[one] for one in wanted]
    return SaidOfPromises(
        [one for part in parts for one in part.states], [one for part in parts for one in part.of_parts]
    )


def counts_in_pillar(plan: str, pillar: str, *, as_of: datetime) -> dict[str, Mapping[SideState, int]]:
    """Party -> state -> promises of one pillar, of each party that owes any, in the plan's order."""
    counts: dict[str, Counter[SideState]] = {}
    for one in said_of_plan(plan, as_of=as_of, pillar=pillar).states:
        counts.setdefault(one.party, Counter())[one.state] += 1
    return dict(counts)


def joint_on_plan(plan: str, *, as_of: datetime, pillar: str = "") -> list[tuple[str, str]]:
    """(commitment, state) of what there is together about each promise and each part of one."""
    if not (pillar or is_kept()):
        return _joint(plans.commitments(PUBLIC, plan, as_of=as_of), plan, None, as_of=as_of)
    numbers = dict.fromkeys(number for number, _party in _pillars_and_sides(plan, as_of=as_of))
    return [one for number in numbers if pillar in ("", number) for one in _together(plan, number, as_of=as_of)]


@remembered_whole
def overview_of_plan(plan: str, *, as_of: datetime) -> Overview:
    """The overview that charts, tables and pages of a plan share, in whatever language.  Raises NotVisible."""
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    return assessment.overview(PUBLIC, view, plans.commitments(PUBLIC, plan, as_of=as_of), as_of=as_of)


@remembered
def _pillars_and_sides(plan: str, *, as_of: datetime) -> list[tuple[str, str]]:
    """(pillar, party), pillar by pillar, both in the plan's order; nothing is kept of those that are there no more."""
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    numbers = [pillar.number for pillar in plans.pillars(PUBLIC, plan, as_of=as_of)]
    found = [(number, party.code) for number in numbers for party in view.parties]
    left_of(_family(plan), {*(_part(*one) for one in found), *map(_joint_part, numbers)})
    return found


@remembered_whole
def _said_at_once(plan: str, *, as_of: datetime) -> dict[tuple[str, str], SaidOfPromises]:
    """(pillar, party) -> what that side says there: for who keeps nothing, the whole plan is read once."""
    promises = plans.commitments(PUBLIC, plan, as_of=as_of)
    view, pillars = plans.get_visible_plan(PUBLIC, plan, as_of=as_of), {one.ref: one.pillar for one in promises}
    reports = assessment.reports_on_plan(PUBLIC, plan, as_of=as_of)
    found = {one: SaidOfPromises([], []) for one in _pillars_and_sides(plan, as_of=as_of)}
    for (ref, party), state in assessment.side_states(view, promises, reports).items():
        found[pillars[ref], party].states.append(SaidState(pillars[ref], ref, party, state))
    for value, ref, party in sorted({(str(one.value), one.commitment, one.party) for one in reports.statuses.values()}):
        if (part := found.get((pillars[ref], party))) is not None:  # none of who is no party of the plan any more
            part.of_parts.append((value, ref))
    return found


@remembered
def _said(plan: str, pillar: str, party: str, *, as_of: datetime) -> SaidOfPromises:
    """What one side says of the promises of one pillar."""

    def make() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
        promises = plans.commitments_of_pillar(PUBLIC, plan, pillar, as_of=as_of)
        refs = [promise.ref for promise in promises]
        reports = assessment.reports_on_plan(PUBLIC, plan, as_of=as_of, refs=refs, party=party)
        states = assessment.side_states(view, promises, reports)
        mine = [(ref, str(state)) for (ref, code), state in states.items() if code == party]
        return mine, sorted({(str(one.value), one.commitment) for one in reports.statuses.values()})

    states, parts = kept_value(_part(pillar, party), make, family=_family(plan))
    by_name = {str(state): state for state in SideState}
    return SaidOfPromises([SaidState(pillar, ref, party, by_name[state]) for ref, state in states], parts)


@remembered
def _together(plan: str, pillar: str, *, as_of: datetime) -> list[tuple[str, str]]:
    def make() -> list[tuple[str, str]]:
        promises = plans.commitments_of_pillar(PUBLIC, plan, pillar, as_of=as_of)
        return _joint(promises, plan, [promise.ref for promise in promises], as_of=as_of)

    return kept_value(_joint_part(pillar), make, family=_family(plan))


def _joint(
    promises: Sequence[CommitmentView], plan: str, refs: list[str] | None, *, as_of: datetime
) -> list[tuple[str, str]]:
    """refs: of these promises, None for all of the plan."""
    reports = assessment.reports_on_plan(PUBLIC, plan, as_of=as_of, refs=refs)
    found = assessment.joints(promises, reports, as_of=as_of).values()
    return [(one.subject.partition("#")[0], str(one.state)) for one in found]


def _family(plan: str) -> str:
    return f"states of {plan}"


def _part(pillar: str, party: str) -> str:
    return f"what {party} says in pillar {pillar}"


def _joint_part(pillar: str) -> str:
    return f"what there is together in pillar {pillar}"
