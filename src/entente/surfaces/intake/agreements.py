"""The one road by which page, API, mail and command line bring a party's word on a proposal, and what comes of it.

A signature and what follows from the last one are one transaction: whatever is killed between them, neither is there or both
are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries as accords
from entente.foundation.accord.queries import Agreed, Proposal, ProposalView
from entente.foundation.accord.statement import SIGNATURE_FILE, ProposalFile
from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.ledger import commands as ledger
from entente.record.assessment import commands as assessment
from entente.record.assessment.rules.joint import JOINT
from entente.record.delivery import commands as delivery
from entente.record.delivery.queries import SIGNED_STAGE
from entente.record.plan import commands as plans
from entente.record.plan import queries as plan_queries
from entente.record.plan.queries import ChangeKind
from entente.record.plan.standing import may_speak

from .forms.mail import read_mail

MAILS = (".eml", ".msg")


class Effect(Protocol):
    """A command of the domain that knows what an agreed proposal of one kind means.

    It runs in the transaction of the last signature, by who handed that in, and may run again with the same agreement: then it
    changes nothing.  One whose proposals conclude calls `accord.conclude` itself.  A refusal takes the signature back with it.
    """

    def __call__(self, proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None: ...


def _amend(proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None:
    """The promise is as it was signed, and what was agreed beside it runs by the clock from now on."""
    plans.amend(proposal, agreed, by=by, at=at)
    amendment = plan_queries.amendment_of(proposal.pk, as_of=at)
    if amendment is not None:
        delivery.put_agreed_milestones(amendment, by=by, at=at)


EFFECTS: Mapping[str, Effect] = {
    JOINT: assessment.stand,
    ChangeKind.ADOPTION: plans.adopt_together,
    ChangeKind.AMENDMENT: _amend,
    ChangeKind.SUCCESSION: plans.close_plan,
    ChangeKind.CLOSURE: plans.close_plan,
    SIGNED_STAGE: delivery.mark_signed_stage,
}
"""Kind of proposal -> what comes of its agreement.  A kind without a row comes to nothing more: who reads derives it."""


class End(Protocol):
    """A command of the domain that gives up what is before the parties, with the row of its own that it stands for."""

    def __call__(self, proposal: Proposal, *, by: Actor, at: datetime, reason: str) -> object: ...


ENDS: Mapping[str, End] = {
    ChangeKind.AMENDMENT: plans.give_up_amendment,
    ChangeKind.SUCCESSION: plans.give_up_succession,
    ChangeKind.CLOSURE: plans.give_up_succession,
}
"""Kind of proposal -> what is given up with it.  Of a kind without a row the proposal is all there is."""


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


def hand_in(name: str, data: bytes, *, by: Actor, at: datetime) -> Said:
    """Take in what was dropped: a signature file, or a saved mail that holds one.  As `receive_signature`.

    Whom a mail says it comes from plays no part: the signature says who signed, and the actor who handed it in.
    """
    return receive_signature(_of_mail(name, data) if name.lower().endswith(MAILS) else data, by=by, at=at)


@transaction.atomic
def sign_on_host(proposal: Proposal, *, by: Actor, at: datetime, fresh: bool, revision: int) -> Said:
    """Sign with the party's key on this host.  fresh: passkey or code were shown just now."""
    made = accord.sign_on_host(proposal, by=by, at=at, fresh=fresh, revision=revision)
    return _follow(made.revision.proposal, by=by, at=at)


@transaction.atomic
def agree_ad_referendum(proposal: Proposal, *, by: Actor, at: datetime, revision: int) -> Said:
    """Agree subject to the capital's confirmation."""
    require(may_speak(by, proposal.plan))
    accord.agree_ad_referendum(proposal, by=by, at=at, revision=revision)
    return Said(accords.view_of(proposal, as_of=accords.EVER), agreed=False)


@transaction.atomic
def dissent(proposal: Proposal, reason: Wording, is_public: bool, *, by: Actor, at: datetime, revision: int) -> None:
    """Say that one's party does not sign, and why."""
    require(may_speak(by, proposal.plan))
    accord.dissent(proposal, reason, is_public, by=by, at=at, revision=revision)


def give_up(proposal: Proposal, *, by: Actor, at: datetime, reason: str) -> None:
    """Take a proposal of one's own side off the table, for good; those who had signed it are told."""
    ENDS.get(proposal.kind, accord.give_up)(proposal, by=by, at=at, reason=reason)


def withdraw(proposal: Proposal, *, by: Actor, at: datetime, reason: str) -> None:
    """Take back what one's own party said of the words; the others who had said theirs are told."""
    accord.withdraw(proposal, by=by, at=at, reason=reason)


def proposal_file(by: Actor, key: UUID, *, as_of: datetime) -> tuple[str, bytes]:
    """The file that leaves for signing: (name, bytes).  Raises NotVisible."""
    view = accords.get_visible(by, key, as_of=as_of)
    file = ProposalFile(
        record=ledger.name_record(),
        proposal=str(view.key),
        kind=view.kind,
        number=view.number,
        subject=view.subject,
        revision=view.revision,
        signatories=view.signatories,
        languages=plan_queries.get_visible_plan(SYSTEM, view.plan, as_of=as_of).languages,
        content=view.content,
    )
    return f"{view.plan}-proposal-{view.number}.{view.revision}.json", file.to_bytes()


def _follow(proposal: Proposal, *, by: Actor, at: datetime) -> Said:
    # Asked after the signature was checked: who may not sign at all is told that first, and nothing stays of it.
    require(may_speak(by, proposal.plan))
    view = accords.view_of(proposal, as_of=accords.EVER)
    agreed = accords.agreement_of(proposal, as_of=accords.EVER)
    if agreed is not None and view.kind in EFFECTS:
        EFFECTS[view.kind](proposal, agreed, by=by, at=at)
        view = accords.view_of(proposal, as_of=accords.EVER)
    return Said(view, agreed is not None)


def _of_mail(name: str, data: bytes) -> bytes:
    """The one signature file that a mail holds.  Raises RuleBroken."""
    found = [content for _, content in read_mail(name, data).files if SIGNATURE_FILE.encode() in content]
    if len(found) != 1:
        much = "more than one signature file" if found else "no signature file attached"
        raise RuleBroken(f"The mail “{name}” has {much}; save the one that counts and hand that in.")
    return found[0]
