"""Adoption by all: the words of a plan, signed by every party; words that changed are not the words that were signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from entente.foundation.accord import queries as accords
from entente.foundation.accord.models import Proposal
from entente.foundation.common.actors import SYSTEM, Actor, Role
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.errors import ActionDenied, Conflict, InvalidTransition, RuleBroken
from entente.foundation.ledger import queries as logs
from entente.foundation.ledger.commands import seal
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.commands.adoption import TextFacts
from entente.record.plan.models import Plan
from entente.record.plan.words import TextField
from tests.cast import ADA, ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW

from .changing import LATER, NEW, OLD, closed, sign, two_plans

pytestmark = pytest.mark.django_db
SECOND = {"pt": "As palavras."}
"""The builder wrote the promises in English alone."""


def worded() -> Plan:
    """OLD, each promise with authentic words in both official languages."""
    old, _new = two_plans()
    attach(old, SECOND)
    return old


def attach(plan: Plan, words: dict[str, str]) -> None:
    refs = plan.commitments.values_list("ref", flat=True)
    texts = [TextFacts(ref, TextField.TEXT, tag, text) for ref in refs for tag, text in words.items()]
    plans.attach_texts(plan, texts, by=CHRIS, at=NOW, document=None)


def read(plan: Plan) -> str:
    return sha256_hex(canonical_bytes(queries.adoption_content(plan, as_of=LATER)))


def put(plan: Plan, by: Actor = ADA) -> UUID:
    return plans.propose_adoption(plan, by=by, at=LATER, read=read(plan))


def test_a_plan_is_its_parties_own_with_the_last_signature_and_not_before():
    old = worded()
    key = put(old)
    proposal = accords.get_visible(BELA, key, as_of=LATER)
    assert (proposal.kind, proposal.subject, proposal.signatories) == ("adoption", OLD, ("AAA", "BBB"))
    assert [one["number"] for one in proposal.content["promises"]] == ["1.0", "1.1", "1.2", "2.1"]
    assert sorted(proposal.content["promises"][0]["text"]) == ["en", "pt"]
    sign(key, ANA)
    assert queries.adopted_by_all(OLD, as_of=LATER) is None

    assert sign(key, BELA).agreed
    agreed = queries.adopted_by_all(OLD, as_of=LATER)
    assert [one.party for one in agreed.signatures] == ["AAA", "BBB"]
    seal()
    assert "plan.adopt.together" in [entry.action for entry in logs.history(OLD)]
    with pytest.raises(RuleBroken, match="All parties have adopted old-plan"):
        put(old)


def test_the_keeper_puts_a_plan_to_its_parties_too():
    old = worded()
    sign(put(old, by=CHRIS), ANA)
    with pytest.raises(RuleBroken, match="Another side has put this plan"):
        put(old, by=ADA)


@pytest.mark.parametrize(
    "by", [replace(ANA, roles=frozenset({Role.CONTRIBUTOR})), DANA, ERIN], ids=["contributor", "stranger", "reader"]
)
def test_who_has_no_say_puts_nothing_to_the_parties(by: Actor):
    with pytest.raises(ActionDenied):
        put(worded(), by=by)


def test_words_that_are_not_those_read_are_not_put():
    old, _new = two_plans()
    before = read(old)
    attach(old, SECOND)
    with pytest.raises(Conflict, match="changed after you opened this page"):
        plans.propose_adoption(old, by=ADA, at=LATER, read=before)
    assert not Proposal.objects.exists()


def test_words_that_changed_since_void_what_was_signed_and_the_last_signature_is_not_taken():
    old, _new = two_plans()
    attach(old, SECOND)
    key = put(old)
    sign(key, ANA)
    attach(old, {"fr": "Les mots."})
    with pytest.raises(RuleBroken, match="changed after they were put"):
        sign(key, BELA)
    assert accords.get_visible(ANA, key, as_of=LATER).stands["BBB"] == "draft"

    assert put(old) == key
    stands = accords.get_visible(ANA, key, as_of=LATER)
    assert (set(stands.stands.values()), [one.party for one in stands.voided]) == ({"draft"}, ["AAA"])
    late = LATER + timedelta(hours=1)
    sign(key, ANA, at=late)
    assert sign(key, BELA, at=late).agreed


def test_a_language_that_is_missing_is_named():
    old, _new = two_plans()
    with pytest.raises(RuleBroken, match=r"old-plan/1\.0 has no words in “pt”, an official language of"):
        put(old)


def test_a_draft_and_a_closed_plan_are_not_put():
    _old, new = two_plans(adopt_new=False)
    with pytest.raises(InvalidTransition, match="still a draft"):
        plans.propose_adoption(new, by=CHRIS, at=LATER, read=read(new))


def test_a_closed_plan_stays_as_it_is():
    old, _new = closed()
    with pytest.raises(InvalidTransition, match="was closed"):
        put(old, by=CHRIS)


def test_the_same_agreement_again_changes_nothing():
    old = worded()
    key = put(old)
    sign(key, ANA)
    sign(key, BELA)
    proposal, agreed = Proposal.objects.get(pk=key), queries.adopted_by_all(OLD, as_of=LATER)
    plans.adopt_together(proposal, agreed, by=SYSTEM, at=LATER)
    seal()
    assert [entry.action for entry in logs.history(OLD)].count("plan.adopt.together") == 1
    assert queries.adopted_by_all(NEW, as_of=LATER) is None
