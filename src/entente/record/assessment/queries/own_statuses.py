"""Where one side says it stands with everything it owes in a plan: what its own workbook shows and is compared with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, F, Value, When, Window
from django.db.models.functions import RowNumber

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.languages import Wording
from entente.record.assessment.models import Status
from entente.record.assessment.words import Completion
from entente.record.delivery.queries.own_words import OPEN
from entente.record.delivery.words import UpdateStatus


@dataclass(frozen=True, slots=True)
class OwnStatus:
    """What a side says of a promise or part: in an update on its way when there is one, else as last published."""

    value: Completion
    as_of_on: date
    reason: Wording
    is_open: bool


def own_reasons(by: Actor, updates: Collection[UUID]) -> dict[tuple[UUID, str], Status]:
    """(update key, "" or "#b") -> the status that one's own side says there, with its reason.  One query."""
    rows = Status.objects.filter(update__in=list(updates)).select_related("update")
    if by.capacity is not Capacity.SYSTEM:
        rows = rows.filter(owner=by.owner) if by.reads_records else rows.none()
    return {(row.update_id, row.subject.removeprefix(row.commitment)): row for row in rows}


def own_statuses_on_plan(by: Actor, plan: str) -> dict[str, OwnStatus]:
    """Subject ref -> its own side's latest status.  One query for a whole plan."""
    if not by.reads_records:
        return {}
    is_open = Case(When(update__status__in=OPEN, then=Value(0)), default=Value(1))
    latest = Window(
        RowNumber(),
        partition_by=F("subject"),
        order_by=[is_open.asc(), F("as_of_on").desc(), F("update__changed_at").desc()],
    )
    rows = (
        Status.objects.filter(owner=by.owner, plan=plan, update__status__in=[*OPEN, UpdateStatus.PUBLISHED])
        .annotate(place=latest)
        .filter(place=1)
        .values_list("subject", "value", "as_of_on", "reason", "update__status")
    )
    return {
        subject: OwnStatus(Completion(value), as_of_on, reason, status in OPEN)
        for subject, value, as_of_on, reason, status in rows
    }
