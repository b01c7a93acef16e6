"""What asks for somebody's attention: four lists that the desk shows and the digest tells.

Each list counts itself and gives one page, at the same number of queries for 26 and for 26,000 promises.  What the actor may
not read is in none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from entente.foundation.accord import queries as accords
from entente.foundation.accord.queries import ProposalView, Turn
from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ConfirmationView, DeskKind, DeskRow, RenewalView
from entente.record.delivery.rules import DUE_SOON_DAYS
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView
from entente.surfaces.intake.agreed_words import KINDS

from .reports import ReportsDue, due_reports
from .wishes import looked_at

NEVER_LOOKED = timedelta(days=30)
"""How far back "changed by others" goes for somebody who never said that they had looked."""

SIGN, VOID = "sign", "void"
"""Kinds of an item: a proposal waits for the signature of one's side; the words changed after it had signed."""

TAKEN_BACK, GIVEN_UP = "taken-back", "given-up"
"""Kinds of an item: another side took back what it had said of words that one's own side stands by, or gave them up."""

CHECK = "check"
"""Kind of an item: a claim that somebody else made waits for a check."""

CONFIRM = "confirm"
"""Kind of an item: another side gave something, and one's own has not said yet that it received it."""

RENEW = "renew"
"""Kind of an item: a term of one's own side nears its end, or is over, and nobody has renewed or ended it."""

REPORT = "report"
"""Kind of an item: reports of one's own side that a calendar asks for by a date."""


