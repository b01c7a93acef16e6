"""Reads of the outside frameworks that promises serve."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count

from entente.foundation.common.actors import Actor
from entente.foundation.common.reading import remembered
from entente.record.plan.models import Alignment, Framework
from entente.record.plan.views import CommitmentView, FrameworkView, TargetView

from .plans import commitment_rows
from .promises import whole


@remembered
def frameworks(by: Actor, plan: str, *, as_of: datetime) -> list[FrameworkView]:
    """The outside frameworks with every target and how many promises of a plan serve it.  Three queries."""
    counts: dict[object, int] = dict(
        Alignment.objects.filter(commitment__in=commitment_rows(by, plan, as_of=as_of).order_by())
        .values_list("target_id")
        .annotate(number=Count("id"))
    )
    views = []
    for row in Framework.objects.order_by("code").prefetch_related("targets"):
        targets = sorted(row.targets.all(), key=lambda target: target.position)
        pairs = tuple((TargetView(row.code, one.code, one.title), counts.get(one.pk, 0)) for one in targets)
        views.append(FrameworkView(row.code, row.title, row.address, pairs))
    return views


@remembered
def commitments_serving(by: Actor, plan: str, framework: str, target: str, *, as_of: datetime) -> list[CommitmentView]:
    """The promises of a plan that serve one target of a framework."""
    rows = commitment_rows(by, plan, as_of=as_of).filter(
        alignments__target__code=target, alignments__target__framework__code=framework
    )
    return whole(rows, plan, as_of=as_of)
