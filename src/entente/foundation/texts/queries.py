"""Reads of wording states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q

from .models import WordingState
from .rules import LanguageState, is_unofficial, revision_of
from .words import WordingStatus

__all__ = ["LanguageState", "WordingStatus", "is_unofficial", "revision_of"]

States = dict[tuple[str, str], dict[str, LanguageState]]
"""(subject ref, field) -> language -> state."""


def states_of(subjects: Iterable[str]) -> States:
    """States of every wording of these subjects, in one query; a stale one is marked.

    A text is stale when the source it was made from has another revision now.
    """
    return _states(Q(subject__in=list(subjects)))


def states_under(ref: str) -> States:
    """States of every wording of a plan and all that lies under it, in one query, however many promises it has."""
    return _states(Q(subject=ref) | Q(subject__startswith=f"{ref}/"))


def _states(which: Q) -> States:
    rows = WordingState.objects.filter(which).values_list(
        "subject", "field", "language", "status", "revision", "made_from_language", "made_from_revision", named=True
    )
    now = {(row.subject, row.field, row.language): row.revision for row in rows}
    states: States = {}
    for row in rows:
        source_now = now.get((row.subject, row.field, row.made_from_language), row.made_from_revision)
        stale = bool(row.made_from_language) and source_now != row.made_from_revision
        states.setdefault((row.subject, row.field), {})[row.language] = LanguageState(WordingStatus(row.status), stale)
    return states


def missing_in(wording: Mapping[str, str], languages: Iterable[str]) -> list[str]:
    """Languages for which a wording has no text."""
    return [language for language in languages if not wording.get(language)]
