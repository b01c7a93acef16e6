"""What the clock says of reports: who owes which by when, what came, what did not.  Read for one instant, never stored.

A report answers a date of an accepted calendar when it is a published update (or a note that nothing changed) of that party
on that promise, which everybody can read, speaks of a day in the period or after it, and came after the date before had
passed.  A party that does not take part owes none, and neither does one that accepted no calendar.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial

from django.db.models import Q

from entente.foundation.common.actors import Actor
from entente.foundation.common.pieces import PIECE, Piece, in_pieces
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import update_ref
from entente.record.assessment.rules import (
    day_in,
    days_late,
    is_binding,
    midnight_after,
    midnight_before,
    received,
    report_state,
)
from entente.record.assessment.views import Dues, DueView
from entente.record.assessment.words import ReportState
from entente.record.delivery.models import Update
from entente.record.delivery.queries.updates import PUBLISHED
from entente.record.plan.queries import owed_refs

from .calendars import AcceptanceView, CalendarView, DateView, calendars, taking_part

Reports = Mapping[tuple[str, str], list[tuple[datetime, date, str]]]
"""(commitment, party) -> its published updates: (instant from which everybody reads it, day of which it speaks, ref)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A date of a calendar that binds one party.

    opens_at  instant from which a report answers it; due_at: at which the day ends in the capital
    refs      promises on which it reports
    """

    plan: str
    calendar: str
    party: str
    time_zone: str
    period: str
    first_on: date
    due_on: date
    opens_at: datetime
    due_at: datetime
    refs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How one party reports by one date: how many of its promises it owes, in time, late, and nothing."""

    turn: Turn
    owed: int
    in_time: int
    late: int
    nothing: int
    has_begun: bool
    is_passed: bool

    @property
    def reported(self) -> int:
        return self.in_time + self.late


@dataclass(frozen=True, slots=True)
class Sheet:
    """The reporting on one plan at one instant, read once: every binding date and every report that may answer one.

    of_party  party -> its dates, earliest first
    """

    as_of: datetime
    of_party: Mapping[str, tuple[Turn, ...]] = field(default_factory=dict)
    reports: Reports = field(default_factory=dict)

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(turn for turns in self.of_party.values() for turn in turns)

    def due(self, turn: Turn, ref: str) -> DueView:
        """What the clock says of the report on one promise by one date."""
        found = received(self.reports.get((ref, turn.party), ()), first_on=turn.first_on, opens_at=turn.opens_at)
        received_at, update = found or (None, "")
        return DueView(
            calendar=turn.calendar,
            commitment=ref,
            party=turn.party,
            period=turn.period,
            due_on=turn.due_on,
            due_at=turn.due_at,
            state=report_state(due_at=turn.due_at, received_at=received_at, as_of=self.as_of),
            received_at=received_at,
            received_on=day_in(turn.time_zone, received_at) if received_at else None,
            update=update,
            days_after=days_late(received_at, turn.due_on, turn.time_zone) if received_at else 0,
        )

    def dues(self, ref: str, party: str) -> Dues:
        """The date that passed last and the one that comes next, of all calendars that the party accepted."""
        mine = [turn for turn in self.of_party.get(party, ()) if ref in turn.refs]
        last = next((one for one in reversed(mine) if one.due_at <= self.as_of), None)
        ahead = next((one for one in mine if one.due_at > self.as_of), None)
        return Dues(self.due(last, ref) if last else None, self.due(ahead, ref) if ahead else None)

    def late(self) -> Iterator[DueView]:
        """Every promise of which a party has let its last date pass and has reported nothing since."""
        for dues in self.all_dues().values():
            if dues.last is not None and dues.is_late:
                yield dues.last

    def all_dues(self, refs: Collection[str] | None = None) -> dict[tuple[str, str], Dues]:
        """(commitment, party) -> what the clock says of it, for these promises (None: all) where a date binds a party."""
        bound = {
            (ref, party)
            for party, turns in self.of_party.items()
            for turn in turns
            for ref in (turn.refs if refs is None else turn.refs.intersection(refs))
        }
        return {key: self.dues(*key) for key in sorted(bound)}

    def tally(self, turn: Turn) -> Tally:
        states = [self.due(turn, ref).state for ref in turn.refs]
        in_time, late = states.count(ReportState.RECEIVED), states.count(ReportState.LATE)
        return Tally(
            turn,
            len(states),
            in_time,
            late,
            len(states) - in_time - late,
            turn.opens_at <= self.as_of,
            turn.due_at <= self.as_of,
        )

    def passed(self, party: str) -> Turn | None:
        """The date of a party that passed last; None while none has."""
        return next((one for one in reversed(self.of_party.get(party, ())) if one.due_at <= self.as_of), None)

    def current(self, party: str) -> Turn | None:
        """The date that a party reports by now: the one to come whose period has begun, else the last that passed."""
        mine = self.of_party.get(party, ())
        ahead = next((one for one in mine if one.opens_at <= self.as_of < one.due_at), None)
        return ahead or self.passed(party)


