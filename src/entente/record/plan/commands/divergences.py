"""Noting where authentic texts say different things.  The texts themselves stay as they are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.texts.commands import DivergenceFacts, note_divergence
from entente.foundation.texts.models import Divergence
from entente.record.plan.models import AuthenticText, Participation, Plan


@transaction.atomic
def note_differing_texts(plan: Plan, facts: DivergenceFacts, *, by: Actor, at: datetime) -> Divergence:
    """Note that authentic texts of one passage differ.  Raises ActionDenied, RuleBroken (a quotation that stands nowhere)."""
    texts = AuthenticText.objects.filter(plan=plan, subject=facts.subject, field=facts.field)
    stands = dict(texts.values_list("language", "text"))
    for language, words in facts.quotes.items():
        if not words.strip():
            continue
        if language not in stands:
            raise RuleBroken(f"{facts.subject} has no authentic text in “{language}”; quote one that it has.")
        if " ".join(words.split()) not in " ".join(stands[language].split()):
            raise RuleBroken(
                f"“{words.strip()[:60]}” does not stand so in the text in “{language}”; copy it from there."
            )
    parties = Participation.objects.filter(plan=plan).values_list("party__code", flat=True)
    return note_divergence(plan.slug, facts, parties=list(parties), by=by, at=at, tier=Tier(plan.tier))
