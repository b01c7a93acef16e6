"""A party joins on the desk with its key, and leaves; nobody else says it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from entente.foundation.accord.queries import KeyPlace, keys_of
from entente.foundation.accord.statement import base64_text
from entente.record.plan.queries import get_visible_plan
from tests.cast import DANA
from tests.foundation.accord.signing import public_key
from tests.record.builders import adopted_plan
from tests.surfaces.web.desk.conftest import client_of, fresh

pytestmark = pytest.mark.django_db

PLAN = "/en/desk/plans/tri-plan/"
AT = f"{PLAN}taking-part/"
OWN_KEY = {"place": "own", "public": f"entente-key AAA {base64_text(public_key('AAA'))}"}
NOBODY = {"AAA": False, "BBB": False, "CCC": False}


@pytest.fixture
def ana() -> Client:
    adopted_plan()
    return fresh(client_of("ana"))


def taking_part() -> dict[str, bool]:
    now: datetime = timezone.now()
    return {party.code: party.is_taking_part for party in get_visible_plan(DANA, "tri-plan", as_of=now).parties}


def test_a_party_joins_with_its_key_and_leaves(ana: Client) -> None:
    assert ana.get(PLAN).text.count("Take part in this record") == 1
    assert ana.get(AT).status_code == 200
    assert taking_part() == NOBODY
    assert ana.post(AT, OWN_KEY).headers["Location"] == PLAN
    assert taking_part() == {"AAA": True, "BBB": False, "CCC": False}
    assert [(key.place, key.public_key) for key in keys_of("AAA")] == [(KeyPlace.OWN, base64_text(public_key("AAA")))]
    assert ana.get(PLAN).text.count("Stop taking part") == 1
    ana.post(AT)
    assert taking_part() == NOBODY
    ana.post(AT)  # its key is on record already
    assert (taking_part()["AAA"], len(keys_of("AAA"))) == (True, 1)


def test_a_small_party_joins_with_a_key_on_the_host(ana: Client) -> None:
    ana.post(AT, {"place": "host"})
    assert [key.place for key in keys_of("AAA")] == [KeyPlace.HOST]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose where the key lies."),
        ({"place": "own"}, "Paste the line of the .pub file, or choose a key on this host."),
        ({"place": "own", "public": "entente-key AAA c2hvcnQ="}, "This is no public key; hand over the .pub file"),
    ],
)
def test_without_a_key_nobody_joins(ana: Client, sent: dict[str, str], sentence: str) -> None:
    answer = ana.post(AT, sent)
    assert (answer.status_code, answer.text.count(sentence) > 0, taking_part()) == (422, True, NOBODY)


def test_joining_asks_for_the_second_factor_anew(ana: Client) -> None:
    answer = client_of_another_day().post(AT, OWN_KEY)
    assert ("reauthenticate" in answer.headers["Location"], taking_part()) == (True, NOBODY)


def client_of_another_day() -> Client:
    """Party B's officer, whose second factor was shown long ago."""
    return client_of("bela")


def test_a_keeper_is_offered_nothing_and_refused(ana: Client) -> None:
    chris = fresh(client_of("chris"))
    assert chris.get(PLAN).text.count("Take part in this record") == 0
    refused = chris.post(AT)
    assert (refused.status_code, taking_part()) == (403, NOBODY)
