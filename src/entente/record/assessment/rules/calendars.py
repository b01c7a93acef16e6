"""Who may propose, accept and end a calendar, when a report is due, and what the clock says of it.  Pure.

A report is due by a day.  It is in time until that day ends in the party's own capital; from the next instant on it is late.
Whether a party is late follows from the instant asked about: nobody notes it and nothing keeps it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.periods import Period
from entente.foundation.common.rights import may
from entente.record.assessment.words import ReportState

DATES_MAX = 60
"""Dates of one calendar: fifteen years of quarters.  More are another calendar."""

DAYS_MAX = 365
"""Days between the end of a period and its date, and between a letter and the date it calls for."""


@dataclass(frozen=True, slots=True)
class DateFacts:
    """One date of a calendar to be."""

    period: Period
    due_on: date


def can_propose_calendar(by: Actor) -> Decision:
    """The keeper, a secretariat or a party proposes; it binds nobody before they accept."""
    return may(by, "calendar.propose")


def can_withdraw_calendar(by: Actor, *, owner: str, accepted_by: Collection[str]) -> Decision:
    """Its proposer takes it back, as long as nobody has accepted it."""
    if by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("only who proposed a calendar takes it back")
    if accepted_by:
        return Denied("a party has accepted this calendar; each party ends it for itself")
    return may(by, "calendar.propose")


def can_accept_calendar(by: Actor, *, takes_part: bool | None) -> Decision:
    """A party binds itself, and nobody binds another.  takes_part: None for whoever is no party of the plan."""
    allowed = may(by, "calendar.accept")
    if allowed and takes_part is None:
        return Denied("your side is no party of this plan")
    if allowed and not takes_part:
        return Denied("your side does not take part in this record yet; say first that it does")
    return allowed


def can_end_calendar(by: Actor, *, party: str) -> Decision:
    """A party lets go of the dates that are still to come; those that have passed stay as they were."""
    allowed = may(by, "calendar.accept")
    return Denied("only the party itself ends what it accepted") if allowed and by.owner != party else allowed


def require_dates(dates: Sequence[DateFacts]) -> None:
    """Raise RuleBroken unless these are dates of one calendar: in order, each after its period, none twice."""
    if not dates:
        raise RuleBroken("A calendar has at least one date; say which period ends it and by when the report is due.")
    if len(dates) > DATES_MAX:
        raise RuleBroken(f"A calendar has at most {DATES_MAX} dates, not {len(dates)}; propose a second one later.")
    for one in dates:
        if one.due_on < one.period.last_on:
            raise RuleBroken(
                f"The report on {one.period} is due on {one.due_on}, before that period ends; give a day from "
                f"{one.period.last_on} on."
            )
    for earlier, later in pairwise(dates):
        if later.period.first_on <= earlier.period.last_on or later.due_on <= earlier.due_on:
            raise RuleBroken(
                f"The period {later.period} (due {later.due_on}) does not follow {earlier.period} (due {earlier.due_on}); "
                "put them in order, without overlaps."
            )


def require_days(call_days: int, reminder_days: int) -> None:
    """Raise RuleBroken unless the letter goes out before the reminder, and both within a year."""
    if not 0 <= reminder_days <= call_days <= DAYS_MAX:
        raise RuleBroken(
            f"The call letter goes out {call_days} days before a date and the reminder {reminder_days}; give at most "
            f"{DAYS_MAX} days, and no more for the reminder than for the letter."
        )


def require_promises(chosen: Mapping[str, Collection[str]], owed: Mapping[str, Collection[str]]) -> None:
    """Raise RuleBroken unless each party owes what it is to report on.  chosen, owed: party code -> refs."""
    for party, refs in chosen.items():
        if party not in owed:
            raise RuleBroken(f"“{party}” is no party of this plan that owes a promise.")
        if strangers := sorted(set(refs) - set(owed[party])):
            raise RuleBroken(
                f"{party} does not owe {strangers[0].partition('/')[2]}; name only promises that it owes, or none for all."
            )


def require_clock(at: datetime, proposed_at: datetime) -> None:
    """Raise RuleBroken when this machine's clock stands before the proposal: a date that has passed would count as ahead."""
    if at < proposed_at:
        raise RuleBroken(
            f"This calendar was proposed on {proposed_at:%Y-%m-%d %H:%M} UTC, and the clock of this machine says "
            f"{at:%Y-%m-%d %H:%M}; have the clock set right and accept it then."
        )


def every(months: int, *, from_on: date, count: int, due_days: int) -> list[DateFacts]:
    """Periods of so many months from the first of a month on, each due so many days after its last day."""
    if from_on.day != 1:
        raise RuleBroken(f"The first period begins on {from_on}; give the first day of a month.")
    dates, first = [], from_on
    for _at in range(count):
        last = _last_day(first, months)
        dates.append(DateFacts(Period.parse(f"{first}/{last}"), last + timedelta(days=due_days)))
        first = last + timedelta(days=1)
    return dates


def _last_day(first: date, months: int) -> date:
    whole = first.month - 1 + months - 1
    year, month = first.year + whole // 12, whole % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def midnight_after(on: date, time_zone: str) -> datetime:
    """The instant (UTC) at which a day ends in a capital, whatever its clocks do that night."""
    return datetime.combine(on + timedelta(days=1), time.min, ZoneInfo(time_zone)).astimezone(UTC)


def midnight_before(on: date, time_zone: str) -> datetime:
    """The instant (UTC) at which a day begins in a capital."""
    return midnight_after(on - timedelta(days=1), time_zone)


def is_binding(due_at: datetime, *, accepted_at: datetime, ended_at: datetime | None) -> bool:
    """A date binds when it was still to come at the acceptance, and had passed or stood when the party ended it."""
    return accepted_at < due_at and (ended_at is None or due_at <= ended_at)


def report_state(*, due_at: datetime, received_at: datetime | None, as_of: datetime) -> ReportState:
    """What the clock says of one report.  received_at: None while there is none."""
    if received_at is None:
        return ReportState.NOTHING if due_at <= as_of else ReportState.AHEAD
    return ReportState.RECEIVED if received_at < due_at else ReportState.LATE


def days_late(received_at: datetime, due_on: date, time_zone: str) -> int:
    """How many days after its date a report came, by the calendar of the capital; 0 for one in time."""
    return max(0, (day_in(time_zone, received_at) - due_on).days)


def day_in(time_zone: str, at: datetime) -> date:
    """Which day it is in a capital."""
    return at.astimezone(ZoneInfo(time_zone)).date()


def received(
    reports: Iterable[tuple[datetime, date, str]], *, first_on: date, opens_at: datetime
) -> tuple[datetime, str] | None:
    """The first report that answers a date: (instant, ref of the update); None for none.

    reports: (instant from which everybody reads it, day of which it speaks, ref).  One that speaks of a day before the period
    answers an earlier date, and so does one that came before the date before had passed.
    """
    answers = [(public_at, ref) for public_at, on, ref in reports if public_at >= opens_at and on >= first_on]
    return min(answers, default=None)
