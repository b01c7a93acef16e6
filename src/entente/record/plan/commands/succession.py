"""The end of a plan: one side resolves every promise in a table and puts it to all parties, who sign it or do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from entente.foundation.accord import commands as accord
from entente.foundation.accord.queries import Proposal
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, require
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import numbered_ref
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.record.plan import queries
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.models import Plan, Succession
from entente.record.plan.rules import changes, succession
from entente.record.plan.words import CHANGES, ChangeStatus, Fate

from .putting import give_up_proposal, put_to_parties
from .tabling import OPEN, locked_plan, put_rows, require_open, require_public, require_whole, slug_of


@transaction.atomic
def start_succession(plan: Plan, successor: Plan | None, *, by: Actor, at: datetime) -> Succession:
    """Begin one's own table of what becomes of a plan's promises, or go on with the one that is open.

    Another successor is taken over; what was resolved into the former one has to be resolved again.
    """
    plan = locked_plan(plan)
    require_open(plan)
    owner = by.owner or plan.owner
    require(_may_write(by, plan, owner, ChangeStatus.DRAFT))
    if successor is not None and successor.pk == plan.pk:
        raise RuleBroken(f"{plan.slug} cannot be its own successor; name another plan, or none.")
    row = Succession.objects.filter(plan=plan, owner=owner, status__in=OPEN).first()
    if row is None:
        row = Succession.objects.create(
            plan=plan, successor=successor, owner=owner, written_by=by.post, written_by_user=by.user_id or ""
        )
        ledger.record(by, "plan.succession.start", plan.slug, at=at, successor=slug_of(successor))
    elif row.successor_id != (successor.pk if successor else None):
        require(_may_write(by, plan, owner, row.status))
        row.successor = successor
        row.resolutions.exclude(fate=Fate.DROPPED).delete()
        _save(row, by=by)
        ledger.record(by, "plan.succession.revise", plan.slug, at=at, successor=slug_of(successor))
    return row


@transaction.atomic
def resolve(row: Succession, rows: Sequence[ResolutionFacts], *, by: Actor, at: datetime, revision: int) -> Succession:
    """Say what becomes of these promises, in place of all that the table said.  What is not named is not resolved.

    Raises Conflict when somebody else saved the table since `revision` was opened.
    """
    row = _locked(row)
    plan = row.plan
    require(_may_write(by, plan, row.owner, row.status))
    require_open(plan)
    if row.revision != revision:
        raise Conflict(
            f"Somebody else of your side saved the table of {plan.slug} after you opened it; open it again.",
            mine={},
            theirs={},
            revision=row.revision,
        )
    commitments = {one.number: one for one in plan.commitments.only("id", "number", "ref")}
    heirs = queries.numbers_of(row.successor.slug) if row.successor else []
    for facts in rows:
        if facts.number not in commitments:
            raise RuleBroken(f"{numbered_ref(plan.slug, facts.number)} is no promise of this plan; look at its number.")
        succession.check_row(plan.slug, slug_of(row.successor), facts, heirs)
    row.resolutions.all().delete()
    put_rows(row, rows, commitments)
    _save(row, by=by)
    if row.tier == Tier.PUBLIC:
        _note_shown(row, by=by, at=at)
    else:
        ledger.record(by, "plan.succession.revise", plan.slug, at=at, resolved=len(rows), of=len(commitments))
    return row


@transaction.atomic
def publish_succession(row: Succession, *, by: Actor, at: datetime) -> Succession:
    """The keeper shows its table to everybody, labelled as its own proposal; it closes nothing.

    It need not be complete: what is not resolved shows as such.
    """
    row = _locked(row)
    require(succession.can_publish_succession(by, owner=row.owner, keeper=row.plan.owner, status=row.status))
    require_open(row.plan)
    require_public(row.successor)
    row.tier, row.published_at = Tier.PUBLIC, at
    row.save(update_fields=["tier", "published_at"])
    _note_shown(row, by=by, at=at)
    return row


@transaction.atomic
def propose_succession(row: Succession, *, by: Actor, at: datetime, revision: int) -> Succession:
    """Put the table to all parties, each of which signs it or does not; with the last signature the plan is closed.

    revision  of the table that was read.  Raises RuleBroken for the first promise that is not resolved, and for a successor
    that is a draft still; InvalidTransition when the table was saved since it was read.
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
    require_open(plan)
    require_transition(CHANGES, row.status, ChangeStatus.PROPOSED, f"The succession of {plan.slug}")
    changes.require_read(f"the table of {plan.slug}", read=revision, stands=row.revision)
    content = queries.succession_content(row)
    require_public(row.successor)
    require_whole(plan, row.successor, content)
    row.proposal = put_to_parties(
        row.proposal, content.kind, plan.slug, plan.slug, content.to_json(), sorted(parties), by=by, at=at
    )
    row.status, row.proposed_at = ChangeStatus.PROPOSED, at
    row.tier = row.tier if row.tier == Tier.PUBLIC else Tier.PARTIES
    row.save(update_fields=["proposal", "status", "proposed_at", "tier"])
    ledger.record(by, "plan.succession.propose", plan.slug, at=at, kind=str(content.kind), proposal=str(row.proposal))
    return row


