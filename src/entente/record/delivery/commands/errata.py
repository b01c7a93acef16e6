"""What a side notes as wrong in its own published update once the plan is closed.  The update itself stays as it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.record.delivery import rules
from entente.record.delivery.models import Update
from entente.record.delivery.queries.updates import languages_owed
from entente.record.plan.models import Plan
from entente.record.plan.words import PlanStatus


@transaction.atomic
def note_erratum(update: Update, text: Wording, *, by: Actor, at: datetime) -> Update:
    """Note what is wrong in a published update of a closed plan, and what is right.  The same words again change nothing.

    Raises ActionDenied, RuleBroken (an open plan, an owed language).
    """
    row = Update.objects.select_for_update().get(pk=update.pk)
    require(rules.can_note_erratum(by, row))
    if not Plan.objects.filter(slug=row.plan, status=PlanStatus.CLOSED).exists():
        raise RuleBroken(f"{row.plan} is not closed; correct the update itself, as a new version.")
    said = {tag: words.strip() for tag, words in text.items() if words.strip()}
    rules.require_wording(said, "The note of correction")
    for language in languages_owed(row.owner):
        if language not in said:
            raise RuleBroken(
                f"The note of correction has no text in “{language}”, which {row.owner} owes; write it first."
            )
    if any(one["text"] == said for one in row.errata):
        return row
    row.errata = [*row.errata, {"text": said, "post": by.post, "at": at.isoformat()}]
    row.save(update_fields=["errata"])
    is_public = row.tier == Tier.PUBLIC and row.embargo_until is None
    ledger.record(by, "delivery.update.erratum", rules.ref_of(row), at=at, public=is_public, text=said)
    return row
