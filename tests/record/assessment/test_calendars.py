"""Calendars: who proposes, accepts and ends them, what is refused, and that a failed entry leaves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from entente.foundation.common.actors import Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.common.periods import Period
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger.models import Entry
from entente.record.assessment import commands, queries
from entente.record.assessment.models import Acceptance, Calendar, CalendarDate
from entente.record.assessment.rules import DateFacts, every
from entente.record.assessment.words import CalendarState
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.assessment.calendar_acts import HALF_YEARS, accepted, facts, proposed, take_part
from tests.record.builders import NOW, adopted_plan, draft_plan

pytestmark = pytest.mark.django_db

SECRETARIAT = replace(CHRIS, roles=frozenset({Role.SECRETARIAT}))
AUDITOR = replace(ANA, roles=frozenset({Role.AUDITOR}))
WRITER = replace(ANA, roles=frozenset({Role.CONTRIBUTOR}))
NO_PROPOSAL = "your post proposes no calendars; the keeper of the record, a secretariat or a party does"
NO_ACCEPTANCE = "only an approver of the party itself accepts or ends a calendar for it"


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (CHRIS, ""),
        (SECRETARIAT, ""),
        (ANA, ""),
        (WRITER, ""),
        (AUDITOR, NO_PROPOSAL),
        (ERIN, NO_PROPOSAL),
        (DANA, NO_PROPOSAL),
    ],
)
def test_propose_by_each(by, reason):
    adopted_plan()
    if not reason:
        assert proposed(by).owner == by.owner
        return
    with pytest.raises(ActionDenied) as caught:
        proposed(by)
    assert (str(caught.value), Calendar.objects.count()) == (reason, 0)


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (ANA, ""),
        (BELA, "your side does not take part in this record yet; say first that it does"),
        (replace(ANA, owner="ZZZ"), "your side is no party of this plan"),
        (WRITER, NO_ACCEPTANCE),
        (CHRIS, NO_ACCEPTANCE),
        (DANA, NO_ACCEPTANCE),
    ],
)
def test_accept_by_each(by, reason):
    adopted_plan()
    take_part(ANA)
    calendar = proposed()
    if not reason:
        assert commands.accept_calendar(calendar, by=by, at=NOW).party == "AAA"
        return
    with pytest.raises(ActionDenied) as caught:
        commands.accept_calendar(calendar, by=by, at=NOW)
    assert (str(caught.value), Acceptance.objects.count()) == (reason, 0)


def test_acceptance_binds_its_own_party_and_no_other():
    adopted_plan()
    accepted(ANA)
    (calendar,) = queries.calendars(DANA, "tri-plan", as_of=NOW)
    assert {one.party: one.state for one in calendar.acceptances} == {
        "AAA": CalendarState.ACCEPTED,
        "BBB": CalendarState.PROPOSED,
        "CCC": CalendarState.PROPOSED,
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"slug": "Half yearly"},
            "The calendar “Half yearly” cannot stand in an address; use up to 80 small letters, digits and hyphens.",
        ),
        ({"title": {}}, "The name of the calendar has no words; write them in at least one language."),
        ({"letter": {"en": " "}}, "The call letter has no words; write them in at least one language."),
        ({"dates": ()}, "A calendar has at least one date; say which period ends it and by when the report is due."),
        (
            {"dates": every(1, from_on=date(2027, 1, 1), count=61, due_days=10)},
            "A calendar has at most 60 dates, not 61; propose a second one later.",
        ),
        (
            {"dates": [DateFacts(Period.parse("2027"), date(2027, 6, 30))]},
            "The report on 2027 is due on 2027-06-30, before that period ends; give a day from 2027-12-31 on.",
        ),
        (
            {"dates": [*HALF_YEARS, DateFacts(Period.parse("2027-12"), date(2028, 2, 1))]},
            "The period 2027-12 (due 2028-02-01) does not follow 2027-07-01/2027-12-31 (due 2028-01-31); put them in order, "
            "without overlaps.",
        ),
        (
            {"call_days": 7, "reminder_days": 30},
            "The call letter goes out 7 days before a date and the reminder 30; give at most 365 days, and no more for the "
            "reminder than for the letter.",
        ),
        (
            {"promises": {"BBB": ["tri-plan/1.1", "tri-plan/9.9"]}},
            "BBB does not owe 9.9; name only promises that it owes, or none for all.",
        ),
        ({"promises": {"CCC": ["tri-plan/1.1"]}}, "“CCC” is no party of this plan that owes a promise."),
        ({"plan": "no-plan"}, "no-plan is no adopted plan; a calendar is proposed for one that is in force."),
    ],
)
def test_propose_refuses_in_one_sentence(changes, sentence):
    adopted_plan()
    with pytest.raises(RuleBroken) as caught:
        commands.propose_calendar(facts(**changes), by=CHRIS, at=NOW)
    assert (str(caught.value), Calendar.objects.count(), CalendarDate.objects.count()) == (sentence, 0, 0)


def test_propose_for_a_draft_is_refused():
    draft_plan()
    with pytest.raises(RuleBroken):
        proposed()


def test_propose_under_a_taken_name_is_refused():
    adopted_plan()
    proposed()
    with pytest.raises(RuleBroken) as caught:
        proposed()
    assert str(caught.value) == "tri-plan has a calendar “half-yearly” already; give this one another name."


def test_every_half_year_ends_with_its_month_also_in_a_leap_year():
    dates = every(6, from_on=date(2027, 9, 1), count=2, due_days=30)
    assert [(str(one.period), one.due_on.isoformat()) for one in dates] == [
        ("2027-09-01/2028-02-29", "2028-03-30"),
        ("2028-03-01/2028-08-31", "2028-09-30"),
    ]


def test_every_period_begins_with_a_month():
    with pytest.raises(RuleBroken) as caught:
        every(3, from_on=date(2027, 1, 15), count=1, due_days=30)
    assert str(caught.value) == "The first period begins on 2027-01-15; give the first day of a month."


def test_accept_twice_and_again_after_the_end_is_refused():
    adopted_plan()
    calendar = accepted(ANA)
    with pytest.raises(InvalidTransition):
        commands.accept_calendar(calendar, by=ANA, at=NOW)
    commands.end_calendar(calendar, by=ANA, at=NOW)
    with pytest.raises(InvalidTransition):
        commands.accept_calendar(calendar, by=ANA, at=NOW)


def test_accept_after_the_last_date_is_refused():
    adopted_plan()
    take_part(ANA)
    calendar = proposed()
    with pytest.raises(RuleBroken) as caught:
        commands.accept_calendar(calendar, by=ANA, at=NOW + timedelta(days=900))
    assert str(caught.value) == "All dates of the calendar “half-yearly” have passed; propose a new one."


def test_accept_by_a_clock_that_jumped_back_is_refused():
    """Else dates that have passed would count as still to come, and the party as late on all of them."""
    adopted_plan()
    take_part(ANA)
    calendar = proposed()
    with pytest.raises(RuleBroken) as caught:
        commands.accept_calendar(calendar, by=ANA, at=NOW - timedelta(days=1))
    assert str(caught.value) == (
        "This calendar was proposed on 2026-11-23 12:00 UTC, and the clock of this machine says 2026-11-22 12:00; have the "
        "clock set right and accept it then."
    )


def test_end_by_a_clock_that_jumped_back_ends_it_at_the_acceptance():
    adopted_plan()
    calendar = accepted(ANA)
    assert commands.end_calendar(calendar, by=ANA, at=NOW - timedelta(days=1)).ended_at == NOW


@pytest.mark.parametrize("by", [BELA, CHRIS, WRITER])
def test_end_for_another_is_refused(by):
    adopted_plan()
    calendar = accepted(ANA)
    with pytest.raises((ActionDenied, InvalidTransition)):
        commands.end_calendar(calendar, by=by, at=NOW)
    assert Acceptance.objects.get().status == CalendarState.ACCEPTED


def test_withdraw_until_somebody_accepts():
    adopted_plan()
    calendar = proposed()
    with pytest.raises(ActionDenied) as caught:
        commands.withdraw_calendar(calendar, by=ANA, at=NOW)
    assert str(caught.value) == "only who proposed a calendar takes it back"
    commands.withdraw_calendar(calendar, by=CHRIS, at=NOW)
    with pytest.raises(InvalidTransition):
        commands.withdraw_calendar(calendar, by=CHRIS, at=NOW)
    take_part(ANA)
    with pytest.raises(InvalidTransition) as closed:
        commands.accept_calendar(calendar, by=ANA, at=NOW)
    assert str(closed.value) == "The calendar “half-yearly” was taken back by who proposed it."


def test_withdraw_what_a_party_accepted_is_refused():
    adopted_plan()
    calendar = accepted(ANA)
    with pytest.raises(ActionDenied) as caught:
        commands.withdraw_calendar(calendar, by=CHRIS, at=NOW)
    assert str(caught.value) == "a party has accepted this calendar; each party ends it for itself"


def test_each_act_is_in_the_public_log_under_its_post():
    adopted_plan()
    calendar = accepted(ANA)
    commands.end_calendar(calendar, by=ANA, at=NOW)
    entries = Entry.objects.filter(action__startswith="assessment.calendar.").order_by("id")
    assert [(one.action.rpartition(".")[2], one.log, one.post) for one in entries] == [
        ("propose", "public", CHRIS.post),
        ("accept", "public", ANA.post),
        ("end", "public", ANA.post),
    ]


@pytest.mark.parametrize("act", ["propose", "accept", "end", "withdraw"])
def test_act_without_its_entry_leaves_nothing(act, monkeypatch):
    adopted_plan()
    calendar = accepted(ANA) if act == "end" else None
    if act in ("accept", "withdraw"):
        take_part(ANA)
        calendar = proposed()

    def broken(*_args, **_kwargs):
        raise RuntimeError("no entry")

    monkeypatch.setattr(ledger, "record", broken)
    acts = {
        "propose": proposed,
        "accept": lambda: commands.accept_calendar(calendar, by=ANA, at=NOW),
        "end": lambda: commands.end_calendar(calendar, by=ANA, at=NOW),
        "withdraw": lambda: commands.withdraw_calendar(calendar, by=CHRIS, at=NOW),
    }
    before = state()
    with pytest.raises(RuntimeError):
        acts[act]()
    assert state() == before


def state():
    return (
        list(Calendar.objects.values_list("slug", "withdrawn_at")),
        CalendarDate.objects.count(),
        list(Acceptance.objects.values_list("party", "status")),
    )


def test_calendar_of_another_plan_or_name_is_not_visible():
    adopted_plan()
    proposed()
    for plan, slug in (("tri-plan", "yearly"), ("no-plan", "half-yearly")):
        with pytest.raises(NotVisible):
            queries.get_calendar(DANA, plan, slug, as_of=NOW)
        with pytest.raises(NotVisible):
            queries.get_calendar_row(DANA, plan, slug, as_of=NOW)
    assert queries.get_calendar_row(DANA, "tri-plan", "half-yearly", as_of=NOW).owner == "observatory"


def test_calendars_as_they_stood_at_an_earlier_instant():
    adopted_plan()
    later = NOW + timedelta(days=1)
    calendar = accepted(ANA, at=later)
    commands.end_calendar(calendar, by=ANA, at=later + timedelta(days=1))

    def seen(as_of: datetime) -> CalendarState:
        return queries.get_calendar(DANA, "tri-plan", "half-yearly", as_of=as_of).acceptance("AAA").state

    assert [seen(NOW), seen(later), seen(later + timedelta(days=1))] == ["proposed", "accepted", "ended"]
    assert queries.calendars(DANA, "tri-plan", as_of=NOW - timedelta(seconds=1)) == []


def test_calendars_of_a_party_are_those_that_bind_it_now():
    adopted_plan()
    calendar = accepted(ANA)
    proposed(slug="yearly")
    assert [one.slug for one in queries.calendars_of_party(ANA, "AAA", as_of=NOW)] == ["half-yearly"]
    commands.end_calendar(calendar, by=ANA, at=NOW)
    assert queries.calendars_of_party(ANA, "AAA", as_of=NOW) == []
