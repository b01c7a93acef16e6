"""Amendments: one side writes a change of a promise, all parties sign it, and it is in force; the original stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from entente.foundation.accord import commands as accord
from entente.foundation.accord.queries import Agreed, Proposal
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, require
from entente.foundation.common.errors import Conflict, InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import numbered_ref
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.record.plan import queries
from entente.record.plan.models import Amendment, Commitment, Plan
from entente.record.plan.queries.amendments import base_of, last_agreed, numbers_since
from entente.record.plan.rules import amendments as rules
from entente.record.plan.rules import changes, check_promise
from entente.record.plan.terms import AmendmentContent, PromiseTerms
from entente.record.plan.words import CHANGES, ChangeKind, ChangeStatus, Fate

from .amending import note_agreed, take_in
from .putting import give_up_proposal, put_to_parties


@transaction.atomic
def write_amendment(
    commitment: Commitment,
    after: PromiseTerms,
    reason: Wording,
    *,
    by: Actor,
    at: datetime,
    in_force_from: date | None = None,
) -> Amendment:
    """Begin an amendment on the promise as it is agreed now.  It may be unfinished; all is asked for when it is proposed.

    in_force_from  the day from which it is to be in force; None: from the last signature on
    """
    plan = commitment.plan
    owner = by.owner or plan.owner
    require(_may_write(by, plan, owner, ChangeStatus.DRAFT))
    _require_open(plan, commitment)
    before = queries.terms_now(commitment)
    row = Amendment(
        plan=plan,
        commitment=commitment,
        owner=owner,
        made_at=at,
        base=base_of(commitment),
        before=before.to_json(),
        reason=changes.tidy(reason),
        in_force_from=in_force_from,
    )
    _day_of_force(row, at=at)
    _put(row, before, after, by=by)
    ledger.record(by, "plan.amendment.write", commitment.ref, at=at, base=row.base)
    return row


@transaction.atomic
def revise_amendment(
    row: Amendment,
    after: PromiseTerms,
    reason: Wording,
    *,
    by: Actor,
    at: datetime,
    revision: int,
    in_force_from: date | None = None,
) -> Amendment:
    """Put other words in a draft.  Raises Conflict when somebody else saved it since `revision` was opened."""
    row = _locked(row)
    require(_may_write(by, row.plan, row.owner, row.status))
    _require_open(row.plan, row.commitment)
    if row.revision != revision:
        raise Conflict(
            f"Somebody else of your side changed this amendment of {row.commitment.ref}; open it again.",
            mine={},
            theirs={},
            revision=row.revision,
        )
    row.reason, row.in_force_from = changes.tidy(reason), in_force_from
    _day_of_force(row, at=at)
    _put(row, PromiseTerms.from_json(row.before), after, by=by)
    ledger.record(by, "plan.amendment.revise", row.commitment.ref, at=at, revision=row.revision)
    return row


@transaction.atomic
def rebase_amendment(row: Amendment, *, by: Actor, at: datetime) -> Amendment:
    """Lay a draft on the promise as it is in force now; its own words stay, and have to be read against them again."""
    row = _locked(row)
    require(_may_write(by, row.plan, row.owner, row.status))
    _require_open(row.plan, row.commitment)
    before = queries.terms_now(row.commitment)
    row.before, row.base, row.revision = before.to_json(), base_of(row.commitment), row.revision + 1
    row.save(update_fields=["before", "base", "revision"])
    ledger.record(by, "plan.amendment.rebase", row.commitment.ref, at=at, base=row.base)
    return row


@transaction.atomic
def propose_amendment(row: Amendment, *, by: Actor, at: datetime, revision: int) -> Amendment:
    """Put an amendment to all parties, each of which signs it or does not; with the last signature it is agreed.

    revision  of the words that were read.  Raises RuleBroken (a language is missing, nothing changes), InvalidTransition
    (the promise changed meanwhile, or the words since they were read).
    """
    accord.hold(row.proposal)
    row = _locked(row)
    plan = row.plan
    parties = queries.party_codes(plan.slug)
    require(
        changes.can_propose_change(
            by, owner=row.owner, parties=parties, keeper=plan.owner, written_by_user=row.written_by_user
        )
    )
    _require_open(plan, row.commitment)
    require_transition(CHANGES, row.status, ChangeStatus.PROPOSED, f"The amendment of {row.commitment.ref}")
    changes.require_read(f"the amendment of {row.commitment.ref}", read=revision, stands=row.revision)
    content = queries.amendment_content(row)
    _require_whole(row.commitment, content)
    _day_of_force(row, at=at)
    subject = row.commitment.ref
    row.proposal = put_to_parties(
        row.proposal, ChangeKind.AMENDMENT, subject, plan.slug, content.to_json(), sorted(parties), by=by, at=at
    )
    row.status, row.proposed_at, row.tier = ChangeStatus.PROPOSED, at, Tier.PARTIES
    row.save(update_fields=["proposal", "status", "proposed_at", "tier"])
    ledger.record(by, "plan.amendment.propose", subject, at=at, proposal=str(row.proposal))
    return row


@transaction.atomic
def take_back_amendment(row: Amendment, *, by: Actor, at: datetime) -> Amendment:
    """Take a proposal back, to change it or to give it up.  Nothing is left to sign until it is put to the parties again."""
    row = _locked(row)
    require(changes.can_take_back(by, owner=row.owner, status=row.status))
    row.status, row.tier = ChangeStatus.DRAFT, Tier.OWN
    row.save(update_fields=["status", "tier"])
    ledger.record(by, "plan.amendment.take-back", row.commitment.ref, at=at, proposal=str(row.proposal))
    return row


@transaction.atomic
def withdraw_amendment(row: Amendment, *, by: Actor, at: datetime, reason: str = "") -> Amendment:
    """Give an amendment up, for good.

    reason  why, for the parties; asked for once it was put to them.  Raises RuleBroken, ActionDenied, InvalidTransition.
    """
    accord.hold(row.proposal)
    row = _locked(row)
    if row.status == ChangeStatus.PROPOSED:
        require(changes.can_take_back(by, owner=row.owner, status=row.status))
    else:
        require(_may_write(by, row.plan, row.owner, row.status))
    require_transition(CHANGES, row.status, ChangeStatus.WITHDRAWN, f"The amendment of {row.commitment.ref}")
    row.status, row.tier = ChangeStatus.WITHDRAWN, Tier.OWN
    row.save(update_fields=["status", "tier"])
    give_up_proposal(row.proposal, by=by, at=at, reason=reason)
    ledger.record(by, "plan.amendment.withdraw", row.commitment.ref, at=at)
    return row


@transaction.atomic
def give_up_amendment(proposal: Proposal, *, by: Actor, at: datetime, reason: str) -> None:
    """Give up what is before the parties, with the amendment that it puts to them."""
    row = Amendment.objects.filter(proposal=proposal.pk).first()
    if row is None:
        accord.give_up(proposal, by=by, at=at, reason=reason)
    else:
        withdraw_amendment(row, by=by, at=at, reason=reason)


@transaction.atomic
def amend(proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None:
    """Carry out what all parties signed: it is agreed, and in force from now or from its day.  Once more changes nothing.

    Raises InvalidTransition, RuleBroken when it can no longer be carried out; then nothing changes, and the last signature is
    not taken in either.
    """
    signed = AmendmentContent.from_json(agreed.content)
    plan = Plan.objects.select_for_update().get(slug=signed.plan)
    commitment = Commitment.objects.select_for_update().get(ref=numbered_ref(signed.plan, signed.promise))
    row = Amendment.objects.select_for_update().filter(commitment=commitment, proposal=proposal.pk).first()
    if row is not None and row.status == ChangeStatus.AGREED:
        return
    _require_open(plan, commitment)
    if row is None or row.status != ChangeStatus.PROPOSED:
        raise RuleBroken(f"The amendment of {commitment.ref} was taken back; there is nothing left to sign.")
    _require_whole(commitment, signed)
    row.in_force_from = signed.in_force_from
    row.in_force_at = _day_of_force(row, at=at)
    row.number = (plan.amendments.aggregate(last=Max("number"))["last"] or 0) + 1
    row.status, row.agreed_at, row.tier = ChangeStatus.AGREED, at, Tier.PUBLIC
    row.before, row.after, row.reason = signed.before.to_json(), signed.after.to_json(), dict(signed.reason)
    row.save()
    note_agreed(row, commitment, signed, by=by, at=at)
    if row.in_force_at <= at:
        take_in(row, commitment, at=at)
    accord.conclude(proposal, by=by, at=at)


def _require_whole(commitment: Commitment, content: AmendmentContent) -> None:
    """Raise unless the amendment can be signed and carried out on the promise as it is now."""
    now = queries.terms_now(commitment)
    rules.require_present(commitment.ref, content.before.sha256, now, numbers_since(commitment, content.base))
    _require_sound(commitment, now, content.after)
    owed = queries.official_languages(commitment.ref.partition("/")[0])
    rules.require_whole(commitment.ref, now, content.after, content.reason, owed)


def _day_of_force(row: Amendment, *, at: datetime) -> datetime:
    """From when on an amendment is in force that is signed now.  Raises RuleBroken."""
    zones = queries.time_zones(row.commitment.ref.partition("/")[0])
    before = last_agreed(row.commitment)
    return rules.require_day(row.commitment.ref, row.in_force_from, at=at, zones=zones, before=before)


def _require_sound(commitment: Commitment, before: PromiseTerms, after: PromiseTerms) -> None:
    parties = queries.party_codes(commitment.ref.partition("/")[0])
    check_promise(commitment.number, after.obligors, after.kind, after.strength, parties)
    used = queries.used_letters(commitment)
    rules.require_sound(commitment.ref, before, after, used=used, parties=parties)


def _put(row: Amendment, before: PromiseTerms, after: PromiseTerms, *, by: Actor) -> None:
    used = queries.used_letters(row.commitment)
    terms = rules.settled(after, used)
    _require_sound(row.commitment, before, terms)
    row.after = terms.to_json()
    row.written_by, row.written_by_user = by.post, by.user_id or ""
    row.revision = row.revision if row._state.adding else row.revision + 1
    row.save()


def _may_write(by: Actor, plan: Plan, owner: str, status: str) -> Decision:
    parties = queries.party_codes(plan.slug)
    return changes.can_write_change(by, owner=owner, parties=parties, keeper=plan.owner, status=status)


def _require_open(plan: Plan, commitment: Commitment) -> None:
    resolved = commitment.resolutions.filter(succession__status=ChangeStatus.AGREED, fate=Fate.DROPPED)
    if resolved.exists():
        raise InvalidTransition(
            f"{commitment.ref} was not carried on when {plan.slug} was closed on {changes.day_of(plan.closed_at)}; "
            "it can no longer be amended."
        )
    changes.require_in_force(plan.slug, plan.status, changes.day_of(plan.closed_at))


def _locked(row: Amendment) -> Amendment:
    rows: Sequence[str] = ("self",)
    return Amendment.objects.select_for_update(of=rows).select_related("plan", "commitment__plan").get(pk=row.pk)
