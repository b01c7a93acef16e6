"""What a draft says of one thing, by a name: who saves says by it in sight of what it was written."""

from __future__ import annotations

from typing import Any

from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.record.plan.models import AuthenticText, Commitment, Pillar, Plan


def plan_seen(plan: Plan) -> str:
    """Name of the title, summary, date and preamble of a draft as they stand.  Two queries."""
    row = Plan.objects.values("title", "summary", "launched_on").get(pk=plan.pk)
    return _name(row, _texts(plan, plan.slug))


def pillar_seen(pillar: Pillar) -> str:
    """Name of the words of a pillar as they stand.  Two queries."""
    row = Pillar.objects.values("title", "summary").get(pk=pillar.pk)
    return _name(row, _texts(pillar.plan, f"{pillar.plan.slug}/{pillar.number}"))


def promise_seen(commitment: Commitment) -> str:
    """Name of all that a draft says of a promise, its parts, who owes them and what they serve.  Five queries."""
    row = Commitment.objects.values("title", "summary", "kind", "strength").get(pk=commitment.pk)
    parts = commitment.clauses.order_by("letter").values_list("letter", "text")
    owed = commitment.obligations.order_by("clause__letter", "party__code").values_list("clause__letter", "party__code")
    served = commitment.alignments.order_by("target__framework_id", "target__code")
    goals = served.values_list("target__framework__code", "target__code")
    return _name(row, _texts(commitment.plan, commitment.ref), *(list(map(list, one)) for one in (parts, owed, goals)))


def _texts(plan: Plan, subject: str) -> list[list[str]]:
    rows = AuthenticText.objects.filter(plan=plan, subject=subject).order_by("field", "language")
    return [list(row) for row in rows.values_list("field", "language", "text")]


def _name(*content: Any) -> str:
    return sha256_hex(canonical_bytes({"content": list(content)}))[:16]
