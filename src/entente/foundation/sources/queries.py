"""Reads of sources."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.records import readable

from . import rules, store
from .models import Citation, Document, Snapshot
from .words import Showing, Side, Weakness

__all__ = ["Citation", "Document", "Showing", "Side", "Snapshot", "Weakness"]


def visible_documents(by: Actor, *, as_of: datetime) -> QuerySet[Document]:
    return Document.objects.filter(readable(by, as_of=as_of)).select_related("publisher").order_by("owner", "slug")


def own_documents(by: Actor) -> QuerySet[Document]:
    """The documents of the actor's own side, with `copies`, how many snapshots each has; those without one first."""
    mine = Document.objects.filter(owner=by.owner) if by.is_signed_in else Document.objects.none()
    return mine.annotate(copies=Count("snapshots")).order_by("copies", "slug")


def get_own_document(by: Actor, slug: str) -> Document:
    """Raises NotVisible."""
    found = own_documents(by).filter(slug=slug).first()
    if found is None:
        raise NotVisible("There is no such source of yours.")
    return found


def get_visible_snapshot(by: Actor, key: UUID, *, as_of: datetime) -> Snapshot:
    """Raises NotVisible for absent and forbidden alike."""
    found = Snapshot.objects.filter(readable(by, as_of=as_of), pk=key).select_related("document").first()
    if found is None:
        raise NotVisible("There is no such snapshot.")
    return found


def bytes_of(snapshot: Snapshot) -> bytes:
    """The archived bytes.  Raises NotVisible when they were removed."""
    content = store.read(snapshot.sha256)
    if content is None or snapshot.removed_at is not None:
        raise NotVisible("The bytes of this snapshot were removed; its hash and its facts stay.")
    return content


def get_copy(by: Actor, key: UUID, *, as_of: datetime) -> tuple[Snapshot, bytes]:
    """An archived copy and its bytes, for a reader who may have them.  Raises NotVisible for every reason alike."""
    snapshot = get_visible_snapshot(by, key, as_of=as_of)
    if not rules.can_have_copy(by, owner=snapshot.owner, showing=snapshot.showing):
        raise NotVisible("There is no such snapshot.")
    return snapshot, bytes_of(snapshot)
