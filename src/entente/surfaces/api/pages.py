"""The OpenAPI document, and the reference page: the operations, from the very schema, on one plain page without a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .schema import answer_of, answers, body_of, openapi, openapi_bytes, operations


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation.  place: path or query."""

    name: str
    place: str
    is_required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    takes, answer  names of the shapes that it takes ("" for none) and answers with; a media type where it answers with a file
    """

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    takes: str
    answer: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape and the names of its fields, or a scale and its choices."""

    name: str
    description: str
    fields: tuple[str, ...]


def reference(request: HttpRequest) -> HttpResponse:
    found = openapi()
    context = {
        "version": found["info"]["version"],
        "operations": [_operation(*one) for one in operations(found)],
        "shapes": [
            Shape(name, schema.get("description", ""), tuple(schema.get("properties") or schema["enum"]))
            for name, schema in answers(found)
        ],
    }
    return render(request, "api/reference.html", context)


@require_GET
def document(_request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return HttpResponse(openapi_bytes(), content_type="application/json")


def _operation(method: str, path: str, item: dict[str, Any]) -> Operation:
    return Operation(
        id=item["operationId"],
        method=method,
        path=path,
        summary=item["summary"],
        description=item.get("description", ""),
        parameters=tuple(
            Parameter(one["name"], one["in"], one["required"], one["schema"].get("description", ""))
            for one in item.get("parameters", ())
        ),
        takes=body_of(item),
        answer=answer_of(item),
    )
