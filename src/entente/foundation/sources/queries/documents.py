"""Reads of documents."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.sources.capture import queries as captures
from entente.foundation.sources.capture.queries import AddressView
from entente.foundation.sources.models import Capture, Document, Snapshot

from .copies import SnapshotView, document_rows, snapshots_of


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with its copies, oldest first, and what became of its address.

    pending  the capture that waits or runs, None when none does; only its own side is told
    """

    document: Document
    copies: tuple[SnapshotView, ...]
    address: AddressView
    pending: Capture | None


def publisher_of(document: Document) -> Wording:
    """Who published it: the name of a body on record, else the name as given, {} when nobody is named."""
    named: Wording = document.publisher.name if document.publisher else {}
    if not named and document.publisher_name:
        return {document.language or "und": document.publisher_name}
    return named


def visible_documents(by: Actor, *, as_of: datetime) -> QuerySet[Document]:
    """Those on record at the instant."""
    return document_rows(by, as_of=as_of).select_related("publisher").order_by("owner", "slug")


def documents_by_key(keys: Collection[UUID]) -> list[Document]:
    """These documents, in the order in which they came on record, for who knows them by what cites them.  One query."""
    return list(Document.objects.filter(pk__in=list(keys)).select_related("publisher").order_by("pk"))


def get_document(by: Actor, key: UUID, *, as_of: datetime) -> DocumentView:
    """Raises NotVisible for absent and forbidden alike.  Four queries."""
    document = visible_documents(by, as_of=as_of).filter(pk=key).first()
    if document is None:
        raise NotVisible("There is no such source.")
    is_own = by.reads_records and by.owner == document.owner
    return DocumentView(
        document=document,
        copies=snapshots_of(by, document, as_of=as_of),
        address=captures.address_state(document),
        pending=captures.pending([document.pk]).get(document.pk) if is_own else None,
    )


def get_document_of(by: Actor, owner: str, slug: str, *, as_of: datetime) -> Document:
    """A document by the name its owner gave it.  Raises NotVisible."""
    found = visible_documents(by, as_of=as_of).filter(owner=owner, slug=slug).first()
    if found is None:
        raise NotVisible(f"There is no source “{owner}/{slug}”; `entente source list` names them all.")
    return found


def document_keys(by: Actor, refs: Collection[str], *, as_of: datetime) -> list[UUID]:
    """The keys of documents by their refs, "observatory/sources/annual-report"; no other ref finds any.  One query, or none."""
    names = [ref.split("/") for ref in refs if "/sources/" in ref]
    if not names:
        return []
    rows = visible_documents(by, as_of=as_of).filter(slug__in={name[-1] for name in names})
    return [pk for owner, slug, pk in rows.values_list("owner", "slug", "pk") if [owner, "sources", slug] in names]


def document_titles(by: Actor, refs: Collection[str], *, as_of: datetime) -> dict[str, Wording]:
    """Ref -> title of these documents; no other ref finds any.  One query, or none."""
    names = [ref.split("/") for ref in refs if "/sources/" in ref]
    if not names:
        return {}
    rows = document_rows(by, as_of=as_of).filter(slug__in={name[-1] for name in names})
    found = {f"{owner}/sources/{slug}": title for owner, slug, title in rows.values_list("owner", "slug", "title")}
    return {ref: title for ref, title in found.items() if ref in refs}


def own_documents(by: Actor) -> QuerySet[Document]:
    """The documents of the actor's own side, with `copies`, how many snapshots each has; those without one first."""
    mine = Document.objects.filter(owner=by.owner) if by.reads_records else Document.objects.none()
    return mine.annotate(copies=Count("snapshots")).order_by("copies", "slug")


def documents_with_copies(by: Actor, *, as_of: datetime, owner: str = "") -> list[tuple[Document, int]]:
    """The documents that an actor may read, of one owner or of all, each with how many copies it has."""
    rows = visible_documents(by, as_of=as_of).annotate(copies=Count("snapshots"))
    return [(row, row.copies) for row in (rows.filter(owner=owner) if owner else rows)]


def get_own_document(by: Actor, slug: str) -> Document:
    """Raises NotVisible."""
    found = own_documents(by).filter(slug=slug).first()
    if found is None:
        raise NotVisible("There is no such source of yours.")
    return found


def get_own_snapshot(by: Actor, document: Document, key: UUID) -> Snapshot:
    """A copy of one's own document.  Raises NotVisible."""
    found = Snapshot.objects.filter(pk=key, document=document, owner=by.owner).select_related("document").first()
    if found is None or not by.reads_records:
        raise NotVisible("There is no such snapshot.")
    return found
