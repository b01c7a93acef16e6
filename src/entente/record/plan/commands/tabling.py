"""The rows of a table of succession, and what both writing it and carrying it out ask of its plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.refs import numbered_ref
from entente.record.plan import queries
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.models import Commitment, Heir, Plan, Resolution, Succession
from entente.record.plan.rules import changes, succession
from entente.record.plan.succession_content import SuccessionContent
from entente.record.plan.words import ChangeStatus, PlanStatus

OPEN = (ChangeStatus.DRAFT, ChangeStatus.PROPOSED)


def put_rows(row: Succession, rows: Sequence[ResolutionFacts], commitments: Mapping[str, Commitment]) -> None:
    made = [
        Resolution(
            succession=row,
            commitment=commitments[facts.number],
            fate=facts.fate,
            reason=changes.tidy(facts.reason),
        )
        for facts in rows
    ]
    Resolution.objects.bulk_create(made, batch_size=500)
    slug = slug_of(row.successor)
    Heir.objects.bulk_create(
        [
            Heir(resolution=resolution, ref=numbered_ref(slug, number))
            for resolution, facts in zip(made, rows, strict=True)
            for number in dict.fromkeys(facts.into)
        ],
        batch_size=500,
    )


def require_open(plan: Plan) -> None:
    changes.require_in_force(plan.slug, plan.status, changes.day_of(plan.closed_at))


def require_public(successor: Plan | None) -> None:
    if successor is not None and successor.status == PlanStatus.DRAFT:
        raise RuleBroken(f"{successor.slug} is still a draft that nobody else sees; adopt it first.")


def locked_plan(plan: Plan) -> Plan:
    return Plan.objects.select_for_update().get(pk=plan.pk)


def slug_of(plan: Plan | None) -> str:
    return plan.slug if plan else ""


def require_whole(plan: Plan, successor: Plan | None, signed: SuccessionContent) -> None:
    """Raise RuleBroken unless what was signed still fits both plans."""
    heirs = queries.numbers_of(successor.slug) if successor else []
    for facts in signed.rows:
        succession.check_row(plan.slug, signed.successor, facts, heirs)
    rows = {facts.number: facts for facts in signed.rows}
    succession.require_complete(plan.slug, queries.numbers_of(plan.slug), rows, queries.official_languages(plan.slug))
