"""The operations that read what each side does and says.  As in `operations`: names and ids are part of the promise."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from . import asked, reading_work, shapes
from .answers import ABSENT, json_answer
from .reading import Eyes
from .routes import router


@router.get("/plans/{plan}/statuses", operation_id="list_plan_statuses", response={200: shapes.Statuses, **ABSENT})
def list_plan_statuses(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """Where every side says it stands, over a whole plan."""
    return json_answer(reading_work.statuses_of_plan(Eyes.of(request), plan, query.chosen()))


@router.get("/plans/{plan}/updates", operation_id="list_plan_updates", response={200: shapes.Updates, **ABSENT})
def list_plan_updates(request: HttpRequest, plan: Path[str], query: Query[asked.Paged]) -> HttpResponse:
    """The published updates of a plan as they stand, newest first, in pages."""
    return json_answer(reading_work.updates_of_plan(Eyes.of(request), plan, query))


@router.get(
    "/plans/{plan}/milestones", operation_id="list_plan_milestones", response={200: shapes.Milestones, **ABSENT}
)
def list_plan_milestones(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """The milestones of a plan, next due first."""
    return json_answer(reading_work.milestones_of_plan(Eyes.of(request), plan, query.chosen()))


@router.get(
    "/plans/{plan}/activities", operation_id="list_plan_activities", response={200: shapes.Activities, **ABSENT}
)
def list_plan_activities(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """What is done under a plan, with stages, sessions and money."""
    return json_answer(reading_work.activities_of_plan(Eyes.of(request), plan, query.chosen()))


@router.get(
    "/plans/{plan}/activities/{activity}", operation_id="get_activity", response={200: shapes.OneActivity, **ABSENT}
)
def get_activity(
    request: HttpRequest, plan: Path[str], activity: Path[str], query: Query[asked.Spoken]
) -> HttpResponse:
    """One activity with its stages, sessions, texts and money."""
    return json_answer(reading_work.one_activity(Eyes.of(request), plan, activity, query.chosen()))


@router.get(
    "/commitments/{plan}/{number}/statuses", operation_id="list_statuses", response={200: shapes.Statuses, **ABSENT}
)
def list_statuses(request: HttpRequest, plan: Path[str], number: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """Where each side says it stands with a promise and its parts."""
    return json_answer(reading_work.statuses(Eyes.of(request), plan, number, query.chosen()))


@router.get(
    "/commitments/{plan}/{number}/updates", operation_id="list_updates", response={200: shapes.Updates, **ABSENT}
)
def list_updates(request: HttpRequest, plan: Path[str], number: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """The published updates on a promise, newest first, each with its earlier versions."""
    return json_answer(reading_work.updates(Eyes.of(request), plan, number, query.chosen()))


@router.get(
    "/commitments/{plan}/{number}/milestones",
    operation_id="list_milestones",
    response={200: shapes.Milestones, **ABSENT},
)
def list_milestones(
    request: HttpRequest, plan: Path[str], number: Path[str], query: Query[asked.Spoken]
) -> HttpResponse:
    """The milestones of a promise, next due first."""
    return json_answer(reading_work.milestones(Eyes.of(request), plan, number, query.chosen()))


@router.get(
    "/commitments/{plan}/{number}/activities",
    operation_id="list_activities",
    response={200: shapes.Activities, **ABSENT},
)
def list_activities(
    request: HttpRequest, plan: Path[str], number: Path[str], query: Query[asked.Spoken]
) -> HttpResponse:
    """The activities that serve a promise or a part of it."""
    return json_answer(reading_work.activities(Eyes.of(request), plan, number, query.chosen()))


@router.get(
    "/commitments/{plan}/{number}/candidates",
    operation_id="list_candidates",
    response={200: shapes.Candidates, **ABSENT},
)
def list_candidates(
    request: HttpRequest, plan: Path[str], number: Path[str], query: Query[asked.Spoken]
) -> HttpResponse:
    """The events proposed as the fulfilment of a promise, with arguments and decisions."""
    return json_answer(reading_work.candidates(Eyes.of(request), plan, number, query.chosen()))


@router.get("/commitments/{plan}/{number}/claims", operation_id="list_claims", response={200: shapes.Claims, **ABSENT})
def list_claims(request: HttpRequest, plan: Path[str], number: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """The evidence on a promise and all that lies under it, with who checked it."""
    return json_answer(reading_work.claims(Eyes.of(request), plan, number, query.chosen()))


@router.get("/commitments/{plan}/{number}/clock", operation_id="get_clock", response={200: shapes.Clock, **ABSENT})
def get_clock(request: HttpRequest, plan: Path[str], number: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """What the calendar tells of a promise: rhythm, windows, changes of its basis, renewals."""
    return json_answer(reading_work.clock(Eyes.of(request), plan, number, query.chosen()))


@router.get(
    "/commitments/{plan}/{number}/updates/{update}",
    operation_id="get_update",
    response={200: shapes.OneUpdate, **ABSENT},
)
def get_update(
    request: HttpRequest, plan: Path[str], number: Path[str], update: Path[str], query: Query[asked.Spoken]
) -> HttpResponse:
    """One update: what stands, or with the token of its own side its draft."""
    eyes, chosen = Eyes.of(request), query.chosen()
    ref, _within = reading_work.promise_seen(eyes, plan, number, chosen)
    return json_answer(reading_work.one_update(eyes, f"{ref}/updates/{update}", chosen))


@router.get("/claims/{owner}/{slug}", operation_id="get_claim", response={200: shapes.OneClaim, **ABSENT})
def get_claim(request: HttpRequest, owner: Path[str], slug: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """One piece of evidence with its sources and everybody who has checked it."""
    return json_answer(reading_work.one_claim(Eyes.of(request), owner, slug, query.chosen()))
