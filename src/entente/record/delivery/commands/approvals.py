"""Approving, sending back, and who approves in whose place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Denied, require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.common.transitions import require_transition
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources.models import Snapshot
from entente.foundation.texts.commands import review
from entente.record.delivery import rules
from entente.record.delivery.models import Approval, Delegation, Update
from entente.record.delivery.queries.approvals import approving_post, approving_posts
from entente.record.delivery.queries.updates import languages_owed, states_of
from entente.record.delivery.words import UPDATE_TRANSITIONS, ApprovalDecision, UpdateStatus

from .drafting import locked, require_revision


@transaction.atomic
def approve(update: Update, *, by: Actor, at: datetime, revision: int) -> Approval:
    """Approve the exact revision that the approver saw; its texts in the owed languages count as reviewed by that.

    Raises ActionDenied (own words), Conflict (changed since), InvalidTransition, RuleBroken (an owed language is missing).
    """
    for_post = _require_decider(update, by=by, at=at, revision=revision)
    approval = Approval(decision=ApprovalDecision.APPROVED, post=by.post, for_post=for_post)
    return _approve(update, approval, by=by, at=at)


@transaction.atomic
def send_back(update: Update, *, by: Actor, at: datetime, reason: str, revision: int) -> Approval:
    """Send an update back to who wrote it, with the reason; an approved one too, while it is not published.

    Raises ActionDenied, Conflict, InvalidTransition, RuleBroken (no reason).
    """
    for_post = _require_decider(update, by=by, at=at, revision=revision)
    if not reason.strip():
        raise RuleBroken("Say why you send it back; who wrote it reads only that.")
    approval = Approval(decision=ApprovalDecision.RETURNED, post=by.post, for_post=for_post, reason=reason.strip())
    _decide(update, approval, UpdateStatus.RETURNED, by=by, at=at)
    _note(by, "send_back", update, approval, at=at)
    return approval


@transaction.atomic
def record_approval_elsewhere(
    update: Update,
    *,
    by: Actor,
    at: datetime,
    given_by: str,
    given_on: date,
    file_number: str,
    proof: Snapshot | None = None,
    revision: int | None = None,
) -> Approval:
    """Put on record that a post approved an update outside: on a signed form, in a mail.

    given_by     ref of the post that approved, of the same side
    file_number  under which its own side finds the paper; it and the proof never leave that side
    proof        archived copy of what was signed, internal to its side; owed when the writer records it
    revision     that was approved, where the caller knows it; None: the one on record now

    Raises ActionDenied, Conflict, NotVisible (no such post), InvalidTransition, RuleBroken.
    """
    hands = _hands(locked(update))
    require(rules.can_record_approval(by, update, hands=hands, has_proof=proof is not None))
    require_revision(update, update.revision if revision is None else revision, {})
    _require_approver(given_by, update, by=by, hands=hands)
    if not file_number.strip():
        raise RuleBroken("Under which file number is the approval kept?  An auditor of your side looks for it.")
    if given_on > at.date():
        raise RuleBroken(f"The approval is dated {given_on}, which is still to come; give the day it was signed.")
    _require_internal(proof, owner=update.owner)
    approval = Approval(
        decision=ApprovalDecision.APPROVED,
        post=by.post,
        given_elsewhere=True,
        given_by=given_by,
        given_on=given_on,
        file_number=file_number.strip(),
        proof=proof,
    )
    return _approve(update, approval, by=by, at=at)


@dataclass(frozen=True, slots=True)
class DelegationFacts:
    """Another post of the same side approves in one's place, from the first day to the last, both included."""

    to_post: str
    from_on: date
    to_on: date


