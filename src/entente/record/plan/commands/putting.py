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
    if before is not None and before.kind == kind:
        return accord.revise(before, content, by=by, at=at, revision=before.revision).pk
    facts = ProposalFacts(kind, subject, plan, content, parties, concludes=True)
    return accord.propose(facts, by=by, at=at).pk
