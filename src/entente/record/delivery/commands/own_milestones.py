"""Milestones that only their own side has seen: shown to everybody by an approver, or taken away again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import forget
from entente.record.delivery import rules
from entente.record.delivery.models import Milestone
from entente.record.delivery.rules.milestones import can_show_milestone, can_withdraw_milestone
from entente.record.plan.commands import hold_open


@transaction.atomic
def show_milestone(milestone: Milestone, *, by: Actor, at: datetime) -> Milestone:
    """Let everybody read a milestone that was planned for its own side alone.  One that is public changes nothing.

    Raises ActionDenied (not an approver of its side).
    """
    hold_open(milestone.plan)
    milestone.refresh_from_db(from_queryset=Milestone.objects.select_for_update())
    require(can_show_milestone(by, milestone))
    if milestone.tier == Tier.PUBLIC:
        return milestone
    milestone.tier, milestone.changed_at, milestone.changed_for = Tier.PUBLIC, at, by.owner
    milestone.revision += 1
    milestone.save()
    ledger.record(
        by,
        "delivery.milestone.plan",
        rules.milestone_ref_of(milestone),
        at=at,
        public=True,
        milestone_of=milestone.owner,
        title=milestone.title,
        due=milestone.due,
    )
    return milestone


@transaction.atomic
def withdraw_milestone(milestone: Milestone, *, by: Actor, at: datetime) -> None:
    """Take away a milestone that only its own side has seen and that was not reported; its side's log keeps it.

    Raises ActionDenied.
    """
    milestone.refresh_from_db(from_queryset=Milestone.objects.select_for_update())
    require(can_withdraw_milestone(by, milestone))
    ref = rules.milestone_ref_of(milestone)
    ledger.record(by, "delivery.milestone.withdraw", ref, at=at, title=milestone.title, due=milestone.due)
    forget([rules.milestone_states(milestone)])
    milestone.delete()
