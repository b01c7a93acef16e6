"""Joint status: only what all parties signed, over all their languages, with proof that stands; else the voices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries as accords
from entente.foundation.accord.models import Proposal
from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.errors import ActionDenied, InvalidTransition, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger.models import Entry
from entente.record.assessment import commands, queries
from entente.record.assessment.commands import JointFacts
from entente.record.assessment.rules.joint import JointContent
from entente.record.assessment.words import Completion, JointState
from entente.record.plan import commands as plans
from entente.record.plan import queries as plan_queries
from entente.record.plan.models import Plan
from entente.record.plan.words import Standing
from entente.record.verification import commands as verification
from entente.record.verification.models import Check, Claim
from entente.record.verification.words import Support, Verdict
from entente.surfaces.intake import agreements
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.foundation.accord.signing import public_key, signed_file
from tests.record.assessment.test_statuses import REPORT, evidence, publish, say, update
from tests.record.builders import NOW, adopted_plan

pytestmark = pytest.mark.django_db

CARA = Actor(Capacity.PARTY, owner="CCC", post="ministry-c/desk", user_id="cara", roles=ANA.roles)
ALL = (ANA, BELA, CARA)
REASON = {"en": "The fair was held.", "pt": "A feira realizou-se.", "ar": "أقيم المعرض."}
SOON = NOW + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _plan() -> None:
    adopted_plan()
    for by in ALL:
        accord.register_key(by.owner, public_key(by.owner), by=by, at=NOW)
        plans.set_standing(Plan.objects.get(), by.owner, Standing.TAKING_PART, by=by, on=NOW.date())


def facts(**changes) -> JointFacts:
    values = {"subject": REPORT, "value": Completion.LIMITED, "as_of_on": NOW.date(), "reason": REASON, "claims": ()}
    return JointFacts(**{**values, **changes})


def propose(by=ANA, *, at=NOW, revision=None, **changes) -> Proposal:
    return commands.propose_joint(facts(**changes), by=by, at=at, revision=revision)


def sign(proposal, *actors, at=NOW) -> None:
    for by in actors:
        agreements.receive_signature(signed_file(proposal, by.owner, at=at), by=by, at=at)


def joint(as_of=SOON, subject=REPORT, *, with_past=False):
    plan = plan_queries.get_visible_plan(DANA, "tri-plan", as_of=as_of)
    promises = plan_queries.commitments(DANA, plan.slug, as_of=as_of)
    reports = queries.reports_on_plan(DANA, plan.slug, as_of=as_of)
    return queries.joints(promises, reports, as_of=as_of, with_past=with_past)[subject]


def test_nothing_is_joint_before_the_last_signature():
    proposal = propose()
    sign(proposal, ANA, BELA)
    assert (joint().state, joint().value) == (JointState.NONE, None)
    sign(proposal, CARA)
    view = joint()
    assert (view.state, view.value, view.content.reason) == (JointState.AGREED, Completion.LIMITED, REASON)
    assert [one.party for one in view.agreed.signatures] == ["AAA", "BBB", "CCC"]
    entry = Entry.objects.get(action="accord.proposal.agree")
    assert (entry.log, entry.subject) == ("public", REPORT)


def test_all_parties_of_the_plan_sign_also_who_owes_nothing():
    proposal = propose()
    assert accords.view_of(proposal, as_of=NOW).signatories == ("AAA", "BBB", "CCC")
    assert joint().owing == {"AAA", "BBB"}


def said(by, value, subject=REPORT):
    draft = update(by)
    say(draft, value, by=by, subject=subject)
    publish(draft)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, JointState.NONE),
        ({"AAA": "limited"}, JointState.NONE),
        ({"AAA": "limited", "BBB": "limited"}, JointState.ALIKE),
        ({"AAA": "limited", "BBB": "not_started"}, JointState.DIFFER),
    ],
)
def test_until_then_the_voices_stand_side_by_side(values, state):
    for by in (ANA, BELA):
        if by.owner in values:
            said(by, values[by.owner])
    view = joint()
    assert (view.state, {party: value.value for party, value in view.values.items()}) == (state, values)


def test_same_value_of_who_owes_it_alone_is_not_called_alike():
    said(ANA, "limited", f"{REPORT}#b")
    assert joint(subject=f"{REPORT}#b").state is JointState.NONE


@pytest.mark.parametrize(
    ("by", "allowed"), [(ANA, True), (CHRIS, True), (CARA, True), (ERIN, False), (replace(ANA, owner="ZZZ"), False)]
)
def test_propose_by_each(by, allowed):
    if allowed:
        assert propose(by).kind == "joint-status"
        return
    with pytest.raises(ActionDenied) as caught:
        propose(by)
    assert str(caught.value) == "only a party of this plan, or who keeps its record, proposes a joint status"
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"reason": {"en": "Held.", "pt": "Feito."}},
            "The reason for the joint status of tri-plan/2.1: the text in “ar” is missing; it is owed, so write or review it "
            "first.",
        ),
        (
            {"as_of_on": date(2026, 11, 24)},
            "The status of tri-plan/2.1 speaks of 2026-11-24, which is still to come; give a day until today.",
        ),
        ({"subject": "tri-plan/2.1#z"}, "tri-plan/2.1#z is neither tri-plan/2.1 nor a part of it."),
        (
            {"subject": "tri-plan/1.1", "value": Completion.COMPLETE},
            "1.1 is a continuing duty: it keeps a rhythm and is never complete; choose another value and show its rhythm.",
        ),
        (
            {"value": Completion.COMPLETE},
            "“complete” for tri-plan/2.1 needs proof, and none is named: add evidence that shows it and have somebody else "
            "check it.",
        ),
        (
            {"claims": ["AAA/nothing"]},
            "“AAA/nothing” is no public evidence on tri-plan; a joint status rests on what everybody can read.",
        ),
    ],
)
def test_propose_refuses_in_one_sentence(changes, sentence):
    with pytest.raises(RuleBroken) as caught:
        propose(**changes)
    assert (str(caught.value), Proposal.objects.count()) == (sentence, 0)


def test_complete_with_proof_that_another_side_accepted_is_joint():
    evidence()
    proposal = propose(value=Completion.COMPLETE, claims=["AAA/fair"])
    sign(proposal, *ALL)
    assert (joint().state, [one.slug for one in joint().claims]) == (JointState.AGREED, ["fair"])


@pytest.mark.parametrize(
    ("given", "at", "sentence"),
    [
        (
            {"checked_by": None},
            NOW + timedelta(days=15),
            "“complete” for tri-plan/2.1 is not joint: nobody has verified its proof, so have another side check it first.",
        ),
        (
            {"verdict": Verdict.DISPUTED},
            NOW,
            "“complete” for tri-plan/2.1 is not joint: its proof is disputed, so settle that first or name other evidence.",
        ),
    ],
)
def test_proof_that_is_not_verified_or_disputed_never_counts_as_joint(given, at, sentence):
    evidence(**given)
    with pytest.raises(RuleBroken) as caught:
        propose(value=Completion.COMPLETE, claims=["AAA/fair"], at=at)
    assert str(caught.value) == sentence


def test_evidence_that_not_everybody_reads_carries_nothing_joint():
    evidence()
    Claim.objects.update(tier=Tier.PARTIES)
    with pytest.raises(RuleBroken):
        propose(value=Completion.COMPLETE, claims=["AAA/fair"])


def test_proof_disputed_before_the_last_signature_refuses_that_signature():
    made = evidence()
    proposal = propose(value=Completion.COMPLETE, claims=["AAA/fair"])
    sign(proposal, ANA, BELA)
    verification.check(made, Verdict.DISPUTED, by=CARA, at=SOON, reading={"en": "It reads otherwise."})
    with pytest.raises(RuleBroken):
        sign(proposal, CARA, at=SOON)
    assert accords.view_of(proposal, as_of=SOON).stands["CCC"] == "draft"


def test_proof_disputed_afterwards_makes_it_count_no_more():
    made = evidence()
    sign(propose(value=Completion.COMPLETE, claims=["AAA/fair"]), *ALL)
    verification.check(made, Verdict.DISPUTED, by=CARA, at=SOON, reading={"en": "It reads otherwise."})
    later = SOON + timedelta(minutes=1)
    assert (joint(later).state, joint(later).value, joint(NOW).state) == (
        JointState.UNPROVEN,
        None,
        JointState.AGREED,
    )


def test_claim_that_changed_since_it_was_signed_carries_it_no_more():
    evidence(supports=Support.PART)
    sign(propose(value=Completion.SUBSTANTIAL, claims=["AAA/fair"]), *ALL)
    Claim.objects.update(revision="0" * 64)
    Check.objects.update(revision="0" * 64)
    assert joint().state is JointState.UNPROVEN


def test_edit_voids_the_signatures_and_says_since_when_there_is_none():
    proposal = propose()
    sign(proposal, *ALL)
    later = NOW + timedelta(days=1)
    propose(BELA, reason={**REASON, "en": "It was held in May."}, at=later, revision=1)
    view = joint(later, with_past=True)
    assert (view.state, view.ended.ended_at, view.ended.ended_by) == (JointState.NONE, later, "")
    assert joint(NOW).state is JointState.AGREED
    (past,) = queries.joint_history(REPORT, as_of=later)
    assert (past.content.value, past.ended_at, past.ended_by) == (Completion.LIMITED, later, "")


def test_signature_taken_back_says_by_whom():
    proposal = propose()
    sign(proposal, *ALL)
    later = NOW + timedelta(days=1)
    accord.withdraw(proposal, by=BELA, at=later, reason="The minister asked to wait.")
    assert (joint(later, with_past=True).ended.ended_by, joint(later).state) == ("BBB", JointState.NONE)


def test_second_proposal_on_a_subject_is_other_words_for_the_first():
    first = propose()
    with pytest.raises(InvalidTransition):
        propose(BELA, value=Completion.NOT_STARTED)
    again = propose(BELA, value=Completion.NOT_STARTED, revision=1)
    assert (again.pk, accords.view_of(first, as_of=NOW).revision, Proposal.objects.count()) == (first.pk, 2, 1)


def test_content_is_read_as_it_was_written_and_other_words_are_none():
    content = JointContent(REPORT, Completion.LIMITED, NOW.date(), REASON, {"AAA/fair": "0" * 64})
    assert JointContent.from_json(content.to_json()) == content
    for wrong in ({}, {**content.to_json(), "value": "great"}, {**content.to_json(), "claims": ["AAA/fair"]}):
        assert JointContent.from_json(wrong) is None


@pytest.mark.parametrize("count", [1, 30])
def test_joints_ask_the_same_number_of_questions_for_any_plan(count, django_assert_num_queries):
    sign(propose(), *ALL)
    plan = plan_queries.commitments(DANA, "tri-plan", as_of=SOON)
    reports = queries.reports_on_plan(DANA, "tri-plan", as_of=SOON)
    with django_assert_num_queries(4):
        assert len(queries.joints(plan * count, reports, as_of=SOON)) == 5


def test_in_a_closed_plan_nothing_joint_is_proposed_or_signed():
    proposal = propose()
    sign(proposal, ANA, BELA)
    Plan.objects.update(status="closed", closed_at=NOW)
    with pytest.raises(InvalidTransition, match="tri-plan was closed on"):
        sign(proposal, CARA)
    with pytest.raises(InvalidTransition, match="tri-plan was closed on"):
        propose(revision=1, as_of_on=NOW.date() - timedelta(days=1))


def test_what_was_given_up_is_proposed_anew():
    first = propose()
    accord.give_up(first, by=ANA, at=NOW, reason="Other words are needed.")
    again = propose(by=BELA)
    assert again.pk != first.pk
    sign(again, *ALL)
    assert joint().state is JointState.AGREED
