"""Reads of agreed words and of passages in which authentic texts differ."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.records import readable
from entente.foundation.texts.models import Divergence, Term


@dataclass(frozen=True, slots=True)
class TermView:
    """A term and who agreed to it as it stands now.

    agreed    codes of the parties that agreed; missing: of those that have not yet
    """

    key: UUID
    owner: str
    names: Wording
    variants: Mapping[str, list[str]]
    note: Wording
    revision: int
    agreed: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_agreed(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class ExplanationView:
    party: str
    text: Wording
    at: datetime


@dataclass(frozen=True, slots=True)
class DivergenceView:
    """A passage in which authentic texts differ.  missing: codes of the parties that have not explained it."""

    key: UUID
    subject: str
    field: str
    owner: str
    quotes: Wording
    note: Wording
    at: datetime
    explanations: tuple[ExplanationView, ...]
    missing: tuple[str, ...]


def terms_of(by: Actor, plan: str, *, as_of: datetime) -> list[TermView]:
    """The terms of a plan that stand, in the order of their names.  Two queries."""
    rows = Term.objects.filter(readable(by, as_of=as_of), plan=plan, made_at__lte=as_of, withdrawn_at=None)
    views = [_term_view(row) for row in rows.prefetch_related("agreements")]
    return sorted(views, key=lambda view: [name.casefold() for name in view.names.values()])


def readable_terms(by: Actor, keys: Collection[UUID], *, as_of: datetime) -> set[UUID]:
    """Those of these terms that stand and that an actor may read.  One query."""
    rows = Term.objects.filter(readable(by, as_of=as_of), pk__in=keys, made_at__lte=as_of, withdrawn_at=None)
    return set(rows.values_list("pk", flat=True))


def get_term_row(by: Actor, key: UUID, *, as_of: datetime) -> Term:
    """The row that a command takes.  Raises NotVisible."""
    row = Term.objects.filter(readable(by, as_of=as_of), pk=key).first()
    if row is None:
        raise NotVisible("There is no such term here.")
    return row


def divergences_on(
    by: Actor, plan: str, *, parties: Collection[str], as_of: datetime, subjects: Collection[str] | None = None
) -> list[DivergenceView]:
    """Where authentic texts of a plan differ, or of some subjects of it, earliest noted first.  Two queries."""
    of = Q(plan=plan) if subjects is None else Q(plan=plan, subject__in=list(subjects))
    return [_divergence_view(row, parties) for row in _divergences(by, of, as_of)]


@prepared_along("subject")
def _divergences(by: Actor, of: Q, as_of: datetime) -> QuerySet[Divergence]:
    rows = Divergence.objects.filter(readable(by, as_of=as_of), of, made_at__lte=as_of)
    return rows.order_by("made_at", "id").prefetch_related("explanations")


def get_divergence_row(by: Actor, key: UUID, *, as_of: datetime) -> Divergence:
    """The row that a command takes.  Raises NotVisible."""
    row = Divergence.objects.filter(readable(by, as_of=as_of), pk=key).first()
    if row is None:
        raise NotVisible("There is no such note here.")
    return row


# --- terms in a text.  Pure ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A term that a source text holds.

    source, target  its word in both languages; is_missing: the translation has words and not this one
    forbidden       words of the translation that are not used for it
    """

    source: str
    target: str
    is_missing: bool
    forbidden: tuple[str, ...]


def terms_in(
    terms: Iterable[TermView], source: str, target: str, *, source_language: str, target_language: str
) -> tuple[Found, ...]:
    """The terms that a text holds, beside its translation.  One without a word in both languages says nothing."""
    found = []
    for term in terms:
        ours, theirs = term.names.get(source_language), term.names.get(target_language)
        if not ours or not theirs or not _holds(source, [ours, *term.variants.get(source_language, ())]):
            continue
        forbidden = [word for word in term.variants.get(target_language, ()) if _holds(target, [word])]
        found.append(Found(ours, theirs, bool(target.strip()) and not _holds(target, [theirs]), tuple(forbidden)))
    return tuple(found)


def _holds(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds one of these words, whole."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words if word)


def _term_view(row: Term) -> TermView:
    agreed = {one.party for one in row.agreements.all() if one.revision == row.revision}
    return TermView(
        key=row.pk,
        owner=row.owner,
        names=row.names,
        variants=row.variants,
        note=row.note,
        revision=row.revision,
        agreed=tuple(code for code in row.parties if code in agreed),
        missing=tuple(code for code in row.parties if code not in agreed),
    )


def _divergence_view(row: Divergence, parties: Collection[str]) -> DivergenceView:
    explained = sorted(row.explanations.all(), key=lambda one: one.explained_at)
    said = {one.party for one in explained}
    return DivergenceView(
        key=row.pk,
        subject=row.subject,
        field=row.field,
        owner=row.owner,
        quotes=row.quotes,
        note=row.note,
        at=row.made_at,
        explanations=tuple(ExplanationView(one.party, one.text, one.explained_at) for one in explained),
        missing=tuple(code for code in parties if code not in said),
    )
