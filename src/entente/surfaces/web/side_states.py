"""What sides say and all have signed of the promises of a plan: read of all of it at once, and kept while a site is published.

So what leaves it as it is, as evidence does, has nobody read the whole plan again for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.kept import kept_value
from entente.foundation.common.reading import remembered_whole
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import SaidState
from entente.record.assessment.words import SideState
from entente.record.plan import queries as plans


@dataclass(frozen=True, slots=True)
class SaidOfPlan:
    """states: in the plan's order; of_parts: (value, commitment) that a side said of a promise or of a part of it."""

    states: Sequence[SaidState]
    of_parts: Sequence[tuple[str, str]]


@remembered_whole
def said_of_plan(plan: str, *, as_of: datetime) -> SaidOfPlan:
    """What each side says of each promise that it owes.  Raises NotVisible."""

    def make() -> tuple[list[tuple[str, str, str, str]], list[tuple[str, str]]]:
        view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
        promises = plans.commitments(PUBLIC, plan, as_of=as_of)
        reports = assessment.reports_on_plan(PUBLIC, plan, as_of=as_of)
        said = assessment.said_states(view, promises, assessment.side_states(view, promises, reports))
        parts = sorted({(str(one.value), one.commitment) for one in reports.statuses.values()})
        return [(one.pillar, one.commitment, one.party, str(one.state)) for one in said], parts

    states, parts = kept_value("what sides say", make, family=_family(plan))
    by_name = {str(state): state for state in SideState}
    return SaidOfPlan([SaidState(pillar, ref, party, by_name[state]) for pillar, ref, party, state in states], parts)


@remembered_whole
def joint_on_plan(plan: str, *, as_of: datetime) -> Sequence[tuple[str, str]]:
    """(commitment, state) of what there is together about each promise and each part of one."""

    def make() -> list[tuple[str, str]]:
        promises = plans.commitments(PUBLIC, plan, as_of=as_of)
        reports = assessment.reports_on_plan(PUBLIC, plan, as_of=as_of)
        found = assessment.joints(promises, reports, as_of=as_of).values()
        return [(one.subject.partition("#")[0], str(one.state)) for one in found]

    return kept_value("what there is together", make, family=_family(plan))


def _family(plan: str) -> str:
    return f"states of {plan}"
