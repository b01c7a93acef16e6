"""The last signature and what comes of it are one transaction."""

from __future__ import annotations

from datetime import datetime

import pytest

from entente.foundation.accord import commands as accord
from entente.foundation.accord.models import Signature
from entente.foundation.accord.queries import Agreed, Outcome, Proposal
from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import RuleBroken
from entente.surfaces.intake import agreements
from tests.cast import ANA, BELA
from tests.foundation.accord.signing import AT, keyed, proposed, seen, signed_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys(db: None) -> None:
    keyed()


def carry_out(proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None:
    accord.conclude(proposal, by=by, at=at)


def refuse(proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None:
    raise RuleBroken("It cannot be carried out.")


def test_the_effect_comes_with_the_last_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreements, "EFFECTS", {"amendment": carry_out})
    one = proposed(kind="amendment", concludes=True)

    assert not agreements.receive_signature(signed_file(one, "AAA"), by=ANA, at=AT).agreed
    assert seen(one).outcome is Outcome.OPEN
    said = agreements.receive_signature(signed_file(one, "BBB"), by=BELA, at=AT)
    assert (said.agreed, said.proposal.outcome) == (True, Outcome.CONCLUDED)


def test_an_effect_that_is_refused_takes_the_signature_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreements, "EFFECTS", {"amendment": refuse})
    one = proposed(kind="amendment", concludes=True)
    agreements.receive_signature(signed_file(one, "AAA"), by=ANA, at=AT)
    with pytest.raises(RuleBroken, match="cannot be carried out"):
        agreements.receive_signature(signed_file(one, "BBB"), by=BELA, at=AT)

    assert list(Signature.objects.values_list("party", flat=True)) == ["AAA"]
    assert seen(one).outcome is Outcome.OPEN


def test_a_kind_without_an_effect_is_simply_agreed() -> None:
    one = proposed(kind="joint-status")
    agreements.receive_signature(signed_file(one, "AAA"), by=ANA, at=AT)

    assert agreements.receive_signature(signed_file(one, "BBB"), by=BELA, at=AT).proposal.outcome is Outcome.AGREED
