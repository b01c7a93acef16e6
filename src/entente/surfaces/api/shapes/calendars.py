"""Calendars for reports: by when which party reports on what, and what the clock says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """One date.  The report on the period is in time until the end of `due_on` in the capital of each party."""

    period: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSide:
    """Where one party stands with a calendar.

    state     proposed (it has accepted nothing and cannot be late), accepted or ended
    promises  refs on which it reports; empty: on all that it owes
    """

    party: str
    state: str
    accepted_at: datetime | None
    ended_at: datetime | None
    promises: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A calendar.  withdrawn_at: taken back before anybody accepted it."""

    name: str
    title: Wording
    letter: Wording
    owner: str
    post: str
    proposed_at: datetime
    withdrawn_at: datetime | None
    call_days: int
    reminder_days: int
    dates: list[CalendarDate]
    sides: list[CalendarSide]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDue:
    """One report that a party accepted to give.

    due_at      instant at which its date ends in the capital of the party
    state       due, received, nothing or late, as of the instant of the answer: "nothing" is reached by the clock alone
    received_at when everybody could first read a report that answers it
    days_after  days between the date and a late report
    """

    commitment: str
    party: str
    calendar: str
    period: str
    due_on: date
    due_at: datetime
    state: str
    received_at: datetime | None
    update: str
    days_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendars:
    """The calendars of a plan; of each promise and party that they bind the date that passed last and the next one.

    as_of        instant of which the states speak
    next_turns   instants at which this answer or a page of the plan changes by the clock alone
    """

    language: str | None
    as_of: datetime
    items: list[Calendar]
    reports: list[ReportDue]
    next_turns: list[datetime]
