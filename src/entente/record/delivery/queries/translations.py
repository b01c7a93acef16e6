"""The words of one's own side by the key under which their states are kept: what a translator opens.  Nobody else's."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from entente.foundation.common.actors import Actor, Capacity
from entente.record.delivery import rules
from entente.record.delivery.models import Activity, Milestone, Update

from .stages import ref_of

M = TypeVar("M", bound=Model)

UPDATE, MILESTONE = "update:", "milestone:"


def updates_by_states(by: Actor, subjects: Collection[str]) -> dict[str, Update]:
    """States subject -> the version of an update of one's own side.  One query."""
    rows = _own(Update.objects.all(), by).filter(pk__in=_keys(subjects, UPDATE))
    return {rules.states_subject(row): row for row in rows}


def milestones_by_states(by: Actor, subjects: Collection[str]) -> dict[str, Milestone]:
    """States subject -> a milestone of one's own side.  One query."""
    rows = _own(Milestone.objects.all(), by).filter(pk__in=_keys(subjects, MILESTONE))
    return {rules.milestone_states(row): row for row in rows}


def activities_by_states(by: Actor, subjects: Collection[str]) -> dict[str, Activity]:
    """Ref -> an activity of one's own side.  One query."""
    named = Q(pk__in=[])
    for subject in subjects:
        plan, _, slug = subject.partition("/activities/")
        named |= Q(plan=plan, slug=slug)
    return {ref_of(row): row for row in _own(Activity.objects.all(), by).filter(named)}


def _own(rows: QuerySet[M], by: Actor) -> QuerySet[M]:
    if by.capacity is Capacity.SYSTEM:
        return rows
    return rows.filter(owner=by.owner) if by.reads_records else rows.none()


def _keys(subjects: Collection[str], start: str) -> list[UUID]:
    """The keys behind subjects; what is none of ours names nothing."""
    keys = []
    for subject in subjects:
        with suppress(ValueError):
            keys.append(UUID(subject.removeprefix(start)))
    return keys
