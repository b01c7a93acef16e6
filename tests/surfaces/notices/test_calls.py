"""Call letters and reminders: once, to whom they concern, and not to who has reported."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar as ICalendar
from pytest_django import Settings

from entente.foundation.common.actors import Actor
from entente.record.assessment import commands
from entente.surfaces.notices import calls, feed, wishes
from entente.surfaces.notices.calendars import written
from entente.surfaces.notices.wishes import WishFacts
from entente.surfaces.notices.words import Rhythm
from entente.surfaces.web.desk.views.notices import absolute
from tests.record.assessment.calendar_acts import proposed
from tests.record.assessment.test_dues import report
from tests.record.builders import NOW

Officer = tuple[Client, Actor]
pytestmark = pytest.mark.django_db
DUE_AT = datetime(2027, 8, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _accepted(ana: Officer, ada: Officer) -> None:
    commands.accept_calendar(proposed(), by=ada[1], at=NOW)


def send(before: timedelta) -> list[tuple[str, str]]:
    mail.outbox.clear()
    calls.send_calls(at=DUE_AT - before, address=absolute)
    return sorted((one.to[0], one.subject) for one in mail.outbox)


def test_letter_and_reminder_go_out_once_each() -> None:
    assert send(timedelta(days=31)) == []
    letter = "Entente: reports due by 2027-07-31"
    assert send(timedelta(days=30)) == [("ada@example.org", letter), ("ana@example.org", letter)]
    (first, _second) = mail.outbox
    assert "Please say where each promise stands." in first.body
    assert "Your side owes 3 reports of 3 by 2027-07-31, midnight in your capital." in first.body
    assert "http://localhost:8000/en/desk/plans/tri-plan/reporting/" in first.body
    assert send(timedelta(days=29)) == []
    assert [subject for _to, subject in send(timedelta(days=7))] == [
        "Entente: reminder, reports due by 2027-07-31",
        "Entente: reminder, reports due by 2027-07-31",
    ]
    assert "Please say where each promise stands." not in mail.outbox[0].body


def test_clock_that_jumps_back_sends_nothing_twice() -> None:
    assert len(send(timedelta(days=7))) == 4
    assert send(timedelta(days=30)) == []
    assert send(timedelta(days=7)) == []


def test_who_has_reported_on_everything_is_not_reminded(ana: Officer) -> None:
    for number in ("1.1", "1.2", "2.1"):
        report(at=DUE_AT - timedelta(days=20), promise=f"tri-plan/{number}")
    assert send(timedelta(days=7)) == []


def test_nothing_goes_out_without_a_mail_server_or_to_who_wants_none(
    ana: Officer, ada: Officer, settings: Settings
) -> None:
    wishes.set_wish(str(ana[1].user_id), WishFacts(rhythm=Rhythm.OFF))
    assert {to for to, _subject in send(timedelta(days=30))} == {"ada@example.org"}
    settings.MAIL_IS_ON = False
    assert send(timedelta(days=7)) == []


def test_calendar_of_a_person_holds_the_dates(ana: Officer) -> None:
    lines = feed.lines(ana[1], as_of=NOW, language="en", address=absolute)
    events = ICalendar.from_ical(written(lines, name="x", at=NOW)).walk("VEVENT")
    assert [(str(one["SUMMARY"]), one["DTSTART"].dt.isoformat()) for one in events] == [
        ("Reports due: Half-yearly reports (3 of 3 still to come)", "2027-07-31"),
        ("Reports due: Half-yearly reports (3 of 3 still to come)", "2028-01-31"),
    ]
