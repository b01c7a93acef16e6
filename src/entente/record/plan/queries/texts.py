"""Authentic words: those in force at an instant, and the original."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from entente.foundation.common.prepared import prepared_along
from entente.record.plan.models import AuthenticText
from entente.record.plan.views import TextView
from entente.record.plan.words import TextField

Texts = dict[str, dict[str, dict[str, TextView]]]
"""subject ref -> field -> language -> text."""


def plan_texts(plan: str) -> dict[str, dict[str, TextView]]:
    """Authentic title and preamble of a plan: field -> language -> text.  One query."""
    return texts_of(plan, Q(subject=plan)).get(plan, {})


def texts_in(plan: str, language: str) -> list[tuple[str, TextField, str]]:
    """Every authentic text in force of a plan in one language: (subject, field, text).  One query."""
    rows = _in_force(Q(plan__slug=plan), None)
    return [(subject, TextField(name), view.text) for view, subject, name in rows if view.language == language]


def original_texts_in(plan: str, language: str) -> list[tuple[str, TextField, str]]:
    """Every authentic text of a plan in one language as the plan first had it: (subject, field, text).  One query."""
    rows = AuthenticText.objects.filter(plan__slug=plan, language=language, amendment=None)
    rows = rows.order_by("subject", "field")
    return [(subject, TextField(name), text) for subject, name, text in rows.values_list("subject", "field", "text")]


def texts_now(refs: Sequence[str]) -> dict[str, dict[str, str]]:
    """Ref of a promise -> language -> its words in force.  One query."""
    texts: Texts = {}
    for view, subject, name in _in_force(Q(subject__in=list(refs), field=TextField.TEXT), None):
        texts.setdefault(subject, {}).setdefault(name, {})[view.language] = view
    return {ref: {tag: view.text for tag, view in by[TextField.TEXT].items()} for ref, by in texts.items()}


def texts_of(plan: str, which: Q, as_of: datetime | None = None) -> Texts:
    """The words in force.  An amendment takes the place of all languages of a text at once."""
    texts: Texts = {}
    for view, subject, name in _in_force(which & Q(plan__slug=plan), as_of):
        texts.setdefault(subject, {}).setdefault(name, {})[view.language] = view
    return texts


@prepared_along("subject")
def _rows(which: Q, as_of: datetime | None) -> QuerySet[AuthenticText, tuple[Any, ...]]:
    taken_in = Q(amendment__taken_in_at__isnull=False) if as_of is None else Q(amendment__in_force_at__lte=as_of)
    rows = AuthenticText.objects.filter(which, Q(amendment=None) | taken_in)
    return rows.order_by("subject", "field", "language", "pk").values_list(
        "subject",
        "field",
        "language",
        "text",
        "sha256",
        "document__address",
        "amendment__number",
        "amendment__in_force_at",
    )


def _in_force(which: Q, as_of: datetime | None) -> list[tuple[TextView, str, str]]:
    found = _rows(which, as_of)
    last: dict[tuple[str, str], int] = {}
    for subject, name, *_rest, number, _at in found:
        last[subject, name] = max(last.get((subject, name), 0), number or 0)
    return [
        (TextView(language, text, sha256, address or "", number or 0, at), subject, name)
        for subject, name, language, text, sha256, address, number, at in found
        if (number or 0) == last[subject, name]
    ]
