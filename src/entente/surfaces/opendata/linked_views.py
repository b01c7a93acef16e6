"""Linked data and the catalogue record as files: the same for every language."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from entente.foundation.common.errors import NotVisible
from entente.surfaces.web.assessments import method_of_segment
from entente.surfaces.web.frame import now_of

from . import linked, linked_nodes, linked_work
from .catalogue import as_json_ld, as_turtle
from .catalogue import catalogue as read_catalogue

JSON_LD, TURTLE = "application/ld+json", "text/turtle; charset=utf-8"
FORMS = {"jsonld": (as_json_ld, JSON_LD), "ttl": (as_turtle, TURTLE)}


def catalogue(request: HttpRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise NotVisible(f"There is no catalogue record as “{form}”.")
    written, kind = FORMS[form]
    return HttpResponse(written(read_catalogue(as_of=now_of(request))), content_type=kind)


def plan(request: HttpRequest, plan: str) -> HttpResponse:
    return _answer(linked.plan_document(plan, as_of=now_of(request)))


def commitment(request: HttpRequest, plan: str, number: str) -> HttpResponse:
    return _answer(linked.commitment_document(plan, number, as_of=now_of(request)))


def assessments(request: HttpRequest, plan: str, owner: str, method: str) -> HttpResponse:
    return _answer(linked.assessments_document(plan, owner, method_of_segment(method), as_of=now_of(request)))


def body(request: HttpRequest, plan: str, body: str) -> HttpResponse:
    return _answer(linked_work.body_document(plan, body, as_of=now_of(request)))


def activity(request: HttpRequest, plan: str, activity: str) -> HttpResponse:
    return _answer(linked_work.activity_document(plan, activity, as_of=now_of(request)))


def _answer(document: linked_nodes.Node) -> HttpResponse:
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return HttpResponse(text, content_type=JSON_LD, headers={"Access-Control-Allow-Origin": "*"})
