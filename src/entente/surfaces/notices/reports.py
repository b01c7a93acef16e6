"""Reports that calendars ask for of one's own side: all of them, and those that are due on a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.languages import Wording
from entente.record.assessment import queries
from entente.record.assessment.queries import CalendarView, Tally
from entente.record.delivery.rules import DUE_SOON_DAYS


@dataclass(frozen=True, slots=True)
class ReportsDue:
    """A date of a calendar that binds one's own side.  title: of the calendar."""

    calendar: CalendarView
    tally: Tally

    @property
    def title(self) -> Wording:
        return self.calendar.title

    @property
    def still_owed(self) -> int:
        return self.tally.owed - self.tally.reported


def reports_of(by: Actor, *, as_of: datetime) -> list[ReportsDue]:
    """Every date that binds one's own party, earliest first, in whatever plan.  The same number of queries for any."""
    if by.capacity is not Capacity.PARTY or not by.reads_records:
        return []
    known = queries.calendars_of_party(by, by.owner, as_of=as_of)
    sheet = queries.sheet_of(known, as_of=as_of)
    by_name = {(one.plan, one.slug): one for one in known}
    return [
        ReportsDue(by_name[turn.plan, turn.calendar], sheet.tally(turn)) for turn in sheet.of_party.get(by.owner, ())
    ]


def due_reports(by: Actor, *, as_of: datetime) -> list[ReportsDue]:
    """The dates within two weeks, and the one that passed last, while a report is owed by them."""
    found = [one for one in reports_of(by, as_of=as_of) if one.still_owed]
    passed = [one for one in found if one.tally.is_passed][-1:]
    soon = [
        one
        for one in found
        if not one.tally.is_passed and one.tally.turn.due_at <= as_of + timedelta(days=DUE_SOON_DAYS + 1)
    ]
    return passed + soon
