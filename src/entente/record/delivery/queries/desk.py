"""What an officer finds on the desk in the morning.  Each list counts itself and gives one page; the number of queries
does not depend on how many promises there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.common.rights import may
from entente.record.delivery import rules
from entente.record.delivery.models import Hand, Milestone, Update
from entente.record.delivery.words import MilestoneStatus, Scope, UpdateStatus
from entente.record.plan.models import Commitment, Participation
from entente.record.plan.words import Standing

from .approvals import approving_post
from .days import days_at
from .milestones import milestone_rows
from .updates import published

PAGE = 20
"""Rows of a list that a desk shows at once."""


class DeskKind(StrEnum):
    """What a row of the desk asks for, or tells."""

    APPROVE = "approve"
    """An update of one's own side that somebody else wrote."""
    PUBLISH = "publish"
    """An approved update."""
    REWRITE = "rewrite"
    """An update that one wrote and that was sent back."""
    ACCEPT = "accept"
    """A milestone that was reported."""
    REDO = "redo"
    """A milestone of one's own side that was returned."""
    DUE = "due"
    """A milestone that is due soon or overdue."""
    SILENT = "silent"
    """A promise on which nothing was published for too long."""
    UPDATED = "updated"
    """An update that another side published."""
    MOVED = "moved"
    """A milestone that another side planned, reported, accepted or returned."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One line of a list.

    ref       of the update, the milestone or the promise; `commitment` of the promise, `title` its title
    owner     whose it is; what: its own first words, {} for a promise
    status    of the update or milestone, "" for a promise
    since     instant since which it waits, or at which it changed; None: never reported
    due       partial date of a milestone, "" otherwise
    revision  that a decision names; 0 for a promise
    """

    kind: DeskKind
    ref: str
    commitment: str
    title: Wording
    owner: str
    what: Wording
    status: str
    since: datetime | None
    due: str = ""
    is_overdue: bool = False
    version: int = 1
    revision: int = 0


@dataclass(frozen=True, slots=True)
class DeskList:
    """How many there are, and a page of them."""

    total: int
    rows: tuple[DeskRow, ...]


def waiting_for(by: Actor, *, as_of: datetime, limit: int = PAGE, offset: int = 0) -> DeskList:
    """What waits for this very officer, longest waiting first: nobody is shown their own words to approve."""
    updates = Update.objects.filter(owner=by.owner)
    mine = Exists(Hand.objects.filter(update=OuterRef("pk"), user_id=by.user_id or ""))
    approves = by.is_signed_in and bool(may(by, "update.approve") or approving_post(by, on=as_of.date()))
    writes = by.is_signed_in and bool(may(by, "update.write"))
    waiting = [
        _keys(DeskKind.APPROVE, updates.filter(~mine, status=UpdateStatus.SUBMITTED), "submitted_at", approves),
        _keys(DeskKind.PUBLISH, updates.filter(status=UpdateStatus.APPROVED), "changed_at", approves),
        _keys(DeskKind.REWRITE, updates.filter(mine, status=UpdateStatus.RETURNED), "changed_at", writes),
        _keys(DeskKind.ACCEPT, _to_accept(by, as_of=as_of), "changed_at", bool(may(by, "milestone.accept"))),
        _keys(DeskKind.REDO, _returned(by), "changed_at", bool(may(by, "milestone.report"))),
    ]
    return _page(waiting, by=by, as_of=as_of, limit=limit, offset=offset, latest_first=False)


def due_soon(
    by: Actor, *, as_of: datetime, days: int = rules.DUE_SOON_DAYS, limit: int = PAGE, offset: int = 0
) -> DeskList:
    """Milestones of one's own side that are overdue or due within some days, earliest first."""
    on = days_at(as_of).of(by.owner)
    rows = Milestone.objects.filter(
        owner=by.owner,
        status__in=[str(status) for status in rules.STILL_OWED],
        due_last_on__lte=on + timedelta(days=days),
    )
    page = list(rows.order_by("due_last_on", "id")[offset : offset + limit])
    titles = _titles(row.commitment for row in page)
    return DeskList(
        rows.count(),
        tuple(
            _milestone_row(DeskKind.DUE, row, titles, is_overdue=rules.is_overdue(row.status, row.due_last_on, on=on))
            for row in page
        ),
    )


def changed_by_others(by: Actor, *, since: datetime, as_of: datetime, limit: int = PAGE, offset: int = 0) -> DeskList:
    """What other sides published or moved since an instant, latest first."""
    updates = published(by, as_of=as_of).filter(public_at__gt=since, public_at__lte=as_of).exclude(owner=by.owner)
    moved = milestone_rows(by, as_of=as_of).filter(changed_at__gt=since).exclude(changed_for=by.owner)
    changes = [_keys(DeskKind.UPDATED, updates, "public_at", True), _keys(DeskKind.MOVED, moved, "changed_at", True)]
    return _page(changes, by=by, as_of=as_of, limit=limit, offset=offset, latest_first=True)


