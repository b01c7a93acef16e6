"""A party keeps its key on the desk: registers, replaces and revokes it, and nobody does for another."""

from __future__ import annotations

import pytest
from django.test import Client

from entente.foundation.accord.queries import KeyEnd, keys_of
from entente.foundation.accord.statement import base64_text
from tests.foundation.accord.signing import public_key
from tests.surfaces.web.desk.conftest import client_of, fresh

pytestmark = pytest.mark.django_db

AT = "/en/desk/keys/"


@pytest.fixture
def ana() -> Client:
    return fresh(client_of("ana"))


def own(verb: str, code: str, **more: str) -> dict[str, str]:
    line = f"entente-key AAA {base64_text(public_key(code))}"
    return {"verb": verb, f"{verb}-place": "own", f"{verb}-public": line, **more}


def test_a_key_is_registered_replaced_and_revoked(ana: Client) -> None:
    assert ana.get(AT).text.count("Your side has no key") == 1
    assert ana.post(AT, own("register", "AAA")).status_code == 302
    assert ana.post(AT, own("rotate", "CCC", **{"rotate-reason": "Its day came."})).status_code == 302
    assert ana.post(AT, {"verb": "revoke", "revoke-reason": "Lost."}).status_code == 302
    assert [(key.ended_as, key.reason) for key in keys_of("AAA")] == [
        (KeyEnd.REVOKED, "Lost."),
        (KeyEnd.REPLACED, "Its day came."),
    ]
    assert ana.get(AT).text.count("What they signed before they ended stays valid.") == 1


def test_a_key_that_was_used_before_is_refused_on_the_form(ana: Client) -> None:
    ana.post(AT, own("register", "AAA"))
    answer = ana.post(AT, own("rotate", "AAA", **{"rotate-reason": "Again."}))
    assert (answer.status_code, answer.text.count("This key was on record before")) == (422, 1)
    assert [key.ended_at for key in keys_of("AAA")] == [None]


def test_a_key_is_changed_with_a_fresh_second_factor_alone() -> None:
    assert "reauthenticate" in client_of("bela").post(AT, own("register", "BBB")).headers["Location"]
    assert keys_of("BBB") == []


def test_who_is_no_party_has_no_key() -> None:
    assert client_of("chris").get(AT).status_code == 403
