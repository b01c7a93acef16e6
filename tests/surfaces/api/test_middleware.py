"""CORS, ETag, HEAD, methods, languages and cookies of every answer under /api/."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.surfaces import a_plan

pytestmark = pytest.mark.django_db

ADDRESSES = ["/api/v1/plans", "/api/v1/plans/no-such", "/api/v1/", "/api/nothing", "/api/v1/openapi.json"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_origin_may_read_and_no_cookie_is_set(client: Client, address: str) -> None:
    response = client.get(address)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert dict(response.cookies) == {}


def test_answer_depends_on_the_address_alone(client: Client) -> None:
    client.cookies["sessionid"] = "x"
    response = client.get("/api/v1/plans", headers={"accept-language": "fr"})
    assert (response.get("Vary"), response.get("Content-Language")) == (None, None)
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}


def test_who_has_the_very_bytes_gets_304(client: Client) -> None:
    first = client.get("/api/v1/plans")
    again = client.get("/api/v1/plans", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_etag_changes_with_the_record_and_the_language(client: Client) -> None:
    empty = client.get("/api/v1/plans")["ETag"]
    a_plan.on_record()
    full = client.get("/api/v1/plans", headers={"if-none-match": empty})
    french = client.get("/api/v1/plans?lang=fr")
    assert full.status_code == 200
    assert len({empty, full["ETag"], french["ETag"]}) == 3


def test_head_is_get_without_the_body(client: Client) -> None:
    got, head = client.get("/api/v1/plans"), client.head("/api/v1/plans")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
    assert head["Content-Length"] == str(len(got.content))


def test_browser_may_ask_first(client: Client) -> None:
    response = client.options("/api/v1/plans", headers={"origin": "https://reader.example.org"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == response["Allow"] == "GET, HEAD, OPTIONS"
    asked = "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-None-Match"
    assert response["Access-Control-Allow-Headers"] == asked


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/api/v1/commitments/tri-plan/1.1/updates", "GET, HEAD, OPTIONS, POST"),
        ("/api/v1/proposals/0190f5b2-7c3e-7a11-8a53-0242ac120002/dissents", "OPTIONS, POST"),
        ("/api/v1/", "GET, HEAD, OPTIONS"),
        ("/api/nothing", "GET, HEAD, OPTIONS"),
    ],
)
@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "DELETE"])
def test_an_address_names_exactly_what_it_takes(client: Client, method: str, address: str, allowed: str) -> None:
    assert client.generic(method, address)["Allow"] == allowed


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused_in_the_one_shape(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/plans")
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json() == {
        "error": "This address can only be read: use GET.",
        "code": "method_not_allowed",
        "reasons": [],
        "status": 405,
    }


def test_addresses_outside_the_api_are_left_alone(client: Client) -> None:
    assert client.get("/elsewhere").get("Access-Control-Allow-Origin") is None