def _keys(
    kind: DeskKind, rows: QuerySet[Update] | QuerySet[Milestone], since: str, wanted: bool
) -> QuerySet[Milestone]:
    """(kind, key, since) of rows: what lists of several tables are put together from."""
    chosen = rows if wanted else rows.none()
    keyed = chosen.order_by().annotate(kind=Value(str(kind)), since=Cast(F(since), DateTimeField()))
    return keyed.values_list("kind", "pk", "since")  # type: ignore[return-value]  # rows of three, of either table


def _page(
    parts: list[QuerySet[Milestone]], *, by: Actor, as_of: datetime, limit: int, offset: int, latest_first: bool
) -> DeskList:
    together = parts[0].union(*parts[1:], all=True)
    order = ("-since", "-pk") if latest_first else ("since", "pk")
    keys: list[tuple[str, UUID, datetime]] = list(together.order_by(*order)[offset : offset + limit])  # type: ignore[arg-type]
    named = [key for _, key, _ in keys]
    updates = {row.pk: row for row in Update.objects.filter(pk__in=named)}
    milestones = {row.pk: row for row in Milestone.objects.filter(pk__in=named)}
    titles = _titles([row.commitment for row in updates.values()] + [row.commitment for row in milestones.values()])
    rows = [
        _update_row(DeskKind(kind), updates[key], titles, since)
        if key in updates
        else _milestone_row(DeskKind(kind), milestones[key], titles, since=since)
        for kind, key, since in keys
    ]
    return DeskList(together.count(), tuple(rows))


def _to_accept(by: Actor, *, as_of: datetime) -> QuerySet[Milestone]:
    """Reported milestones that are this officer's to accept or return: `rules.can_decide_milestone`, asked of the database."""
    taking_part = Participation.objects.filter(plan__slug=OuterRef("plan"), standing=Standing.TAKING_PART)
    one_sided = Q(activity__scope=Scope.ONE_SIDED)
    ours = (
        ~Q(owner=by.owner)
        & ~Q(tier=Tier.OWN)
        & (~one_sided | Q(activity__giver=by.owner) | Q(activity__receiver=by.owner) | Q(activity__isnull=True))
        & Exists(taking_part.filter(party__code=by.owner))
        & Exists(Participation.objects.filter(plan__slug=OuterRef("plan"), party__code=OuterRef("owner")))
    )
    others = taking_part.exclude(party__code=by.owner)
    other_side = (
        Q(Exists(Participation.objects.filter(plan__slug=OuterRef("plan"), party__code=by.owner)))
        & ~Q(tier=Tier.OWN)
        & (
            Q(
                one_sided,
                Exists(
                    others.filter(
                        Q(party__code=OuterRef("activity__giver")) | Q(party__code=OuterRef("activity__receiver"))
                    )
                ),
            )
            | Q(~one_sided | Q(activity__isnull=True), Exists(others))
        )
    )
    among_us = Q(owner=by.owner) & ~Q(reported_by_user=by.user_id or "") & ~other_side
    return milestone_rows(by, as_of=as_of).filter(ours | among_us, status=MilestoneStatus.REPORTED)


def _returned(by: Actor) -> QuerySet[Milestone]:
    return Milestone.objects.filter(owner=by.owner, status=MilestoneStatus.RETURNED)


def _titles(refs: Iterable[str]) -> Mapping[str, Wording]:
    """The titles of promises by ref.  One query."""
    return dict(Commitment.objects.filter(ref__in=set(refs)).values_list("ref", "title"))


def _update_row(kind: DeskKind, row: Update, titles: Mapping[str, Wording], since: datetime) -> DeskRow:
    return DeskRow(
        kind=kind,
        ref=rules.ref_of(row),
        commitment=row.commitment,
        title=titles.get(row.commitment, {}),
        owner=row.owner,
        what=row.done,
        status=row.status,
        since=since,
        version=row.version,
        revision=row.revision,
    )


def _milestone_row(
    kind: DeskKind,
    row: Milestone,
    titles: Mapping[str, Wording],
    *,
    since: datetime | None = None,
    is_overdue: bool = False,
) -> DeskRow:
    return DeskRow(
        kind=kind,
        ref=rules.milestone_ref_of(row),
        commitment=row.commitment,
        title=titles.get(row.commitment, {}),
        owner=row.owner,
        what=row.title,
        status=row.status,
        since=since or row.changed_at,
        due=row.due,
        is_overdue=is_overdue,
        revision=row.revision,
    )
