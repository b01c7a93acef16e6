"""Writes of a joint status: put before all parties of the plan, and asked again when the last of them has signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries as accords
from entente.foundation.accord.commands import ProposalFacts
from entente.foundation.accord.queries import Agreed, Proposal
from entente.foundation.common.actors import PUBLIC, SYSTEM, Actor
from entente.foundation.common.decisions import Denied, require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.record.assessment.queries.joint import proposal_on
from entente.record.assessment.rules.joint import JOINT, JointContent, can_propose_joint, joint_gate, require_joint
from entente.record.assessment.words import Completion
from entente.record.plan import queries as plans
from entente.record.plan.commands import hold_open
from entente.record.plan.queries import CommitmentView
from entente.record.verification import queries as verification


@dataclass(frozen=True, slots=True)
class JointFacts:
    """A joint status to propose.  subject: ref of a promise or a clause; claims: "owner/slug" of the evidence."""

    subject: str
    value: Completion
    as_of_on: date
    reason: Wording
    claims: Sequence[str] = ()


@transaction.atomic
def propose_joint(facts: JointFacts, *, by: Actor, at: datetime, revision: int | None = None) -> Proposal:
    """Put a joint status before all parties of the plan.  On a subject that has a proposal, these are other words for it:
    what was signed of the earlier ones is void.

    revision  number of the wording that was read; None when there was none.  Raises ActionDenied, RuleBroken (a language, a
    proof, a day), InvalidTransition (somebody changed it meanwhile), NotVisible.
    """
    promise = plans.get_promise(facts.subject.partition("#")[0], as_of=at)
    hold_open(promise.ref.partition("/")[0])
    plan = plans.get_visible_plan(SYSTEM, promise.ref.partition("/")[0], as_of=at)
    parties = sorted(party.code for party in plan.parties)
    require(can_propose_joint(by, parties=parties, keeper=plan.owner))
    content = _content(facts, plan.slug, at=at)
    owed = [tag for party in plan.parties for tag in party.languages]
    require_joint(content, promise, owed=owed, today=at.date())
    _require_proof(content, promise, plan.slug, at=at)
    known = proposal_on(SYSTEM, facts.subject, as_of=at)
    if known is None:
        return accord.propose(ProposalFacts(JOINT, facts.subject, plan.slug, content.to_json(), parties), by=by, at=at)
    row = accords.get_row(SYSTEM, known.key, as_of=at)
    return accord.revise(row, content.to_json(), by=by, at=at, revision=revision or 0)


def stand(proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None:
    """What comes of the last signature: nothing is written, a joint status is read from what all signed.

    But the proof is asked once more: what has been disputed since is refused, and the last signature is not taken in.
    Raises RuleBroken, InvalidTransition once the plan is closed.
    """
    hold_open(proposal.plan)
    content = JointContent.from_json(agreed.content)
    if content is not None:
        promise = plans.get_promise(content.subject.partition("#")[0], as_of=at)
        _require_proof(content, promise, proposal.plan, at=at)


def _content(facts: JointFacts, plan: str, *, at: datetime) -> JointContent:
    found = verification.claims_named(PUBLIC, plan, list(facts.claims), as_of=at)
    if missing := [name for name in facts.claims if name not in found]:
        raise RuleBroken(
            f"“{missing[0]}” is no public evidence on {plan}; a joint status rests on what everybody can read."
        )
    reason = {tag: text.strip() for tag, text in facts.reason.items() if text.strip()}
    revisions = {name: view.revision for name, view in found.items()}
    return JointContent(facts.subject, facts.value, facts.as_of_on, reason, revisions)


def _require_proof(content: JointContent, promise: CommitmentView, plan: str, *, at: datetime) -> None:
    found = verification.claims_named(PUBLIC, plan, list(content.claims), as_of=at)
    kept = [view.party_proof for name, view in found.items() if view.revision == content.claims[name]]
    verdict = joint_gate(kept, content, promise)
    if isinstance(verdict, Denied):
        raise RuleBroken(f"{verdict.reason}.")
