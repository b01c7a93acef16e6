"""What one side's latest words on each promise of a plan are: what its own workbook shows and is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Value, When, Window
from django.db.models.functions import RowNumber

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import update_ref
from entente.record.delivery.models import Milestone, Update
from entente.record.delivery.words import UpdateStatus

OPEN = (UpdateStatus.DRAFT, UpdateStatus.RETURNED, UpdateStatus.SUBMITTED, UpdateStatus.APPROVED)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A side's latest update on a promise: the one on its way when there is one, else the last one published.

    ref  of the update; is_open: still on its way
    """

    ref: str
    is_open: bool
    status: str
    revision: int
    as_of_on: date
    done: Wording
    next_step: Wording
    challenges: Wording


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A milestone as a workbook shows it."""

    slug: str
    owner: str
    title: Wording
    due: str
    status: str
    revision: int


def own_words_on_plan(by: Actor, plan: str) -> dict[str, OwnWords]:
    """Commitment ref -> its own side's latest words.  Notes of "no change" say none.  One query for a whole plan."""
    if not by.reads_records:
        return {}
    latest = Window(
        RowNumber(),
        partition_by=F("commitment"),
        order_by=[Case(When(status__in=OPEN, then=Value(0)), default=Value(1)).asc(), F("changed_at").desc()],
    )
    rows = (
        Update.objects.filter(owner=by.owner, plan=plan, is_no_change=False, status__in=[*OPEN, UpdateStatus.PUBLISHED])
        .annotate(place=latest)
        .filter(place=1)
        .values_list("commitment", "number", "status", "revision", "as_of_on", "done", "next_step", "challenges")
    )
    return {
        commitment: OwnWords(
            update_ref(commitment, by.owner, number), status in OPEN, status, revision, as_of_on, *words
        )
        for commitment, number, status, revision, as_of_on, *words in rows
    }


def own_steps_on_plan(by: Actor, plan: str) -> dict[str, list[PlannedStep]]:
    """Commitment ref -> the milestones that its own side planned, by due date.  One query for a whole plan."""
    rows = Milestone.objects.filter(owner=by.owner, plan=plan) if by.reads_records else Milestone.objects.none()
    steps: dict[str, list[PlannedStep]] = {}
    fields = ("commitment", "slug", "owner", "title", "due", "status", "revision")
    for commitment, *values in rows.order_by("due_last_on", "slug", "pk").values_list(*fields):
        steps.setdefault(commitment, []).append(PlannedStep(*values))
    return steps
