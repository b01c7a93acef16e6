"""Reads of copies: the one door to archived bytes and to their text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.common.records import readable
from entente.foundation.sources import reading, rules, store
from entente.foundation.sources.models import Document, Snapshot


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """A copy as its reader may see it.

    captured_by   ref of a post
    has_copy      whether this reader may have the bytes; has_text: and whether they hold text
    removed_at, removed_for  None and "" while the bytes are there
    stamped_at, stamped_by   what an outside authority says of when the bytes existed; None and "" without one
    """

    key: UUID
    sha256: str
    media_type: str
    size_bytes: int
    file_name: str
    showing: str
    captured_at: datetime
    captured_by: str
    final_address: str
    has_copy: bool
    has_text: bool
    removed_at: datetime | None
    removed_for: str
    stamped_at: datetime | None
    stamped_by: str


@dataclass(frozen=True, slots=True)
class CopyText:
    """The words of a copy, without scripts and markup, a line each."""

    document: Document
    copy: SnapshotView
    lines: tuple[str, ...]


def document_rows(by: Actor, *, as_of: datetime) -> QuerySet[Document]:
    """The documents on record at an instant that an actor may read."""
    return Document.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


def _rows(by: Actor, *, as_of: datetime) -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


def snapshots_of(by: Actor, document: Document, *, as_of: datetime) -> tuple[SnapshotView, ...]:
    """The copies of a document that a reader knows of, oldest first.  One query."""
    rows = _rows(by, as_of=as_of).filter(document=document).select_related("timestamp")
    return tuple(view_of(by, row) for row in rows.defer("timestamp__token").order_by("captured_at", "pk"))


def get_visible_snapshot(by: Actor, key: UUID, *, as_of: datetime) -> Snapshot:
    """Raises NotVisible for absent and forbidden alike."""
    found = _rows(by, as_of=as_of).filter(pk=key).select_related("document", "timestamp").first()
    if found is None or not document_rows(by, as_of=as_of).filter(pk=found.document_id).exists():
        raise NotVisible("There is no such snapshot.")
    return found


def view_of(by: Actor, row: Snapshot) -> SnapshotView:
    """A row that was read with its `timestamp`."""
    allowed = bool(rules.can_have_copy(by, owner=row.owner, showing=row.showing)) and row.removed_at is None
    stamp = getattr(row, "timestamp", None)
    return SnapshotView(
        key=row.pk,
        sha256=row.sha256,
        media_type=row.media_type,
        size_bytes=row.size_bytes,
        file_name=row.file_name,
        showing=row.showing,
        captured_at=row.captured_at,
        captured_by=row.captured_by,
        final_address=row.final_address,
        has_copy=allowed,
        has_text=allowed and row.media_type in reading.READABLE,
        removed_at=row.removed_at,
        removed_for=row.removed_for,
        stamped_at=stamp.stamped_at if stamp else None,
        stamped_by=stamp.authority if stamp else "",
    )


def bytes_of(snapshot: Snapshot) -> bytes:
    """The archived bytes.  Raises NotVisible when they were removed."""
    content = None if snapshot.removed_at is not None else store.read(snapshot.sha256)
    if content is None:
        raise NotVisible("The bytes of this snapshot were removed; its hash and its facts stay.")
    return content


def get_copy(by: Actor, key: UUID, *, as_of: datetime) -> tuple[Snapshot, bytes]:
    """An archived copy and its bytes, for a reader who may have them.  Raises NotVisible for every reason alike."""
    snapshot = get_visible_snapshot(by, key, as_of=as_of)
    if not rules.can_have_copy(by, owner=snapshot.owner, showing=snapshot.showing):
        raise NotVisible("There is no such snapshot.")
    return snapshot, bytes_of(snapshot)


def get_text(by: Actor, key: UUID, *, as_of: datetime) -> CopyText:
    """The words of a copy, for whoever may have the copy.  Raises NotVisible; RuleBroken for a copy without text."""
    snapshot, content = get_copy(by, key, as_of=as_of)
    lines = reading.lines_of(content, snapshot.media_type)
    return CopyText(snapshot.document, view_of(by, snapshot), tuple(lines))


def refuse_removed(owner: str, sha256: str) -> None:
    """Raises RuleBroken for bytes that this side took away: they do not come back by another door."""
    removed = Snapshot.objects.filter(owner=owner, sha256=sha256, removed_at__isnull=False).first()
    if removed is not None and removed.removed_at is not None:
        raise RuleBroken(
            f"These very bytes were removed on {removed.removed_at:%Y-%m-%d}, {removed.get_removed_for_display()}; "
            "they are not kept again."
        )
