"""What all parties signed about the end of a plan is carried out: the table is in force and the plan is closed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.accord import commands as accord
from entente.foundation.accord.queries import Agreed, Proposal
from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import numbered_ref
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger.commands import EntryRow
from entente.record.plan import queries
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.models import Plan, Succession
from entente.record.plan.succession_content import SuccessionContent
from entente.record.plan.words import TRANSITIONS, ChangeStatus, PlanStatus

from .tabling import OPEN, locked_plan, put_rows, require_open, require_public, require_whole

CLOSED = "The plan was closed, as all parties signed."


@transaction.atomic
def close_plan(proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None:
    """Carry out what all parties signed: the table is in force and the plan is closed.  Once more changes nothing.

    Raises RuleBroken, InvalidTransition when it can no longer be carried out; then nothing changes, and the last signature
    is not taken in either.
    """
    signed = SuccessionContent.from_json(agreed.content)
    plan = locked_plan(queries.row_of(signed.plan))
    row = Succession.objects.select_for_update().filter(plan=plan, proposal=proposal.pk).first()
    if row is not None and row.status == ChangeStatus.AGREED:
        return
    require_open(plan)
    if row is None or row.status != ChangeStatus.PROPOSED:
        raise RuleBroken(f"The proposal to close {signed.plan} was taken back; there is nothing left to sign.")
    successor = queries.row_of(signed.successor) if signed.successor else None
    require_public(successor)
    require_whole(plan, successor, signed)
    require_transition(TRANSITIONS, plan.status, PlanStatus.CLOSED, f"The plan {plan.slug}")
    row.successor, row.status, row.agreed_at, row.tier = successor, ChangeStatus.AGREED, at, Tier.PUBLIC
    row.save(update_fields=["successor", "status", "agreed_at", "tier"])
    row.resolutions.all().delete()
    put_rows(row, signed.rows, {one.number: one for one in plan.commitments.only("id", "number", "ref")})
    plan.status, plan.closed_at = PlanStatus.CLOSED, at
    plan.save(update_fields=["status", "closed_at"])
    accord.conclude(proposal, by=by, at=at)
    _give_up_others(plan, row, at=at)
    _note_closed(plan, successor, signed, proposal, by=by, at=at)


def _note_closed(
    plan: Plan, successor: Plan | None, signed: SuccessionContent, proposal: Proposal, *, by: Actor, at: datetime
) -> None:
    """One entry for the plan, one for each promise, and one for the successor."""
    told = {"proposal": str(proposal.pk), **signed.to_json()}
    ledger.record(by, "plan.close", plan.slug, at=at, public=True, **told)
    ledger.record_many(by, [_entry(plan, signed.successor, one, at) for one in signed.rows], public=True)
    if successor is not None:
        ledger.record(by, "plan.succeed", successor.slug, at=at, public=True, plan=plan.slug, new=list(signed.new))


def _give_up_others(plan: Plan, agreed: Succession, *, at: datetime) -> None:
    """A plan ends once: what else was written or lay before the parties to change it is given up with it."""
    others = Succession.objects.filter(plan=plan, status__in=OPEN).exclude(pk=agreed.pk)
    amendments = plan.amendments.filter(status__in=OPEN)
    accord.give_up_all(plan.slug, by=SYSTEM, at=at, reason=CLOSED)
    others.update(status=ChangeStatus.WITHDRAWN, tier=Tier.OWN)
    amendments.update(status=ChangeStatus.WITHDRAWN, tier=Tier.OWN)


def _entry(plan: Plan, successor: str, facts: ResolutionFacts, at: datetime) -> EntryRow:
    content = {
        "fate": str(facts.fate),
        "into": [numbered_ref(successor, number) for number in facts.into],
        "reason": facts.reason,
    }
    return EntryRow("plan.commitment.resolve", numbered_ref(plan.slug, facts.number), content, at)
