"""Reads of what was asked about searches without result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.records import readable
from entente.record.assessment.inquiry_words import InquiryKind, InquiryState
from entente.record.assessment.models import Inquiry as Inquiry
from entente.record.assessment.rules.inquiries import inquiry_state
from entente.record.delivery.queries.days import Days, days_at

ORDER = ("-asked_on", "party", "kind", "id")


@dataclass(frozen=True, slots=True)
class InquiryView:
    """A question to an authority; see Inquiry.

    finding  OWNER/SLUG; subject: what it is about
    document, title, language, address  of what came back; None and empty while nothing did
    """

    key: UUID
    owner: str
    finding: str
    subject: str
    party: str
    kind: InquiryKind
    addressed_to: Wording
    asked_on: date
    due_on: date | None
    state: InquiryState
    answered_on: date | None
    document: UUID | None
    title: Wording
    language: str
    address: str


def inquiries_on(by: Actor, commitment: str, *, as_of: datetime) -> list[InquiryView]:
    """What was asked about the searches on a promise, latest first.  Two queries."""
    return _views(_whole(by, as_of, Q(commitment=commitment)), as_of)


def inquiries_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[InquiryView]:
    """The same for a whole plan."""
    return _views(_whole(by, as_of, Q(plan=plan)), as_of)


def inquiry_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[InquiryView]]:
    """The same, so many at a time."""
    rows = _rows(by, as_of, Q(plan=plan)).order_by(*ORDER)
    return rows_in_pieces(rows, lambda some: _views(_related(some), as_of), size)


def get_inquiry_row(by: Actor, key: UUID, *, as_of: datetime) -> Inquiry:
    """The row that a command takes.  Raises NotVisible."""
    row = _rows(by, as_of, Q(pk=key)).first()
    if row is None:
        raise NotVisible("Nothing like this was asked here.")
    return row


def _rows(by: Actor, as_of: datetime, which: Q) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(readable(by, as_of=as_of), which, made_at__lte=as_of)


def _related(rows: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    return rows.select_related("finding", "citation__document").order_by(*ORDER)


@prepared_along("commitment")
def _whole(by: Actor, as_of: datetime, which: Q) -> QuerySet[Inquiry]:
    return _related(_rows(by, as_of, which))


def _views(rows: Iterable[Inquiry], as_of: datetime) -> list[InquiryView]:
    days = days_at(as_of)
    return [_view(row, days) for row in rows]


def _view(row: Inquiry, days: Days) -> InquiryView:
    document = row.citation.document if row.citation else None
    return InquiryView(
        key=row.pk,
        owner=row.owner,
        finding=f"{row.finding.owner}/{row.finding.slug}",
        subject=row.finding.subject,
        party=row.party,
        kind=InquiryKind(row.kind),
        addressed_to=row.addressed_to,
        asked_on=row.asked_on,
        due_on=row.due_on,
        state=inquiry_state(row.outcome, row.due_on, today=days.of(row.party)),
        answered_on=row.answered_on,
        document=document.pk if document else None,
        title=document.title if document else {},
        language=document.language if document else "",
        address=document.address if document else "",
    )
