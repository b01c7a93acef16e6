"""Writes of claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources.models import Citation
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.words import WordingStatus

from . import rules
from .models import Backing, Claim
from .words import Support


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What is claimed; see the fields of Claim."""

    slug: str
    subject: str
    supports: Support
    statement: Wording
    happened: str = ""
    note: Wording = field(default_factory=dict)
    announced_on: dict[str, str] = field(default_factory=dict)
    is_context: bool = False


@transaction.atomic
def make_claim(
    facts: ClaimFacts,
    citations: Sequence[Citation],
    *,
    by: Actor,
    owner: str,
    at: datetime,
    status: WordingStatus,
    tier: Tier = Tier.PUBLIC,
) -> Claim:
    """Claim that cited sources support something, or bring a claim up to date.  The same again changes nothing.

    Raises ActionDenied, RuleBroken (no citation, a ref or a date of another shape).
    """
    require(rules.can_claim(by))
    if not citations:
        raise RuleBroken(f"The evidence for {facts.subject} cites nothing; name at least one source.")
    values = _values(facts, tier)
    claim, is_new = Claim.objects.get_or_create(owner=owner, slug=facts.slug, defaults={**values, "made_at": at})
    changed = [name for name, value in values.items() if getattr(claim, name) != value]
    for name in changed:
        setattr(claim, name, values[name])
    if changed:
        claim.save()
    is_backed_anew = _back(claim, citations)
    if is_new or changed or is_backed_anew:
        note_states([Worded(f"{owner}/claims/{facts.slug}", "statement", facts.statement, status)])
        ledger.record(
            by,
            "verification.claim.make" if is_new else "verification.claim.revise",
            facts.subject,
            at=at,
            public=tier == Tier.PUBLIC,
            claim=facts.slug,
            supports=str(facts.supports),
            happened=facts.happened,
            statement=facts.statement,
            sources=[citation.document.address or citation.document.slug for citation in citations],
        )
    return claim


def _values(facts: ClaimFacts, tier: Tier) -> dict[str, object]:
    plan, commitment = rules.heads_of(facts.subject)
    try:
        period = Period.parse(facts.happened) if facts.happened else None
    except ValueError as wrong:
        raise RuleBroken(f"The date of the evidence for {facts.subject}: {wrong}.") from wrong
    return {
        "subject": facts.subject,
        "plan": plan,
        "commitment": commitment,
        "supports": str(facts.supports),
        "statement": facts.statement,
        "note": facts.note,
        "happened": facts.happened,
        "first_on": period.first_on if period else None,
        "last_on": period.last_on if period else None,
        "announced_on": facts.announced_on,
        "is_context": facts.is_context,
        "tier": str(tier),
    }


def _back(claim: Claim, citations: Sequence[Citation]) -> bool:
    """Make these citations the backing of a claim; True when that changed anything."""
    known = list(claim.backings.order_by("position").values_list("citation_id", flat=True))
    wanted = [citation.pk for citation in citations]
    if known == wanted:
        return False
    claim.backings.all().delete()
    Backing.objects.bulk_create(
        Backing(claim=claim, citation=citation, position=at) for at, citation in enumerate(citations)
    )
    return True
