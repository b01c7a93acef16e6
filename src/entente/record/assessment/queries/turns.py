"""The instants at which the public pages of a plan change by the clock alone: when a static copy of them grows old.

Counted days ("nothing for 41 days") grow every midnight and are no turn: a page prints the instant that it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q

from entente.foundation.common.actors import PUBLIC, SYSTEM, Actor
from entente.foundation.common.records import Record, Tier, readable
from entente.foundation.directory.models import Party
from entente.record.assessment.models import Finding, Inquiry, Status
from entente.record.assessment.rules import midnight_after, midnight_before
from entente.record.delivery import queries as delivery
from entente.record.delivery.models import (
    Activity,
    BasisChange,
    Candidate,
    Lead,
    Milestone,
    Obstacle,
    Rhythm,
    Session,
    StageMark,
    Update,
    Window,
)
from entente.record.delivery.rules import STILL_OWED
from entente.record.delivery.rules.clock import renewal_day
from entente.record.plan import queries as plans
from entente.record.verification.models import Claim

from .calendars import calendars
from .dues import turns_of

UNDER_EMBARGO: tuple[type[Record], ...] = (
    Update,
    Status,
    Finding,
    Inquiry,
    Claim,
    Milestone,
    Activity,
    Candidate,
    Obstacle,
    Rhythm,
    BasisChange,
    Lead,
    Window,
    Session,
    StageMark,
)
"""Tables of which a public page shows rows as soon as their embargo is over."""


def next_turns(plan: str, *, as_of: datetime, until: datetime | None = None) -> list[datetime]:
    """Instants after `as_of` (and up to `until`) at which public pages of a plan change by themselves, soonest first.

    For whoever publishes, and never to be shown: the ends of embargoes are among them.  The same number of queries for any
    number of promises.
    """
    return _sorted({*_told(SYSTEM, plan, as_of), *_embargoes(plan, as_of)}, as_of, until)


def public_turns(plan: str, *, as_of: datetime, until: datetime | None = None) -> list[datetime]:
    """Those of them that may be told: they follow from what everybody can read already."""
    return _sorted(set(_told(PUBLIC, plan, as_of)), as_of, until)


def _sorted(found: set[datetime], as_of: datetime, until: datetime | None) -> list[datetime]:
    return sorted(one for one in found if as_of < one and (until is None or one <= until))


def _told(by: Actor, plan: str, as_of: datetime) -> Iterator[datetime]:
    yield from _calendars(plan, as_of)
    yield from _checks(by, plan, as_of)
    yield from _days(by, plan, as_of)
    yield from plans.days_to_come(plan, as_of=as_of)


def _calendars(plan: str, as_of: datetime) -> Iterator[datetime]:
    for turn in turns_of(calendars(PUBLIC, plan, as_of=as_of), as_of=as_of):
        yield turn.opens_at
        yield turn.due_at


def _embargoes(plan: str, as_of: datetime) -> Iterator[datetime]:
    for table in UNDER_EMBARGO:
        rows = table.objects.filter(_of(table, plan), tier=Tier.PUBLIC, embargo_until__gt=as_of)  # type: ignore[attr-defined]  # a concrete table
        yield from rows.order_by("embargo_until").values_list("embargo_until", flat=True).distinct()


def _of(table: type[Record], plan: str) -> Q:
    """Rows of a plan: by its slug, by the promise or by the activity, whichever a table keeps."""
    names = {field.name for field in table._meta.get_fields()}
    if "plan" in names:
        return Q(plan=plan)
    return Q(commitment__startswith=f"{plan}/") if "commitment" in names else Q(activity__plan=plan)


def _checks(by: Actor, plan: str, as_of: datetime) -> Iterator[datetime]:
    """From then on evidence that nobody has checked is “not verified in time”."""
    rows = Claim.objects.filter(readable(by, as_of=as_of), plan=plan, tier=Tier.PUBLIC, check_due_at__gte=as_of)
    for due_at in rows.order_by("check_due_at").values_list("check_due_at", flat=True).distinct():
        assert due_at is not None  # asked for above
        yield due_at + timedelta(microseconds=1)


def _days(by: Actor, plan: str, as_of: datetime) -> Iterator[datetime]:
    """Midnights: in the capital of a party for what is its own, in UTC for the rest."""
    zones = dict(Party.objects.values_list("code", "time_zone"))

    def begins(on: date, owner: str = "") -> datetime:
        return midnight_before(on, zones.get(owner, "UTC"))

    def ends(on: date, owner: str = "") -> datetime:
        return midnight_after(on, zones.get(owner, "UTC"))

    earliest = as_of.astimezone(UTC).date() - timedelta(days=2)
    seen = Q(readable(by, as_of=as_of), plan=plan, tier=Tier.PUBLIC)
    owed = Milestone.objects.filter(seen, status__in=STILL_OWED, due_last_on__gte=earliest)
    for owner, due_last_on in owed.order_by("owner", "due_last_on").values_list("owner", "due_last_on").distinct():
        yield ends(due_last_on, owner)
    for window in delivery.windows_on_plan(PUBLIC, plan, as_of=as_of):
        yield begins(window.first_on)
        yield ends(window.last_on)
    for rhythm in delivery.rhythms_on(PUBLIC, [plan], as_of=as_of):
        yield ends(rhythm.due_on, rhythm.owner)
        yield begins(rhythm.silent_from, rhythm.owner)
    terms = Activity.objects.filter(seen, term_last_on__gte=earliest)
    ends_of_terms = terms.order_by("term_last_on", "renewal_days").values_list("term_last_on", "renewal_days")
    for last_on, renewal_days in ends_of_terms.distinct():
        assert last_on is not None  # asked for above
        yield ends(last_on)
        yield begins(renewal_day(last_on, renewal_days or 0))
