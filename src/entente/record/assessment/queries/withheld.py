"""What the public is told it does not see: counts by reason, only where the owner of an item says so."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from entente.foundation.common.prepared import prepared
from entente.foundation.common.records import Withheld, counted, withheld_rows
from entente.record.delivery.models import Activity, Candidate, Milestone, Obstacle, Service, Update
from entente.record.delivery.words import UpdateStatus
from entente.record.verification.models import Claim


def withheld_on(commitment: str, *, as_of: datetime) -> dict[Withheld, int]:
    """Reason -> how many items about a promise are withheld for it.  One query.

    Drafts are no items yet: of an update only what was published counts.
    """
    return counted(_told(commitment, as_of))


@prepared
def _told(commitment: str, as_of: datetime) -> QuerySet[Claim, tuple[str, int]]:
    serving = Service.objects.filter(commitment=commitment, withdrawn_at__isnull=True)
    published = Update.objects.filter(status__in=[UpdateStatus.PUBLISHED, UpdateStatus.CORRECTED])
    rows: list[
        QuerySet[Claim]
        | QuerySet[Update]
        | QuerySet[Milestone]
        | QuerySet[Obstacle]
        | QuerySet[Candidate]
        | QuerySet[Activity]
    ]
    rows = [
        Claim.objects.filter(commitment=commitment),
        published.filter(commitment=commitment, replaced_by__isnull=True),
        Milestone.objects.filter(commitment=commitment),
        Obstacle.objects.filter(commitment=commitment),
        Candidate.objects.filter(commitment=commitment),
        Activity.objects.filter(pk__in=serving.values("activity")),
    ]
    return withheld_rows([table.filter(made_at__lte=as_of) for table in rows], as_of=as_of)
