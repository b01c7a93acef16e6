"""Reads of claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import readable

from .models import Backing, Claim
from .words import Support

__all__ = ["Support"]


@dataclass(frozen=True, slots=True)
class CitedView:
    """One source behind a claim.

    document: slug of it among its owner's sources
    snapshot: key of the archived copy, None while it is cited and not yet archived; sha256 of that copy, "" while not
    """

    document: str
    title: Wording
    is_described: bool
    publisher: Wording
    language: str
    side: str
    party: str
    stated_on: str
    address: str
    weakness: str
    place: str
    quotation: str
    snapshot: UUID | None
    sha256: str
    showing: str

    @property
    def is_archived(self) -> bool:
        return self.snapshot is not None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim and its sources.  Nobody has checked it: that is what pages say until somebody did."""

    slug: str
    owner: str
    subject: str
    commitment: str
    clause: str
    supports: str
    statement: Wording
    note: Wording
    happened: str
    last_on: date | None
    announced_on: dict[str, str]
    is_context: bool
    made_at: datetime
    sources: tuple[CitedView, ...]


def claim_rows(by: Actor, *, as_of: datetime) -> QuerySet[Claim]:
    """The claims that an actor may read: the start of every count and join."""
    return Claim.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


def claims_on_commitment(by: Actor, commitment: str, *, as_of: datetime) -> list[ClaimView]:
    """Claims on a promise and its clauses, latest event first.  Two queries."""
    return _views(claim_rows(by, as_of=as_of).filter(commitment=commitment))


def claims_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[ClaimView]:
    """Every claim on a plan and its promises, latest event first.  Two queries."""
    return _views(claim_rows(by, as_of=as_of).filter(plan=plan))


def claims_on_plan_itself(by: Actor, plan: str, *, as_of: datetime) -> list[ClaimView]:
    """Claims whose subject is the plan as a whole.  Two queries."""
    return _views(claim_rows(by, as_of=as_of).filter(plan=plan, commitment=""))


def _views(rows: QuerySet[Claim]) -> list[ClaimView]:
    backings = Backing.objects.select_related("citation__document__publisher", "citation__snapshot").order_by(
        "position"
    )
    ordered = rows.order_by("-last_on", "slug").prefetch_related(Prefetch("backings", queryset=backings))
    return [_view(row) for row in ordered]


def _view(row: Claim) -> ClaimView:
    return ClaimView(
        slug=row.slug,
        owner=row.owner,
        subject=row.subject,
        commitment=row.commitment,
        clause=row.subject.partition("#")[2],
        supports=row.supports,
        statement=row.statement,
        note=row.note,
        happened=row.happened,
        last_on=row.last_on,
        announced_on=row.announced_on,
        is_context=row.is_context,
        made_at=row.made_at,
        sources=tuple(_cited(backing) for backing in row.backings.all()),
    )


def _cited(backing: Backing) -> CitedView:
    citation = backing.citation
    document, snapshot = citation.document, citation.snapshot
    publisher: Wording = document.publisher.name if document.publisher else {}
    if not publisher and document.publisher_name:
        publisher = {document.language or "und": document.publisher_name}
    return CitedView(
        document=document.slug,
        title=document.title,
        is_described=document.is_described,
        publisher=publisher,
        language=document.language,
        side=document.side,
        party=document.party,
        stated_on=document.stated_on,
        address=document.address,
        weakness=document.weakness,
        place=citation.place,
        quotation=citation.quotation,
        snapshot=snapshot.pk if snapshot else None,
        sha256=snapshot.sha256 if snapshot else "",
        showing=snapshot.showing if snapshot else "",
    )
