"""What asks for somebody's attention: four lists that the desk shows and the digest tells.

Each list counts itself and gives one page, at the same number of queries for 26 and for 26,000 promises.  What the actor may
not read is in none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from entente.foundation.accord import queries as accords
from entente.foundation.common.actors import Actor
from entente.record.assessment.queries import assessors
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import DeskList
from entente.record.delivery.rules import DUE_SOON_DAYS
from entente.record.verification import queries as verification

from . import problems
from .items import (
    Item,
    of_claim,
    of_confirmation,
    of_problem,
    of_proposal,
    of_renewal,
    of_reply,
    of_row,
    of_turn,
    of_turned,
)
from .reports import due_reports
from .wishes import looked_at

NEVER_LOOKED = timedelta(days=30)
"""How far back "changed by others" goes for somebody who never said that they had looked."""


class Queue(StrEnum):
    """The four lists."""

    WAITING = "waiting"
    DUE = "due"
    SILENT = "silent"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ItemList:
    """How many there are, and a page of them."""

    total: int
    items: tuple[Item, ...]


def attention(by: Actor, queue: Queue, *, as_of: datetime, limit: int, offset: int = 0) -> ItemList:
    """A page of one list."""
    return _LISTS[queue](by, as_of, limit, offset)


def changed_since(by: Actor, *, as_of: datetime) -> datetime:
    """From when on changes by other sides are new to this person."""
    seen = looked_at(by.user_id, by.owner) if by.user_id else None
    return seen or as_of - NEVER_LOOKED


def _waiting(by: Actor, as_of: datetime, limit: int, offset: int) -> ItemList:
    """What all sign first, then drafts to reply to, what one's side confirms, decisions, checks, problems that
    readers reported: each after the one before."""
    proposals = accords.waiting_for(by, as_of=as_of)
    confirmations = delivery.confirmations_due(by, as_of=as_of)
    signing = (
        *(of_proposal(one, by.owner) for one in proposals),
        *(of_reply(one) for one in assessors.replies_due(by, as_of=as_of)),
        *(of_confirmation(one) for one in confirmations),
    )
    signed = signing[offset : offset + limit]
    decisions = delivery.waiting_for(
        by, as_of=as_of, limit=max(limit - len(signed), 1), offset=max(0, offset - len(signing))
    )  # counted even on a full page
    decided = decisions.rows[: limit - len(signed)]
    left = limit - len(signed) - len(decided)
    rest = max(0, offset - len(signing) - decisions.total)
    checks = verification.waiting_checks(
        by, as_of=as_of, limit=max(left, 1), offset=rest
    )  # counted even on a full page
    claims = (of_claim(claim, as_of) for claim in checks.rows[:left])
    items = (*signed, *(of_row(row) for row in decided), *claims)
    before = len(signing) + decisions.total + checks.total
    reported = problems.waiting(by, as_of=as_of)
    rest, left = max(0, offset - before), limit - len(items)
    told = tuple(of_problem(one) for one in reported[rest : rest + max(left, 1)])  # asked even on a full page
    return ItemList(before + reported.count(), (*items, *told[:left]))


def _due(by: Actor, as_of: datetime, limit: int, offset: int) -> ItemList:
    """Dates of accepted calendars first, then terms that end, then milestones: each goes on where the one before ends."""
    renewals = delivery.renewals_due(by, as_of=as_of, within_days=DUE_SOON_DAYS)
    reports = (
        *(of_turn(one) for one in due_reports(by, as_of=as_of)),
        *(of_renewal(one) for one in renewals if by.owner in {one.owner, *one.parties} and one.commitments),
    )
    shown = reports[offset : offset + limit]
    left = limit - len(shown)
    rest = max(0, offset - len(reports))
    milestones = delivery.due_soon(by, as_of=as_of, limit=max(left, 1), offset=rest)  # counted even on a full page
    return ItemList(len(reports) + milestones.total, (*shown, *(of_row(row) for row in milestones.rows[:left])))


def _silent(by: Actor, as_of: datetime, limit: int, offset: int) -> ItemList:
    return _list(delivery.silent(by, as_of=as_of, limit=limit, offset=offset))


def _changed(by: Actor, as_of: datetime, limit: int, offset: int) -> ItemList:
    """What became of words that one's side had signed first, then what others published."""
    since = changed_since(by, as_of=as_of)
    turns = accords.turned_for(by, since=since, as_of=as_of)
    shown = tuple(of_turned(one) for one in turns[offset : offset + limit])
    left, rest = limit - len(shown), max(0, offset - len(turns))
    found = delivery.changed_by_others(
        by, since=since, as_of=as_of, limit=max(left, 1), offset=rest
    )  # counted even on a full page
    return ItemList(len(turns) + found.total, (*shown, *(of_row(row) for row in found.rows[:left])))


def told_of(by: Actor, *, as_of: datetime) -> list[Item]:
    """What other sides took back or gave up of words that one's own side had signed, and it has not looked at yet."""
    return [of_turned(one) for one in accords.turned_for(by, since=changed_since(by, as_of=as_of), as_of=as_of)]


_LISTS: dict[Queue, Callable[[Actor, datetime, int, int], ItemList]] = {
    Queue.WAITING: _waiting,
    Queue.DUE: _due,
    Queue.SILENT: _silent,
    Queue.CHANGED: _changed,
}


def _list(found: DeskList) -> ItemList:
    return ItemList(found.total, tuple(of_row(row) for row in found.rows))
