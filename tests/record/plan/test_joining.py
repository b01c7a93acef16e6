"""A party joins with its key; until then, and after it left, it drafts and does not speak."""

from __future__ import annotations

from datetime import date

import pytest

from entente.foundation.accord import commands as accord
from entente.foundation.accord.queries import standing_key
from entente.foundation.common.errors import ActionDenied, InvalidTransition, RuleBroken
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment import commands as assessment
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import CandidateFacts, UpdateFacts
from entente.record.delivery.queries import CandidateAnswer
from entente.record.plan import commands as plans
from entente.record.plan.queries import Plan
from entente.record.plan.standing import may_speak
from entente.record.verification import commands as verification
from entente.record.verification.commands import ClaimFacts
from entente.record.verification.queries import Support, Verdict
from tests.cast import ADA, ANA, BELA, CHRIS, DANA, ERIN
from tests.foundation.accord.signing import AT, public_key
from tests.record.builders import NOW, adopted_plan
from tests.surfaces.busy import cited

pytestmark = pytest.mark.django_db

REF = "tri-plan/1.1"
REFUSED = "does not take part in this record yet and only drafts"


@pytest.fixture
def plan() -> Plan:
    return adopted_plan()


def joined(plan: Plan) -> None:
    plans.join(plan, "AAA", by=ANA, at=AT, public_key=public_key("AAA"))


def test_who_may_speak(plan: Plan) -> None:
    assert [bool(may_speak(by, plan.slug)) for by in (ANA, BELA, CHRIS, ERIN, DANA)] == [False, False, True, True, True]
    joined(plan)
    assert [bool(may_speak(by, plan.slug)) for by in (ANA, BELA)] == [True, False]
    plans.leave(plan, "AAA", by=ANA, at=AT)
    assert not may_speak(ANA, plan.slug)


def test_a_party_joins_with_a_key_of_its_own(plan: Plan) -> None:
    with pytest.raises(RuleBroken, match="joins with a key of its own"):
        plans.join(plan, "AAA", by=ANA, at=AT)
    with pytest.raises(ActionDenied, match="only the party itself"):
        plans.join(plan, "AAA", by=BELA, at=AT, public_key=public_key("AAA"))
    joined(plan)
    with pytest.raises(InvalidTransition, match="has a key on record already"):
        plans.join(plan, "AAA", by=ANA, at=AT, public_key=public_key("CCC"))
    key = standing_key("AAA")
    assert key is not None


def test_a_party_that_leaves_keeps_its_key_and_joins_again_with_it(plan: Plan) -> None:
    joined(plan)
    plans.leave(plan, "AAA", by=ANA, at=AT)
    plans.join(plan, "AAA", by=ANA, at=AT)
    assert may_speak(ANA, plan.slug)


def test_a_refused_key_leaves_the_party_outside(plan: Plan) -> None:
    accord.register_key("BBB", public_key("AAA"), by=BELA, at=AT)
    with pytest.raises(RuleBroken, match="on record before"):
        joined(plan)
    assert not may_speak(ANA, plan.slug)


def test_who_does_not_take_part_drafts_and_neither_publishes_nor_accepts(plan: Plan) -> None:
    update = delivery.write_update(UpdateFacts(REF, date(2026, 6, 1), {"en": "Done."}), by=ANA, at=NOW)
    update = delivery.submit(update, by=ANA, at=NOW)
    delivery.approve(update, by=ADA, at=NOW, revision=update.revision)
    candidate = delivery.propose_candidate(CandidateFacts(REF, "fair", {"en": "Fair"}, "2026-05-06"), by=ANA, at=NOW)
    facts = ClaimFacts("proof", REF, Support.ALL, {"en": "It was done."})
    citation, status = cited(BELA, "page"), WordingStatus.REVIEWED
    claim = verification.make_claim(facts, [citation], by=BELA, owner="BBB", at=NOW, status=status)

    for act in (
        lambda: assessment.publish_report(update, by=ADA, at=NOW),
        lambda: delivery.decide_candidate(candidate, CandidateAnswer.ACCEPT, {"en": "Yes."}, by=ADA, at=NOW),
        lambda: verification.check(claim, Verdict.ACCEPTED, by=ADA, at=NOW),
    ):
        with pytest.raises(ActionDenied, match=REFUSED):
            act()
    joined(plan)
    assert assessment.publish_report(update, by=ADA, at=NOW).is_announced
