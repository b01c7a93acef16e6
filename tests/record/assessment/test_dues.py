"""What the clock says of reports: to the instant in each capital, with no human act and nothing stored."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.records import Tier
from entente.record.assessment import commands, queries
from entente.record.assessment.rules import days_late, is_binding, midnight_after, midnight_before, report_state
from entente.record.assessment.words import Reported, ReportState
from entente.record.delivery import commands as delivery
from entente.record.delivery.models import Update
from entente.record.plan import commands as plans
from entente.record.plan import queries as plan_queries
from entente.record.plan.models import Plan
from entente.record.plan.words import Standing
from tests.cast import ANA, BELA, DANA
from tests.record.assessment.calendar_acts import accepted, proposed, take_part
from tests.record.assessment.test_statuses import publish, update
from tests.record.builders import NOW, adopted_plan

pytestmark = pytest.mark.django_db

PROMISE = "tri-plan/1.1"
DUE_ON = date(2027, 7, 31)
AUCKLAND_MIDNIGHT = datetime(2027, 7, 31, 12, tzinfo=UTC)
MEXICO_MIDNIGHT = datetime(2027, 8, 1, 6, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def report(by=ANA, *, at, on=None, promise=PROMISE, **readers):
    draft = update(by, promise, at)
    if on is not None:
        Update.objects.filter(pk=draft.pk).update(as_of_on=on)
        draft.refresh_from_db()
    return publish(draft, at, **readers)


def dues(as_of, party="AAA", ref=PROMISE):
    return queries.reporting(DANA, "tri-plan", as_of=as_of).dues(ref, party)


def state(as_of, party="AAA"):
    last = dues(as_of, party).last
    return last and last.state


def test_midnight_is_each_capitals_own():
    assert midnight_after(DUE_ON, "Pacific/Auckland") == AUCKLAND_MIDNIGHT
    assert midnight_after(DUE_ON, "America/Mexico_City") == MEXICO_MIDNIGHT
    assert midnight_before(DUE_ON, "America/Toronto") == datetime(2027, 7, 31, 4, tzinfo=UTC)


def test_midnight_in_a_night_in_which_the_clocks_change():
    """In Toronto the night of 7 November 2027 lasts an hour longer; in Havana midnight of 14 March does not exist."""
    assert midnight_after(date(2027, 11, 6), "America/Toronto") == datetime(2027, 11, 7, 4, tzinfo=UTC)
    assert midnight_after(date(2027, 11, 7), "America/Toronto") == datetime(2027, 11, 8, 5, tzinfo=UTC)
    assert midnight_after(date(2027, 3, 13), "America/Havana") == datetime(2027, 3, 14, 5, tzinfo=UTC)


def test_nothing_reported_from_the_very_midnight_of_each_capital_on():
    adopted_plan()
    accepted()
    assert [state(AUCKLAND_MIDNIGHT - TICK), state(AUCKLAND_MIDNIGHT)] == [None, ReportState.NOTHING]
    assert [state(MEXICO_MIDNIGHT - TICK, "BBB"), state(MEXICO_MIDNIGHT, "BBB")] == [None, ReportState.NOTHING]


def test_party_that_accepted_no_calendar_is_never_late():
    adopted_plan()
    take_part(ANA, BELA)
    proposed()
    for as_of in (AUCKLAND_MIDNIGHT, NOW + timedelta(days=3650)):
        assert (dues(as_of).last, dues(as_of).next) == (None, None)


def test_party_is_late_on_what_it_owes_and_nothing_else():
    adopted_plan()
    accepted(BELA)
    late = [(due.party, due.commitment) for due in queries.reporting(DANA, "tri-plan", as_of=MEXICO_MIDNIGHT).late()]
    assert late == [("BBB", f"tri-plan/{number}") for number in ("1.1", "1.2", "2.1")]


def test_party_reports_on_the_promises_chosen_for_it():
    adopted_plan()
    accepted(promises={"AAA": [PROMISE]})
    sheet = queries.reporting(DANA, "tri-plan", as_of=MEXICO_MIDNIGHT)
    assert sorted((due.party, due.commitment) for due in sheet.late()) == [
        ("AAA", PROMISE),
        ("BBB", "tri-plan/1.1"),
        ("BBB", "tri-plan/1.2"),
        ("BBB", "tri-plan/2.1"),
    ]


def test_dates_before_the_acceptance_bind_nobody():
    adopted_plan()
    accepted(ANA, at=AUCKLAND_MIDNIGHT + timedelta(days=1))
    after = AUCKLAND_MIDNIGHT + timedelta(days=2)
    assert (dues(after).last, dues(after).next.due_on) == (None, date(2028, 1, 31))


@pytest.mark.parametrize(
    ("accepted_at", "ended_at", "binds"),
    [(-1, None, True), (0, None, False), (1, None, False), (-2, -1, False), (-2, 0, True), (-2, 1, True)],
)
def test_date_binds_between_acceptance_and_end(accepted_at, ended_at, binds):
    due_at = AUCKLAND_MIDNIGHT
    ended = None if ended_at is None else due_at + timedelta(days=ended_at)
    assert is_binding(due_at, accepted_at=due_at + timedelta(days=accepted_at), ended_at=ended) is binds


def test_end_frees_from_dates_to_come_and_keeps_what_has_passed():
    adopted_plan()
    calendar = accepted(ANA)
    commands.end_calendar(calendar, by=ANA, at=AUCKLAND_MIDNIGHT + timedelta(days=1))
    much_later = datetime(2029, 1, 1, tzinfo=UTC)
    assert (dues(much_later).last.due_on, dues(much_later).last.state, dues(much_later).next) == (
        DUE_ON,
        ReportState.NOTHING,
        None,
    )


def test_party_that_takes_no_part_any_more_owes_no_date():
    adopted_plan()
    accepted(ANA)
    plans.set_standing(Plan.objects.get(), "AAA", Standing.NOT_TAKING_PART, by=ANA, on=None)
    assert dues(AUCKLAND_MIDNIGHT).last is None


@pytest.mark.parametrize(
    ("at", "on", "expected"),
    [
        (AUCKLAND_MIDNIGHT - TICK, None, (ReportState.RECEIVED, 0)),
        (AUCKLAND_MIDNIGHT, None, (ReportState.LATE, 1)),
        (AUCKLAND_MIDNIGHT + timedelta(days=4, hours=20), None, (ReportState.LATE, 5)),
        (datetime(2027, 2, 10, tzinfo=UTC), None, (ReportState.RECEIVED, 0)),
        # Of a day before the period: it answers no date of this calendar.
        (datetime(2027, 2, 10, tzinfo=UTC), date(2026, 12, 31), (ReportState.NOTHING, 0)),
    ],
)
def test_report_in_time_late_or_about_an_earlier_day(at, on, expected):
    adopted_plan()
    accepted(ANA)
    report(at=at, on=on)
    last = dues(AUCKLAND_MIDNIGHT + timedelta(days=30)).last
    assert (last.state, last.days_after) == expected


def test_late_report_says_when_it_came_and_names_the_update():
    adopted_plan()
    accepted(ANA)
    at = AUCKLAND_MIDNIGHT + timedelta(days=3)
    made = report(at=at)
    last = dues(at).last
    assert (last.received_at, last.update, last.days_after) == (at, f"{PROMISE}/updates/AAA-{made.number}", 4)
    assert state(at - TICK) is ReportState.NOTHING


def test_note_of_no_change_is_a_report():
    adopted_plan()
    accepted(ANA)
    report(at=NOW)
    at = AUCKLAND_MIDNIGHT - timedelta(days=1)
    assert state(AUCKLAND_MIDNIGHT) is ReportState.NOTHING
    delivery.note_no_change(PROMISE, by=ANA, at=at)
    assert state(AUCKLAND_MIDNIGHT) is ReportState.RECEIVED


def test_report_of_the_first_period_does_not_answer_the_second():
    adopted_plan()
    accepted(ANA)
    report(at=datetime(2027, 7, 20, tzinfo=UTC))
    second = datetime(2028, 2, 2, tzinfo=UTC)
    assert (state(AUCKLAND_MIDNIGHT), state(second)) == (ReportState.RECEIVED, ReportState.NOTHING)


@pytest.mark.parametrize(
    "readers",
    [{"tier": Tier.PARTIES}, {"embargo_until": AUCKLAND_MIDNIGHT + timedelta(days=1)}],
    ids=["for the parties alone", "under embargo"],
)
def test_report_that_not_everybody_can_read_is_none(readers):
    """Not to its own side either: all sides read the same of a date."""
    adopted_plan()
    accepted(ANA)
    report(at=AUCKLAND_MIDNIGHT - timedelta(days=1), **readers)
    for by in (ANA, BELA, DANA):
        last = queries.reporting(by, "tri-plan", as_of=AUCKLAND_MIDNIGHT).dues(PROMISE, "AAA").last
        assert last.state is ReportState.NOTHING


def test_embargoed_report_counts_from_the_end_of_its_embargo():
    adopted_plan()
    accepted(ANA)
    until = AUCKLAND_MIDNIGHT + timedelta(days=1)
    report(at=AUCKLAND_MIDNIGHT - timedelta(days=1), embargo_until=until)
    assert (state(until - TICK), state(until), dues(until).last.received_at) == (
        ReportState.NOTHING,
        ReportState.LATE,
        until,
    )


def test_draft_is_no_report():
    adopted_plan()
    accepted(ANA)
    update(ANA, PROMISE, AUCKLAND_MIDNIGHT - timedelta(days=1))
    assert state(AUCKLAND_MIDNIGHT) is ReportState.NOTHING


def test_corrected_report_stays_received_when_it_was():
    adopted_plan()
    accepted(ANA)
    at = AUCKLAND_MIDNIGHT - timedelta(days=1)
    first = report(at=at)
    facts = delivery.UpdateFacts(PROMISE, DUE_ON, done={"en": "Better.", "pt": "Melhor."})
    later = AUCKLAND_MIDNIGHT + timedelta(days=2)
    better = commands.correct_report(first, facts, by=ANA, at=later, correction={"en": "A slip.", "pt": "Um lapso."})
    publish(better, later)
    assert (state(later), dues(later).last.received_at) == (ReportState.RECEIVED, at)


def test_clock_that_jumps_back_reads_as_of_then_and_loses_nothing():
    """Nothing is kept of what a clock said: a wrong clock shows its own day, the right one shows the truth again."""
    adopted_plan()
    accepted(ANA)
    right = AUCKLAND_MIDNIGHT + timedelta(days=3)
    report(at=right)
    seen = [state(right), state(right - timedelta(days=2)), state(AUCKLAND_MIDNIGHT - TICK), state(right)]
    assert seen == [ReportState.LATE, ReportState.NOTHING, None, ReportState.LATE]


def test_columns_say_it_of_a_party_that_let_its_date_pass():
    adopted_plan()
    accepted(ANA)
    plan = plan_queries.get_visible_plan(DANA, "tri-plan", as_of=MEXICO_MIDNIGHT)
    promise = plan_queries.get_visible_commitment(DANA, PROMISE, as_of=MEXICO_MIDNIGHT)
    columns = {one.party.code: one for one in queries.columns(plan, promise, by=DANA, as_of=MEXICO_MIDNIGHT)}
    assert {code: (one.state, one.dues.is_late) for code, one in columns.items()} == {
        "AAA": (Reported.NOTHING_YET, True),
        "BBB": (Reported.NOT_TAKING_PART, False),
        "CCC": (Reported.NOT_OWED, False),
    }


def test_tally_and_current_date():
    adopted_plan()
    accepted()
    report(at=AUCKLAND_MIDNIGHT - timedelta(days=1))
    report(BELA, at=MEXICO_MIDNIGHT + timedelta(days=1))
    sheet = queries.reporting(DANA, "tri-plan", as_of=MEXICO_MIDNIGHT + timedelta(days=2))
    first = [sheet.tally(turn) for turn in sheet.turns if turn.due_on == DUE_ON]
    assert [(one.turn.party, one.owed, one.in_time, one.late, one.nothing, one.is_passed) for one in first] == [
        ("AAA", 3, 1, 0, 2, True),
        ("BBB", 3, 0, 1, 2, True),
    ]
    assert [sheet.current(code).due_on for code in ("AAA", "BBB")] == [date(2028, 1, 31), date(2028, 1, 31)]
    assert sheet.current("CCC") is None
    early = queries.reporting(DANA, "tri-plan", as_of=NOW)
    assert early.current("AAA") is None


def test_days_late_go_by_the_calendar_of_the_capital():
    at = datetime(2027, 8, 1, 5, tzinfo=UTC)
    assert [days_late(at, DUE_ON, zone) for zone in ("America/Mexico_City", "Pacific/Auckland")] == [0, 1]


def test_report_state_is_derived_from_two_instants_and_a_clock():
    before, after = AUCKLAND_MIDNIGHT - TICK, AUCKLAND_MIDNIGHT
    seen = [
        report_state(due_at=AUCKLAND_MIDNIGHT, received_at=at, as_of=as_of)
        for at, as_of in ((None, before), (None, after), (before, after), (after, after))
    ]
    assert seen == [ReportState.AHEAD, ReportState.NOTHING, ReportState.RECEIVED, ReportState.LATE]


@pytest.mark.parametrize("count", [1, 30])
def test_reporting_asks_the_same_number_of_questions_for_any_plan(count):
    adopted_plan(count=count)
    accepted()
    with CaptureQueriesContext(connection) as asked:
        sheet = queries.reporting(DANA, "tri-plan", as_of=MEXICO_MIDNIGHT)
        assert len(list(sheet.late())) == 2 * (count + 1)
    assert len(asked) == 9


def test_next_turns_are_the_instants_at_which_pages_change_by_themselves():
    adopted_plan()
    accepted()
    until = AUCKLAND_MIDNIGHT - timedelta(days=40)
    report(at=until - timedelta(days=1), embargo_until=until)
    turns = queries.next_turns("tri-plan", as_of=until - timedelta(hours=1), until=datetime(2027, 12, 1, tzinfo=UTC))
    assert turns == [until, AUCKLAND_MIDNIGHT, MEXICO_MIDNIGHT]
    told = queries.public_turns("tri-plan", as_of=until - timedelta(hours=1), until=datetime(2027, 12, 1, tzinfo=UTC))
    assert told == [AUCKLAND_MIDNIGHT, MEXICO_MIDNIGHT]
    assert queries.next_turns("tri-plan", as_of=datetime(2030, 1, 1, tzinfo=UTC)) == []