class Queue(StrEnum):
    """The four lists."""

    WAITING = "waiting"
    DUE = "due"
    SILENT = "silent"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list.

    kind       a DeskKind, or one of the kinds above
    key        the same for as long as the same waits: who was told of it is not told again
    title      of the promise; what: the thing's own first words, {} for a promise itself
    since      instant since which it waits, or at which it changed; due: partial date of a milestone, "" otherwise
    page, keys, query  name of the page that shows it, and what its address takes
    """

    kind: str
    key: str
    plan: str
    number: str
    title: Wording
    what: Wording
    owner: str
    since: datetime | None
    due: str
    is_overdue: bool
    page: str
    keys: dict[str, str]
    query: dict[str, str] = field(default_factory=dict)


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
    """What all sign first, then what one's side confirms, decisions, checks: each goes on where the one before ends."""
    proposals = accords.waiting_for(by, as_of=as_of)
    confirmations = delivery.confirmations_due(by, as_of=as_of)
    signing = (
        *(_of_proposal(one, by.owner) for one in proposals),
        *(_of_confirmation(one) for one in confirmations),
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
    claims = (_of_claim(claim, as_of) for claim in checks.rows[:left])
    items = (*signed, *(_of_row(row) for row in decided), *claims)
    return ItemList(len(signing) + decisions.total + checks.total, items)


def _due(by: Actor, as_of: datetime, limit: int, offset: int) -> ItemList:
    """Dates of accepted calendars first, then terms that end, then milestones: each goes on where the one before ends."""
    renewals = delivery.renewals_due(by, as_of=as_of, within_days=DUE_SOON_DAYS)
    reports = (
        *(_of_turn(one) for one in due_reports(by, as_of=as_of)),
        *(_of_renewal(one) for one in renewals if by.owner in {one.owner, *one.parties} and one.commitments),
    )
    shown = reports[offset : offset + limit]
    left = limit - len(shown)
    rest = max(0, offset - len(reports))
    milestones = delivery.due_soon(by, as_of=as_of, limit=max(left, 1), offset=rest)  # counted even on a full page
    return ItemList(len(reports) + milestones.total, (*shown, *(_of_row(row) for row in milestones.rows[:left])))


def _silent(by: Actor, as_of: datetime, limit: int, offset: int) -> ItemList:
    return _list(delivery.silent(by, as_of=as_of, limit=limit, offset=offset))


def _changed(by: Actor, as_of: datetime, limit: int, offset: int) -> ItemList:
    """What became of words that one's side had signed first, then what others published."""
    since = changed_since(by, as_of=as_of)
    turns = accords.turned_for(by, since=since, as_of=as_of)
    shown = tuple(_of_turned(one) for one in turns[offset : offset + limit])
    left, rest = limit - len(shown), max(0, offset - len(turns))
    found = delivery.changed_by_others(
        by, since=since, as_of=as_of, limit=max(left, 1), offset=rest
    )  # counted even on a full page
    return ItemList(len(turns) + found.total, (*shown, *(_of_row(row) for row in found.rows[:left])))


def told_of(by: Actor, *, as_of: datetime) -> list[Item]:
    """What other sides took back or gave up of words that one's own side had signed, and it has not looked at yet."""
    return [_of_turned(one) for one in accords.turned_for(by, since=changed_since(by, as_of=as_of), as_of=as_of)]


_LISTS: dict[Queue, Callable[[Actor, datetime, int, int], ItemList]] = {
    Queue.WAITING: _waiting,
    Queue.DUE: _due,
    Queue.SILENT: _silent,
    Queue.CHANGED: _changed,
}


def _list(found: delivery.DeskList) -> ItemList:
    return ItemList(found.total, tuple(_of_row(row) for row in found.rows))


_PAGES = {
    DeskKind.APPROVE: "desk_update",
    DeskKind.URGENT: "desk_update",
    DeskKind.PUBLISH: "desk_update",
    DeskKind.REWRITE: "desk_write",
    DeskKind.ACCEPT: "desk_milestone",
    DeskKind.REDO: "desk_milestone",
    DeskKind.DUE: "desk_milestone",
    DeskKind.SILENT: "desk_work",
    DeskKind.UPDATED: "desk_work",
    DeskKind.MOVED: "desk_milestone",
}


def _of_row(row: DeskRow) -> Item:
    ref, page = Ref.parse(row.ref), _PAGES[row.kind]
    keys = {"plan": ref.plan, "number": ref.number}
    query = {}
    if page == "desk_update":
        keys["update"] = ref.slug
    elif page == "desk_milestone":
        keys["milestone"] = ref.slug
    elif page == "desk_write":
        query["update"] = ref.slug
    return Item(
        kind=str(row.kind),
        key=f"{row.kind}:{row.ref}:{row.version}.{row.revision}:{row.since.isoformat() if row.since else ''}",
        plan=ref.plan,
        number=ref.number,
        title=row.title,
        what=row.what,
        owner=row.owner,
        since=row.since,
        due=row.due,
        is_overdue=row.is_overdue,
        page=page,
        keys=keys,
        query=query,
    )


def _of_turn(due: ReportsDue) -> Item:
    turn = due.tally.turn
    return Item(
        kind=REPORT,
        key=f"{REPORT}:{turn.plan}/{turn.calendar}:{turn.due_on.isoformat()}",
        plan=turn.plan,
        number="",
        title=due.title,
        what={},
        owner=turn.party,
        since=None,
        due=turn.due_on.isoformat(),
        is_overdue=due.tally.is_passed,
        page="desk_calendars",
        keys={"plan": turn.plan},
    )


def _of_confirmation(view: ConfirmationView) -> Item:
    return Item(
        kind=CONFIRM,
        key=f"{CONFIRM}:{view.activity}#{view.stage}:{view.since.isoformat()}",
        plan=view.plan,
        number=Ref.parse(view.commitment).number,
        title={},
        what=view.title,
        owner=view.giver,
        since=view.since,
        due="",
        is_overdue=False,
        page="desk_activity",
        keys={"plan": view.plan, "number": Ref.parse(view.commitment).number, "activity": view.slug},
    )


def _of_renewal(view: RenewalView) -> Item:
    first, activity = Ref.parse(view.commitments[0]), Ref.parse(view.activity)
    return Item(
        kind=RENEW,
        key=f"{RENEW}:{view.activity}:{view.term_last_on.isoformat()}",
        plan=first.plan,
        number=first.number,
        title={},
        what=view.title,
        owner=view.owner,
        since=None,
        due=view.term_last_on.isoformat(),
        is_overdue=view.is_over,
        page="desk_activity",
        keys={"plan": first.plan, "number": first.number, "activity": activity.slug},
    )


def _of_proposal(view: ProposalView, party: str) -> Item:
    """Told again for each wording: whoever had signed an earlier one learns that it is void."""
    was_signed = any(one.party == party for one in view.voided)
    return Item(
        kind=VOID if was_signed else SIGN,
        key=f"{SIGN}:{view.key}:{view.revision}",
        plan=view.plan,
        number=Ref.parse(view.subject).number,
        title={},
        what=_named(view),
        owner=view.owner,
        since=view.current.made_at,
        due="",
        is_overdue=False,
        page="desk_proposal",
        keys={"key": str(view.key)},
    )


def _of_turned(turn: Turn) -> Item:
    view, kind = turn.proposal, GIVEN_UP if turn.is_end else TAKEN_BACK
    return Item(
        kind=kind,
        key=f"{kind}:{view.key}:{view.revision}:{turn.by}:{turn.at.isoformat()}",
        plan=view.plan,
        number=Ref.parse(view.subject).number,
        title={},
        what=_named(view),
        owner=turn.by,
        since=turn.at,
        due="",
        is_overdue=False,
        page="desk_proposal",
        keys={"key": str(view.key)},
    )


def _named(view: ProposalView) -> Wording:
    """Its kind and number, in each language."""
    names = KINDS.get(view.kind, {"en": view.kind})
    return {tag: f"{words.capitalize()}, {view.number}" for tag, words in names.items()}


def _of_claim(claim: ClaimView, as_of: datetime) -> Item:
    ref, due_at = Ref.parse(claim.subject), claim.proof.check_due_at
    return Item(
        kind=CHECK,
        key=f"{CHECK}:{claim.owner}/{claim.slug}:{claim.revision[:16]}",
        plan=ref.plan,
        number=ref.number,
        title={},
        what=claim.statement,
        owner=claim.owner,
        since=claim.made_at,
        due=due_at.date().isoformat() if due_at else "",
        is_overdue=due_at is not None and due_at < as_of,
        page="desk_check",
        keys={"owner": claim.owner, "claim": claim.slug},
    )
