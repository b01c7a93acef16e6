"""The columns of a closed plan are frozen: whoever writes in one keeps the plan from closing until that is done."""

from __future__ import annotations

from django.db import connection, transaction

from entente.foundation.common.errors import InvalidTransition
from entente.record.plan.models import Plan
from entente.record.plan.rules.changes import day_of
from entente.record.plan.words import PlanStatus


@transaction.atomic
def hold_open(slug: str) -> None:
    """Raise InvalidTransition when the plan is closed; else it stays open until the caller's transaction ends.

    What is frozen is what the parties report. Evidence, checks, findings and the record's own wording are not: what
    happened can still be found out.
    """
    rows = Plan.objects.filter(slug=slug)
    if connection.vendor == "postgresql":
        # Many hold it at once, and only closing waits for them.  On SQLite a transaction that writes is alone anyhow.
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM plan_plan WHERE slug = %s FOR SHARE", [slug])
    row = rows.only("status", "closed_at").first()
    if row is not None and row.status == PlanStatus.CLOSED:
        raise InvalidTransition(
            f"{slug} was closed on {day_of(row.closed_at)}; nobody reports on it any more, and what stands in it stays."
        )
