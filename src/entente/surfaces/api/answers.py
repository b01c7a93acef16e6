"""How an operation answers: a shape as JSON; and which errors it may answer with instead."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from pydantic import TypeAdapter

from . import shapes

ABSENT: dict[Any, Any] = {401: shapes.Error, 404: shapes.Error, 422: shapes.Error}
ALWAYS: dict[Any, Any] = {401: shapes.Error, 422: shapes.Error}
WRITING: dict[Any, Any] = {
    400: shapes.Error,
    401: shapes.Error,
    403: shapes.Error,
    404: shapes.Error,
    409: shapes.Error,
    413: shapes.Error,
    422: shapes.Error,
}

WRITERS: dict[type, TypeAdapter[Any]] = {}
"""Made once for each shape: making one takes longer than writing a plan with it."""


def json_answer(shape: Any) -> HttpResponse:
    """A shape as JSON, written in one go: our own types need no second validation, and a whole plan is large."""
    kind = type(shape)
    writer = WRITERS.get(kind) or WRITERS.setdefault(kind, TypeAdapter(kind))
    return HttpResponse(writer.dump_json(shape), content_type="application/json")
