"""Where a plan stands as each side tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from ninja import Path

from entente.foundation.common.actors import PUBLIC
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import Overview, SideOverview, Tally
from entente.record.plan import queries as plans

from . import shapes
from .answers import ABSENT, json_answer
from .reading import Eyes, plan_seen
from .routes import router

State = TypeVar("State", bound=TextChoices)


@router.get("/plans/{plan}/overview", operation_id="get_overview", response={200: shapes.Overview, **ABSENT})
def get_overview(request: HttpRequest, plan: Path[str]) -> HttpResponse:
    """How many promises stand where, side by side, pillar by pillar and over time, as everybody reads it."""
    eyes = Eyes.of(request)
    view = plan_seen(eyes, plan)
    promises = plans.commitments(eyes.by, plan, as_of=eyes.as_of)
    found = assessment.overview(PUBLIC, view, promises, as_of=eyes.as_of)
    return json_answer(overview(plan, found))


def overview(plan: str, found: Overview) -> shapes.Overview:
    return shapes.Overview(
        plan=plan,
        as_of=found.as_of,
        promises=found.promises,
        sides=[_side(side, found) for side in found.sides],
        joint=_counts(found.joint),
        joint_values=_counts(found.joint_values),
        joint_per_pillar={pillar: _counts(counts) for pillar, counts in found.joint_per_pillar.items()},
    )


def _side(side: SideOverview, found: Overview) -> shapes.SideOverview:
    tallies = dict.fromkeys(tally for tally in (side.passed, side.current) if tally is not None)
    return shapes.SideOverview(
        party=side.party,
        owed=side.owed,
        reported=side.reported,
        states=_counts(side.states),
        per_pillar={pillar: _counts(counts) for pillar, counts in side.per_pillar.items()},
        rates=[_rate(tally) for tally in tallies],
        over_time=[
            shapes.SideAt(at=point.at, states=_counts(point.states), silent=point.silent)
            for point in found.over_time.get(side.party, ())
        ],
    )


def _rate(tally: Tally) -> shapes.ReportingRate:
    turn = tally.turn
    return shapes.ReportingRate(
        calendar=turn.calendar,
        period=turn.period,
        due_on=turn.due_on,
        owed=tally.owed,
        in_time=tally.in_time,
        late=tally.late,
        is_passed=tally.is_passed,
    )


def _counts(counts: Mapping[State, int]) -> dict[str, int]:
    """By the codes of the states, without what is zero."""
    return {str(code.value): counts[code] for code in sorted(counts) if counts[code]}
