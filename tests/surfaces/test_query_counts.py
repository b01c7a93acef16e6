"""Every public page and every operation of the API asks the database as often with 2,600 promises as with 26."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.surfaces.api.operations import api
from entente.surfaces.intake.invented import SLUG, invented_plan
from entente.surfaces.intake.load import load_package
from entente.surfaces.web import links
from entente.surfaces.web.urls import PUBLIC_PAGES

AT = datetime(2026, 11, 2, tzinfo=UTC)
PAGE_KEYS = {
    "pillar": {"plan": SLUG, "number": "1"},
    "commitment": {"plan": SLUG, "number": "1.1"},
    "framework": {"plan": SLUG, "framework": "sdg"},
    "target": {"plan": SLUG, "framework": "sdg", "target": "1"},
}
PLANLESS = {"home", "components", "about", "words", "accessibility", "privacy", "problem"}


def page_addresses() -> list[str]:
    return [
        links.href(page, "en", **PAGE_KEYS.get(page, {} if page in PLANLESS else {"plan": SLUG}))
        for page in PUBLIC_PAGES
    ]


def api_addresses() -> list[str]:
    """Every path of the schema with its keys filled in, and the list in its largest page."""
    asked = {"/api/v1/ledger/proof/inclusion": "?position=0", "/api/v1/ledger/proof/consistency": "?first=1"}
    keys = {"plan": SLUG, "number": "1.1", "organisation": "observer"}
    return [path.format(**keys) + asked.get(path, "") for path in api.get_openapi_schema()["paths"]]


def queries(scale: int, addresses: list[str]) -> dict[str, int]:
    """Address -> number of queries, in a record of 26 times `scale` promises that is gone afterwards."""
    counted: dict[str, int] = {}
    client = Client()
    with transaction.atomic():
        load_package(invented_plan(scale), by=SYSTEM, at=AT)
        ledger.seal()
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
            assert (address, response.status_code) == (address, 200)
            counted[address] = len(captured)
        transaction.set_rollback(True)
    return counted


@pytest.mark.django_db
def test_pages_and_operations_take_the_same_number_of_queries_at_any_size() -> None:
    addresses = page_addresses() + api_addresses()
    queries(1, addresses)  # what is asked once a process is asked here

    assert queries(100, addresses) == queries(1, addresses)
