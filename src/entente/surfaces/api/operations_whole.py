"""The operations that read one kind of fact over a whole plan.  As in `operations`: names and ids are part of the promise."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from . import asked, reading_whole, shapes
from .answers import ABSENT, json_answer
from .reading import Eyes
from .reading_whole import Whole
from .routes import router


@router.get("/plans/{plan}/claims", operation_id="list_plan_claims", response={200: shapes.Claims, **ABSENT})
def list_plan_claims(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """The evidence on a plan and all that lies under it, with its sources and who checked it."""
    return json_answer(reading_whole.claims(_whole(request, plan, query)))


@router.get("/plans/{plan}/findings", operation_id="list_plan_findings", response={200: shapes.Findings, **ABSENT})
def list_plan_findings(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """The searches of a plan that found nothing: whose, where, when."""
    return json_answer(reading_whole.findings(_whole(request, plan, query)))


@router.get(
    "/plans/{plan}/candidates", operation_id="list_plan_candidates", response={200: shapes.Candidates, **ABSENT}
)
def list_plan_candidates(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """The events proposed as the fulfilment of any promise of a plan, with arguments and decisions."""
    return json_answer(reading_whole.candidates(_whole(request, plan, query)))


@router.get("/plans/{plan}/texts", operation_id="list_plan_texts", response={200: shapes.AuthenticTexts, **ABSENT})
def list_plan_texts(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """The authentic words of a plan, its pillars and promises, as they are in force, each with its SHA-256."""
    return json_answer(reading_whole.authentic_texts(_whole(request, plan, query)))


@router.get("/plans/{plan}/bodies", operation_id="list_plan_bodies", response={200: shapes.Leads, **ABSENT})
def list_plan_bodies(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """The bodies that carry the promises of a plan, and from when until when."""
    return json_answer(reading_whole.bodies(_whole(request, plan, query)))


@router.get("/plans/{plan}/obstacles", operation_id="list_plan_obstacles", response={200: shapes.Obstacles, **ABSENT})
def list_plan_obstacles(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """What each side says stands or stood in its way."""
    return json_answer(reading_whole.obstacles(_whole(request, plan, query)))


@router.get("/plans/{plan}/clocks", operation_id="list_plan_clocks", response={200: shapes.Clocks, **ABSENT})
def list_plan_clocks(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """What the calendar tells of every promise: rhythms, outside dates, changes of its basis, renewals."""
    return json_answer(reading_whole.clocks(_whole(request, plan, query)))


def _whole(request: HttpRequest, plan: str, query: asked.Spoken) -> Whole:
    return Whole.of(Eyes.of(request), plan, query.chosen())
