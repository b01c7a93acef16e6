"""Every feed asks the database as often with 260 promises as with 26."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.surfaces.intake.invented import SLUG, invented_plan
from entente.surfaces.intake.load import load_package
from entente.surfaces.web.feeds import ATOM_FILE, DATES_FILE, JSON_FILE

AT = datetime(2026, 11, 2, tzinfo=UTC)
FOLDERS = (
    f"/en/plans/{SLUG}/follow/",
    f"/en/plans/{SLUG}/pillars/1/follow/",
    f"/en/plans/{SLUG}/commitments/1.1/follow/",
)
PAGES = [f"{folder}{file}" for folder in FOLDERS for file in (ATOM_FILE, JSON_FILE, DATES_FILE)]


def queries(scale: int) -> dict[str, int]:
    """Address -> number of queries, in a record of 26 times `scale` promises that is gone afterwards."""
    counted: dict[str, int] = {}
    with transaction.atomic():
        load_package(invented_plan(scale), by=SYSTEM, at=AT)
        ledger.seal()
        for address in (FOLDERS[0], *PAGES):
            with CaptureQueriesContext(connection) as captured:
                assert Client().get(address).status_code == 200
            counted[address] = len(captured)
        transaction.set_rollback(True)
    return counted


@pytest.mark.django_db
def test_feeds_take_the_same_number_of_queries_at_any_size() -> None:
    queries(1)  # what is asked once a process is asked here

    assert queries(10) == queries(1)
