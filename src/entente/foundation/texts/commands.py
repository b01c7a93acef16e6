"""Writes of wording states.  The text itself lies on its row; whoever writes the row calls this in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from entente.foundation.common.languages import Wording

from .models import WordingState
from .rules import revision_of
from .words import WordingStatus


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording of one subject whose texts in all its languages have the same status.

    made_from  language that the others were translated from; "" when each language was written for itself
    """

    subject: str
    field: str
    wording: Wording
    status: WordingStatus
    made_from: str = ""


@transaction.atomic
def note_states(worded: Iterable[Worded]) -> None:
    """Set the state of every language of these wordings; of two for the same text the later counts.

    Changing a text makes what was translated from it stale.
    """
    # Once each: PostgreSQL refuses to meet the same row twice in one statement.
    rows = {(item.subject, item.field, language): _row(item, language) for item in worded for language in item.wording}
    WordingState.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["subject", "field", "language"],
        update_fields=["status", "revision", "made_from_language", "made_from_revision"],
        batch_size=2000,
    )


@transaction.atomic
def review(subject: str, languages: Iterable[str]) -> int:
    """Call what was a draft reviewed, in these languages, in every wording of a subject.  Returns how many texts."""
    drafts = WordingState.objects.filter(subject=subject, language__in=list(languages), status=WordingStatus.DRAFT)
    return drafts.update(status=WordingStatus.REVIEWED)


def _row(item: Worded, language: str) -> WordingState:
    is_translation = bool(item.made_from) and language != item.made_from
    return WordingState(
        subject=item.subject,
        field=item.field,
        language=language,
        status=item.status,
        revision=revision_of(item.wording[language]),
        made_from_language=item.made_from if is_translation else "",
        made_from_revision=revision_of(item.wording[item.made_from]) if is_translation else "",
    )
