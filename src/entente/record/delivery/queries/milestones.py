"""Reads of milestones.  Overdue and due soon are worked out from the instant, never stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import prepared, prepared_along
from entente.foundation.common.records import readable
from entente.foundation.common.refs import Ref, activity_ref
from entente.foundation.texts import queries as texts
from entente.foundation.texts.queries import LanguageState
from entente.record.delivery import rules
from entente.record.delivery.models import Activity, Milestone
from entente.record.delivery.words import Scope
from entente.record.plan.models import Participation
from entente.record.plan.words import Standing

from .days import Days, days_at

FIELDS = ("title", "done", "reason")


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A step on the way to a promise.

    due          partial date; `due_last_on` its last day
    activity     ref of the activity that it belongs to, "" for none that this reader may see
    decided_for  code of the side that accepted or returned it; `is_own_side`: that was the reporting side itself
    is_overdue   not reported, or returned, and its last day has passed in its side's capital
    agreed_in    number of the amendment in which all parties agreed it, None for one that its side plans for itself
    states       field -> language -> how far that text has come
    """

    ref: str
    commitment: str
    subject: str
    owner: str
    slug: str
    title: Wording
    due: str
    due_first_on: date
    due_last_on: date
    activity: str
    status: str
    done: Wording
    reported_on: date | None
    reported_by: str
    reason: Wording
    decided_on: date | None
    decided_by: str
    decided_for: str
    revision: int
    tier: str
    is_overdue: bool
    is_due_soon: bool
    agreed_in: int | None
    states: dict[str, dict[str, LanguageState]]

    @property
    def is_own_side(self) -> bool:
        return self.decided_for == self.owner

    @property
    def clause(self) -> str:
        return self.subject.partition("#")[2]


@dataclass(frozen=True, slots=True)
class MilestoneFilter:
    """Which milestones; "" and () and None: whichever.  due_from, due_to: days, both included."""

    plan: str = ""
    commitment: str = ""
    owner: str = ""
    statuses: Collection[str] = ()
    is_overdue: bool = False
    due_from: date | None = None
    due_to: date | None = None


def milestone_rows(by: Actor, *, as_of: datetime) -> QuerySet[Milestone]:
    """The milestones that an actor may read: the start of every list."""
    stands = Q(released_at__isnull=True) | Q(released_at__gt=as_of)
    return Milestone.objects.filter(readable(by, as_of=as_of), stands, made_at__lte=as_of)


def milestones_on(by: Actor, commitment: str, *, as_of: datetime) -> list[MilestoneView]:
    """The milestones of a promise, next due first.  Four queries at most."""
    return _views(_rows(by, commitment, as_of), by=by, as_of=as_of)


@prepared_along("commitment")
def _rows(by: Actor, commitment: str, as_of: datetime) -> QuerySet[Milestone]:
    return milestone_rows(by, as_of=as_of).filter(commitment=commitment).order_by("due_last_on", "slug", "pk")


def milestones(
    by: Actor,
    wanted: MilestoneFilter,
    *,
    as_of: datetime,
    limit: int | None = None,
    offset: int = 0,
    is_latest_first: bool = False,
) -> tuple[int, list[MilestoneView]]:
    """How many there are, and a page of them, next due first or last.  Five queries at most.  limit None: all."""
    days = days_at(as_of)
    rows = milestone_rows(by, as_of=as_of).filter(_chosen(wanted, days))
    rows = rows.order_by("-due_last_on" if is_latest_first else "due_last_on", "commitment", "slug")
    page = rows[offset : None if limit is None else offset + limit]
    return rows.count(), _views(list(page), by=by, as_of=as_of, days=days)


def milestones_on_promises(by: Actor, refs: Collection[str], *, as_of: datetime) -> list[MilestoneView]:
    """The milestones of these promises, next due first.  Four queries at most."""
    rows = milestone_rows(by, as_of=as_of).filter(commitment__in=sorted(refs))
    return _views(list(rows.order_by("due_last_on", "commitment", "slug")), by=by, as_of=as_of)


def milestone_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[MilestoneView]]:
    """All of a plan, next due first, so many at a time.  Two queries, and three for each piece."""
    days = days_at(as_of)
    rows = milestone_rows(by, as_of=as_of).filter(plan=plan).order_by("due_last_on", "commitment", "slug")
    return rows_in_pieces(rows, lambda some: _views(list(some), by=by, as_of=as_of, days=days), size)


