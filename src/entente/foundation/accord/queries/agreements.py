"""Reads of what all have signed.  Public: each was published."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from entente.foundation.accord.models import Proposal, Revision
from entente.foundation.accord.views import (
    Agreed,
    AgreedSpan,
    DissentView,
    stand_of,
)
from entente.foundation.accord.words import Stand

from .rows import agreed_in, current_of, revision_view, spans_of, wordings, wordings_of


def agreed(kind: str, subjects: Collection[str], *, as_of: datetime) -> dict[str, Agreed]:
    """Subject -> what all have signed about it and still holds; the latest, where a subject has several.

    Public.  The same number of queries for any number of subjects; none for no subject.
    """
    return _agreed(current_of(kind, subjects, as_of), as_of)


def _agreed(rows: Iterable[Revision], as_of: datetime) -> dict[str, Agreed]:
    found: dict[str, Agreed] = {}
    for row in rows:
        one = agreed_in(row, as_of)
        if one is not None and (row.proposal.subject not in found or found[one.subject].agreed_at < one.agreed_at):
            found[one.subject] = one
    return found


def agreed_subjects(kind: str, plan: str, *, as_of: datetime) -> set[str]:
    """The subjects of a plan about which all have signed something that still holds.  As `agreed`."""
    stands = Q(changed_at__isnull=True) | Q(changed_at__gt=as_of)
    rows = wordings().filter(stands, proposal__kind=kind, proposal__plan=plan, made_at__lte=as_of)
    return {row.proposal.subject for row in rows if agreed_in(row, as_of) is not None}


def agreement_of(row: Proposal, *, as_of: datetime) -> Agreed | None:
    """What all have signed of one proposal and still holds; None while not all have."""
    wording = wordings().filter(proposal=row, made_at__lte=as_of).first()
    return None if wording is None else agreed_in(wording, as_of)


def public_dissents(kind: str, subjects: Collection[str], *, as_of: datetime) -> dict[str, list[DissentView]]:
    """Subject -> the published dissents from the words that stand, earliest first.  As `agreed`."""
    return _dissents(current_of(kind, subjects, as_of), as_of)


def _dissents(rows: Iterable[Revision], as_of: datetime) -> dict[str, list[DissentView]]:
    found: dict[str, list[DissentView]] = {}
    for row in rows:
        if row.proposal.given_up_at and row.proposal.given_up_at <= as_of:
            continue
        view = revision_view(row, as_of)
        for said in view.dissents:
            if said.is_public and stand_of(said.party, view.signatures, as_of) is not Stand.CONFIRMED:
                found.setdefault(row.proposal.subject, []).append(said)
    return {subject: sorted(said, key=lambda one: one.made_at) for subject, said in found.items()}


def history(kind: str, subject: str, *, as_of: datetime) -> list[AgreedSpan]:
    """All that was ever agreed about a subject, latest first, and how each ended.  Public: each was published."""
    rows = wordings().filter(proposal__kind=kind, proposal__subject=subject, made_at__lte=as_of)
    return _histories(rows, as_of).get(subject, [])


@dataclass(frozen=True, slots=True)
class AgreedOverTime:
    """By subject: what all have signed, the published dissents from the words that stand, all that was ever agreed."""

    agreed: dict[str, Agreed]
    dissents: dict[str, list[DissentView]]
    histories: dict[str, list[AgreedSpan]]


def agreed_over_time(kind: str, subjects: Collection[str], *, as_of: datetime) -> AgreedOverTime:
    """`agreed`, `public_dissents` and the history of each subject, read once.  No query for no subject."""
    if not subjects:
        return AgreedOverTime({}, {}, {})
    rows = wordings_of(Q(), kind, list(subjects), as_of)
    current = [row for row in rows if row.changed_at is None or row.changed_at > as_of]
    return AgreedOverTime(_agreed(current, as_of), _dissents(current, as_of), _histories(rows, as_of))


def _histories(rows: Iterable[Revision], as_of: datetime) -> dict[str, list[AgreedSpan]]:
    found: dict[str, list[AgreedSpan]] = {}
    for row in rows:
        found.setdefault(row.proposal.subject, []).extend(spans_of(row, as_of))
    return {
        subject: sorted(spans, key=lambda span: span.agreed.agreed_at, reverse=True) for subject, spans in found.items()
    }
