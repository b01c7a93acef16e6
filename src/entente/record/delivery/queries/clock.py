"""What the calendar says of promises at an instant: derived from what is on record, never stored.

A party's rhythm is read by the date in its own capital, everything else by the date in UTC.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.prepared import prepared, prepared_along
from entente.foundation.common.reading import remembered
from entente.foundation.common.records import readable
from entente.foundation.directory.queries import parties
from entente.record.delivery.models import Activity, BasisChange, Rhythm, Service
from entente.record.delivery.rules.clock import RhythmState, Sign, counts, latest, rhythm_state

from .activities import activity_rows, serving, views, whole_rows
from .signs import signs_on
from .views import ActivityView
from .windows import WindowView, windows_among


class OfPromise(Protocol):
    """Something that is about one promise."""

    @property
    def commitment(self) -> str: ...


View = TypeVar("View", bound=OfPromise)

NAMED_MAX = 200
"""A page names its promises to the database; for more of them the whole plan is read, and no limit of parameters is met."""


@dataclass(frozen=True, slots=True)
class RhythmView:
    """How one side's rhythm for a promise is kept.

    last      the last sign of activity, None while there was none
    days      since that, or since `from_on` while there was none
    due_on    last day on which the next sign is in time; silent_from: first day on which it has been silent too long
    document  slug of the source that gives the rhythm, "" for none
    signs     every sign of activity that counts for it up to today, the earliest first
    """

    commitment: str
    subject: str
    owner: str
    every_days: int
    longest_days: int
    reason: Wording
    from_on: date
    document: str
    source_address: str
    state: RhythmState
    last: Sign | None
    days: int
    due_on: date
    silent_from: date
    signs: tuple[Sign, ...] = ()

    @property
    def last_on(self) -> date | None:
        return self.last.on if self.last else None


@dataclass(frozen=True, slots=True)
class BasisChangeView:
    """What a promise rested on has lapsed or changed."""

    commitment: str
    subject: str
    owner: str
    post: str
    basis: Wording
    note: Wording
    happened: str
    last_on: date
    document: str
    source_address: str


@dataclass(frozen=True, slots=True)
class RenewalView:
    """A term that nears its end, or is over.  due_on: since when it is to be looked at."""

    activity: str
    title: Wording
    owner: str
    parties: tuple[str, ...]
    commitments: tuple[str, ...]
    due_on: date
    term_last_on: date
    is_over: bool


@dataclass(frozen=True, slots=True)
class ClockView:
    """What the calendar says of one promise.  windows: earliest first; the last one counts.  today: the date in UTC."""

    commitment: str
    today: date
    rhythms: tuple[RhythmView, ...] = ()
    windows: tuple[WindowView, ...] = ()
    basis_changes: tuple[BasisChangeView, ...] = ()
    renewals: tuple[RenewalView, ...] = ()

    @property
    def is_window_closed(self) -> bool:
        """Whether there are outside dates and the last of them have passed."""
        return bool(self.windows) and self.windows[-1].is_closed(self.today)


def clock_on(by: Actor, commitment: str, *, as_of: datetime) -> ClockView:
    """What the calendar says of one promise and its clauses."""
    return clocks(by, [commitment], as_of=as_of)[commitment]


@remembered
def clocks(by: Actor, commitments: Sequence[str], *, as_of: datetime) -> dict[str, ClockView]:
    """What the calendar says of each of these promises of one plan.  The same number of queries for any number."""
    if not commitments:
        return {}
    plan = commitments[0].partition("/")[0]
    named = len(commitments) <= NAMED_MAX
    which = Q(commitment__in=commitments) if named else Q(commitment__startswith=f"{plan}/")
    today = as_of.astimezone(UTC).date()
    rhythms = _by_promise(_rhythms(by, which, as_of=as_of))
    windows = _by_promise(windows_among(by, which, as_of=as_of))
    changes = _by_promise(_basis_changes(by, which, as_of=as_of))
    renewals: dict[str, list[RenewalView]] = {}
    terms = _terms(by, serving(by, commitments, as_of=as_of), as_of) if named else _terms_of_plan(by, plan, as_of)
    for renewal in _renewals(by, terms, as_of=as_of):
        for ref in renewal.commitments:
            renewals.setdefault(ref, []).append(renewal)
    return {
        ref: ClockView(
            commitment=ref,
            today=today,
            rhythms=tuple(rhythms.get(ref, ())),
            windows=tuple(windows.get(ref, ())),
            basis_changes=tuple(changes.get(ref, ())),
            renewals=tuple(renewals.get(ref, ())),
        )
        for ref in commitments
    }


def rhythms_on(by: Actor, plans: Collection[str], *, as_of: datetime) -> list[RhythmView]:
    """Every rhythm set for promises of these plans, the longest silence first.  The same number of queries for any."""
    found = _rhythms(by, Q(commitment__in=Rhythm.objects.filter(plan__in=plans).values("commitment")), as_of=as_of)
    return sorted(found, key=lambda view: (view.silent_from, view.subject, view.owner))


def renewals_due(by: Actor, *, as_of: datetime, within_days: int = 0) -> list[RenewalView]:
    """Every term whose renewal is due, or will be within some days, soonest end first."""
    rows = whole_rows(activity_rows(by, as_of=as_of).filter(term_last_on__isnull=False), by, as_of)
    found = _renewals(by, rows, as_of=as_of, within_days=within_days)
    return sorted(found, key=lambda view: (view.term_last_on, view.activity))


def _rhythms(by: Actor, which: Q, *, as_of: datetime) -> list[RhythmView]:
    rows = _rhythm_rows(by, which, as_of)
    if not rows:
        return []
    zones = {party.code: ZoneInfo(party.time_zone) for party in parties()}
    signs = _by_promise(signs_on(by, which, as_of=as_of))
    return [_rhythm(row, signs.get(row.commitment, []), zones.get(row.owner), as_of) for row in rows]


@prepared_along("commitment")
def _rhythm_rows(by: Actor, which: Q, as_of: datetime) -> QuerySet[Rhythm]:
    rows = Rhythm.objects.filter(readable(by, as_of=as_of), which, made_at__lte=as_of)
    return rows.select_related("citation__document").order_by("subject", "owner", "pk")


def _rhythm(row: Rhythm, signs: Iterable[Sign], zone: ZoneInfo | None, as_of: datetime) -> RhythmView:
    today = as_of.astimezone(zone or UTC).date()
    mine = [sign for sign in signs if counts(sign, subject=row.subject, owner=row.owner, is_party=zone is not None)]
    last = latest(mine, today)
    since = max(last.on, row.from_on) if last else row.from_on
    days = max((today - since).days, 0)
    document = row.citation.document if row.citation else None
    return RhythmView(
        commitment=row.commitment,
        subject=row.subject,
        owner=row.owner,
        every_days=row.every_days,
        longest_days=row.longest_days,
        reason=row.reason,
        from_on=row.from_on,
        document=document.slug if document else "",
        source_address=document.address if document else "",
        state=rhythm_state(days, every_days=row.every_days, longest_days=row.longest_days),
        last=last,
        days=days,
        due_on=since + timedelta(days=row.every_days),
        silent_from=since + timedelta(days=row.longest_days + 1),
        signs=tuple(sorted((sign for sign in mine if sign.on <= today), key=lambda sign: (sign.on, sign.ref))),
    )


def _basis_changes(by: Actor, which: Q, *, as_of: datetime) -> list[BasisChangeView]:
    return [
        BasisChangeView(
            commitment=row.commitment,
            subject=row.subject,
            owner=row.owner,
            post=row.post,
            basis=row.basis,
            note=row.note,
            happened=row.happened,
            last_on=row.last_on,
            document=row.citation.document.slug,
            source_address=row.citation.document.address,
        )
        for row in _basis_rows(by, which, as_of)
    ]


@prepared_along("commitment")
def _basis_rows(by: Actor, which: Q, as_of: datetime) -> QuerySet[BasisChange]:
    rows = BasisChange.objects.filter(readable(by, as_of=as_of), which, made_at__lte=as_of)
    return rows.select_related("citation__document").order_by("first_on", "owner", "pk")


def _terms(by: Actor, keys: Sequence[UUID], as_of: datetime) -> list[Activity]:
    """Those of some activities that have a term."""
    return _having_term(by, keys, as_of) if keys else []


@prepared
def _having_term(by: Actor, keys: Sequence[UUID], as_of: datetime) -> QuerySet[Activity]:
    rows = activity_rows(by, as_of=as_of).filter(pk__in=keys, term_last_on__isnull=False)
    return whole_rows(rows, by, as_of)


@prepared
def _terms_of_plan(by: Actor, plan: str, as_of: datetime) -> QuerySet[Activity]:
    """The activities with a term that serve promises of a plan."""
    services = Service.objects.filter(commitment__startswith=f"{plan}/", withdrawn_at__isnull=True)
    rows = activity_rows(by, as_of=as_of).filter(pk__in=services.values("activity"), term_last_on__isnull=False)
    return whole_rows(rows, by, as_of)


def _renewals(by: Actor, rows: Iterable[Activity], *, as_of: datetime, within_days: int = 0) -> list[RenewalView]:
    """rows: activities with a term, whole."""
    today = as_of.astimezone(UTC).date()
    until = today + timedelta(days=within_days)
    found = (_renewal(view, today, until) for view in views(by, rows, as_of=as_of))
    return [renewal for renewal in found if renewal]


def _renewal(view: ActivityView, today: date, until: date) -> RenewalView | None:
    """None where none is due by the last of these days."""
    if view.renewal_on is None or view.term_last_on is None or not view.is_renewal_due(until):
        return None
    return RenewalView(
        activity=view.ref,
        title=view.title,
        owner=view.owner,
        parties=view.parties,
        commitments=tuple(dict.fromkeys(service.commitment for service in view.services)),
        due_on=view.renewal_on,
        term_last_on=view.term_last_on,
        is_over=view.term_last_on < today,
    )


def _by_promise(found: Iterable[View]) -> dict[str, list[View]]:
    rows: dict[str, list[View]] = {}
    for view in found:
        rows.setdefault(view.commitment, []).append(view)
    return rows
