"""One error shape, in the language asked for."""

from __future__ import annotations

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from django.test import Client

from entente.config.env import ROOT

from .conftest import Get

pytestmark = pytest.mark.django_db


def test_ref_that_is_not_there(get: Get) -> None:
    assert get("commitments/no-such/6.4", status=404) == {
        "error": "There is nothing on public record under “no-such/6.4”.",
        "code": "not_visible",
        "reasons": [],
        "status": 404,
    }


@pytest.mark.parametrize("path", ["plans/No_Such", "plans/%00", "commitments/no-such/six", "commitments/no-such/%00"])
def test_what_is_no_ref_at_all_is_not_there_either(get: Get, path: str) -> None:
    assert get(path, status=404)["code"] == "not_visible"


@pytest.mark.parametrize("address", ["/api/", "/api/v1/nothing", "/api/v2/plans", "/api/v1/plans/", "/api/v1"])
def test_address_that_is_none(client: Client, address: str) -> None:
    assert client.get(address).json() == {
        "error": "There is nothing at this address.",
        "code": "not_visible",
        "reasons": [],
        "status": 404,
    }


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("page=0", "page: takes no number below 1"),
        ("per_page=1001", "per_page: takes no number above 1000"),
        ("page=two", "page: takes a whole number"),
        ("sort=title", "sort: takes one of number, -number, kind, strength"),
        ("kind=vague", "kind: takes one of deliverable, standing, time_bound"),
        ("lang=English", "lang: is not written as it should be"),
        ("search=" + "a" * 201, "search: takes at most 200 signs"),
        ("search=%00", "search: is not written as it should be"),
    ],
)
def test_parameter_that_cannot_be(get: Get, query: str, reason: str) -> None:
    assert get(f"plans/alda-boria/commitments?{query}", status=422) == {
        "error": "The address asks for something that it cannot.",
        "code": "invalid_request",
        "reasons": [reason],
        "status": 422,
    }


def test_parameter_that_is_missing(get: Get) -> None:
    assert get("ledger/proof/inclusion", status=422)["reasons"] == ["position: is missing"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Le registre public ne contient rien sous «\u00a0no-such\u00a0»."),
        ("fr-CA", "Le registre public ne contient rien sous «\u00a0no-such\u00a0»."),
        ("es", "El registro público no contiene nada con la referencia «no-such»."),
        ("ar", "There is nothing on public record under “no-such”."),
    ],
)
def test_error_speaks_the_language_asked_for(get: Get, language: str, sentence: str) -> None:
    assert get(f"plans/no-such?lang={language}", status=404)["error"] == sentence


def test_error_speaks_the_language_that_the_caller_accepts(client: Client) -> None:
    response = client.post("/api/v1/plans", headers={"accept-language": "es-MX,es;q=0.9"})
    assert response.json()["error"] == "Esta dirección solo se puede leer: use GET."


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_sentence_of_the_api_is_translated(language: str) -> None:
    folder = ROOT / "src" / "entente" / "surfaces" / "api"
    said = {str(found[2]) for found in extract_from_dir(str(folder), method_map=[("**.py", "python")])}
    with (folder / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as po:
        known = {str(message.id) for message in read_po(po) if message.id and message.string}
    assert known == said
