"""A party says on the desk that it takes part, and nobody else says it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from entente.record.plan.queries import get_visible_plan
from tests.cast import DANA
from tests.record.builders import adopted_plan
from tests.surfaces.web.desk.conftest import client_of

pytestmark = pytest.mark.django_db

PLAN = "/en/desk/plans/tri-plan/"
AT = f"{PLAN}taking-part/"


@pytest.fixture
def ana() -> Client:
    adopted_plan()
    return client_of("ana")


def taking_part() -> dict[str, bool]:
    now: datetime = timezone.now()
    return {party.code: party.is_taking_part for party in get_visible_plan(DANA, "tri-plan", as_of=now).parties}


def test_a_party_begins_and_ends_taking_part(ana: Client) -> None:
    assert ana.get(PLAN).text.count("Take part in this record") == 1
    assert ana.get(AT).status_code == 200
    assert taking_part() == {"AAA": False, "BBB": False, "CCC": False}
    assert ana.post(AT).headers["Location"] == PLAN
    assert taking_part() == {"AAA": True, "BBB": False, "CCC": False}
    assert ana.get(PLAN).text.count("Stop taking part") == 1
    ana.post(AT)
    assert taking_part() == {"AAA": False, "BBB": False, "CCC": False}


def test_a_keeper_is_offered_nothing_and_refused(ana: Client) -> None:
    chris = client_of("chris")
    assert chris.get(PLAN).text.count("Take part in this record") == 0
    refused = chris.post(AT)
    assert (refused.status_code, taking_part()) == (403, {"AAA": False, "BBB": False, "CCC": False})
