"""What the parties sign when they adopt a plan: every promise in the words on record.

A keeper's adoption makes words public and immutable.  It is the word of one: an observer may keep the record of a plan whose
parties never looked at it.  When all parties sign the same words, the plan is theirs, and its page says so.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from entente.foundation.accord import queries as accords
from entente.foundation.accord.queries import Agreed, ProposalView
from entente.foundation.common.actors import SYSTEM, Actor
from entente.record.plan.models import Plan
from entente.record.plan.views import CommitmentView
from entente.record.plan.words import ChangeKind

from .plans import commitments


def adoption_content(plan: Plan, *, as_of: datetime) -> dict[str, Any]:
    """Title, parties and promises, each with the words in force: its authentic text, else the title that the record gives it."""
    promises = commitments(SYSTEM, plan.slug, as_of=as_of)
    return {
        "plan": plan.slug,
        "title": dict(plan.title),
        "parties": list(plan.participations.order_by("position").values_list("party__code", flat=True)),
        "promises": [_promise(one) for one in promises],
    }


def put_for_adoption(by: Actor, plan: str, *, as_of: datetime) -> ProposalView | None:
    """What lies before the parties of a plan for adoption, or was adopted by all; None for neither."""
    put = accords.proposals(by, as_of=as_of, plan=plan, kind=ChangeKind.ADOPTION, subject=plan)
    return next((one for one in put if one.given_up_at is None), None)


def adopted_by_all(plan: str, *, as_of: datetime) -> Agreed | None:
    """The agreement by which all parties adopted a plan."""
    return accords.agreed(ChangeKind.ADOPTION, [plan], as_of=as_of).get(plan)


def _promise(one: CommitmentView) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": dict(one.title),
        "text": {language: text.text for language, text in one.texts.items()},
        "kind": str(one.kind),
        "strength": str(one.strength),
        "obligors": list(one.obligors),
        "clauses": [
            {"letter": clause.letter, "text": dict(clause.text), "obligors": list(clause.obligors)}
            for clause in one.clauses
        ],
    }
