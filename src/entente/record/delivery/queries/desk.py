"""What an officer finds on the desk in the morning.  Each list counts itself and gives one page; the number of queries
does not depend on how many promises there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

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

COUNTED = 500
"""How far a list is counted and paged through; who has more before them is told “more than 500”."""


class DeskKind(StrEnum):
    """What a row of the desk asks for, or tells."""

    APPROVE = "approve"
    """An update of one's own side that somebody else wrote."""
    URGENT = "urgent"
    """An urgent correction of one's own side that somebody else wrote."""
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
    """How many there are, and a page of them.  has_more: more than are counted; then `total` is as far as they were."""

    total: int
    rows: tuple[DeskRow, ...]
    has_more: bool = False


Part = tuple[DeskKind, "QuerySet[Update] | QuerySet[Milestone]", str]
"""Rows of one kind, and the field by which they stand in order."""


def waiting_for(by: Actor, *, as_of: datetime, limit: int = PAGE, offset: int = 0) -> DeskList:
    """What waits for this very officer, longest waiting first: nobody is shown their own words to approve."""
    updates = Update.objects.filter(owner=by.owner)
    mine = Exists(Hand.objects.filter(update=OuterRef("pk"), user_id=by.user_id or ""))
    approves = by.is_signed_in and bool(may(by, "update.approve") or approving_post(by, on=as_of.date()))
    parts: list[Part] = []
    if approves:
        submitted = updates.filter(~mine, status=UpdateStatus.SUBMITTED)
        parts.append((DeskKind.URGENT, submitted.exclude(urgent_for=""), "changed_at"))
        parts.append((DeskKind.APPROVE, submitted.filter(urgent_for=""), "changed_at"))
        parts.append((DeskKind.PUBLISH, updates.filter(status=UpdateStatus.APPROVED), "changed_at"))
    if by.is_signed_in and may(by, "update.write"):
        parts.append((DeskKind.REWRITE, updates.filter(mine, status=UpdateStatus.RETURNED), "changed_at"))
    if by.is_signed_in and may(by, "milestone.accept"):
        parts.append((DeskKind.ACCEPT, _to_accept(by, as_of=as_of), "changed_at"))
    if by.is_signed_in and may(by, "milestone.report"):
        parts.append((DeskKind.REDO, _own_milestones(by, MilestoneStatus.RETURNED), "changed_at"))
    return _desk_list(parts, by=by, as_of=as_of, limit=limit, offset=offset)


def due_soon(
    by: Actor, *, as_of: datetime, days: int = rules.DUE_SOON_DAYS, limit: int = PAGE, offset: int = 0
) -> DeskList:
    """Milestones of one's own side that are overdue or due within some days, earliest first."""
    until = days_at(as_of).of(by.owner) + timedelta(days=days)
    parts: list[Part] = [
        (DeskKind.DUE, _own_milestones(by, status).filter(due_last_on__lte=until), "due_last_on")
        for status in sorted(rules.STILL_OWED)
    ]
    return _desk_list(parts, by=by, as_of=as_of, limit=limit, offset=offset)


def changed_by_others(by: Actor, *, since: datetime, as_of: datetime, limit: int = PAGE, offset: int = 0) -> DeskList:
    """What other sides published or moved since an instant, latest first."""
    updates = published(by, as_of=as_of).filter(public_at__gt=since, public_at__lte=as_of).exclude(owner=by.owner)
    moved = milestone_rows(by, as_of=as_of).filter(changed_at__gt=since).exclude(changed_for=by.owner)
    parts: list[Part] = [(DeskKind.UPDATED, updates, "-public_at"), (DeskKind.MOVED, moved, "-changed_at")]
    return _desk_list(parts, by=by, as_of=as_of, limit=limit, offset=offset)


