"""Who may write and who may remove."""

from __future__ import annotations

import pytest

from entente.foundation.common.actors import PUBLIC, SYSTEM, Actor, Capacity
from entente.foundation.ledger.rules import can_erase, can_record
from entente.foundation.ledger.words import ERASE_ACTION

ANA = Actor(Capacity.PARTY, "AAA", "aaa/desk")
BELA = Actor(Capacity.PARTY, "BBB", "bbb/desk")
CHRIS = Actor(Capacity.KEEPER, "secretariat", "secretariat/keeper")
DANA = Actor(Capacity.ASSESSOR, "observatory", "observatory/desk")


@pytest.mark.parametrize(
    ("by", "is_allowed"),
    [
        (ANA, True),
        (CHRIS, True),
        (DANA, True),
        (SYSTEM, True),
        (PUBLIC, False),
        (Actor(Capacity.PARTY, "public", "x/desk"), False),
        (Actor(Capacity.ASSESSOR, "entente", "x/desk"), False),
    ],
)
def test_can_record(by: Actor, is_allowed: bool) -> None:
    assert bool(can_record(by)) is is_allowed


@pytest.mark.parametrize(
    ("by", "action", "log", "is_allowed"),
    [
        (ANA, "delivery.update", "public", True),
        (ANA, "delivery.update", "AAA", True),
        (BELA, "delivery.update", "public", False),
        (BELA, "delivery.update", "AAA", False),
        (CHRIS, "delivery.update", "public", True),
        (CHRIS, "delivery.update", "AAA", False),
        (DANA, "delivery.update", "public", False),
        (SYSTEM, "delivery.update", "AAA", True),
        (PUBLIC, "delivery.update", "public", False),
        (ANA, ERASE_ACTION, "AAA", False),
        (SYSTEM, ERASE_ACTION, "public", False),
    ],
)
def test_can_erase_an_entry_of_party_a(by: Actor, action: str, log: str, is_allowed: bool) -> None:
    assert bool(can_erase(by, action=action, log=log, owner="AAA")) is is_allowed
