"""Anybody may take a letter that asks about a search without result; nobody's name is in it."""

from __future__ import annotations

import io

import docx
import pytest
from django.test import Client

from entente.record.plan.queries import Plan
from entente.surfaces.web import links

from .conftest import get, tags_of, texts_of

KEYS = {"plan": "tri-plan", "number": "2.1", "owner": "observatory"}


@pytest.fixture
def slug(plan: Plan) -> str:
    addresses = [
        str(tag["href"]) for tag in tags_of(get(links.href("commitment", "en", plan=plan.slug, number="2.1")), "a")
    ]
    return next(one for one in addresses if "/ask/" in one).rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Ask about this"), ("es", "Preguntar al respecto"), ("fr", "Demander ce qu’il en est")],
)
def test_page_offers_three_letters_to_each_who_owes_it(slug: str, language: str, title: str) -> None:
    page = get(links.href("ask", language, **KEYS, finding=slug))

    assert title in texts_of(page)
    files = [str(tag["href"]).rpartition("/")[2] for tag in tags_of(page, "a") if str(tag["href"]).endswith(".docx")]
    kinds = ("access-request", "parliamentary-question", "right-of-reply")
    assert files == [
        f"{kind}-{party}-{tag}.docx" for party in ("AAA", "BBB") for kind in kinds for tag in ("en", "es", "fr")
    ]


def test_letter_is_a_word_file_in_the_language_of_its_name(slug: str) -> None:
    response = Client().get(links.href("ask_letter", "en", **KEYS, finding=slug, file="access-request-AAA-es.docx"))

    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == 'attachment; filename="tri-plan-2.1-access-request-AAA-es.docx"'
    said = docx.Document(io.BytesIO(response.content)).paragraphs
    assert said[0].text == "Solicitud de acceso a la información"
    assert links.href("ask", "es", **KEYS, finding=slug) in said[-1].text


@pytest.mark.parametrize(
    ("keys", "file"),
    [
        ({}, "access-request-ZZZ-es.docx"),
        ({}, "access-request-AAA-de.docx"),
        ({}, "threat-AAA-es.docx"),
        ({"number": "1.2"}, "access-request-AAA-es.docx"),
        ({"finding": "no-such"}, "access-request-AAA-es.docx"),
        ({"owner": "AAA"}, "access-request-AAA-es.docx"),
    ],
)
def test_letter_that_nobody_offers_is_not_found(slug: str, keys: dict[str, str], file: str) -> None:
    address = links.href("ask_letter", "en", **{**KEYS, "finding": slug, **keys}, file=file)

    assert Client().get(address).status_code == 404