@transaction.atomic
def take_back_succession(row: Succession, *, by: Actor, at: datetime) -> Succession:
    """Take a proposal back, to change it or to give it up.  Nothing is left to sign until it is put to the parties again."""
    row = _locked(row)
    require(changes.can_take_back(by, owner=row.owner, status=row.status))
    row.status = ChangeStatus.DRAFT
    row.tier = row.tier if row.tier == Tier.PUBLIC else Tier.OWN
    row.save(update_fields=["status", "tier"])
    ledger.record(by, "plan.succession.take-back", row.plan.slug, at=at, proposal=str(row.proposal))
    return row


@transaction.atomic
def withdraw_succession(row: Succession, *, by: Actor, at: datetime, reason: str = "") -> Succession:
    """Give a table up, for good.  What was shown to everybody is marked as withdrawn in the public log.

    reason  why, for the parties; asked for once it was put to them.  Raises RuleBroken, ActionDenied, InvalidTransition.
    """
    accord.hold(row.proposal)
    row = _locked(row)
    if row.status == ChangeStatus.PROPOSED:
        require(changes.can_take_back(by, owner=row.owner, status=row.status))
    else:
        require(_may_write(by, row.plan, row.owner, row.status))
    require_transition(CHANGES, row.status, ChangeStatus.WITHDRAWN, f"The succession of {row.plan.slug}")
    was_public = row.tier == Tier.PUBLIC
    row.status, row.tier = ChangeStatus.WITHDRAWN, Tier.OWN
    row.save(update_fields=["status", "tier"])
    give_up_proposal(row.proposal, by=by, at=at, reason=reason)
    ledger.record(by, "plan.succession.withdraw", row.plan.slug, at=at, public=was_public)
    return row


@transaction.atomic
def give_up_succession(proposal: Proposal, *, by: Actor, at: datetime, reason: str) -> None:
    """Give up what is before the parties, with the table that it puts to them."""
    row = Succession.objects.filter(proposal=proposal.pk).first()
    if row is None:
        accord.give_up(proposal, by=by, at=at, reason=reason)
    else:
        withdraw_succession(row, by=by, at=at, reason=reason)


def _note_shown(row: Succession, *, by: Actor, at: datetime) -> None:
    """What everybody sees is in the public log, each time that it changes."""
    content = queries.succession_content(row).to_json()
    ledger.record(by, "plan.succession.publish", row.plan.slug, at=at, public=True, **content)


def _save(row: Succession, *, by: Actor) -> None:
    row.revision += 1
    row.written_by, row.written_by_user = by.post, by.user_id or ""
    row.save(update_fields=["successor", "revision", "written_by", "written_by_user"])


def _may_write(by: Actor, plan: Plan, owner: str, status: str) -> Decision:
    parties = queries.party_codes(plan.slug)
    return changes.can_write_change(by, owner=owner, parties=parties, keeper=plan.owner, status=status)


def _locked(row: Succession) -> Succession:
    return Succession.objects.select_for_update(of=("self",)).select_related("plan", "successor").get(pk=row.pk)
