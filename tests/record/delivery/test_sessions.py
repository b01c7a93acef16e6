"""Sessions: planned, reported, and held only when evidence of them was accepted."""

from __future__ import annotations

import pytest

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import SessionFacts
from entente.record.delivery.words import SessionKind, Stream
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, shared_plan

from .activity_acts import ADA, PLAN, activity, check, claim, proof

pytestmark = pytest.mark.django_db
OUTCOME = {"en": "Four priorities were agreed."}
REF = f"{PLAN}/activities/talks/sessions/first"


@pytest.fixture
def talks():
    shared_plan()
    return activity("dialogue", "talks")


def session(of, slug: str = "first", *, by=ANA, **changes):
    values = {"slug": slug, "kind": SessionKind.SESSION, "title": {"en": "First session"}, "happened": "2026-05-02"}
    return commands.add_session(of, SessionFacts(**{**values, **changes}), by=by, at=NOW)


def see(slug: str = "talks"):
    return queries.get_activity(PUBLIC, PLAN, slug, as_of=NOW)


@pytest.mark.parametrize(("by", "allowed"), [(ANA, True), (BELA, True), (CHRIS, True), (ERIN, True), (DANA, False)])
def test_parties_and_observers_plan_sessions_in_their_own_name(talks, by, allowed):
    if allowed:
        assert session(talks, by=by).owner == by.owner
    else:
        with pytest.raises(ActionDenied):
            session(talks, by=by)


def test_a_party_without_a_part_plans_nothing():
    shared_plan()
    with pytest.raises(ActionDenied) as caught:
        session(activity("dialogue", "talks", by=CHRIS, parties=("BBB", "CCC")), by=ANA)
    assert str(caught.value) == "your side has no part in this activity"


def test_held_without_evidence_is_refused_in_one_sentence(talks):
    first = commands.report_session(session(talks), by=ANA, at=NOW, outcome=OUTCOME)
    with pytest.raises(ActionDenied) as caught:
        commands.hold_session(first, by=ANA, at=NOW)
    assert str(caught.value) == "nothing shows yet that it took place; add evidence of it and have it checked"
    claim(REF)
    with pytest.raises(ActionDenied) as caught:
        commands.hold_session(first, by=ANA, at=NOW)
    assert str(caught.value) == (
        "no evidence that it took place was accepted yet; somebody who did not add it checks it"
    )
    assert see().sessions[0].status == "reported"


@pytest.mark.parametrize(
    ("by", "checked_by", "allowed"),
    [(ANA, BELA, True), (ANA, ADA, True), (ANA, CHRIS, False), (CHRIS, ERIN, True), (CHRIS, BELA, True)],
)
def test_whose_check_lets_it_count_as_held(talks, by, checked_by, allowed):
    first = session(talks, by=by)
    proof(REF, by=by, checked_by=checked_by)
    if allowed:
        commands.hold_session(first, by=by, at=NOW)
        assert [one.is_held for one in see().sessions] == [True]
    else:
        with pytest.raises(ActionDenied):
            commands.hold_session(first, by=by, at=NOW)


def test_nobody_holds_the_session_of_another_side(talks):
    first = session(talks)
    proof(REF)
    with pytest.raises(ActionDenied):
        commands.hold_session(first, by=BELA, at=NOW)


def test_evidence_that_was_revised_must_be_checked_anew(talks):
    first = session(talks)
    evidence = claim(REF)
    check(evidence)
    evidence.revision = "another"
    evidence.save()
    with pytest.raises(ActionDenied):
        commands.hold_session(first, by=ANA, at=NOW)


def test_what_did_not_take_place_says_why_and_can_be_planned_again(talks):
    first = session(talks)
    with pytest.raises(RuleBroken):
        commands.lapse_session(first, by=ANA, at=NOW, reason={})
    commands.lapse_session(first, by=ANA, at=NOW, reason={"en": "A storm."})
    assert [(one.status, one.reason) for one in see().sessions] == [("lapsed", {"en": "A storm."})]
    with pytest.raises(InvalidTransition):
        commands.report_session(first, by=ANA, at=NOW, outcome=OUTCOME)
    commands.replan_session(first, "2027-03", by=ANA, at=NOW)
    commands.replan_session(first, "2027-04", by=ANA, at=NOW)
    assert [(one.status, one.happened, one.reason) for one in see().sessions] == [("planned", "2027-04", {})]


def test_what_lies_ahead_is_not_reported(talks):
    with pytest.raises(RuleBroken) as caught:
        commands.report_session(session(talks, happened="2027-01"), by=ANA, at=NOW, outcome=OUTCOME)
    assert str(caught.value) == "The session lies in the future (2027-01-01); say what has happened, or plan it."


def test_the_two_streams_of_an_exchange_are_counted_apart():
    shared_plan()
    exchange = activity("exchange", "practice")
    for slug, stream, people in (
        ("officials", Stream.OFFICIAL, {"ministry": 12}),
        ("groups", Stream.CIVIL_SOCIETY, {"civil_society": 30, "community": 4}),
        ("more-groups", Stream.CIVIL_SOCIETY, {"civil_society": 5}),
    ):
        one = session(exchange, slug, kind=SessionKind.EXCHANGE, stream=stream)
        commands.report_session(one, by=ANA, at=NOW, outcome=OUTCOME, participants=people)
        if slug != "more-groups":
            proof(f"{PLAN}/activities/practice/sessions/{slug}")
            commands.hold_session(one, by=ANA, at=NOW)
    counted = [(one.stream, one.held, one.reported, one.participants) for one in see("practice").streams()]
    assert counted == [
        ("official", 1, 0, {"ministry": 12}),
        ("civil_society", 1, 1, {"civil_society": 30, "community": 4}),
    ]
    activity("campaign", "posters")
    assert see("posters").streams() == ()


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("exchange", {}, "Say between whom this exchange is: governments, or civil societies; they are counted apart."),
        ("dialogue", {"stream": Stream.OFFICIAL}, "Only an exchange has a stream; leave it empty here."),
        ("dialogue", {"participants": {"ministry": 0}},
            "The participants of “ministry” are 0; count at least one, "
            "or leave the kind out."),
        ("dialogue", {"happened": "spring"},
            "The day of the session: “spring” is not a date; write 2023, 2023-05, "
            "2023-05-02 or 2023-05-02/2023-05-03."),
        ("dialogue", {"title": {"en": " "}}, "The title of the session has no words; write them in at least one language."),
    ],
)  # fmt: skip
def test_a_session_that_makes_no_sense_is_refused(kind, changes, sentence):
    shared_plan()
    with pytest.raises(RuleBroken) as caught:
        session(activity(kind, "talks"), **changes)
    assert str(caught.value) == sentence


def test_a_short_name_is_taken_once_in_an_activity(talks):
    session(talks)
    with pytest.raises(RuleBroken) as caught:
        session(talks, by=BELA)
    assert str(caught.value) == "The short name “first” is taken in this activity; choose another."


def test_the_row_of_a_session_that_is_not_there_is_not_found(talks):
    assert queries.get_session_row(ANA, talks, session(talks).slug, as_of=NOW).slug == "first"
    with pytest.raises(NotVisible):
        queries.get_session_row(ANA, talks, "second", as_of=NOW)
