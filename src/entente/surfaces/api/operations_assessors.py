"""The operations that read what outsiders say.  As in `operations`: names and ids are part of the promise."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from . import asked, reading_assessors, shapes
from .answers import ABSENT, ALWAYS, json_answer
from .reading import Eyes
from .routes import router


@router.get("/methods", operation_id="list_methods", response={200: shapes.AssessmentMethods, **ALWAYS})
def list_methods(request: HttpRequest, query: Query[asked.Spoken]) -> HttpResponse:
    """The methods of assessment that ship, with their scales."""
    return json_answer(reading_assessors.methods(query.chosen()))


@router.get("/plans/{plan}/assessments", operation_id="list_assessments", response={200: shapes.Assessments, **ABSENT})
def list_assessments(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """What outsiders say of a plan: native values, derived ones marked, replies beside them; never an average."""
    return json_answer(reading_assessors.assessments(Eyes.of(request), plan, query.chosen()))


@router.get("/plans/{plan}/inquiries", operation_id="list_inquiries", response={200: shapes.Inquiries, **ABSENT})
def list_inquiries(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """What was asked of authorities about searches that found nothing, and what came back."""
    return json_answer(reading_assessors.asked(Eyes.of(request), plan, query.chosen()))
