"""Checks: by somebody who did not make the claim, with a reading unless the whole is accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger.models import Entry
from entente.record.verification import commands, queries
from entente.record.verification.models import Check
from entente.record.verification.words import Proof, Verdict
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, shared_plan
from tests.record.verification.test_claims import a_citation, claim

pytestmark = pytest.mark.django_db
ADA = replace(ANA, user_id="ada", post="ministry-a/director")
READING = {"en": "The page tells of a plan to hold it."}


def check(on, verdict=Verdict.ACCEPTED, by=BELA, at=NOW, **said):
    return commands.check(on, verdict, by=by, at=at, **said)


def stands(by=DANA, as_of=NOW, subject="tri-plan/2.1", **kinds):
    return queries.proof_on(by, subject, as_of=as_of, **kinds).state


def on_plan(by=ANA, **changes):
    shared_plan()
    return claim(by=by, subject="tri-plan/2.1", **changes)


NO_VERIFIER = replace(BELA, roles=frozenset({Role.CONTRIBUTOR}))


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (ANA, "you made this claim; somebody else checks it"),
        (replace(ANA, post="ministry-a/director"), "you made this claim; somebody else checks it"),
        (NO_VERIFIER, "your post checks no evidence; a verifier does"),
        (DANA, "your post checks no evidence; a verifier does"),
        (SYSTEM, "a check is somebody's own reading; log in to check"),
    ],
)
def test_check_by_each_who_may_not(by, reason):
    made = on_plan()
    with pytest.raises(ActionDenied) as caught:
        check(made, by=by)
    assert (str(caught.value), Check.objects.count()) == (reason, 0)


@pytest.mark.parametrize(
    ("by", "of_all", "of_parties"),
    [
        (ADA, Proof.ACCEPTED_OWN, Proof.ACCEPTED_OWN),
        (BELA, Proof.ACCEPTED, Proof.ACCEPTED),
        (CHRIS, Proof.ACCEPTED, Proof.NOT_CHECKED),
        (ERIN, Proof.ACCEPTED, Proof.NOT_CHECKED),
        (replace(BELA, owner="DDD"), Proof.ACCEPTED, Proof.NOT_CHECKED),
    ],
)
def test_check_by_each_who_may(by, of_all, of_parties):
    check(on_plan(), by=by)
    assert (stands(), stands(parties_only=True)) == (of_all, of_parties)


def test_check_of_a_claim_that_the_software_loaded_is_open_to_its_owner():
    shared_plan()
    citation = a_citation()
    made = commands.make_claim(
        commands.ClaimFacts("loaded", "tri-plan/1.1", queries.Support.ALL, {"en": "x"}),
        [citation],
        by=SYSTEM,
        owner=CHRIS.owner,
        at=NOW,
        status="project",
    )
    check(made, by=CHRIS)
    assert stands(subject="tri-plan/1.1") is Proof.ACCEPTED_OWN


def test_check_by_an_earlier_maker_is_denied():
    made = on_plan()
    revised = claim(by=ADA, citations=[made.backings.get().citation], subject="tri-plan/2.1", happened="2023")
    with pytest.raises(ActionDenied):
        check(revised, by=ANA)
    with pytest.raises(ActionDenied):
        check(revised, by=ADA)


def test_check_again_changes_nothing():
    made = on_plan()
    check(made)
    entries = Entry.objects.count()
    check(made)
    assert (Check.objects.count(), Entry.objects.count()) == (1, entries)


def test_check_again_with_another_verdict_counts_instead():
    made = on_plan()
    check(made, Verdict.REJECTED, reading=READING)
    check(made, at=NOW + timedelta(seconds=1))
    assert stands(as_of=NOW + timedelta(minutes=1)) is Proof.ACCEPTED


def test_revised_claim_voids_its_checks_and_is_due_anew():
    made = on_plan()
    check(made)
    later = NOW + timedelta(days=3)
    commands.make_claim(
        commands.ClaimFacts("workshop", "tri-plan/2.1", queries.Support.PART, {"en": "Half of it."}),
        [made.backings.get().citation],
        by=ANA,
        owner="AAA",
        at=later,
        status="project",
    )
    made.refresh_from_db()
    assert (stands(as_of=later), made.check_due_at) == (Proof.NOT_CHECKED, later + timedelta(days=14))


def test_check_of_a_claim_that_changed_meanwhile_is_refused():
    made = on_plan()
    with pytest.raises(InvalidTransition) as caught:
        check(made, revision="older")
    assert str(caught.value) == "The claim on tri-plan/2.1 was changed while you read it; read it again."


@pytest.mark.parametrize(
    ("verdict", "said", "sentence"),
    [
        (
            Verdict.REJECTED,
            {"reading": {"en": "  "}},
            "How do you read the sources of the claim on tri-plan/2.1?  Whoever does not accept all of it says so.",
        ),
        (
            Verdict.ACCEPTED,
            {"clauses": ["a"]},
            "Only “accepted in part” names clauses; the claim on tri-plan/2.1 is accepted.",
        ),
        (
            Verdict.IN_PART,
            {"clauses": ["a", "c"], "reading": READING},
            "The claim on tri-plan/2.1 is about no clause c; name clauses it covers.",
        ),
        (
            Verdict.IN_PART,
            {"reading": READING},
            "Which clauses of tri-plan/2.1 do you accept?  Name at least one, or reject the claim.",
        ),
        (
            Verdict.IN_PART,
            {"clauses": ["a", "b"], "reading": READING},
            "These are all clauses of tri-plan/2.1; accept the whole claim instead.",
        ),
    ],
)
def test_check_refuses_in_one_sentence(verdict, said, sentence):
    made = on_plan()
    with pytest.raises(RuleBroken) as caught:
        check(made, verdict, **said)
    assert (str(caught.value), Check.objects.count()) == (sentence, 0)


def test_check_in_part_narrows_to_its_clauses():
    made = on_plan()
    check(made, Verdict.IN_PART, clauses=["a"], reading=READING)
    proof = queries.proof_on(DANA, "tri-plan/2.1", as_of=NOW)
    assert (proof.state, proof.accepted_clauses) == (Proof.IN_PART, ("a",))


def test_check_in_part_of_a_stage_names_no_clause():
    shared_plan()
    made = claim(by=ANA, subject="tri-plan/activities/mou#signed")
    check(made, Verdict.IN_PART, reading=READING)
    assert stands(subject="tri-plan/activities/mou#signed") is Proof.IN_PART


def test_check_of_a_claim_shared_with_the_parties_stays_among_them():
    made = on_plan(tier=Tier.PARTIES)
    check(made)
    entry = Entry.objects.get(action="verification.claim.check")
    assert (stands(ANA), stands(DANA), entry.log) == (Proof.ACCEPTED, Proof.NOT_CHECKED, "BBB")


def test_claim_that_becomes_public_takes_its_own_sides_check_along_and_no_other():
    made = on_plan(tier=Tier.PARTIES)
    check(made, by=ADA)
    check(made, Verdict.DISPUTED, by=BELA, reading=READING)
    claim(by=ANA, citations=[made.backings.get().citation], subject="tri-plan/2.1", tier=Tier.PUBLIC)
    assert (stands(DANA), stands(ANA)) == (Proof.ACCEPTED_OWN, Proof.DISPUTED)


def test_public_check_names_the_post_and_no_log_in():
    check(on_plan())
    entry = Entry.objects.get(action="verification.claim.check")
    assert (entry.log, entry.post, b'"user"' in bytes(entry.opening.payload)) == ("public", "ministry-b/desk", False)


def test_check_leaves_no_row_when_the_log_refuses(monkeypatch):
    made = on_plan()
    monkeypatch.setattr("entente.foundation.ledger.commands.insert", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        check(made)
    assert not Check.objects.exists()


def test_waiting_checks_are_what_others_made_and_one_has_not_checked():
    made = on_plan()
    claim(by=BELA, slug="own", subject="tri-plan/1.1")
    claim(by=CHRIS, slug="outside", subject="tri-plan/1.2")
    waiting = queries.waiting_checks(BELA, as_of=NOW, limit=10)
    assert (waiting.total, [row.slug for row in waiting.rows]) == (2, ["outside", "workshop"])
    check(made)
    assert [row.slug for row in queries.waiting_checks(BELA, as_of=NOW, limit=10).rows] == ["outside"]
    stranger = replace(BELA, owner="DDD", user_id="dora")
    assert queries.waiting_checks(stranger, as_of=NOW, limit=10).total == 0


@pytest.mark.parametrize("count", [1, 30])
def test_waiting_checks_take_the_same_number_of_queries(count, django_assert_num_queries):
    shared_plan()
    citation = a_citation(ANA)
    for at in range(count):
        check(claim(by=ANA, slug=f"event-{at}", citations=[citation], subject="tri-plan/2.1"), by=CHRIS)
    with django_assert_num_queries(4):
        assert queries.waiting_checks(BELA, as_of=NOW, limit=50).total == count


def test_get_claim_that_is_not_readable_is_not_there():
    claim(by=ANA, tier=Tier.OWN)
    assert queries.get_claim(ANA, "AAA", "workshop", as_of=NOW).post == "ministry-a/desk"
    with pytest.raises(NotVisible):
        queries.get_claim(DANA, "AAA", "workshop", as_of=NOW)
    with pytest.raises(NotVisible):
        queries.get_claim_row(BELA, "AAA", "workshop", as_of=NOW)


def test_make_claim_in_anothers_name_is_denied():
    citation = a_citation(ANA)
    with pytest.raises(ActionDenied) as caught:
        commands.make_claim(
            commands.ClaimFacts("x", "tri-plan/1.1", queries.Support.ALL, {"en": "x"}),
            [citation],
            by=ANA,
            owner="BBB",
            at=NOW,
            status="project",
        )
    assert str(caught.value) == "everybody adds evidence in their own name only"


@pytest.mark.parametrize(
    ("subject", "commitment", "clause"),
    [
        ("tri-plan/2.1#b@AAA", "tri-plan/2.1", "b"),
        ("tri-plan/2.1/milestones/list", "tri-plan/2.1", ""),
        ("tri-plan/2.1/candidates/summit", "tri-plan/2.1", ""),
        ("tri-plan/activities/mou#signed", "", ""),
        ("tri-plan/activities/mou/sessions/2024", "", ""),
    ],
)
def test_make_claim_on_each_kind_of_subject(subject, commitment, clause):
    claim(subject=subject)
    (view,) = queries.claims_on_subject(DANA, subject, as_of=NOW)
    assert (view.commitment, view.clause) == (commitment, clause)
    assert queries.claims_on_plan_itself(DANA, "tri-plan", as_of=NOW) == []
