"""Public pages may be kept by a cache in front; what looked at the reader may not."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from entente.foundation.common.actors import Role
from entente.record.plan.queries import Plan
from entente.surfaces.web.caching import CachingMiddleware

from .desk.officers import officer
from .stage import SLUG

PAGE = f"/en/plans/{SLUG}/commitments/1.1/"


def said(response: HttpResponse, method: str = "GET") -> str:
    def answer(request: HttpRequest) -> HttpResponse:
        return response

    return CachingMiddleware(answer)(RequestFactory().generic(method, PAGE)).headers.get("Cache-Control", "")


def with_cookie() -> HttpResponse:
    response = HttpResponse()
    response.set_cookie("messages", "told once")
    return response


@pytest.mark.parametrize(("seconds", "expected"), [(0, "public, no-cache"), (60, "public, max-age=60")])
def test_a_public_page_says_how_long_it_keeps(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, seconds: int, expected: str
) -> None:
    monkeypatch.setattr(settings.ENV, "cache_seconds", seconds)
    answer = Client().get(PAGE)
    assert (answer.status_code, answer.headers["Cache-Control"], len(answer.cookies)) == (200, expected, 0)


def test_no_cache_keeps_what_somebody_with_a_log_in_reads(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENV, "cache_seconds", 60)
    ana, _actor = officer("AAA", "ministry", Role.CONTRIBUTOR, name="Ana")
    for page in (PAGE, "/en/desk/"):
        assert {"private", "no-cache"} <= set(ana.get(page).headers["Cache-Control"].split(", ")), page


@pytest.mark.parametrize(
    ("response", "method", "expected"),
    [
        (HttpResponse(), "GET", "public, no-cache"),
        (HttpResponse(), "POST", ""),
        (HttpResponse(status=404), "GET", ""),
        (HttpResponse(headers={"Vary": "Accept-Language"}), "GET", "public, no-cache"),
        (HttpResponse(headers={"Vary": "Accept-Language, Cookie"}), "GET", "private, no-cache"),
        (HttpResponse(headers={"Cache-Control": "no-store"}), "GET", "no-store"),
        (with_cookie(), "GET", "private, no-cache"),
    ],
)
def test_only_what_looked_at_nobody_is_public(response: HttpResponse, method: str, expected: str) -> None:
    assert said(response, method) == expected