def reporting(by: Actor, plan: str, *, as_of: datetime, refs: Collection[str] | None = None, party: str = "") -> Sheet:
    """The reporting on a plan (None: on all its promises) of all parties ("") or of one.

    At most nine queries, and five without an accepted calendar.
    """
    return sheet_of(calendars(by, plan, as_of=as_of), as_of=as_of, refs=refs, party=party)


def sheet_of(
    known: Iterable[CalendarView], *, as_of: datetime, refs: Collection[str] | None = None, party: str = ""
) -> Sheet:
    """The same from calendars that were read already, of one plan or several.  At most four queries."""
    turns = [turn for turn in turns_of(known, as_of=as_of, refs=refs) if party in ("", turn.party)]
    if not turns:
        return Sheet(as_of)
    about = Q(plan__in={turn.plan for turn in turns}) if refs is None else Q(commitment__in=list(refs))
    return Sheet(as_of, _by_party(turns), _reports(about, turns, as_of))


def due_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[DueView]]:
    """What the clock says of every report on a plan: of each party date by date, so many at a time.

    At most nine queries, and one for each piece; a piece is named by all that is told of its date beside the promises.
    """
    turns = turns_of(calendars(by, plan, as_of=as_of), as_of=as_of)
    for turn in (turn for mine in _by_party(turns).values() for turn in mine):
        told = repr(replace(turn, refs=frozenset()))
        yield from in_pieces([(told, ref) for ref in sorted(turn.refs)], partial(_dues, turn, as_of), size)


def _dues(turn: Turn, as_of: datetime, named: Sequence[tuple[str, str]]) -> list[DueView]:
    refs = [ref for _told, ref in named]
    sheet = Sheet(as_of, reports=_reports(Q(commitment__in=refs), [turn], as_of))
    return [sheet.due(turn, ref) for ref in refs]


def _by_party(turns: Iterable[Turn]) -> dict[str, tuple[Turn, ...]]:
    """Party -> its dates, earliest first."""
    found: dict[str, list[Turn]] = {}
    for turn in sorted(turns, key=lambda turn: (turn.party, turn.due_at, turn.calendar)):
        found.setdefault(turn.party, []).append(turn)
    return {party: tuple(mine) for party, mine in found.items()}


def turns_of(known: Iterable[CalendarView], *, as_of: datetime, refs: Collection[str] | None = None) -> Iterator[Turn]:
    """Every date that binds a party, as far as the calendars say, with what it owes at an instant (of `refs`, None: of all).

    At most four queries, and none while nobody has accepted any.
    """
    accepted = [one for one in known if one.accepted_by]
    if not accepted:
        return
    plans = {one.plan for one in accepted}
    zones, owed = taking_part(plans), owed_refs(plans, as_of=as_of, refs=refs)
    for calendar in accepted:
        for acceptance in calendar.acceptances:
            zone = zones.get((calendar.plan, acceptance.party))
            if zone and acceptance.accepted_at:
                everything = owed.get((calendar.plan, acceptance.party), ())
                mine = frozenset(acceptance.promises or everything) & frozenset(everything)
                yield from _turns(calendar, acceptance, zone, mine)


def _turns(calendar: CalendarView, acceptance: AcceptanceView, zone: str, refs: frozenset[str]) -> Iterator[Turn]:
    before: DateView | None = None
    for one in calendar.dates:
        due_at = midnight_after(one.due_on, zone)
        opens_at = midnight_before(one.first_on, zone)
        if before is not None:
            opens_at = max(opens_at, midnight_after(before.due_on, zone))
        before = one
        assert acceptance.accepted_at is not None  # asked by the caller
        if is_binding(due_at, accepted_at=acceptance.accepted_at, ended_at=acceptance.ended_at):
            yield Turn(
                plan=calendar.plan,
                calendar=calendar.slug,
                party=acceptance.party,
                time_zone=zone,
                period=one.period,
                first_on=one.first_on,
                due_on=one.due_on,
                opens_at=opens_at,
                due_at=due_at,
                refs=refs,
            )


def _reports(about: Q, turns: Collection[Turn], as_of: datetime) -> Reports:
    """One query."""
    rows = Update.objects.filter(
        about,
        tier=Tier.PUBLIC,
        status__in=PUBLISHED,
        owner__in={turn.party for turn in turns},
        public_at__lte=as_of,
        public_at__gte=min(turn.opens_at for turn in turns),
        as_of_on__gte=min(turn.first_on for turn in turns),
    ).order_by("pk")
    found: dict[tuple[str, str], list[tuple[datetime, date, str]]] = {}
    for commitment, owner, public_at, on, number in rows.values_list(
        "commitment", "owner", "public_at", "as_of_on", "number"
    ):
        assert public_at is not None  # asked for above
        found.setdefault((commitment, owner), []).append((public_at, on, update_ref(commitment, owner, number)))
    return found