def get_milestone(by: Actor, ref: str, *, as_of: datetime) -> MilestoneView:
    """One milestone.  Raises NotVisible."""
    return _views([get_milestone_row(by, ref, as_of=as_of)], by=by, as_of=as_of)[0]


def get_milestone_row(by: Actor, ref: str, *, as_of: datetime) -> Milestone:
    """The row that a command takes.  Raises NotVisible."""
    try:
        parsed = Ref.parse(ref)
    except ValueError as wrong:
        raise NotVisible(f"There is no milestone “{ref}” here.") from wrong
    row = milestone_rows(by, as_of=as_of).filter(commitment=parsed.commitment, slug=parsed.slug).first()
    if row is None or parsed.kind != "milestones":
        raise NotVisible(f"There is no milestone “{ref}” here.")
    return row


def deciding_sides(milestone: Milestone) -> frozenset[str]:
    """The parties taking part that accept or return it; empty when a second person of its own side does."""
    standings = dict(Participation.objects.filter(plan__slug=milestone.plan).values_list("party__code", "standing"))
    taking_part = [code for code, standing in standings.items() if standing == Standing.TAKING_PART]
    activity = milestone.activity
    is_one_sided = activity is not None and activity.scope == Scope.ONE_SIDED
    between = (activity.giver, activity.receiver) if activity is not None and is_one_sided else ()
    return rules.other_sides(milestone, parties=standings, taking_part=taking_part, between=between)


def overdue(days: Days) -> Q:
    """Milestones whose last day has passed in their side's capital."""
    late = Q(due_last_on__lt=days.elsewhere) & ~Q(owner__in=list(days.by_party))
    for code, day in days.by_party.items():
        late |= Q(owner=code, due_last_on__lt=day)
    return Q(status__in=[str(status) for status in rules.STILL_OWED]) & late


def _chosen(wanted: MilestoneFilter, days: Days) -> Q:
    chosen = Q()
    for name in ("plan", "commitment", "owner"):
        if value := getattr(wanted, name):
            chosen &= Q(**{name: value})
    if wanted.statuses:
        chosen &= Q(status__in=list(wanted.statuses))
    if wanted.due_from is not None:
        chosen &= Q(due_last_on__gte=wanted.due_from)
    if wanted.due_to is not None:
        chosen &= Q(due_first_on__lte=wanted.due_to)
    return chosen & overdue(days) if wanted.is_overdue else chosen


@prepared
def _named(by: Actor, keys: Sequence[UUID], as_of: datetime) -> QuerySet[Activity, tuple[UUID, str]]:
    """(key, slug) of those of these activities that an actor may read."""
    return Activity.objects.filter(readable(by, as_of=as_of), pk__in=keys).order_by("pk").values_list("pk", "slug")


def _views(rows: Sequence[Milestone], *, by: Actor, as_of: datetime, days: Days | None = None) -> list[MilestoneView]:
    if days is None:
        days = days_at(as_of)
    states = texts.states_of([rules.milestone_states(row) for row in rows])
    keys = [row.activity_id for row in rows if row.activity_id]
    seen = dict(_named(by, keys, as_of)) if keys else {}
    views = []
    for row in rows:
        on, subject = days.of(row.owner), rules.milestone_states(row)
        slug = seen.get(row.activity_id) if row.activity_id else None
        views.append(
            MilestoneView(
                ref=rules.milestone_ref_of(row),
                commitment=row.commitment,
                subject=row.subject,
                owner=row.owner,
                slug=row.slug,
                title=row.title,
                due=row.due,
                due_first_on=row.due_first_on,
                due_last_on=row.due_last_on,
                activity=activity_ref(row.plan, slug) if slug else "",
                status=row.status,
                done=row.done,
                reported_on=row.reported_on,
                reported_by=row.reported_by,
                reason=row.reason,
                decided_on=row.decided_on,
                decided_by=row.decided_by,
                decided_for=row.decided_for,
                revision=row.revision,
                tier=row.tier,
                is_overdue=rules.is_overdue(row.status, row.due_last_on, on=on),
                is_due_soon=rules.is_due_soon(row.status, row.due_last_on, on=on),
                agreed_in=row.agreed_in,
                states={name: states.get((subject, name), {}) for name in FIELDS},
            )
        )
    return views
