"""Calendars as they stand at an instant: their dates, whom they bind, on which promises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import grouped, prepared
from entente.foundation.common.reading import remembered
from entente.foundation.common.records import readable
from entente.record.assessment.models import Acceptance, Calendar, CalendarDate, CalendarPromise
from entente.record.assessment.words import CalendarState
from entente.record.plan.models import Participation
from entente.record.plan.words import Standing


@dataclass(frozen=True, slots=True)
class DateView:
    """One date: the report on a period is in time until the end of `due_on` in each capital."""

    period: str
    first_on: date
    last_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class AcceptanceView:
    """Where one party stands with a calendar.  accepted_at, ended_at: None while it has not; post: that accepted.

    promises  refs on which it reports by it; () for all that it owes
    """

    party: str
    state: CalendarState
    accepted_at: datetime | None
    post: str
    ended_at: datetime | None
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A calendar.  owner, post: who proposed it; acceptances: one for each party of the plan, in the plan's order."""

    plan: str
    slug: str
    title: Wording
    letter: Wording
    call_days: int
    reminder_days: int
    owner: str
    post: str
    proposed_at: datetime
    withdrawn_at: datetime | None
    dates: tuple[DateView, ...]
    acceptances: tuple[AcceptanceView, ...]

    def acceptance(self, party: str) -> AcceptanceView | None:
        """None for somebody who is no party of the plan."""
        return next((one for one in self.acceptances if one.party == party), None)

    @property
    def accepted_by(self) -> tuple[str, ...]:
        """Codes of the parties that have ever accepted it."""
        return tuple(one.party for one in self.acceptances if one.accepted_at is not None)


@remembered
def calendars(by: Actor, plan: str, *, as_of: datetime) -> list[CalendarView]:
    """The calendars of a plan, earliest proposal first, those taken back among them.  Five queries."""
    return _views(_rows_of_plan(by, plan, as_of), as_of)


@prepared
def _rows_of_plan(by: Actor, plan: str, as_of: datetime) -> QuerySet[Calendar]:
    return _rows(by, as_of).filter(plan=plan)


def calendar_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[CalendarView]]:
    """The same, so many at a time.  One query, and five for each piece."""
    return rows_in_pieces(_rows(by, as_of).filter(plan=plan), lambda rows: _views(rows, as_of), size)


def get_calendar(by: Actor, plan: str, slug: str, *, as_of: datetime) -> CalendarView:
    """One calendar.  Raises NotVisible."""
    found = _views(_rows(by, as_of).filter(plan=plan, slug=slug), as_of)
    if not found:
        raise NotVisible(f"There is no calendar “{slug}” of {plan} here.")
    return found[0]


def get_calendar_row(by: Actor, plan: str, slug: str, *, as_of: datetime) -> Calendar:
    """The row that a command takes.  Raises NotVisible."""
    row = _rows(by, as_of).filter(plan=plan, slug=slug).first()
    if row is None:
        raise NotVisible(f"There is no calendar “{slug}” of {plan} here.")
    return row


def calendars_of_party(by: Actor, party: str, *, as_of: datetime) -> list[CalendarView]:
    """The calendars that bind a party now, over all plans.  Five queries."""
    bound = Acceptance.objects.filter(party=party, accepted_at__lte=as_of).exclude(ended_at__lte=as_of)
    return _views(_rows(by, as_of).filter(pk__in=bound.values("calendar")), as_of)


def taking_part(plans: Collection[str]) -> dict[tuple[str, str], str]:
    """(plan, party) -> time zone of its capital, of the parties that take part.  One query."""
    rows = Participation.objects.filter(plan__slug__in=plans, standing=Standing.TAKING_PART).order_by("pk")
    return {
        (plan, party): zone for plan, party, zone in rows.values_list("plan__slug", "party__code", "party__time_zone")
    }


def _rows(by: Actor, as_of: datetime) -> QuerySet[Calendar]:
    return Calendar.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of).order_by("made_at", "slug")


def _views(rows: Iterable[Calendar], as_of: datetime) -> list[CalendarView]:
    kept = list(rows)
    keys = [row.pk for row in kept]
    dates = grouped(_date_rows(keys), lambda one: one.calendar_id)
    promises = grouped(_promise_rows(keys), lambda one: one.calendar_id)
    acceptances = grouped(_acceptance_rows(keys), lambda one: one.calendar_id)
    parts: dict[str, list[str]] = {}
    for plan, party in _parties(sorted({row.plan for row in kept})):
        parts.setdefault(plan, []).append(party)
    return [
        _view(
            row,
            dates.get(row.pk, ()),
            promises.get(row.pk, ()),
            acceptances.get(row.pk, ()),
            parts.get(row.plan, ()),
            as_of,
        )
        for row in kept
    ]


@prepared
def _date_rows(calendars: Collection[UUID]) -> QuerySet[CalendarDate]:
    return CalendarDate.objects.filter(calendar__in=calendars).order_by("due_on", "pk")


@prepared
def _promise_rows(calendars: Collection[UUID]) -> QuerySet[CalendarPromise]:
    return CalendarPromise.objects.filter(calendar__in=calendars).order_by("pk")


@prepared
def _acceptance_rows(calendars: Collection[UUID]) -> QuerySet[Acceptance]:
    return Acceptance.objects.filter(calendar__in=calendars).order_by("pk")


@prepared
def _parties(plans: Collection[str]) -> QuerySet[Participation, tuple[str, str]]:
    rows = Participation.objects.filter(plan__slug__in=plans).order_by("position", "pk")
    return rows.values_list("plan__slug", "party__code")


def _view(
    row: Calendar,
    dates: Iterable[CalendarDate],
    promises: Iterable[CalendarPromise],
    acceptances: Iterable[Acceptance],
    parties: Iterable[str],
    as_of: datetime,
) -> CalendarView:
    accepted = {one.party: one for one in acceptances if one.accepted_at <= as_of}
    chosen: dict[str, list[str]] = {}
    for one in promises:
        chosen.setdefault(one.party, []).append(one.commitment)
    return CalendarView(
        plan=row.plan,
        slug=row.slug,
        title=row.title,
        letter=row.letter,
        call_days=row.call_days,
        reminder_days=row.reminder_days,
        owner=row.owner,
        post=row.post,
        proposed_at=row.made_at,
        withdrawn_at=row.withdrawn_at if row.withdrawn_at and row.withdrawn_at <= as_of else None,
        dates=tuple(DateView(one.period, one.first_on, one.last_on, one.due_on) for one in dates),
        acceptances=tuple(
            _acceptance(party, accepted.get(party), tuple(sorted(chosen.get(party, ()))), as_of) for party in parties
        ),
    )


def _acceptance(party: str, row: Acceptance | None, promises: tuple[str, ...], as_of: datetime) -> AcceptanceView:
    if row is None:
        return AcceptanceView(party, CalendarState.PROPOSED, None, "", None, promises)
    ended_at = row.ended_at if row.ended_at and row.ended_at <= as_of else None
    state = CalendarState.ENDED if ended_at else CalendarState.ACCEPTED
    return AcceptanceView(party, state, row.accepted_at, row.accepted_by, ended_at, promises)
