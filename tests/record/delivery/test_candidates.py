"""Candidates: proposed and argued by everybody with a voice, decided by each party that owes the promise."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.foundation.common.actors import PUBLIC, Role
from entente.foundation.common.errors import ActionDenied, NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import CandidateFacts
from entente.record.delivery.models import Candidate
from entente.record.delivery.rules import CandidateState, candidate_state
from entente.record.delivery.words import CandidateAnswer, Stance
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, shared_plan

from .activity_acts import PLAN, activity, claim, proof

FAIR = f"{PLAN}/2.1#a"
WHY = {"en": "It gathered both sides."}
ACCEPT, DECLINE = CandidateAnswer.ACCEPT, CandidateAnswer.DECLINE


@pytest.fixture
def plan(db):
    return shared_plan()


def propose(
    slug: str = "spring-fair", *, by=CHRIS, subject: str = FAIR, tier: Tier = Tier.PUBLIC, **changes
) -> Candidate:
    facts = CandidateFacts(subject, slug, {"en": "The spring fair"}, changes.pop("happened", "2026-05-02"))
    return commands.propose_candidate(facts, by=by, at=NOW, tier=tier, **changes)


def see(by=PUBLIC):
    return queries.candidates_on(by, f"{PLAN}/2.1", as_of=NOW)


@pytest.mark.parametrize(("by", "allowed"), [(ANA, True), (CHRIS, True), (ERIN, True), (DANA, False)])
def test_everybody_with_a_voice_proposes_and_argues(plan, by, allowed):
    if allowed:
        commands.argue(propose(by=by), Stance.AGAINST, WHY, by=by, at=NOW)
        assert [(one.owner, one.contra[0].owner, one.pro) for one in see()] == [(by.owner, by.owner, ())]
    else:
        with pytest.raises(ActionDenied):
            propose(by=by)
        with pytest.raises(ActionDenied):
            commands.argue(propose(), Stance.FOR, WHY, by=by, at=NOW)


@pytest.mark.parametrize(
    ("by", "subject", "sentence"),
    [
        (ANA, FAIR, ""),
        (BELA, FAIR, ""),
        (BELA, f"{PLAN}/2.1#b", "your side does not owe this promise and does not decide on it"),
        (CHRIS, FAIR, "only an approver of a party that owes the promise decides on a candidate"),
        (ERIN, FAIR, "only an approver of a party that owes the promise decides on a candidate"),
        (DANA, FAIR, "only an approver of a party that owes the promise decides on a candidate"),
        (replace(ANA, roles=frozenset({Role.CONTRIBUTOR})), FAIR,
            "only an approver of a party that owes the promise "
            "decides on a candidate"),
    ],
)  # fmt: skip
def test_who_decides(plan, by, subject, sentence):
    candidate = propose(subject=subject)
    if sentence:
        with pytest.raises(ActionDenied) as caught:
            commands.decide_candidate(candidate, ACCEPT, WHY, by=by, at=NOW)
        assert str(caught.value) == sentence
    else:
        assert commands.decide_candidate(candidate, ACCEPT, WHY, by=by, at=NOW).owner == by.owner


def test_of_several_one_is_accepted_by_both_and_the_others_stay_visible(plan):
    kept = [propose(slug, happened=f"2026-0{at}") for at, slug in enumerate(("a", "b", "c", "d"), start=1)]
    for by in (ANA, BELA):
        commands.decide_candidate(kept[2], ACCEPT, WHY, by=by, at=NOW)
        commands.decide_candidate(kept[0], DECLINE, WHY, by=by, at=NOW)
    commands.decide_candidate(kept[1], ACCEPT, WHY, by=ANA, at=NOW)
    commands.decide_candidate(kept[1], DECLINE, WHY, by=BELA, at=NOW)
    assert [(one.slug, one.state) for one in see()] == [
        ("c", "accepted"), ("a", "declined"), ("b", "split"), ("d", "open"),
    ]  # fmt: skip


def test_a_later_decision_takes_the_place_and_both_stay_on_record(plan):
    candidate = propose()
    commands.decide_candidate(candidate, DECLINE, WHY, by=ANA, at=NOW)
    commands.decide_candidate(candidate, ACCEPT, WHY, by=ANA, at=NOW)
    (view,) = see()
    assert [(one.party, one.answer) for one in view.decisions] == [("AAA", "accept")]
    assert [(one.party, one.answer) for one in view.earlier] == [("AAA", "decline")]
    assert (view.state, view.undecided) == (CandidateState.OPEN, ("BBB",))


def test_evidence_backs_a_candidate_and_an_argument(plan):
    candidate = propose(activity=activity("event_series", "fairs"))
    proof(f"{PLAN}/2.1/candidates/spring-fair")
    commands.argue(candidate, Stance.FOR, WHY, by=ANA, at=NOW, claim=claim(FAIR))
    (view,) = see()
    assert (view.proof.parties, view.activity) == ("accepted", f"{PLAN}/activities/fairs")
    assert [(one.claim_owner, one.claim) for one in view.pro] == [("AAA", "tri-plan-2-1-a")]


def test_a_public_argument_names_no_evidence_that_is_not(plan):
    evidence = claim(FAIR)
    evidence.tier = Tier.OWN
    with pytest.raises(RuleBroken) as caught:
        commands.argue(propose(), Stance.FOR, WHY, by=ANA, at=NOW, claim=evidence)
    assert str(caught.value) == (
        "The evidence is not public, and this would be; use a public one, or keep this to those who may read it."
    )


def test_a_public_candidate_names_no_activity_that_is_not(plan):
    with pytest.raises(RuleBroken):
        propose(activity=activity(tier=Tier.PARTIES))


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: propose("Spring Fair"),
            "The short name of a candidate “Spring Fair” cannot stand in an address; use up "
            "to 80 small letters, digits and hyphens."),
        (lambda: propose(happened="May"),
            "The day of the event: “May” is not a date; write 2023, 2023-05, "
            "2023-05-02 or 2023-05-02/2023-05-03."),
        (lambda: (propose(), propose()), "The short name “spring-fair” is taken under tri-plan/2.1; choose another."),
        (lambda: commands.argue(propose(), Stance.FOR, {}, by=ANA, at=NOW),
            "The argument has no words; write them in at least "
            "one language."),
        (lambda: commands.decide_candidate(propose(), ACCEPT, {"en": ""}, by=ANA, at=NOW),
            "The reason has no words; write them in at least "
            "one language."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_one_sentence(plan, act, sentence):
    with pytest.raises(RuleBroken) as caught:
        act()
    assert str(caught.value) == sentence


def test_what_is_kept_among_the_parties_is_not_there_for_others(plan):
    candidate = propose(by=ANA, tier=Tier.PARTIES)
    commands.argue(candidate, Stance.FOR, WHY, by=BELA, at=NOW)
    assert [len(one.arguments) for one in see(BELA)] == [1]
    for reader in (CHRIS, DANA):
        assert see(reader) == []
        with pytest.raises(NotVisible):
            queries.get_candidate_row(reader, f"{PLAN}/2.1", "spring-fair", as_of=NOW)


def test_a_promise_that_is_not_there_has_no_candidates(plan):
    assert queries.candidates_on(PUBLIC, f"{PLAN}/9.9", as_of=NOW) == []


def test_thirty_candidates_are_read_with_the_queries_of_one(plan):
    def filled(numbers):
        for at in numbers:
            candidate = propose(f"fair-{at}")
            commands.argue(candidate, Stance.FOR, WHY, by=ANA, at=NOW)
            commands.decide_candidate(candidate, ACCEPT, WHY, by=ANA, at=NOW)

    filled(range(1))
    with CaptureQueriesContext(connection) as one:
        assert (len(see()), len(queries.candidates_on_plan(PUBLIC, PLAN, as_of=NOW))) == (1, 1)
    filled(range(1, 30))
    with CaptureQueriesContext(connection) as thirty:
        assert (len(see()), len(queries.candidates_on_plan(PUBLIC, PLAN, as_of=NOW))) == (30, 30)
    assert len(one) == len(thirty)


answers = st.dictionaries(st.sampled_from(["AAA", "BBB", "CCC"]), st.sampled_from([ACCEPT, DECLINE]))


@settings(deadline=None)
@given(st.sets(st.sampled_from(["AAA", "BBB", "CCC"]), min_size=1), answers)
def test_a_candidate_is_accepted_exactly_when_all_that_owe_it_accept(obligors, given_answers):
    state = candidate_state(obligors, given_answers)
    said = [given_answers.get(party) for party in obligors]
    assert (state is CandidateState.ACCEPTED) == all(one is ACCEPT for one in said)
    assert (state is CandidateState.DECLINED) == all(one is DECLINE for one in said)
    assert (state is CandidateState.SPLIT) == any(
        {a, b} == {ACCEPT, DECLINE} for a, b in itertools.combinations(said, 2)
    )
