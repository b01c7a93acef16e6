"""GET /parties, /organisations, /organisations/{organisation}."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import AliasKind, OrganisationKind
from tests.surfaces import a_plan

from .conftest import Get

pytestmark = pytest.mark.django_db


def test_parties_by_code(get: Get) -> None:
    a_plan.parties()
    assert get("parties?lang=es") == {
        "language": "es",
        "items": [
            {"code": "XAA", "name": {"en": "Alda"}, "languages": ["en", "fr"], "time_zone": "America/Toronto"},
            {"code": "XBB", "name": {"es": "Boria"}, "languages": ["es"], "time_zone": "America/Bogota"},
        ],
    }


def test_ambiguous_alias_gives_every_meaning(get: Get) -> None:
    a_plan.parties()
    a_plan.ministry()
    assert [one["slug"] for one in get("organisations?named=f.s.")["items"]] == ["forest-seeds", "forest-service"]
    assert get("organisations?named=nobody")["items"] == []


def test_organisation_with_its_aliases_and_what_came_before(get: Get) -> None:
    a_plan.parties()
    a_plan.ministry()
    assert get("organisations/forest-service") == {
        "slug": "forest-service",
        "name": {"en": "Forest Service"},
        "party": "XAA",
        "kind": "ministry",
        "from_on": "",
        "to_on": "",
        "source_address": "",
        "aliases": [{"text": "FS", "language": "en", "kind": "acronym"}],
        "language": None,
        "predecessors": [{"organisation": "timber-office", "kind": "renamed", "on": "2019", "source_address": ""}],
        "successors": [],
    }
    assert get("organisations/timber-office")["successors"] == [
        {"organisation": "forest-service", "kind": "renamed", "on": "2019", "source_address": ""}
    ]


@pytest.mark.parametrize("slug", ["no-such", "No Such", "%00"])
def test_absent_organisation(get: Get, slug: str) -> None:
    assert get(f"organisations/{slug}", status=404)["code"] == "not_visible"


def test_query_count_is_the_same_for_1_and_30(get: Get) -> None:
    counts = []
    for start, end in ((0, 1), (1, 30)):
        for at in range(start, end):
            body = directory.register_organisation(
                slug=f"body-{at}", name={"en": f"Body {at}"}, kind=OrganisationKind.NETWORK, by=a_plan.CHRIS
            )
            directory.add_alias(body, language="en", text=f"B{at}", kind=AliasKind.ACRONYM, by=a_plan.CHRIS)
        with CaptureQueriesContext(connection) as counted:
            get("organisations")
        counts.append(len(counted))
    assert counts == [2, 2]
