"""Right of reply: who sees the draft, who answers, and that nobody delays what the clock publishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.directory import commands as directory
from entente.foundation.ledger.models import Entry
from entente.record.assessment.assessing_words import AssessmentStatus, ReplyState
from entente.record.assessment.commands import assessments, replies
from entente.record.assessment.queries import assessors
from tests.cast import ADA, ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, adopted_plan

from .assessing import DUE_ON, GWEN, REPORT, coded, consolidated, opened, sent

pytestmark = pytest.mark.django_db
MIDNIGHT = datetime(2026, 12, 11, tzinfo=UTC)
"""The end of the last day for a reply, in the capital of AAA (UTC)."""
WORDS = {"en": "We held two fairs."}


@pytest.fixture(autouse=True)
def _plan():
    adopted_plan()


def replied(row, at=NOW):
    replies.write_reply(row, WORDS, by=ANA, at=at)
    return replies.approve_reply(row, by=ADA, at=at)


def test_draft_is_read_by_the_party_it_speaks_of_and_by_no_other():
    row = sent(opened())
    readers = {}
    for by in (GWEN, ANA, BELA, CHRIS, DANA):
        try:
            readers[by.owner] = assessors.get_assessment(by, row.pk, as_of=NOW).value.code
        except NotVisible:
            readers[by.owner] = ""
    assert readers == {"institute": "-1", "AAA": "-1", "BBB": "", "observatory": "", "": ""}
    assert assessors.get_assessment(ANA, row.pk, as_of=NOW).codes == ()
    assert assessors.published_on(REPORT, as_of=MIDNIGHT - timedelta(seconds=1)) == []


def test_draft_is_not_read_before_it_is_sent_nor_after_it_is_taken_back():
    row = consolidated(coded(opened()))
    with pytest.raises(NotVisible):
        assessors.get_assessment(ANA, row.pk, as_of=NOW)
    assessments.send_for_reply(row, DUE_ON, by=GWEN, at=NOW)
    assessments.recall(row, by=GWEN, at=NOW)
    with pytest.raises(NotVisible):
        assessors.get_assessment(ANA, row.pk, as_of=NOW)
    with pytest.raises(NotVisible):
        replies.write_reply(row, WORDS, by=ANA, at=NOW)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (BELA, NotVisible),
        (CHRIS, NotVisible),
        (ERIN, NotVisible),
        (DANA, NotVisible),
        (replace(ANA, roles=frozenset({Role.APPROVER})), ActionDenied),
    ],
    ids=["other party", "keeper", "assessor", "public", "approver only"],
)
def test_only_a_contributor_of_the_party_writes_its_reply(by, expected):
    row = sent(opened())
    with pytest.raises(expected):
        replies.write_reply(row, WORDS, by=by, at=NOW)
    assert row.replies.get().text == {}


def test_nobody_approves_their_own_reply():
    row = sent(opened())
    replies.write_reply(row, WORDS, by=ANA, at=NOW)
    with pytest.raises(ActionDenied, match=r"^you wrote this reply yourself"):
        replies.approve_reply(row, by=ANA, at=NOW)
    with pytest.raises(ActionDenied):
        replies.approve_reply(row, by=replace(ADA, roles=frozenset({Role.CONTRIBUTOR})), at=NOW)
    assert replies.approve_reply(row, by=ADA, at=NOW).approved_by == ADA.post


def test_reply_stands_in_the_languages_of_the_party():
    row = sent(opened())
    replies.write_reply(row, {"pt": "Fizemos duas feiras."}, by=ANA, at=NOW)
    with pytest.raises(RuleBroken, match=r"^The reply is still missing in en;"):
        replies.approve_reply(row, by=ADA, at=NOW)


def test_reply_is_published_at_the_instant_of_the_score():
    row = sent(opened())
    replied(row)
    assert assessors.published_on(REPORT, as_of=MIDNIGHT - timedelta(seconds=1)) == []
    (seen,) = assessors.published_on(REPORT, as_of=MIDNIGHT)
    assert (seen.public_at, [(one.party, one.state, one.text) for one in seen.replies]) == (
        MIDNIGHT,
        [("AAA", ReplyState.GIVEN, WORDS)],
    )


def test_no_reply_is_told_by_the_clock():
    row = sent(opened())
    replies.write_reply(row, WORDS, by=ANA, at=NOW)  # written, and never approved
    (seen,) = assessors.published_on(REPORT, as_of=MIDNIGHT)
    assert (seen.status, [(one.state, one.text) for one in seen.replies], seen.reply_due_on) == (
        AssessmentStatus.PUBLISHED,
        [(ReplyState.NONE, {})],
        DUE_ON,
    )
    for act in (
        lambda: replies.write_reply(row, WORDS, by=ANA, at=MIDNIGHT),
        lambda: replies.approve_reply(row, by=ADA, at=MIDNIGHT),
    ):
        with pytest.raises(ActionDenied, match=r"^the time for a reply is over$"):
            act()


def test_deadline_ends_at_midnight_in_the_capital():
    directory.register_party(
        code="AAA", name={"en": "Arcadia"}, languages=["en"], time_zone="America/Mexico_City", by=SYSTEM
    )
    row = sent(opened())
    assert row.embargo_until == MIDNIGHT + timedelta(hours=6)


def test_assessor_does_not_publish_before_the_reply_or_the_deadline():
    row = sent(opened())
    with pytest.raises(
        ActionDenied, match=r"^AAA may still reply until 2026-12-10; on the day after, it is published$"
    ):
        assessments.publish_assessment(row, by=GWEN, at=NOW)
    replied(row)
    done = assessments.publish_assessment(row, by=GWEN, at=NOW)
    assert (done.status, done.embargo_until) == (AssessmentStatus.PUBLISHED, NOW)
    (seen,) = assessors.published_on(REPORT, as_of=NOW)
    assert [(one.state, one.text) for one in seen.replies] == [(ReplyState.GIVEN, WORDS)]


@pytest.mark.parametrize("days", [0, 6])
def test_deadline_leaves_time_to_reply(days):
    row = consolidated(coded(opened()))
    with pytest.raises(RuleBroken, match=r"^A reply takes at least 7 days; give 2026-11-30 or later"):
        assessments.send_for_reply(row, NOW.date() + timedelta(days=days), by=GWEN, at=NOW)


def test_draft_is_taken_back_before_the_deadline_and_not_after_it():
    row = sent(opened())
    replied(row)
    with pytest.raises(InvalidTransition, match=r"^The deadline has passed and this is published"):
        assessments.recall(row, by=GWEN, at=MIDNIGHT)
    assessments.recall(row, by=GWEN, at=NOW)
    again = assessments.send_for_reply(row, date(2026, 12, 20), by=GWEN, at=NOW)
    reply = again.replies.get()
    assert (reply.text, reply.approved_at) == (WORDS, None)


def test_assessor_reads_a_given_reply_and_no_draft_of_it():
    row = sent(opened())
    replies.write_reply(row, WORDS, by=ANA, at=NOW)
    assert [one.text for one in assessors.get_assessment(GWEN, row.pk, as_of=NOW).replies] == [{}]
    assert [one.text for one in assessors.get_assessment(ANA, row.pk, as_of=NOW).replies] == [WORDS]
    replies.approve_reply(row, by=ADA, at=NOW)
    assert [one.text for one in assessors.get_assessment(GWEN, row.pk, as_of=NOW).replies] == [WORDS]


def test_worker_enters_what_the_clock_published_once():
    sent(opened())
    assert [assessments.announce_assessments(at=at) for at in (NOW, MIDNIGHT, MIDNIGHT)] == [0, 1, 0]
    assert [(one.log, one.at) for one in Entry.objects.filter(action="assessment.publish")] == [("public", MIDNIGHT)]


def test_words_of_the_text_concern_all_who_owe_it():
    row = opened(method="ogp-irm-verifiability/1", party="", reading="")
    assessments.code(row, assessments.ScoreFacts("yes"), by=ERIN, at=NOW)
    assessments.consolidate(row, assessments.ScoreFacts("yes"), by=GWEN, at=NOW)
    done = assessments.send_for_reply(row, DUE_ON, by=GWEN, at=NOW)
    assert sorted(done.replies.values_list("party", flat=True)) == ["AAA", "BBB"]
    assert assessors.get_assessment(BELA, row.pk, as_of=NOW).value.code == "yes"
