"""Where parties say they stand: written in a draft, through the proof gate, shown in their columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from entente.foundation.common.actors import Role
from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger.models import Entry
from entente.record.assessment import commands, queries
from entente.record.assessment.models import Status
from entente.record.assessment.words import Completion, ProofState, Reported
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.models import Update
from entente.record.plan import queries as plans
from entente.record.verification import commands as verification
from entente.record.verification.words import Support, Verdict
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, shared_plan
from tests.record.verification.test_claims import a_citation, claim

pytestmark = pytest.mark.django_db
ADA = replace(ANA, user_id="ada", post="ministry-a/director")
TODAY = NOW.date()
REASON = {"en": "The fair was held.", "pt": "A feira realizou-se."}
REPORT = "tri-plan/2.1"


def update(by=ANA, commitment=REPORT, at=NOW):
    """A draft in both languages that the parties owe."""
    facts = UpdateFacts(commitment, at.date(), done={"en": "Done.", "pt": "Feito."})
    return delivery.write_update(facts, by=by, at=at)


def say(to, value=Completion.LIMITED, subject="", by=ANA, claims=(), reason=REASON, as_of_on=TODAY):
    return commands.set_status(
        to, subject or to.commitment, Completion(value), by=by, as_of_on=as_of_on, reason=reason, claims=claims
    )


def approve(draft, at=NOW):
    """By somebody of the same side who had no hand in it."""
    other = replace(ADA, owner=draft.owner)
    delivery.submit(draft, by=other, at=at)
    delivery.approve(draft, by=other, at=at, revision=draft.revision)
    return other


def publish(draft, at=NOW, **readers):
    return commands.publish_report(draft, by=approve(draft, at), at=at, **readers)


def evidence(subject=REPORT, slug="fair", by=ANA, checked_by=BELA, verdict=Verdict.ACCEPTED, **changes):
    made = claim(by=by, slug=slug, subject=subject, citations=[a_citation(by)], **changes)
    if checked_by:
        reading = {} if verdict is Verdict.ACCEPTED else {"en": "It reads otherwise."}
        verification.check(made, verdict, by=checked_by, at=NOW, reading=reading)
    return made


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (BELA, "a party says only where it stands itself"),
        (replace(ANA, roles=frozenset({Role.APPROVER})), "only a contributor of a party says where that party stands"),
        (CHRIS, "only a contributor of a party says where that party stands"),
        (ERIN, "only a contributor of a party says where that party stands"),
        (DANA, "only a contributor of a party says where that party stands"),
    ],
)
def test_set_status_by_each_who_may_not(by, reason):
    shared_plan()
    draft = update()
    with pytest.raises(ActionDenied) as caught:
        say(draft, by=by)
    assert (str(caught.value), Status.objects.count()) == (reason, 0)


def test_set_status_again_changes_nothing():
    shared_plan()
    draft, made = update(), evidence()
    say(draft, claims=[made])
    entries, revision = Entry.objects.count(), draft.revision
    say(draft, claims=[made])
    assert (Entry.objects.count(), draft.revision) == (entries, revision)


def test_set_status_is_a_change_of_the_draft_by_whoever_made_it():
    shared_plan()
    draft = update()
    say(draft, by=ADA)
    draft.refresh_from_db()
    hands = sorted(draft.hands.values_list("user_id", flat=True))
    assert (draft.revision, draft.written_by, hands) == (2, ADA.post, ["ada", "ana"])


def test_set_status_stays_in_the_working_log_until_it_is_published():
    shared_plan()
    say(update())
    assert [entry.log for entry in Entry.objects.filter(action="assessment.status.set")] == ["AAA"]


@pytest.mark.parametrize(
    ("changes", "said", "sentence"),
    [
        ({"by": BELA}, {"subject": "tri-plan/2.1#b"}, "BBB does not owe 2.1 b, so it has no status there."),
        (
            {"commitment": "tri-plan/1.1"},
            {"value": "complete"},
            "1.1 is a continuing duty: it keeps a rhythm and is never complete; choose another value and show its rhythm.",
        ),
        (
            {},
            {"subject": "tri-plan/1.1"},
            "The update is about tri-plan/2.1; tri-plan/1.1 is neither that promise nor a part of it.",
        ),
        (
            {"status": "submitted"},
            {},
            "The update on tri-plan/2.1 is waiting for approval; its values change in a draft only.",
        ),
        (
            {"status": "approved"},
            {},
            "The update on tri-plan/2.1 is approved; its values change in a draft only.",
        ),
    ],
)
def test_set_status_refuses_in_one_sentence(changes, said, sentence):
    shared_plan()
    draft = update(changes.get("by", ANA), changes.get("commitment", REPORT))
    Update.objects.update(status=changes.get("status", "draft"))
    with pytest.raises(RuleBroken) as caught:
        say(draft, by=changes.get("by", ANA), **said)
    assert (str(caught.value), Status.objects.count()) == (sentence, 0)


def test_set_status_takes_no_evidence_of_something_else():
    shared_plan()
    other = evidence(subject="tri-plan/activities/mou#signed")
    with pytest.raises(RuleBroken) as caught:
        say(update(), claims=[other])
    assert str(caught.value) == (
        "The evidence “fair” is about tri-plan/activities/mou#signed, not about tri-plan/2.1; say in a claim of its own "
        "what it shows of that promise."
    )


def test_drop_status_takes_it_out_of_a_draft():
    shared_plan()
    draft = update()
    say(draft)
    commands.drop_status(draft, REPORT, by=ANA)
    commands.drop_status(draft, REPORT, by=ANA)
    assert (Status.objects.count(), Entry.objects.filter(action="assessment.status.drop").count()) == (0, 1)


GATE = [
    ("limited", {}, "not_needed"),
    ("not_pursued", {}, "not_needed"),
    ("superseded", {}, "not_needed"),
    ("substantial", {"supports": Support.PART}, "accepted"),
    ("complete", {}, "accepted"),
    ("complete", {"checked_by": ADA}, "accepted_own"),
    ("complete", {"verdict": Verdict.DISPUTED}, "disputed"),
    ("complete", {"verdict": Verdict.REJECTED}, "disputed"),
]


@pytest.mark.parametrize(("value", "given", "state"), GATE)
def test_gate_lets_pass(value, given, state):
    shared_plan()
    draft = update()
    say(draft, value, claims=[evidence(**given)])
    publish(draft)
    (view,) = queries.statuses_on(DANA, REPORT, as_of=NOW)
    assert (view.value, view.proof_state) == (Completion(value), ProofState(state))


def test_gate_lets_pass_what_nobody_checked_in_time():
    shared_plan()
    draft = update()
    say(draft, "complete", claims=[evidence(checked_by=None)])
    other = approve(draft)
    with pytest.raises(RuleBroken) as caught:
        commands.publish_report(draft, by=other, at=NOW)
    assert str(caught.value) == (
        "“complete” for tri-plan/2.1 waits until somebody other than its maker has checked its proof or until 2026-12-07 "
        "has passed."
    )
    later = NOW + timedelta(days=15)
    commands.publish_report(draft, by=other, at=later)
    (view,) = queries.statuses_on(DANA, REPORT, as_of=later)
    assert view.proof_state is ProofState.NOT_VERIFIED


def test_gate_counts_no_check_by_the_keeper():
    shared_plan()
    draft = update()
    say(draft, "complete", claims=[evidence(checked_by=CHRIS)])
    with pytest.raises(RuleBroken):
        publish(draft)


def test_gate_refuses_complete_without_proof_in_one_sentence():
    shared_plan()
    draft = update()
    say(draft, "complete")
    with pytest.raises(RuleBroken) as caught:
        publish(draft)
    assert str(caught.value) == (
        "“complete” for tri-plan/2.1 needs proof, and none is named: add evidence that shows it and have somebody else "
        "check it."
    )


def test_gate_asks_for_the_reason_in_each_language_owed_and_only_then():
    shared_plan()
    draft = update()
    say(draft, reason={"pt": "Só em português."})
    with pytest.raises(RuleBroken) as caught:
        publish(draft)
    assert str(caught.value) == (
        "Why is tri-plan/2.1 “limited”?  In its reason the text in “en” is missing; it is owed, so write or review it first."
    )


def test_gate_refuses_a_day_to_come():
    shared_plan()
    draft = update()
    say(draft, as_of_on=date(2026, 11, 24))
    with pytest.raises(RuleBroken) as caught:
        publish(draft)
    assert str(caught.value) == (
        "The status of tri-plan/2.1 speaks of 2026-11-24, which is still to come; give a day until today."
    )


def test_gate_asks_a_party_for_its_own_clauses_only():
    """B owes the first clause alone, so that clause carries its whole."""
    shared_plan()
    draft = update(BELA)
    say(draft, "complete", by=BELA, claims=[evidence("tri-plan/2.1#a", by=BELA, checked_by=ANA)], reason=REASON)
    publish(draft)
    assert [view.proof_state for view in queries.statuses_on(DANA, REPORT, as_of=NOW)] == [ProofState.ACCEPTED]


def correct(of, value, at, **readers):
    facts = UpdateFacts(REPORT, at.date(), done={"en": "Better.", "pt": "Melhor."})
    better = commands.correct_report(of, facts, by=ANA, at=at, correction=REASON)
    say(better, value)
    return publish(better, at, **readers)


def values(by=DANA, as_of=NOW):
    return [view.value for view in queries.statuses_on(by, REPORT, as_of=as_of)]


def test_statuses_of_the_latest_day_stand_and_a_correction_replaces():
    shared_plan()
    first, second = update(), update()
    say(first, "limited", as_of_on=date(2026, 11, 20))
    say(second, "not_started", as_of_on=date(2026, 11, 10))
    publish(first)
    publish(second)
    assert values() == ["limited"]
    later = NOW + timedelta(hours=1)
    correct(first, "not_pursued", later)
    assert (values(as_of=later), values()) == (["not_pursued"], ["limited"])


def test_correction_carries_the_statuses_over_as_drafts_of_its_own():
    shared_plan()
    first = update()
    say(first, "complete", claims=[evidence()])
    say(first, "not_started", subject="tri-plan/2.1#b")
    publish(first)
    facts = UpdateFacts(REPORT, TODAY, done={"en": "Better.", "pt": "Melhor."})
    better = commands.correct_report(first, facts, by=ANA, at=NOW, correction=REASON)
    carried = queries.statuses_of_update(ANA, better.pk, as_of=NOW)
    assert [(one.value, [claim.slug for claim in one.claims]) for one in carried] == [
        ("complete", ["fair"]),
        ("not_started", []),
    ]
    publish(better)
    assert values() == ["complete", "not_started"]


def test_correction_under_embargo_leaves_what_the_public_reads():
    shared_plan()
    first = update()
    say(first, "limited")
    publish(first)
    later = NOW + timedelta(hours=1)
    correct(first, "not_pursued", later, embargo_until=NOW + timedelta(days=1))
    assert (values(as_of=later), values(ANA, later)) == (["limited"], ["not_pursued"])


def test_status_under_embargo_is_announced_once_with_its_update():
    shared_plan()
    draft, until = update(), NOW + timedelta(days=1)
    say(draft)
    publish(draft, embargo_until=until)
    logs = Entry.objects.filter(action="assessment.status.publish").values_list("log", "at")
    assert (values(), list(logs)) == ([], [("AAA", NOW)])
    assert (commands.announce_reports(at=NOW), values(as_of=until)) == (0, ["limited"])
    assert [commands.announce_reports(at=until), commands.announce_reports(at=until)] == [1, 0]
    assert list(logs.filter(log="public")) == [("public", until)]
    (view,) = queries.statuses_on(DANA, REPORT, as_of=until)
    assert view.public_at == until


def test_publish_report_by_another_side_is_denied():
    shared_plan()
    draft = update()
    approve(draft)
    with pytest.raises(ActionDenied):
        commands.publish_report(draft, by=BELA, at=NOW)


def test_refused_report_stays_approved_and_out_of_sight():
    shared_plan()
    draft = update()
    say(draft, "complete")
    with pytest.raises(RuleBroken):
        publish(draft)
    draft.refresh_from_db()
    assert (draft.status, values()) == ("approved", [])


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "withdrawn"])
def test_statuses_of_what_is_not_published_are_nobodys_to_read(state):
    shared_plan()
    draft = update()
    say(draft)
    Update.objects.update(status=state)
    assert queries.statuses_on(ANA, REPORT, as_of=NOW) == []
    assert [view.value for view in queries.statuses_of_update(ANA, draft.pk, as_of=NOW)] == ["limited"]


def quiet(by):
    """An update that says only that nothing changed."""
    return delivery.write_update(UpdateFacts(REPORT, TODAY, is_no_change=True), by=by, at=NOW)


def columns(by=DANA, as_of=NOW):
    plan = plans.get_visible_plan(by, "tri-plan", as_of=as_of)
    promise = plans.get_visible_commitment(by, REPORT, as_of=as_of)
    return {column.party.code: column for column in queries.columns(plan, promise, by=by, as_of=as_of)}


def test_columns_show_each_partys_own_word():
    shared_plan()
    draft = update()
    say(draft, "limited")
    say(draft, "not_started", subject="tri-plan/2.1#b")
    publish(draft)
    publish(quiet(BELA))
    shown = columns()
    assert {code: column.state for code, column in shown.items()} == {
        "AAA": Reported.REPORTED,
        "BBB": Reported.NO_CHANGE,
        "CCC": Reported.NOT_OWED,
    }
    mine = shown["AAA"]
    assert (mine.status.value, [one.clause for one in mine.clause_statuses]) == ("limited", ["b"])
    assert (mine.updated_at, mine.no_change_on) == (NOW, None)
    assert (shown["BBB"].updated_at, shown["BBB"].no_change_on) == (None, NOW.date())


def test_columns_after_a_no_change_note_keep_what_was_said():
    shared_plan()
    draft = update()
    say(draft)
    publish(draft)
    later = NOW + timedelta(days=5)
    delivery.note_no_change(REPORT, by=ANA, at=later)
    mine = columns(as_of=later)["AAA"]
    assert (mine.state, mine.status.value, mine.no_change_on) == (Reported.REPORTED, "limited", later.date())


@pytest.mark.parametrize("count", [1, 30])
def test_statuses_on_plan_take_the_same_number_of_queries(count, django_assert_num_queries):
    shared_plan(count=count)
    made = evidence("tri-plan/1.1")
    for at in range(1, count + 1):
        draft = update(commitment=f"tri-plan/1.{at}")
        say(draft, claims=[made] if at == 1 else [evidence(f"tri-plan/1.{at}", slug=f"e-{at}")])
        publish(draft)
    with django_assert_num_queries(10):
        reports = queries.reports_on_plan(DANA, "tri-plan", as_of=NOW)
    assert (len(reports.statuses), len(reports.spoken)) == (count, count)


def test_status_view_names_its_post_its_update_and_its_evidence():
    shared_plan()
    draft = update()
    say(draft, "complete", claims=[evidence()])
    publish(draft)
    (view,) = queries.statuses_on(DANA, REPORT, as_of=NOW)
    assert (view.party, view.post, view.update_ref, view.as_of_on, [one.slug for one in view.claims]) == (
        "AAA",
        "ministry-a/director",
        f"tri-plan/2.1/updates/AAA-{draft.number}",
        NOW.date(),
        ["fair"],
    )
    assert view.public_at == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_status_proof_that_the_reader_may_not_read_verifies_nothing():
    shared_plan()
    draft = update()
    say(draft, "complete", claims=[evidence(tier=Tier.PARTIES)])
    publish(draft)
    (public,) = queries.statuses_on(DANA, REPORT, as_of=NOW)
    (party,) = queries.statuses_on(BELA, REPORT, as_of=NOW)
    assert (public.proof_state, public.claims) == (ProofState.NOT_VERIFIED, ())
    assert party.proof_state is ProofState.ACCEPTED
