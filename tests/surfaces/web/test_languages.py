"""Which language a page speaks, and how a reader changes it."""

from __future__ import annotations

import ast
import threading
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

import entente
from entente.record.plan.queries import Plan

from .conftest import get, tags_of

FILTERED = "/en/plans/tri-plan/commitments/?kind=standing&q=keep"


def switch(html: str) -> dict[str | None, str | None]:
    return {tag["hreflang"]: tag["href"] for tag in tags_of(html, "a") if "data-language" in tag}


def test_switch_stays_on_the_page_with_its_filters(plan: Plan) -> None:
    assert switch(get(FILTERED)) == {
        "en": FILTERED,
        "es": "/es/planes/tri-plan/compromisos/?kind=standing&q=keep",
        "fr": "/fr/plans/tri-plan/engagements/?kind=standing&q=keep",
    }


def test_alternates_are_named_to_search_engines(plan: Plan) -> None:
    html = get("/fr/plans/tri-plan/piliers/1/")
    named = {
        tag["hreflang"]: tag["href"]
        for tag in tags_of(html, "link")
        if tag.get("rel") == "alternate" and "hreflang" in tag
    }
    assert named == {
        "en": "http://localhost:8000/en/plans/tri-plan/pillars/1/",
        "es": "http://localhost:8000/es/planes/tri-plan/pilares/1/",
        "fr": "http://localhost:8000/fr/plans/tri-plan/piliers/1/",
        "x-default": "http://localhost:8000/",
    }


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_page_says_its_language(db: None, language: str) -> None:
    response = Client().get(f"/{language}/", headers={"accept-language": "de"})
    assert response.headers["Content-Language"] == language
    assert tags_of(response.content.decode(), "html")[0]["lang"] == language


def test_root_offers_every_language_and_leads_nobody_on(db: None) -> None:
    response = Client().get("/", headers={"accept-language": "fr"})
    assert response.status_code == 200
    chosen = [tag["href"] for tag in tags_of(response.content.decode(), "a") if tag.get("class") == "ent-choice__link"]
    assert chosen == ["/en/", "/es/", "/fr/"]


def test_a_choice_of_language_stores_nothing_and_nothing_stored_is_looked_at(db: None) -> None:
    client = Client()
    chosen = client.get("/?language=es")
    assert (chosen.status_code, chosen.headers["Location"], chosen.cookies) == (302, "/es/", {})
    client.cookies["django_language"] = "fr"
    again = client.get("/", headers={"accept-language": "xx;q=0.9, es-MX;q=0.8, fr;q=0.2"})
    assert (again.status_code, again.headers["Content-Language"]) == (200, "es")
    assert (again.headers["Vary"], again.headers["Cache-Control"], again.cookies) == (
        "Accept-Language",
        "public, no-cache",
        {},
    )


def test_root_does_not_know_a_language_that_is_not_there(db: None) -> None:
    assert Client().get("/?language=xx").status_code == 200


@pytest.mark.parametrize("address", ["/de/", "/de/plans/", "/fr/compromisos/"])
def test_unknown_language_or_address_is_a_page_not_found(db: None, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_missing_page_speaks_the_language_of_its_address(db: None) -> None:
    html = Client().get("/fr/plans/rien/").content.decode()
    assert tags_of(html, "html")[0]["lang"] == "fr"
    assert switch(html) == {"en": "/en/plans/rien/", "es": "/es/planes/rien/", "fr": "/fr/plans/rien/"}


def test_missing_page_without_language_offers_the_homes(db: None) -> None:
    html = Client().get("/nothing/", headers={"accept-language": "es"}).content.decode()
    assert tags_of(html, "html")[0]["lang"] == "es"
    assert switch(html) == {"en": "/en/", "es": "/es/", "fr": "/fr/"}


def test_two_threads_speak_two_languages() -> None:
    """The language is kept for each thread: what one speaks, no other does."""
    heard: list[str | None] = []
    with translation.override("fr"):
        other = threading.Thread(target=lambda: heard.append(translation.get_language()))
        other.start()
        other.join()
        assert translation.get_language() == "fr"
    assert heard == ["en"]
    assert isinstance(getattr(trans_real, "_active"), threading.local)  # noqa: B009  # Django's own name for it


def test_no_coroutine_answers() -> None:
    """Two coroutines of one thread would speak one language."""
    found = [
        path
        for path in Path(entente.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.AsyncFunctionDef)
    ]
    assert not found
