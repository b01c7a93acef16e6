"""What the calendar says: rhythm, silence, closed windows; derived, and by the right capital's midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import ActionDenied, NotVisible, RuleBroken
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.directory.models import Party
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import BasisFacts, RhythmFacts, SessionFacts
from entente.record.delivery.models import Rhythm, Update
from entente.record.delivery.rules import RhythmState, rhythm_state
from entente.record.delivery.rules.clock import Sign, SignKind, counts, latest
from entente.record.delivery.words import SessionKind, UpdateStatus, Weight
from entente.record.verification.words import Support, Verdict
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, shared_plan

from .activity_acts import ADA, PLAN, activity, check, citation, claim, proof

TALKS = f"{PLAN}/1.1"
WHY = {"en": "It met twice a year."}


@pytest.fixture
def plan(db):
    return shared_plan()


def rhythm(
    by=CHRIS, subject: str = TALKS, every: int = 180, longest: int = 400, since: date = date(2026, 1, 1), **more
):
    facts = RhythmFacts(subject, every, longest, WHY, since)
    return commands.set_rhythm(facts, by=by, owner=by.owner, at=NOW, **more)


def see(by=PUBLIC, ref: str = TALKS, as_of: datetime = NOW):
    return queries.clock_on(by, ref, as_of=as_of)


def dialogue(*, held_on: str = "", reported_on: str = "", by=ANA):
    """A dialogue that serves the promise, with a session that was held or only reported."""
    talks = activity("dialogue", "talks", by=by)
    commands.serve(talks, TALKS, Weight.FULFILS, by=by, at=NOW)
    facts = SessionFacts("first", SessionKind.SESSION, {"en": "First"}, held_on or reported_on)
    first = commands.add_session(talks, facts, by=by, at=NOW)
    commands.report_session(first, by=by, at=NOW, outcome={"en": "It took place."})
    if held_on:
        proof(f"{PLAN}/activities/talks/sessions/first", by=by, happened=held_on)
        commands.hold_session(first, by=by, at=NOW)
    return talks


def update(on: date, *, owner: str = "AAA", is_no_change: bool = False, number: int = 1) -> Update:
    return Update.objects.create(
        owner=owner, tier=Tier.PUBLIC, made_at=NOW, plan=PLAN, commitment=TALKS, number=number, as_of_on=on,
        is_no_change=is_no_change, status=UpdateStatus.PUBLISHED, published_at=NOW, changed_at=NOW, written_by="post",
    )  # fmt: skip


# --- rhythm ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "owner", "subject", "sentence"),
    [
        (CHRIS, "observatory", TALKS, ""),
        (ERIN, "institute", TALKS, ""),
        (ANA, "AAA", TALKS, ""),
        (ANA, "BBB", TALKS, "this belongs to another side; only its owner changes it"),
        (BELA, "BBB", f"{PLAN}/2.1#b", "your side does not owe this promise and sets no rhythm for it"),
        (DANA, "AAA", TALKS, "your post sets no rhythm; a contributor of your side does"),
    ],
)
def test_who_sets_a_rhythm(plan, by, owner, subject, sentence):
    facts = RhythmFacts(subject, 180, 400, WHY, date(2026, 1, 1))
    if sentence:
        with pytest.raises(ActionDenied) as caught:
            commands.set_rhythm(facts, by=by, owner=owner, at=NOW)
        assert str(caught.value) == sentence
    else:
        assert commands.set_rhythm(facts, by=by, owner=owner, at=NOW).owner == owner


@pytest.mark.parametrize(
    ("every", "longest", "reason", "sentence"),
    [
        (0, 5, WHY, "A rhythm is at least one day; say how many days usually lie between two signs of activity."),
        (30, 20, WHY, "The longest silence (20 days) is shorter than the rhythm (30 days); make it as long."),
        (30, 40, {}, "The reason for this rhythm has no words; write them in at least one language."),
    ],
)
def test_a_rhythm_that_makes_no_sense_is_refused(plan, every, longest, reason, sentence):
    facts = RhythmFacts(TALKS, every, longest, reason, date(2026, 1, 1))
    with pytest.raises(RuleBroken) as caught:
        commands.set_rhythm(facts, by=CHRIS, owner="observatory", at=NOW)
    assert str(caught.value) == sentence


def test_a_rhythm_changes_and_the_same_again_changes_nothing(plan):
    rhythm()
    rhythm()
    rhythm(every=200, citation=citation())
    assert [(one.every_days, one.document) for one in see().rhythms] == [(200, "page")]
    assert Rhythm.objects.count() == 1


def test_without_any_activity_silence_is_counted_from_the_beginning(plan):
    rhythm()
    (kept,) = see().rhythms
    assert (kept.last, kept.last_on, kept.days, kept.state) == (None, None, 326, RhythmState.LATE)
    assert (kept.due_on, kept.silent_from) == (date(2026, 6, 30), date(2027, 2, 6))
    assert see(as_of=NOW + timedelta(days=74)).rhythms[0].state is RhythmState.LATE
    assert see(as_of=NOW + timedelta(days=75)).rhythms[0].state is RhythmState.SILENT


def test_the_dialogue_falls_silent_by_itself(plan):
    rhythm(every=30, longest=60)
    dialogue(held_on="2026-11-01")
    (kept,) = see().rhythms
    assert (kept.last.kind, kept.last.ref, kept.last_on, kept.state) == (
        SignKind.SESSION, f"{PLAN}/activities/talks/sessions/first", date(2026, 11, 1), RhythmState.ON,
    )  # fmt: skip
    states = [see(as_of=NOW + timedelta(days=days)).rhythms[0].state for days in (8, 9, 38, 39)]
    assert states == [RhythmState.ON, RhythmState.LATE, RhythmState.LATE, RhythmState.SILENT]


def test_a_note_of_no_change_never_resets_the_clock(plan):
    rhythm()
    update(date(2026, 11, 20), is_no_change=True)
    assert see().rhythms[0].last_on is None
    update(date(2026, 11, 1), number=2)
    assert see().rhythms[0].last_on == date(2026, 11, 1)


def test_the_word_of_one_party_keeps_no_rhythm_of_another(plan):
    for by in (ANA, BELA, CHRIS):
        rhythm(by)
    update(date(2026, 11, 1))
    assert {one.owner: one.last_on for one in see().rhythms} == {
        "AAA": date(2026, 11, 1), "BBB": None, "observatory": date(2026, 11, 1),
    }  # fmt: skip


def test_what_was_only_reported_keeps_the_rhythm_of_who_reported_it(plan):
    rhythm(ANA)
    rhythm(BELA)
    dialogue(reported_on="2026-11-01")
    assert {one.owner: one.last_on for one in see().rhythms} == {"AAA": date(2026, 11, 1), "BBB": None}


def test_a_reached_stage_shows_activity_and_a_stage_that_is_only_said_does_not(plan):
    rhythm()
    talks = activity("dialogue", "talks")
    commands.serve(talks, TALKS, Weight.FULFILS, by=ANA, at=NOW)
    commands.mark_stage(talks, "established", by=ADA, happened="2026-10-01", at=NOW)
    assert see().rhythms[0].last is None
    commands.mark_stage(talks, "meeting", by=ANA, happened="2026-10-20", at=NOW)
    assert see().rhythms[0].last.ref == f"{PLAN}/activities/talks#meeting"


@pytest.mark.parametrize(
    ("subject", "changes", "verdict", "counted"),
    [
        (TALKS, {}, None, True),
        (TALKS, {"supports": Support.CONTRIBUTES}, None, True),
        (TALKS, {"is_context": True}, None, False),
        (TALKS, {"happened": "2027-05"}, None, False),
        (TALKS, {"happened": ""}, None, False),
        (TALKS, {}, Verdict.REJECTED, False),
        (TALKS, {}, Verdict.ACCEPTED, True),
        (f"{TALKS}/milestones/list", {}, None, True),
        (f"{TALKS}/candidates/fair", {}, None, False),
    ],
)
def test_which_evidence_shows_activity(plan, subject, changes, verdict, counted):
    rhythm()
    evidence = claim(subject, by=CHRIS, **changes)
    if verdict:
        check(evidence, ERIN, verdict)
    assert (see().rhythms[0].last is not None) is counted


def test_evidence_of_one_clause_keeps_the_rhythm_of_that_clause(plan):
    for subject in (f"{PLAN}/2.1", f"{PLAN}/2.1#a", f"{PLAN}/2.1#b"):
        rhythm(subject=subject)
    claim(f"{PLAN}/2.1#b", by=CHRIS)
    on = date(2026, 5, 2)
    assert {one.subject: one.last_on for one in see(ref=f"{PLAN}/2.1").rhythms} == {
        f"{PLAN}/2.1": on, f"{PLAN}/2.1#a": None, f"{PLAN}/2.1#b": on,
    }  # fmt: skip


def test_a_party_is_late_at_midnight_in_its_own_capital(plan):
    Party.objects.filter(code="AAA").update(time_zone="America/Toronto")
    rhythm(ANA, every=30, longest=60, since=date(2026, 10, 1))
    rhythm(CHRIS, every=30, longest=60, since=date(2026, 10, 1))
    almost = datetime(2026, 11, 1, 3, 59, tzinfo=UTC)
    Rhythm.objects.update(made_at=almost)
    assert {one.owner: one.state for one in see(as_of=almost).rhythms} == {"AAA": "on", "observatory": "late"}
    assert {one.owner: one.state for one in see(as_of=almost + timedelta(minutes=1)).rhythms} == {
        "AAA": "late", "observatory": "late",
    }  # fmt: skip


def test_what_a_reader_may_not_see_keeps_no_rhythm_for_that_reader(plan):
    rhythm()
    rhythm(ANA, subject=f"{PLAN}/1.2", tier=Tier.OWN)
    Update.objects.filter(pk=update(date(2026, 11, 1)).pk).update(tier=Tier.PARTIES)
    assert [one.last_on for one in see().rhythms] == [None]
    assert [one.last_on for one in see(BELA).rhythms] == [date(2026, 11, 1)]
    assert (see(BELA, f"{PLAN}/1.2").rhythms, len(see(ANA, f"{PLAN}/1.2").rhythms)) == ((), 1)


def test_the_longest_silence_comes_first(plan):
    rhythm(subject=TALKS, since=date(2026, 6, 1))
    rhythm(subject=f"{PLAN}/1.2", since=date(2025, 1, 1))
    assert [one.subject for one in queries.rhythms_on(PUBLIC, [PLAN], as_of=NOW)] == [f"{PLAN}/1.2", TALKS]
    assert queries.rhythms_on(PUBLIC, ["other"], as_of=NOW) == []


# --- windows, basis --------------------------------------------------------------------------------------------------

OBSERVED = {"by": CHRIS, "owner": "observatory", "at": NOW}


def test_a_window_is_shown_from_when_it_was_put_on_record(plan):
    commands.set_window(TALKS, Period.parse("2027"), {"en": "The cup"}, citation(), **OBSERVED)
    before, after = NOW - timedelta(seconds=1), NOW
    assert [len(queries.windows_of(PUBLIC, TALKS, as_of=at)) for at in (before, after)] == [0, 1]
    assert [len(queries.windows_on_plan(PUBLIC, PLAN, as_of=at)) for at in (before, after)] == [0, 1]


def test_a_window_is_closed_by_the_calendar_and_opened_by_a_renewal(plan):
    cited = citation()
    commands.set_window(TALKS, Period.parse("2026-01/2026-10"), {"en": "The cup"}, cited, **OBSERVED)
    assert see().is_window_closed
    commands.set_window(TALKS, Period.parse("2027"), {"en": "The next cup"}, cited, **OBSERVED)
    assert ([one.period for one in see().windows], see().is_window_closed) == (["2026-01/2026-10", "2027"], False)


def test_a_window_is_ahead_until_its_first_day(plan):
    cited = citation()
    commands.set_window(TALKS, Period.parse("2026-06-11/2026-07-19"), {"en": "Cup"}, cited, **OBSERVED)
    (window,) = see().windows
    days = (date(2026, 6, 10), date(2026, 6, 11), date(2026, 7, 20))
    assert [(window.is_ahead(day), window.is_closed(day)) for day in days] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_a_promise_without_outside_dates_has_no_closed_window(plan):
    assert (see().windows, see().is_window_closed) == ((), False)


@pytest.mark.parametrize(("by", "allowed"), [(ANA, True), (CHRIS, True), (ERIN, True), (DANA, False)])
def test_a_change_of_the_basis_is_noted_with_its_source(plan, by, allowed):
    facts = BasisFacts(TALKS, {"en": "The river policy"}, "2026-03", {"en": "It was withdrawn."})
    if not allowed:
        with pytest.raises(ActionDenied):
            commands.note_basis_change(facts, citation(), by=by, at=NOW)
        return
    commands.note_basis_change(facts, citation(by), by=by, at=NOW)
    (change,) = see().basis_changes
    assert (change.owner, change.basis, change.happened, change.document) == (
        by.owner, {"en": "The river policy"}, "2026-03", "page",
    )  # fmt: skip
    with pytest.raises(RuleBroken) as caught:
        commands.note_basis_change(facts, citation(by, "again"), by=by, at=NOW)
    assert str(caught.value) == f"Your side has noted a change of the basis of {TALKS} on 2026-03 already."


def test_a_rhythm_of_nothing_is_refused(plan):
    with pytest.raises(NotVisible):
        rhythm(subject=f"{PLAN}/9.9")


# --- many ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_thirty_clocks_are_read_with_the_queries_of_one():
    shared_plan(count=30)
    refs = [f"{PLAN}/1.{at}" for at in range(1, 31)]

    def filled(numbers):
        for at in numbers:
            rhythm(subject=refs[at])
            memo = activity(slug=f"memo-{at}")
            commands.set_term(memo, "2026", by=ANA, at=NOW)
            commands.serve(memo, refs[at], Weight.PART, by=ANA, at=NOW)
            claim(refs[at])

    filled(range(1))
    with CaptureQueriesContext(connection) as one:
        assert len(queries.clocks(PUBLIC, refs[:1], as_of=NOW)) == 1
    filled(range(1, 30))
    with CaptureQueriesContext(connection) as thirty:
        found = queries.clocks(PUBLIC, refs, as_of=NOW)
    assert [len(found[ref].rhythms) for ref in refs] == [1] * 30
    assert len(one) == len(thirty)
    assert queries.clocks(PUBLIC, [], as_of=NOW) == {}


# --- pure ------------------------------------------------------------------------------------------------------------

days = st.integers(0, 2000)


@settings(deadline=None)
@given(days, st.integers(1, 900), st.integers(0, 900))
def test_a_longer_silence_never_sounds_better(silence, every, more):
    order = [RhythmState.ON, RhythmState.LATE, RhythmState.SILENT]
    first, then = (rhythm_state(at, every_days=every, longest_days=every + more) for at in (silence, silence + 1))
    assert order.index(first) <= order.index(then)


@settings(deadline=None)
@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1))), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_last_sign_is_the_latest_that_is_not_to_come(dates, today):
    signs = [Sign(TALKS, SignKind.CLAIM, str(at), on, "AAA", is_own_word=False) for at, on in enumerate(dates)]
    last = latest(signs, today)
    assert (last.on if last else None) == max((on for on in dates if on <= today), default=None)


@pytest.mark.parametrize(
    ("sign_subject", "subject", "counted"),
    [("p/1.1", "p/1.1", True), ("p/1.1#a", "p/1.1", True), ("p/1.1", "p/1.1#a", False), ("p/1.10", "p/1.1", False)],
)
def test_a_clause_keeps_the_whole_and_the_whole_no_clause(sign_subject, subject, counted):
    sign = Sign(sign_subject, SignKind.CLAIM, "", NOW.date(), "AAA", is_own_word=False)
    assert counts(sign, subject=subject, owner="BBB", is_party=True) is counted
