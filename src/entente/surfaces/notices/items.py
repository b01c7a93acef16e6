"""One thing of a list that asks for attention: what it is, and the page on which it is dealt with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from entente.foundation.accord.queries import ProposalView, Turn
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref
from entente.record.assessment.assessing_views import ReplyDue
from entente.record.delivery.queries import ConfirmationView, DeskKind, DeskRow, RenewalView
from entente.record.verification.queries import ClaimView
from entente.surfaces.intake.agreed_words import KINDS

from .models import Problem
from .reports import ReportsDue

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

REPLY, REPLY_WRITTEN = "reply", "reply-written"
"""Kinds of an item: an assessor's draft lies before one's party, which may reply; its reply waits for who gives it."""


PROBLEM_WORDS: Wording = {"en": "Report of a problem", "es": "Aviso de un problema", "fr": "Signalement d’un problème"}

PROBLEM = "problem"
"""Kind of an item: a reader reported a problem on a page that is one's own side's to mend."""


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


def of_row(row: DeskRow) -> Item:
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


def of_turn(due: ReportsDue) -> Item:
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


def of_confirmation(view: ConfirmationView) -> Item:
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


def of_reply(due: ReplyDue) -> Item:
    """Told again when the draft is sent anew, and when the words wait for somebody to give them."""
    kind, number = REPLY_WRITTEN if due.is_written else REPLY, Ref.parse(due.commitment).number
    return Item(
        kind=kind,
        key=f"{kind}:{due.key}:{due.sent_at.isoformat()}",
        plan=due.plan,
        number=number,
        title={},
        what=due.method,
        owner=due.assessor,
        since=due.sent_at,
        due=due.due_on.isoformat(),
        is_overdue=False,
        page="desk_assessment",
        keys={"plan": due.plan, "number": number, "key": str(due.key)},
    )


def of_renewal(view: RenewalView) -> Item:
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
        keys={"plan": first.plan, "number": first.number, "activity": activity.activity},
    )


def of_proposal(view: ProposalView, party: str) -> Item:
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


def of_turned(turn: Turn) -> Item:
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


def of_problem(problem: Problem) -> Item:
    """Nothing of what the reader wrote: a mail carries no stranger's words."""
    return Item(
        kind=PROBLEM,
        key=f"{PROBLEM}:{problem.pk}",
        plan=problem.plan,
        number=problem.number,
        title={},
        what=PROBLEM_WORDS,
        owner="",
        since=problem.made_at,
        due="",
        is_overdue=False,
        page="desk_problem",
        keys={"key": str(problem.pk)},
    )


def of_claim(claim: ClaimView, as_of: datetime) -> Item:
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
