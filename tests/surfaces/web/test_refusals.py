"""Refusals as pages in the reader's language, and as JSON under /api/."""

from __future__ import annotations

import json

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, Refusal, RuleBroken
from entente.surfaces.web.refusals import (
    RefusalMiddleware,
    bad_request,
    csrf_failure,
    page_not_found,
    permission_denied,
    server_error,
)

from .conftest import texts_of


def refused(error: Exception, path: str) -> HttpResponse | None:
    return RefusalMiddleware(lambda request: HttpResponse()).process_exception(RequestFactory().get(path), error)


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (ActionDenied("no", "because"), 403, "action_denied"),
        (InvalidTransition("no", "because"), 409, "invalid_transition"),
        (RuleBroken("no", "because"), 422, "rule_broken"),
        (Refusal("no", "because"), 400, "refused"),
    ],
)
def test_refusal_under_api_is_json_of_one_shape(error: Refusal, status: int, code: str) -> None:
    response = refused(error, "/api/v1/x")
    assert response is not None
    body = {"error": "no", "code": code, "reasons": ["because"], "status": status}
    assert (response.status_code, json.loads(response.content)) == (status, body)


def test_refusal_as_page_says_the_reason() -> None:
    response = refused(RuleBroken("Row 4 has no number; write it.", "sheet 1"), "/en/x/")
    assert response is not None
    assert response.status_code == 422
    words = texts_of(response.content.decode())
    assert words.count("Row 4 has no number; write it.") == 1
    assert words.count("sheet 1") == 1


def test_absent_and_forbidden_look_the_same() -> None:
    hidden = refused(NotVisible("There is no plan “secret” here."), "/en/plans/secret/")
    assert hidden is not None
    assert hidden.status_code == 404
    assert "secret here" not in texts_of(hidden.content.decode())


def test_error_of_ours_is_left_to_django() -> None:
    assert refused(ValueError("x"), "/en/") is None


def test_missing_page_under_api_is_json() -> None:
    response = page_not_found(RequestFactory().get("/api/v9/nothing"))
    body = {"error": "There is no page at this address.", "code": "not_visible", "reasons": [], "status": 404}
    assert (response.status_code, json.loads(response.content)) == (404, body)


@pytest.mark.parametrize(
    ("view", "status"), [(bad_request, 400), (permission_denied, 403), (csrf_failure, 403), (server_error, 500)]
)
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_each_refusal_has_a_page_in_each_language(view: object, status: int, language: str) -> None:
    request: HttpRequest = RequestFactory().get(f"/{language}/x/")
    with translation.override(language):
        response = view(request)  # type: ignore[operator]  # each is a view
    assert response.status_code == status
    assert f'<html lang="{language}"' in response.content.decode()
