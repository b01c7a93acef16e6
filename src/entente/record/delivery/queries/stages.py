"""Reads of what sides say of stages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import readable
from entente.foundation.common.refs import activity_ref, stage_ref
from entente.record.delivery.kinds import KINDS
from entente.record.delivery.models import Activity, StageMark
from entente.record.delivery.rules.stages import Said, Sides, StageState, Standing, stage_states

from .proof import standings


def sides_of(activity: Activity) -> Sides:
    return Sides(tuple(activity.parties), activity.giver, activity.receiver)


def ref_of(activity: Activity) -> str:
    return activity_ref(activity.plan, activity.slug)


def marks_on(by: Actor, activities: Collection[Activity], *, as_of: datetime) -> dict[UUID, list[Said]]:
    """Activity key -> what sides say of its stages, as far as an actor may read it.  One query, none for no activity."""
    if not activities:
        return {}
    standing = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=as_of)
    rows = StageMark.objects.filter(readable(by, as_of=as_of), standing, activity__in=activities, made_at__lte=as_of)
    found: dict[UUID, list[Said]] = {}
    for row in rows.order_by("made_at", "id"):
        found.setdefault(row.activity_id, []).append(said_of(row))
    return found


def said_of(row: StageMark) -> Said:
    return Said(row.stage, row.owner, row.party, row.happened, row.first_on, row.last_on, row.post)


def states_on(by: Actor, activities: Collection[Activity], *, as_of: datetime) -> dict[UUID, tuple[StageState, ...]]:
    """Activity key -> every stage of it, in the order of its table.  Five queries for any number."""
    marks = marks_on(by, activities, as_of=as_of)
    return states_of(activities, marks, standings(by, stage_refs(activities), as_of=as_of))


def stage_refs(activities: Collection[Activity]) -> list[str]:
    """The refs of every stage that needs evidence."""
    return [
        stage_ref(ref_of(activity), stage.code)
        for activity in activities
        for stage in KINDS[activity.kind]
        if stage.needs_claim
    ]


def states_of(
    activities: Collection[Activity], marks: Mapping[UUID, list[Said]], proofs: Mapping[str, Standing]
) -> dict[UUID, tuple[StageState, ...]]:
    """As `states_on`, from what was read before.  proofs: stage ref -> how evidence of it stands."""
    return {
        activity.pk: stage_states(
            KINDS[activity.kind],
            sides_of(activity),
            marks.get(activity.pk, []),
            {ref.partition("#")[2]: proofs[ref] for ref in stage_refs([activity]) if ref in proofs},
        )
        for activity in activities
    }
