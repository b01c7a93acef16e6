"""The record's own words for a plan in one more language: titles, summaries and clauses, never the promised text."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import split_ref
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Translation, note_translation
from entente.foundation.texts.rules import can_translate, worded_anew
from entente.record.plan import queries, rules
from entente.record.plan.models import Clause, Commitment, Pillar, Plan

from .rows import home_of

Row = Plan | Pillar | Commitment | Clause


@transaction.atomic
def translate_wording(plan: Plan, subject: str, made: Translation, *, by: Actor, at: datetime) -> None:
    """Put what the record says of a plan, pillar, promise or clause into one more language, of a draft or an adopted plan.

    subject: its ref; made: its field is "title" or "summary", "text" for a clause.  It is a draft until somebody else
    reviews it.  Raises ActionDenied, NotVisible, Conflict, RuleBroken.
    """
    require(can_translate(by, owner=plan.owner))
    row = _locked(plan, subject)
    if made.field not in (("text",) if isinstance(row, Clause) else ("title", "summary")):
        raise RuleBroken(f"{subject} has no words called “{made.field}”.")
    _require_own_words(row, subject, made.language)
    setattr(row, made.field, worded_anew(getattr(row, made.field), made, subject))
    row.save(update_fields=[made.field])
    promise = row.commitment if isinstance(row, Clause) else row
    if isinstance(promise, Commitment):
        promise.search_text = f"{promise.search_text} {rules.fold(made.text)}"
        promise.save(update_fields=["search_text"])
    note_translation(subject, made, home=home_of(plan), user_id=by.user_id or "")
    ledger.record(
        by,
        "plan.wording.translate",
        subject,
        at=at,
        public=plan.tier == Tier.PUBLIC,
        field=made.field,
        language=made.language,
        text=made.text.strip(),
        made_from=made.made_from,
    )


def _require_own_words(row: Row, subject: str, language: str) -> None:
    """The parts of an amended promise are words that all have signed, in every official language."""
    if not isinstance(row, Clause) or not row.commitment.amendments.filter(number__isnull=False).exists():
        return
    if language in queries.official_languages(row.commitment.ref.partition("/")[0]):
        raise RuleBroken(f"{subject} stands in “{language}” as all parties signed it; changing it takes an amendment.")


def _locked(plan: Plan, subject: str) -> Row:
    """The row that has the words, locked.  Raises NotVisible."""
    slug, number, letter = split_ref(subject)
    row: Row | None = None
    if slug == plan.slug and letter:
        clauses = Clause.objects.select_for_update(of=("self",)).select_related("commitment")
        row = clauses.filter(commitment__plan=plan, commitment__ref=f"{slug}/{number}", letter=letter).first()
    elif slug == plan.slug and number:
        # A pillar and a promise never have the same number: a promise's is “6.4”, or its pillar has none of its own.
        row = Commitment.objects.select_for_update().filter(plan=plan, ref=subject).first()
        row = row or Pillar.objects.select_for_update().filter(plan=plan, number=number).first()
    elif slug == plan.slug:
        row = Plan.objects.select_for_update().get(pk=plan.pk)
    if row is None:
        raise NotVisible(f"There is nothing called “{subject}” here.")
    return row
