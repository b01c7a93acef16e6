"""What was asked about a search without result: on record with its day, answered by a document or late by the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.ledger.models import Entry
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Citation, Side
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment.commands import FindingFacts, file_finding
from entente.record.assessment.commands.inquiries import (
    InquiryFacts,
    announce_inquiries,
    note_answer,
    record_inquiry,
)
from entente.record.assessment.inquiry_words import InquiryKind, InquiryOutcome, InquiryState
from entente.record.assessment.models import Finding, Inquiry
from entente.record.assessment.queries import inquiries
from tests.cast import ANA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, adopted_plan

pytestmark = pytest.mark.django_db
REPORT = "tri-plan/2.1"
ASK, ANSWER = "assessment.inquiry.ask", "assessment.inquiry.answer"
ASKED_ON, DUE_ON = date(2026, 11, 2), date(2026, 12, 2)


@pytest.fixture(autouse=True)
def _finding():
    adopted_plan()
    facts = FindingFacts("no-fair", f"{REPORT}#b", date(2026, 11, 1), {"en": "All public pages."})
    file_finding(facts, by=CHRIS, owner="observatory", at=NOW, status=WordingStatus.PROJECT)


def inquiry(by=CHRIS, at=NOW, **changes):
    values = {"finding": ("observatory", "no-fair"), "party": "AAA", "kind": InquiryKind.ACCESS}
    values |= {"asked_on": ASKED_ON, "due_on": DUE_ON}
    return record_inquiry(InquiryFacts(**{**values, **changes}), by=by, at=at)


def letter(by=CHRIS, tier=Tier.PUBLIC) -> Citation:
    facts = DocumentFacts(
        slug="answer",
        title={"en": "Letter of the office"},
        side=Side.PARTY,
        party="AAA",
        language="en",
        publisher_name="The Office",
        stated_on="2026-11-20",
        address="https://office.example.org/letter",
    )
    return sources.cite(sources.add_document(facts, by=by, owner=by.owner, tier=tier), by=by)


def entries(log):
    """(instant, action, post) of what a log says of questions."""
    rows = Entry.objects.filter(action__startswith="assessment.inquiry", log=log).order_by("at", "pk")
    return [(row.at, row.action, row.post) for row in rows]


def state(as_of=NOW):
    return [one.state for one in inquiries.inquiries_on(DANA, REPORT, as_of=as_of)]


@pytest.mark.parametrize(("by", "is_allowed"), [(CHRIS, True), (ERIN, True), (ANA, False), (DANA, False)])
def test_keepers_and_assessors_record_what_they_asked(by, is_allowed):
    if is_allowed:
        assert inquiry(by=by).owner == by.owner
    else:
        with pytest.raises(ActionDenied, match=r"^only a keeper or an assessor puts on record"):
            inquiry(by=by)
    assert Inquiry.objects.count() == int(is_allowed)


def test_same_question_again_changes_nothing():
    assert inquiry().pk == inquiry().pk
    assert Entry.objects.filter(action="assessment.inquiry.ask", log="public").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"party": "BBB"}, "BBB does not owe what was looked for; ask AAA."),
        ({"asked_on": date(2026, 11, 24)}, "The question is dated 2026-11-24, which is still to come;"),
        ({"due_on": date(2026, 11, 1)}, "The answer would be due on 2026-11-01, before it was asked;"),
    ],
)
def test_question_that_cannot_be_is_refused(changes, sentence):
    with pytest.raises(RuleBroken) as refused:
        inquiry(**changes)
    assert refused.value.sentence.startswith(sentence)
    assert Inquiry.objects.count() == 0


def test_question_about_no_finding_is_not_found():
    with pytest.raises(NotVisible):
        inquiry(finding=("observatory", "no-such"))


def test_no_answer_is_told_by_the_clock_of_the_capital():
    directory.register_party(
        code="AAA", name={"en": "Arcadia"}, languages=["en"], time_zone="America/Mexico_City", by=SYSTEM
    )
    inquiry()
    midnight = datetime(2026, 12, 3, 6, tzinfo=UTC)
    assert state(midnight - timedelta(seconds=1)) == [InquiryState.WAITING]
    assert state(midnight) == [InquiryState.OVERDUE]


def test_question_without_a_last_day_is_never_late():
    inquiry(due_on=None)
    assert state(datetime(2036, 1, 1, tzinfo=UTC)) == [InquiryState.WAITING]


@pytest.mark.parametrize("outcome", list(InquiryOutcome))
def test_answer_and_refusal_are_documents_that_anybody_looks_up(outcome):
    row = inquiry()
    note_answer(row, outcome, letter(), by=CHRIS, answered_on=date(2026, 11, 20), at=NOW)
    (seen,) = inquiries.inquiries_on(DANA, REPORT, as_of=datetime(2026, 12, 9, tzinfo=UTC))
    assert (seen.state.value, seen.answered_on, seen.title, seen.address) == (
        outcome.value,
        date(2026, 11, 20),
        {"en": "Letter of the office"},
        "https://office.example.org/letter",
    )
    with pytest.raises(InvalidTransition):
        note_answer(row, outcome, letter(), by=CHRIS, answered_on=date(2026, 11, 20), at=NOW)


def test_who_did_not_ask_puts_no_answer_on_record():
    row = inquiry()
    with pytest.raises(ActionDenied, match=r"^who asked puts the answer on record$"):
        note_answer(row, InquiryOutcome.REFUSED, letter(ERIN), by=ERIN, answered_on=NOW.date(), at=NOW)


@pytest.mark.parametrize("answered_on", [date(2026, 11, 1), date(2026, 11, 24)])
def test_answer_comes_after_the_question_and_not_after_today(answered_on):
    with pytest.raises(RuleBroken, match=r"^The answer is dated"):
        note_answer(inquiry(), InquiryOutcome.ANSWERED, letter(), by=CHRIS, answered_on=answered_on, at=NOW)


def test_question_about_an_embargoed_finding_is_on_the_public_log_from_the_findings_day_on():
    until = NOW + timedelta(days=9)
    Finding.objects.update(embargo_until=until)
    row = inquiry()
    note_answer(row, InquiryOutcome.ANSWERED, letter(), by=CHRIS, answered_on=date(2026, 11, 20), at=NOW)
    before = until - timedelta(seconds=1)
    assert announce_inquiries(at=before) == 0
    assert state(before) == []
    assert entries("public") == []
    assert entries("observatory") == [(NOW, ask, CHRIS.post) for ask in (ASK, ANSWER)]

    assert state(until) == [InquiryState.ANSWERED]
    assert announce_inquiries(at=until) == 1
    assert entries("public") == [(until, ask, CHRIS.post) for ask in (ASK, ANSWER)]
    assert announce_inquiries(at=until) == 0
    assert len(entries("public")) == 2


def test_answer_after_the_findings_day_is_public_at_once():
    until = NOW + timedelta(days=1)
    Finding.objects.update(embargo_until=until)
    row, later = inquiry(), until + timedelta(days=1)
    announce_inquiries(at=until)
    note_answer(row, InquiryOutcome.REFUSED, letter(), by=CHRIS, answered_on=date(2026, 11, 20), at=later)
    assert entries("public") == [(until, ASK, CHRIS.post), (later, ANSWER, CHRIS.post)]


def test_question_about_a_finding_of_ones_own_side_is_of_ones_own_side():
    Finding.objects.update(tier=Tier.OWN)
    inquiry()
    assert (state(), announce_inquiries(at=NOW + timedelta(days=900)), entries("public")) == ([], 0, [])


def test_document_that_the_public_may_not_see_answers_nothing():
    with pytest.raises(RuleBroken, match=r"^The document that came back is not public"):
        note_answer(inquiry(), InquiryOutcome.ANSWERED, letter(tier=Tier.OWN), by=CHRIS, answered_on=NOW.date(), at=NOW)


@pytest.mark.parametrize(("size", "lengths"), [(1, [1, 1, 1]), (2, [2, 1]), (200, [3])])
def test_questions_in_pieces_are_the_list_as_a_whole(size, lengths):
    for asked_on in (ASKED_ON, date(2026, 11, 3), date(2026, 11, 1)):
        inquiry(asked_on=asked_on)

    pieces = list(inquiries.inquiry_pieces(DANA, "tri-plan", as_of=NOW, size=size))
    assert [len(piece) for piece in pieces] == lengths
    assert [one for piece in pieces for one in piece] == inquiries.inquiries_on_plan(DANA, "tri-plan", as_of=NOW)
