"""Citations listed and filtered: a page at a time, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import readable
from entente.foundation.sources import rules
from entente.foundation.sources.folding import folded
from entente.foundation.sources.models import Citation, Document, Snapshot
from entente.foundation.sources.words import Showing

from .copies import document_rows
from .documents import publisher_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class CitationFilter:
    """Which citations; "" and None: whichever.

    words       every one of them is in the title, the publisher, the address, the place or the quotation; accents and
                capitals make no difference
    stated_from, stated_to  partial dates, both included, of the document
    """

    words: str = ""
    owner: str = ""
    side: str = ""
    party: str = ""
    language: str = ""
    is_archived: bool | None = None
    stated_from: str = ""
    stated_to: str = ""


@dataclass(frozen=True, slots=True)
class CitationView:
    """A place in a document.  quotation: "" also where this reader is not shown it."""

    key: UUID
    document: UUID
    slug: str
    owner: str
    title: Wording
    publisher: Wording
    language: str
    side: str
    party: str
    stated_on: str
    address: str
    place: str
    quotation: str
    snapshot: UUID | None
    sha256: str
    showing: str


@dataclass(frozen=True, slots=True)
class CitationPage:
    """Some citations, newest first.  following: pass it as `before` for the next ones; None when there are no more."""

    rows: tuple[CitationView, ...]
    following: UUID | None


def citations(
    by: Actor, *, as_of: datetime, wanted: CitationFilter, before: UUID | None = None, size: int = PAGE
) -> CitationPage:
    """The newest citations that a reader may read, below a key when one is given.  One query.

    Keys sort by the time of their making: a page deep in the list costs what the first one does, and nothing is counted.
    """
    rows = _rows(by, as_of, wanted)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("document__publisher", "snapshot").order_by("-pk")[: size + 1])
    shown = tuple(_view(by, row, as_of) for row in found[:size])
    return CitationPage(shown, shown[-1].key if len(found) > size else None)


def _rows(by: Actor, as_of: datetime, wanted: CitationFilter) -> QuerySet[Citation]:
    """Each condition on the document is asked of one citation at a time, newest first: a database that is given a join
    begins with the documents instead, and sorts all their citations to show fifty."""
    documents = _documents(by, as_of, wanted).filter(pk=OuterRef("document_id"))
    rows = Citation.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)
    if wanted.owner:
        rows = rows.filter(owner=wanted.owner)
    if wanted.is_archived is not None:
        archived = Q(snapshot__in=Snapshot.objects.filter(made_at__lte=as_of))
        rows = rows.filter(archived if wanted.is_archived else ~archived)
    own = Q(owner=by.owner) if by.reads_records else Q(pk__in=[])
    for word in folded(wanted.words).split():
        # What is not shown is not found either, or a search would tell it word by word.
        quoted = Q(found_by__contains=word) & (own | ~Q(snapshot__showing=Showing.REFERENCE))
        rows = rows.filter(quoted | Exists(documents.filter(found_by__contains=word)))
    return rows.filter(Exists(documents))


def _documents(by: Actor, as_of: datetime, wanted: CitationFilter) -> QuerySet[Document]:
    exact = {
        "side": wanted.side,
        "party": wanted.party,
        "language": wanted.language,
        "stated_on__gte": wanted.stated_from,
        # Partial dates sort as text; what lies within the last day, month or year sorts before its end.
        "stated_on__lt": f"{wanted.stated_to}~" if wanted.stated_to else "",
    }
    rows = document_rows(by, as_of=as_of)
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    return rows.exclude(stated_on="") if wanted.stated_to else rows


def _view(by: Actor, row: Citation, as_of: datetime) -> CitationView:
    """What was only cited at an instant was archived by nobody yet; what its copy does not let be shown is not shown."""
    document, kept = row.document, row.snapshot
    can_quote = rules.can_have_quotation(by, owner=row.owner, showing=kept.showing if kept else "")
    snapshot = kept if kept and kept.made_at <= as_of else None
    return CitationView(
        key=row.pk,
        document=document.pk,
        slug=document.slug,
        owner=row.owner,
        title=document.title,
        publisher=publisher_of(document),
        language=document.language,
        side=document.side,
        party=document.party,
        stated_on=document.stated_on,
        address=document.address,
        place=row.place,
        quotation=row.quotation if can_quote else "",
        snapshot=snapshot.pk if snapshot else None,
        sha256=snapshot.sha256 if snapshot else "",
        showing=snapshot.showing if snapshot else "",
    )