@transaction.atomic
def delegate(facts: DelegationFacts, *, by: Actor, at: datetime) -> Delegation:
    """Hand one's own approving to another post of the same side for some days.

    Only the post itself does so: for somebody who fell ill the directory names an acting holder.
    Raises ActionDenied, NotVisible (no such post), RuleBroken (another side, days in disorder, two at once).
    """
    require(rules.can_delegate(by))
    other = directory.get_post(facts.to_post)
    _require(rules.can_stand_in(other.ref, other.owner, other.roles, by=by))
    if facts.to_on < facts.from_on or facts.to_on < at.date():
        raise RuleBroken("Give a first and a last day in order, the last not before today.")
    mine = Delegation.objects.select_for_update().filter(from_post=by.post, ended_on__isnull=True)
    if mine.filter(from_on__lte=facts.to_on, to_on__gte=facts.from_on).exists():
        raise RuleBroken("Another post approves in your place on some of these days already; end that one first.")
    delegation = Delegation.objects.create(
        owner=by.owner,
        tier=Tier.OWN,
        from_post=by.post,
        to_post=facts.to_post,
        from_on=facts.from_on,
        to_on=facts.to_on,
        made_at=at,
    )
    _note_delegation(by, "begin", delegation, at=at)
    return delegation


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: Actor, at: datetime) -> Delegation:
    """End a delegation from today on: either post may.  Ended twice changes nothing."""
    delegation.refresh_from_db(from_queryset=Delegation.objects.select_for_update())
    require(rules.can_end_delegation(by, delegation))
    if delegation.ended_on is None:
        delegation.ended_on = at.date()
        delegation.save(update_fields=["ended_on"])
        _note_delegation(by, "end", delegation, at=at)
    return delegation


def _require_decider(update: Update, *, by: Actor, at: datetime, revision: int) -> str:
    """Lock the update and see that `by` may decide on it.  Returns the post in whose place, "" for its own."""
    in_place_of = approving_post(by, on=at.date())
    require(rules.can_decide(by, locked(update), hands=_hands(update), in_place_of=in_place_of))
    require_revision(update, revision, {})
    return in_place_of


def _hands(update: Update) -> frozenset[str]:
    return frozenset(update.hands.values_list("user_id", flat=True))


def _approve(update: Update, approval: Approval, *, by: Actor, at: datetime) -> Approval:
    _decide(update, approval, UpdateStatus.APPROVED, by=by, at=at)
    owed = languages_owed(update.owner)
    review(rules.states_subject(update), owed)
    _require(rules.can_stand_in_public(owed, update, states_of([update])))
    _note(by, "approve", update, approval, at=at)
    return approval


def _decide(update: Update, approval: Approval, then: UpdateStatus, *, by: Actor, at: datetime) -> None:
    require_transition(UPDATE_TRANSITIONS, update.status, then, f"The update {rules.ref_of(update)}")
    update.status, update.changed_at = then, at
    update.save(update_fields=["status", "changed_at"])
    approval.update = update
    approval.owner, approval.tier, approval.made_at = update.owner, Tier.OWN, at
    approval.revision, approval.made_by = update.revision, by.user_id or ""
    approval.save()


def _require_approver(given_by: str, update: Update, *, by: Actor, hands: frozenset[str]) -> None:
    """A paper approves when a post signed it that approves, and not the one that wrote what it approves."""
    if directory.get_post(given_by).owner != update.owner:
        raise RuleBroken(f"{given_by} does not speak for {update.owner}; name the post of your side that approved.")
    if given_by not in approving_posts([given_by]):
        raise RuleBroken(f"{given_by} approves nothing; name the approving post of your side that signed.")
    if given_by == update.written_by or (by.user_id in hands and given_by == by.post):
        raise RuleBroken(f"{given_by} wrote this, and nobody approves their own words; name the post that signed.")


def _require_internal(proof: Snapshot | None, *, owner: str) -> None:
    """The paper that approved is its own side's alone, the copy and the document it is of."""
    if proof is None:
        return
    if not all(row.owner == owner and row.tier == Tier.OWN for row in (proof, proof.document)):
        raise RuleBroken("The signed form or mail is not internal to your side; archive it for your own side first.")


def _require(decision: object) -> None:
    if isinstance(decision, Denied):
        raise RuleBroken(decision.reason)


def _note(by: Actor, verb: str, update: Update, approval: Approval, *, at: datetime) -> None:
    """Always in the log of its own side: who approved is told to nobody else."""
    ledger.record(
        by,
        f"delivery.update.{verb}",
        rules.ref_of(update),
        at=at,
        version=update.version,
        revision=approval.revision,
        reason=approval.reason,
        for_post=approval.for_post,
        given_by=approval.given_by,
        given_on=approval.given_on.isoformat() if approval.given_on else "",
        file_number=approval.file_number,
        proof=approval.proof.sha256 if approval.proof else "",
    )


def _note_delegation(by: Actor, verb: str, delegation: Delegation, *, at: datetime) -> None:
    ledger.record(
        by,
        f"delivery.delegation.{verb}",
        delegation.from_post,
        at=at,
        to_post=delegation.to_post,
        from_on=delegation.from_on.isoformat(),
        to_on=delegation.to_on.isoformat(),
    )
