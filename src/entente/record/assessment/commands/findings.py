"""Writes of findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, bring_up_to_date
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.words import WordingStatus
from entente.record.assessment import rules
from entente.record.assessment.models import Finding
from entente.record.verification.rules import heads_of


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A search that found nothing; see the fields of Finding."""

    slug: str
    subject: str
    looked_on: date
    looked_where: Wording
    note: Wording = field(default_factory=dict)


@transaction.atomic
def file_finding(facts: FindingFacts, *, by: Actor, owner: str, at: datetime, status: WordingStatus) -> Finding:
    """File that a search found nothing: who (the owner), where, when.  The same again changes nothing."""
    require(rules.can_file_finding(by, owner=owner))
    plan, commitment = heads_of(facts.subject)
    if not commitment:
        raise RuleBroken(f"A finding is about a commitment; {facts.subject} is a whole plan.")
    if not any(facts.looked_where.values()):
        raise RuleBroken(f"Where was looked for evidence on {facts.subject}?  Say which places were searched.")
    values = {
        "subject": facts.subject,
        "plan": plan,
        "commitment": commitment,
        "looked_on": facts.looked_on,
        "looked_where": facts.looked_where,
        "note": facts.note,
    }
    finding, is_new = Finding.objects.get_or_create(
        owner=owner, slug=facts.slug, defaults={**values, "tier": Tier.PUBLIC, "made_at": at}
    )
    is_changed = bring_up_to_date(finding, values)
    if is_new or is_changed:
        subject = f"{owner}/findings/{facts.slug}"
        note_states(
            [Worded(subject, "looked_where", facts.looked_where, status), Worded(subject, "note", facts.note, status)]
        )
        ledger.record(
            by,
            "assessment.finding.file",
            facts.subject,
            at=at,
            public=True,
            finding=facts.slug,
            looked_on=facts.looked_on.isoformat(),
            looked_where=facts.looked_where,
        )
    return finding
