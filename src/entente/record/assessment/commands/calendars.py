"""Writes of calendars: proposed to all parties, accepted or ended by each for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.words import WordingStatus
from entente.record.assessment import rules
from entente.record.assessment.models import Acceptance, Calendar, CalendarDate, CalendarPromise
from entente.record.assessment.rules import DateFacts
from entente.record.assessment.words import CALENDAR_TRANSITIONS, CalendarState
from entente.record.delivery.rules import require_slug, require_wording
from entente.record.plan.models import Participation, Plan
from entente.record.plan.queries import owed_refs
from entente.record.plan.words import PlanStatus, Standing


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """A calendar to propose; see the fields of Calendar.

    promises  party code -> refs on which it reports; a party without any reports on all that it owes
    """

    plan: str
    slug: str
    title: Wording
    letter: Wording
    dates: Sequence[DateFacts]
    promises: Mapping[str, Sequence[str]] = field(default_factory=dict)
    call_days: int = 30
    reminder_days: int = 7


@transaction.atomic
def propose_calendar(facts: CalendarFacts, *, by: Actor, at: datetime) -> Calendar:
    """Propose dates to the parties of an adopted plan.  It binds nobody, and once proposed it never changes.

    Raises ActionDenied, RuleBroken.
    """
    require(rules.can_propose_calendar(by))
    _require_right(facts, at=at)
    calendar = Calendar.objects.create(
        owner=by.owner,
        tier=Tier.PUBLIC,
        made_at=at,
        plan=facts.plan,
        slug=facts.slug,
        title=facts.title,
        letter=facts.letter,
        call_days=facts.call_days,
        reminder_days=facts.reminder_days,
        post=by.post,
    )
    CalendarDate.objects.bulk_create(
        CalendarDate(
            calendar=calendar,
            period=str(one.period),
            first_on=one.period.first_on,
            last_on=one.period.last_on,
            due_on=one.due_on,
        )
        for one in facts.dates
    )
    CalendarPromise.objects.bulk_create(
        CalendarPromise(calendar=calendar, party=party, commitment=ref)
        for party, refs in facts.promises.items()
        for ref in sorted(set(refs))
    )
    _note_words(calendar, by)
    dates = [{"period": str(one.period), "due_on": one.due_on.isoformat()} for one in facts.dates]
    promises = {party: sorted(set(refs)) for party, refs in facts.promises.items() if refs}
    words = {"title": facts.title, "letter": facts.letter}
    days = {"call_days": facts.call_days, "reminder_days": facts.reminder_days}
    _record(calendar, "propose", by=by, at=at, dates=dates, promises=promises, **words, **days)
    return calendar


@transaction.atomic
def withdraw_calendar(calendar: Calendar, *, by: Actor, at: datetime) -> Calendar:
    """Take a calendar back that nobody has accepted.  Raises ActionDenied, InvalidTransition."""
    row = _locked(calendar)
    accepted = list(row.acceptances.values_list("party", flat=True))
    require(rules.can_withdraw_calendar(by, owner=row.owner, accepted_by=accepted))
    _require_open(row)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    _record(row, "withdraw", by=by, at=at)
    return row


@transaction.atomic
def accept_calendar(calendar: Calendar, *, by: Actor, at: datetime) -> Acceptance:
    """Bind one's own party to the dates of a calendar that are still to come.

    Dates that have passed bind nobody.  Raises ActionDenied, InvalidTransition (accepted before, ended, taken back),
    RuleBroken (no date left; a clock that stands before the proposal).
    """
    row = _locked(calendar)
    part = Participation.objects.filter(plan__slug=row.plan, party__code=by.owner).select_related("party").first()
    takes_part = None if part is None else part.standing == Standing.TAKING_PART
    require(rules.can_accept_calendar(by, takes_part=takes_part))
    assert part is not None  # the rule refuses who is no party
    _require_open(row)
    rules.require_clock(at, row.made_at)
    known = Acceptance.objects.filter(calendar=row, party=by.owner).first()
    now = known.status if known else CalendarState.PROPOSED
    require_transition(CALENDAR_TRANSITIONS, now, CalendarState.ACCEPTED, f"The calendar “{row.slug}” for {by.owner}")
    last = row.dates.order_by("due_on").values_list("due_on", flat=True).last()
    if last is None or rules.midnight_after(last, part.party.time_zone) <= at:
        raise RuleBroken(f"All dates of the calendar “{row.slug}” have passed; propose a new one.")
    accepted = Acceptance.objects.create(calendar=row, party=by.owner, accepted_at=at, accepted_by=by.post)
    _record(row, "accept", by=by, at=at, party=by.owner)
    return accepted


@transaction.atomic
def end_calendar(calendar: Calendar, *, by: Actor, at: datetime) -> Acceptance:
    """Let one's own party go from the dates still to come; those that have passed stay as they were.

    Raises ActionDenied, InvalidTransition (never accepted, ended before).
    """
    row = _locked(calendar)
    require(rules.can_end_calendar(by, party=by.owner))
    known = Acceptance.objects.select_for_update().filter(calendar=row, party=by.owner).first()
    now = known.status if known else CalendarState.PROPOSED
    require_transition(CALENDAR_TRANSITIONS, now, CalendarState.ENDED, f"The calendar “{row.slug}” for {by.owner}")
    assert known is not None  # nothing goes from proposed to ended
    # A clock that jumped back does not end it before it was accepted.
    known.status, known.ended_at, known.ended_by = CalendarState.ENDED, max(at, known.accepted_at), by.post
    known.save(update_fields=["status", "ended_at", "ended_by"])
    _record(row, "end", by=by, at=at, party=by.owner)
    return known


def _require_right(facts: CalendarFacts, *, at: datetime) -> None:
    require_slug(facts.slug, "The calendar")
    require_wording(facts.title, "The name of the calendar")
    require_wording(facts.letter, "The call letter")
    rules.require_dates(facts.dates)
    rules.require_days(facts.call_days, facts.reminder_days)
    if not Plan.objects.filter(slug=facts.plan, status=PlanStatus.ADOPTED).exists():
        raise RuleBroken(f"{facts.plan} is no adopted plan; a calendar is proposed for one that is in force.")
    if Calendar.objects.filter(plan=facts.plan, slug=facts.slug).exists():
        raise RuleBroken(f"{facts.plan} has a calendar “{facts.slug}” already; give this one another name.")
    owed = {party: refs for (_plan, party), refs in owed_refs([facts.plan], as_of=at).items()}
    rules.require_promises(facts.promises, owed)


def _require_open(calendar: Calendar) -> None:
    if calendar.withdrawn_at is not None:
        raise InvalidTransition(f"The calendar “{calendar.slug}” was taken back by who proposed it.")


def _locked(calendar: Calendar) -> Calendar:
    """Two who act on it at once come one after the other."""
    return Calendar.objects.select_for_update().get(pk=calendar.pk)


def _note_words(calendar: Calendar, by: Actor) -> None:
    status = WordingStatus.REVIEWED if by.capacity is Capacity.PARTY else WordingStatus.PROJECT
    subject = f"{calendar.plan}/calendars/{calendar.slug}"
    note_states([Worded(subject, name, getattr(calendar, name), status) for name in ("title", "letter")])


def _record(calendar: Calendar, verb: str, *, by: Actor, at: datetime, **content: object) -> None:
    ledger.record(
        by, f"assessment.calendar.{verb}", calendar.plan, at=at, public=True, calendar=calendar.slug, **content
    )
