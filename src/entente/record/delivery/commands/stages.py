"""Writes of stages: each side says for itself that an activity has reached one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import stage_ref
from entente.foundation.ledger import commands as ledger
from entente.record.delivery import rules
from entente.record.delivery.kinds import KINDS
from entente.record.delivery.models import Activity, StageMark
from entente.record.delivery.queries.stages import marks_on, ref_of, sides_of
from entente.record.plan.commands import hold_open
from entente.record.plan.standing import may_speak


@transaction.atomic
def mark_stage(
    activity: Activity, stage: str, *, by: Actor, happened: str, at: datetime, note: Wording | None = None
) -> StageMark:
    """Say for one's own side that an activity has reached a stage; with another date it replaces one's own word.

    It is a statement.  The stage moves only when all whose word is needed have given it and evidence of it was accepted
    where the table asks for that: that is derived.  Raises ActionDenied, RuleBroken (no such stage, a day to come).
    """
    kind = KINDS[activity.kind]
    row = kind.find(stage)
    if row is None:
        raise RuleBroken(f"There is no stage “{stage}” of the kind “{kind.code}”; see docs/kinds.md.")
    # The row of the activity is the lock: of two who mark at once the second sees the first's word.
    Activity.objects.select_for_update().get(pk=activity.pk)
    marks = marks_on(by, [activity], as_of=at).get(activity.pk, [])
    require(rules.can_mark(by, kind, row, sides_of(activity), marks, owner=by.owner))
    require(may_speak(by, activity.plan))
    period = rules.require_period(happened, f"The day of “{row.label}”")
    rules.require_past(period.first_on, at.date(), f"“{row.label}”")
    earlier = StageMark.objects.filter(activity=activity, owner=by.owner, stage=stage, withdrawn_at=None).first()
    if earlier is not None and (earlier.happened, earlier.note) == (happened, note or {}):
        return earlier
    if earlier is not None:
        earlier.withdrawn_at = at
        earlier.save(update_fields=["withdrawn_at"])
    mark = StageMark.objects.create(
        owner=by.owner,
        tier=activity.tier,
        group=activity.group,
        made_at=at,
        activity=activity,
        stage=stage,
        party=by.owner if by.capacity is Capacity.PARTY else "",
        happened=str(period),
        first_on=period.first_on,
        last_on=period.last_on,
        note=note or {},
        post=by.post,
    )
    _record(by, "delivery.stage.mark", mark, at=at, happened=str(period), note=note or {})
    return mark


@transaction.atomic
def withdraw_mark(mark: StageMark, *, by: Actor, at: datetime, reason: Wording) -> StageMark:
    """Take back one's own word on a stage, with the reason; the log keeps that it was given."""
    stage = KINDS[mark.activity.kind].find(mark.stage)
    if stage is None:
        raise RuleBroken(f"There is no stage “{mark.stage}” of the kind “{mark.activity.kind}”; see docs/kinds.md.")
    require(rules.can_withdraw_mark(by, stage, owner=mark.owner))
    rules.require_wording(reason, "The reason")
    if mark.withdrawn_at is not None:
        raise InvalidTransition(f"“{mark}” was taken back before.")
    mark.withdrawn_at = at
    mark.save(update_fields=["withdrawn_at"])
    _record(by, "delivery.stage.withdraw", mark, at=at, reason=reason)
    return mark


def _record(by: Actor, action: str, mark: StageMark, *, at: datetime, **content: object) -> None:
    hold_open(mark.activity.plan)
    ref = stage_ref(ref_of(mark.activity), mark.stage)
    ledger.record(by, action, ref, at=at, public=mark.tier == Tier.PUBLIC, **content)
