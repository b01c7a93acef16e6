"""The pages of the open data, the linked data and the catalogue: in every language, by known readers, and as files."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pyshacl import validate
from pytest_django import Settings
from rdflib import RDF, Graph, Namespace
from rdflib.compare import isomorphic

from entente.foundation.ledger import commands as ledger
from entente.record.assessment.queries import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import SessionFacts
from entente.record.delivery.queries import SessionKind
from entente.surfaces.opendata import shelf
from entente.surfaces.opendata.release import release
from entente.surfaces.web import files
from tests.cast import ANA
from tests.record.delivery.activity_acts import activity
from tests.surfaces.busy import AT, claimed, published
from tests.surfaces.web.stage import staged_plan

from .conftest import quietly

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),  # rdflib's own, as it reads
]
SHAPES = Path(__file__).with_name("shapes.ttl")
SCHEMA, DCAT = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/dcat#")


@pytest.fixture
def day(settings: Settings, tmp_path: Path) -> str:
    """A staged plan with a status, and one release of it on the shelf: its name."""
    settings.VAR = tmp_path
    plan = staged_plan()
    published(f"{plan.slug}/1.1", "Half.", value=Completion.LIMITED, claims=(claimed(f"{plan.slug}/1.1", "memo"),))
    ledger.seal()
    now = timezone.now()
    return release(shelf.folder(), as_of=now, at=now, report=quietly).name


def text(address: str) -> str:
    answer: Any = Client().get(address)
    assert (address, answer.status_code) == (address, 200)
    return str(answer.content.decode())


def graph(address: str, form: str = "json-ld") -> Graph:
    return Graph().parse(data=text(address), format=form)


def assert_keeps_to_the_shapes(found: Graph) -> None:
    keeps, _graph, said = validate(found, shacl_graph=Graph().parse(SHAPES), inference="none")
    assert keeps, said


@pytest.mark.parametrize(
    ("address", "heading", "table"),
    [
        ("/en/data/", "Open data", "Joint statuses"),
        ("/es/datos/", "Datos abiertos", "Estados conjuntos"),
        ("/fr/donnees/", "Données ouvertes", "États conjoints"),
    ],
)
def test_the_page_lists_tables_and_releases_in_every_language(day: str, address: str, heading: str, table: str) -> None:
    page = text(address)
    assert f'<h1 class="govuk-heading-xl">{heading}</h1>' in page
    assert table in page
    assert f"{day}/" in page
    assert "/api/v1/tables/statuses.csv" in page


def test_a_release_has_a_page_with_rows_and_sizes_and_gives_its_files(day: str) -> None:
    page = text(f"/en/data/{day}/")
    assert f"/data/{day}/csv/statuses.csv" in page
    assert "1 row ·" in page
    assert text(f"/data/{day}/csv/statuses.csv").startswith("subject,party,")
    assert json.loads(text(f"/data/{day}/datapackage.json"))["record"]["log_size"] > 0


@pytest.mark.parametrize("path", ["../../secret_key", "csv/nothing.csv", ".lock", "%2e%2e/releases.json"])
def test_a_path_that_the_release_does_not_name_is_not_there(day: str, path: str) -> None:
    assert Client().get(f"/data/{day}/{path}").status_code == 404
    assert Client().get("/data/2020-01-01/datapackage.json").status_code == 404


def test_the_catalogue_keeps_to_dcat_ap_and_says_the_same_in_both_forms(day: str) -> None:
    as_json, as_turtle = graph("/data/catalog.jsonld"), graph("/data/catalog.ttl", "turtle")
    assert isomorphic(as_json, as_turtle)
    assert_keeps_to_the_shapes(as_turtle)
    assert len(list(as_turtle.subjects(RDF.type, DCAT.Dataset))) == 1
    assert len(list(as_turtle.subjects(RDF.type, DCAT.Distribution))) == 2 * 47 + 1


def test_the_shapes_notice_a_catalogue_that_lacks_something(day: str) -> None:
    found = graph("/data/catalog.ttl", "turtle")
    found.remove((None, DCAT.accessURL, None))
    assert not validate(found, shacl_graph=Graph().parse(SHAPES))[0]


def test_a_plan_and_a_promise_are_linked_data_in_the_words_of_schema_org(day: str) -> None:
    plan, promise = graph("/data/linked/tri-plan.jsonld"), graph("/data/linked/tri-plan/1.1.jsonld")
    for found in (plan, promise):
        assert_keeps_to_the_shapes(found)
    assert len(list(plan.subjects(RDF.type, SCHEMA.Action))) == 4
    said = next(promise.subjects(RDF.type, SCHEMA.Claim))
    assert str(promise.value(promise.value(said, SCHEMA.about), SCHEMA.termCode)) == "limited"
    author = promise.value(said, SCHEMA.author)
    assert (author, RDF.type, SCHEMA.GovernmentOrganization) in promise
    assert str(promise.value(author, SCHEMA.identifier)) == "AAA"


def test_a_body_and_an_activity_are_linked_data(day: str) -> None:
    body = graph("/data/linked/tri-plan/bodies/fair-office.jsonld")
    talked = activity("dialogue", "talks", title={"en": "Talks"})
    facts = SessionFacts("first", SessionKind.SESSION, {"en": "First round"}, "2027-05")
    delivery.add_session(talked, facts, by=ANA, at=AT)
    talks = graph("/data/linked/tri-plan/activities/talks.jsonld")
    for found in (body, talks):
        assert_keeps_to_the_shapes(found)
    office = next(body.subjects(RDF.type, SCHEMA.Organization))
    assert str(body.value(office, SCHEMA.name)) == "Fair Office"
    promise = next(body.subjects(SCHEMA.agent, office))
    assert str(body.value(promise, SCHEMA.identifier)) == "tri-plan/1.1"
    assert (promise, RDF.type, SCHEMA.Action) in graph("/data/linked/tri-plan/1.1.jsonld")
    assert (None, SCHEMA.contributor, office) in graph("/data/linked/tri-plan.jsonld")
    event = next(talks.subjects(RDF.type, SCHEMA.Event))
    assert talks.value(event, SCHEMA.eventStatus) == SCHEMA.EventScheduled
    assert str(talks.value(event, SCHEMA.startDate)) == "2027-05-01"
    assert "/data/linked/tri-plan/activities/talks.jsonld" in text("/en/plans/tri-plan/activities/talks/")


@pytest.mark.parametrize("path", ["bodies/observatory", "bodies/nowhere", "activities/nowhere"])
def test_what_carries_nothing_and_what_is_not_there_have_no_linked_data(day: str, path: str) -> None:
    assert Client().get(f"/data/linked/tri-plan/{path}.jsonld").status_code == 404


def test_pages_lead_to_their_linked_data(day: str) -> None:
    link = '<link rel="alternate" type="application/ld+json" href="/data/linked/tri-plan/1.1.jsonld">'
    assert link in text("/fr/plans/tri-plan/engagements/1.1/")
    assert "application/ld+json" not in text("/en/about/")
    assert Client().get("/data/linked/tri-plan/9.9.jsonld").status_code == 404


def test_as_files_the_page_leads_to_releases_and_to_no_server(day: str) -> None:
    with files.written("/en/data/", origin="https://record.example") as folder:
        page = text("/en/data/")
    assert "/api/" not in page
    assert f"en/data/{day}/index.html" in folder.reached
    assert folder.reached["data/catalog.ttl"] == "/data/catalog.ttl"
    with files.written(f"/en/data/{day}/", origin="https://record.example") as folder:
        text(f"/en/data/{day}/")
    assert folder.reached[f"data/{day}/csv/statuses.csv"] == f"/data/{day}/csv/statuses.csv"


def test_a_release_that_is_to_come_is_not_shown(day: str) -> None:
    assert [one.name for one in shelf.shelved(as_of=timezone.now())] == [day]
    assert shelf.shelved(as_of=datetime(2026, 1, 1, tzinfo=UTC)) == []
