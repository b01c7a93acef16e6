"""A change of what is agreed goes before all parties of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries as accords
from entente.foundation.accord.commands import ProposalFacts
from entente.foundation.common.actors import Actor
from entente.record.plan.words import ChangeKind

PUT_ANEW = "The same side put another proposal in its place."


def give_up_proposal(key: UUID | None, *, by: Actor, at: datetime, reason: str) -> None:
    """Take what was put to the parties off the table.  Nothing for what never was, or is off it already."""
    row = accords.get_row(by, key, as_of=at) if key else None
    if row is not None:
        accord.give_up(row, by=by, at=at, reason=reason)


def put_to_parties(
    key: UUID | None,
    kind: ChangeKind,
    subject: str,
    plan: str,
    content: Mapping[str, Any],
    parties: Sequence[str],
    *,
    by: Actor,
    at: datetime,
) -> UUID:
    """Begin a proposal, or put other words in the one that was taken back: what was signed of those before is void.

    key  of the proposal that was put before, None for none.  Returns the key of the one that stands.
    """
    before = accords.get_row(by, key, as_of=at) if key else None
    if before is not None and before.given_up_at is None:
        if before.kind == kind:
            return accord.revise(before, content, by=by, at=at, revision=before.revision).pk
        accord.give_up(before, by=by, at=at, reason=PUT_ANEW)
    facts = ProposalFacts(kind, subject, plan, content, parties, concludes=True)
    return accord.propose(facts, by=by, at=at).pk