def _desk_list(parts: Sequence[Part], *, by: Actor, as_of: datetime, limit: int, offset: int) -> DeskList:
    """Count and page at once: each part is read from its index in order, and no further than a list counts.

    Ordered by the instant alone: with a key behind it the database would sort all that happened at one instant.
    """
    keys = [
        (stands_at, key, kind, field.lstrip("-"))
        for kind, rows, field in parts
        for key, stands_at in rows.order_by(field).values_list("pk", field.lstrip("-"))[: COUNTED + 1]
    ]
    keys.sort(reverse=any(field.startswith("-") for _, _, field in parts))
    keys.sort(key=lambda row: row[2] is not DeskKind.URGENT)
    page = keys[offset : min(offset + limit, COUNTED)]
    named = [key for _, key, _, _ in page]
    updates = {row.pk: row for row in Update.objects.filter(pk__in=named)}
    milestones = {row.pk: row for row in Milestone.objects.filter(pk__in=named)}
    titles = _titles([row.commitment for row in updates.values()] + [row.commitment for row in milestones.values()])
    on = days_at(as_of)
    rows = [
        _update_row(kind, updates[key], titles, field)
        if key in updates
        else _milestone_row(kind, milestones[key], titles, on=on.of(milestones[key].owner))
        for _, key, kind, field in page
    ]
    return DeskList(min(len(keys), COUNTED), tuple(rows), has_more=len(keys) > COUNTED)


def _own_milestones(by: Actor, status: MilestoneStatus) -> QuerySet[Milestone]:
    if not by.reads_records:
        return Milestone.objects.none()
    return Milestone.objects.filter(owner=by.owner, status=status, released_at=None)


def _to_accept(by: Actor, *, as_of: datetime) -> QuerySet[Milestone]:
    """Reported milestones that are this officer's to accept or return: `rules.can_decide_milestone`, asked of the database."""
    plans = _standings()
    reported = milestone_rows(by, as_of=as_of).filter(status=MilestoneStatus.REPORTED)
    one_sided = Q(activity__scope=Scope.ONE_SIDED)
    between = Q(activity__isnull=True) | ~one_sided
    theirs, ours = Q(pk__in=[]), ~Q(plan__in=[plan for plan, codes in plans.items() if by.owner in codes])
    for plan, codes in plans.items():
        if by.owner not in codes:
            continue
        others = [code for code in codes if code != by.owner]
        present = [code for code in others if codes[code] == Standing.TAKING_PART]
        if codes[by.owner] == Standing.TAKING_PART:
            mine = between | Q(activity__giver=by.owner) | Q(activity__receiver=by.owner)
            theirs |= Q(mine, plan=plan, owner__in=others)
        nobody_there = one_sided & ~Q(activity__giver__in=present) & ~Q(activity__receiver__in=present)
        ours |= Q(plan=plan) & (nobody_there if present else Q())
    # A side that does not take part in a plan accepts nothing there but what only it sees.
    ours &= ~Q(plan__in=[plan for plan, codes in plans.items() if codes.get(by.owner) == Standing.NOT_TAKING_PART])
    among_us = Q(Q(tier=Tier.OWN) | ours, ~Q(reported_by_user=by.user_id or ""), owner=by.owner)
    return reported.filter(among_us | (theirs & ~Q(tier=Tier.OWN)))


def _standings() -> dict[str, dict[str, str]]:
    """Plan slug -> party code -> whether it takes part.  One query."""
    standings: dict[str, dict[str, str]] = {}
    for plan, code, standing in Participation.objects.values_list("plan__slug", "party__code", "standing"):
        standings.setdefault(plan, {})[code] = standing
    return standings


def _titles(refs: Iterable[str]) -> Mapping[str, Wording]:
    """The titles of promises by ref.  One query."""
    return dict(Commitment.objects.filter(ref__in=set(refs)).values_list("ref", "title"))


def _update_row(kind: DeskKind, row: Update, titles: Mapping[str, Wording], stands_by: str) -> DeskRow:
    return DeskRow(
        kind=kind,
        ref=rules.ref_of(row),
        commitment=row.commitment,
        title=titles.get(row.commitment, {}),
        owner=row.owner,
        what=row.done,
        status=row.status,
        since=getattr(row, stands_by),
        version=row.version,
        revision=row.revision,
    )


def _milestone_row(kind: DeskKind, row: Milestone, titles: Mapping[str, Wording], *, on: date) -> DeskRow:
    return DeskRow(
        kind=kind,
        ref=rules.milestone_ref_of(row),
        commitment=row.commitment,
        title=titles.get(row.commitment, {}),
        owner=row.owner,
        what=row.title,
        status=row.status,
        since=row.changed_at,
        due=row.due,
        is_overdue=rules.is_overdue(row.status, row.due_last_on, on=on),
        revision=row.revision,
    )
