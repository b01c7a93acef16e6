"""What another side gave and one's own has not yet said it received: the word that a receiver owes on a stage."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import readable
from entente.foundation.common.refs import activity_ref
from entente.foundation.common.rights import may
from entente.record.delivery.kinds import KINDS
from entente.record.delivery.models import Activity, Service, StageMark
from entente.record.delivery.rules.stages import awaited_of
from entente.record.plan.models import Participation
from entente.record.plan.words import Standing as Participates

from .activities import activity_rows
from .stages import said_of, sides_of


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    """A stage that waits for the word of the actor's side.

    activity    ref; commitment: the first promise that it serves
    stage       its code; since: when the giver said what is to be confirmed
    """

    activity: str
    plan: str
    slug: str
    title: Wording
    giver: str
    commitment: str
    stage: str
    since: datetime


def confirmations_due(by: Actor, *, as_of: datetime) -> list[ConfirmationView]:
    """Stages of what others gave, on which the actor may give its own side's word and has not; longest waiting first.

    Three queries for any number; none for a post that gives no such word.
    """
    if not by.is_signed_in or not may(by, "stage.mark"):
        return []
    speaks = Participation.objects.filter(party__code=by.owner, standing=Participates.TAKING_PART)
    rows = list(activity_rows(by, as_of=as_of).filter(receiver=by.owner, plan__in=speaks.values("plan__slug")))
    standing = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=as_of)
    services = Service.objects.filter(standing, activity__in=rows).order_by("commitment", "pk")
    commitments = {service.activity_id: service.commitment for service in services.reverse()}
    marks: dict[object, list[StageMark]] = defaultdict(list)
    for mark in StageMark.objects.filter(
        readable(by, as_of=as_of), standing, activity__in=rows, made_at__lte=as_of
    ).order_by("made_at", "pk"):
        marks[mark.activity_id].append(mark)
    found = [
        view for row in rows if row.pk in commitments for view in _due(by, row, marks[row.pk], commitments[row.pk])
    ]
    return sorted(found, key=lambda view: (view.since, view.activity, view.stage))


def _due(by: Actor, row: Activity, marks: list[StageMark], commitment: str) -> list[ConfirmationView]:
    kind = KINDS[row.kind]
    awaited = awaited_of(kind, sides_of(row), [said_of(mark) for mark in marks], party=by.owner)
    return [
        ConfirmationView(
            activity=activity_ref(row.plan, row.slug),
            plan=row.plan,
            slug=row.slug,
            title=row.title,
            giver=row.giver,
            commitment=commitment,
            stage=stage.code,
            since=max(mark.made_at for mark in marks if mark.party == row.giver and mark.stage == rests_on),
        )
        for stage, rests_on in awaited.items()
        if by.has(*stage.roles)
    ]
