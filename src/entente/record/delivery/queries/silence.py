"""Promises on which one's own side has published nothing for too long.

Activity is a published update that said something, or a session or stage of an activity that serves the promise; a note that
nothing changed is none.  Too long is the longest silence of the promise's rhythm, or a stale interval where it has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import readable
from entente.foundation.directory.models import Party
from entente.record.delivery.models import Rhythm, Session, StageMark, Update
from entente.record.delivery.words import SessionStatus
from entente.record.plan.models import Commitment, Obligation, Plan
from entente.record.plan.words import PlanStatus

from .days import days_at
from .desk import COUNTED, PAGE, DeskKind, DeskList, DeskRow
from .updates import PUBLISHED


def silent(
    by: Actor, *, as_of: datetime, stale_days: int | None = None, limit: int = PAGE, offset: int = 0
) -> DeskList:
    """Promises that one's own side owes and is silent on, in the order of their plans.

    stale_days: silence that is too long where no rhythm says otherwise; None: as the operator set it.
    """
    if not by.reads_records:
        return DeskList(0, ())
    stale_days = settings.STALE_DAYS if stale_days is None else stale_days
    plans = list(
        Plan.objects.filter(readable(by, as_of=as_of), status=PlanStatus.ADOPTED, participations__party__code=by.owner)
    )
    silent_rows = _silent(by, plans, as_of=as_of, stale_days=stale_days).order_by("plan_id", "position")
    keys = list(silent_rows.values_list("pk", flat=True)[: COUNTED + 1])
    page = keys[offset : min(offset + limit, COUNTED)]
    rows = {row.pk: row for row in Commitment.objects.filter(pk__in=page)}
    last = _last(by, [row.ref for row in rows.values()])
    return DeskList(
        min(len(keys), COUNTED),
        tuple(
            DeskRow(DeskKind.SILENT, row.ref, row.ref, row.title, by.owner, {}, "", last.get(row.ref))
            for row in (rows[key] for key in page)
        ),
        has_more=len(keys) > COUNTED,
    )


def _silent(by: Actor, plans: Sequence[Plan], *, as_of: datetime, stale_days: int) -> QuerySet[Commitment]:
    rhythms = Rhythm.objects.filter(
        readable(by, as_of=as_of), plan__in=[plan.slug for plan in plans], owner=by.owner, made_at__lte=as_of
    )
    lengths = list(rhythms.order_by("longest_days").values_list("longest_days", flat=True).distinct())
    still = _still(by, plans, as_of=as_of, days=stale_days)
    if lengths:
        still &= Q(~Exists(rhythms.filter(commitment=OuterRef("ref"))))
    on = days_at(as_of).of(by.owner)
    for days in lengths:
        begun = rhythms.filter(commitment=OuterRef("ref"), longest_days=days, from_on__lt=on - timedelta(days=days))
        still |= Q(Exists(begun)) & _still(by, plans, as_of=as_of, days=days)
    party = Party.objects.filter(code=by.owner).values_list("pk", flat=True).first()
    owed = Obligation.objects.filter(commitment=OuterRef("pk"), party=party)
    return Commitment.objects.filter(Exists(owed), still, plan__in=[plan.pk for plan in plans])


def _still(by: Actor, plans: Sequence[Plan], *, as_of: datetime, days: int) -> Q:
    """Nothing for so many days; what has been on record for less is not late yet."""
    since = as_of - timedelta(days=days)
    old_enough = [plan.pk for plan in plans if plan.adopted_at is not None and plan.adopted_at < since]
    serving = Q(
        readable(by, as_of=as_of),
        activity__services__commitment=OuterRef("ref"),
        activity__services__withdrawn_at__isnull=True,
        last_on__gte=since.date(),
    )
    told = Update.objects.filter(
        owner=by.owner,
        commitment=OuterRef("ref"),
        public_at__gte=since,
        public_at__lte=as_of,
        is_no_change=False,
        status__in=PUBLISHED,
    )
    met = Session.objects.filter(serving, status__in=[SessionStatus.REPORTED, SessionStatus.HELD])
    reached = StageMark.objects.filter(serving, withdrawn_at__isnull=True)
    return Q(~Exists(told), ~Exists(met), ~Exists(reached), plan__in=old_enough)


def _last(by: Actor, refs: Sequence[str]) -> dict[str, datetime]:
    """Promise -> instant of the last published update of one's own side that said something."""
    rows = Update.objects.filter(owner=by.owner, commitment__in=refs, status__in=PUBLISHED, is_no_change=False)
    return dict(rows.order_by().values_list("commitment").annotate(last=Max("public_at")))
