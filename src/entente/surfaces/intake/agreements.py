"""The one road by which page, API, mail and command line bring a party's word on a proposal, and what comes of it.

A signature and what follows from the last one are one transaction: whatever is killed between them, neither is there or both
are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries as accords
from entente.foundation.accord.queries import Agreed, Proposal, ProposalView
from entente.foundation.common.actors import Actor
from entente.record.assessment import commands as assessment
from entente.record.assessment.rules.joint import JOINT
from entente.record.plan import commands as plans
from entente.record.plan.queries import ChangeKind


class Effect(Protocol):
    """A command of the domain that knows what an agreed proposal of one kind means.

    It runs in the transaction of the last signature, by who handed that in, and may run again with the same agreement: then it
    changes nothing.  One whose proposals conclude calls `accord.conclude` itself.  A refusal takes the signature back with it.
    """

    def __call__(self, proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None: ...


EFFECTS: Mapping[str, Effect] = {
    JOINT: assessment.stand,
    ChangeKind.AMENDMENT: plans.amend,
    ChangeKind.SUCCESSION: plans.close_plan,
    ChangeKind.CLOSURE: plans.close_plan,
}
"""Kind of proposal -> what comes of its agreement.  A kind without a row comes to nothing more: who reads derives it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a party's word has led to.  agreed: all have signed these words."""

    proposal: ProposalView
    agreed: bool


@transaction.atomic
def receive_signature(data: bytes, *, by: Actor, at: datetime) -> Said:
    """Take in a signature file.  Raises what `accord.receive_signature` and the effect of its kind raise."""
    made = accord.receive_signature(data, by=by, at=at)
    return _follow(made.revision.proposal, by=by, at=at)


@transaction.atomic
def sign_on_host(proposal: Proposal, *, by: Actor, at: datetime, fresh: bool, revision: int) -> Said:
    """Sign with the party's key on this host.  fresh: passkey or code were shown just now."""
    made = accord.sign_on_host(proposal, by=by, at=at, fresh=fresh, revision=revision)
    return _follow(made.revision.proposal, by=by, at=at)


def _follow(proposal: Proposal, *, by: Actor, at: datetime) -> Said:
    view = accords.view_of(proposal, as_of=at)
    agreed = accords.agreement_of(proposal, as_of=at)
    if agreed is not None and view.kind in EFFECTS:
        EFFECTS[view.kind](proposal, agreed, by=by, at=at)
        view = accords.view_of(proposal, as_of=at)
    return Said(view, agreed is not None)
