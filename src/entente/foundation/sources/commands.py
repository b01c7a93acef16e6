"""Writes of sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.directory.models import Organisation
from entente.foundation.ledger import commands as ledger

from . import rules, store
from .models import Citation, Document, Snapshot
from .words import Showing, Side


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of a document; see the fields of Document."""

    slug: str
    title: Wording
    side: Side
    party: str = ""
    is_described: bool = False
    language: str = ""
    publisher: Organisation | None = None
    publisher_name: str = ""
    stated_on: str = ""
    announced_on: dict[str, str] = field(default_factory=dict)
    address: str = ""
    weakness: str = ""

    def values(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__ if name != "slug"}


@transaction.atomic
def add_document(facts: DocumentFacts, *, by: Actor, owner: str, tier: Tier) -> Document:
    """Add a document, or bring a known one up to date.  The same facts again change nothing."""
    require(rules.can_add(by))
    document, is_new = Document.objects.get_or_create(
        owner=owner, slug=facts.slug, defaults={**facts.values(), "tier": tier}
    )
    changed = [name for name, value in facts.values().items() if getattr(document, name) != value]
    if is_new or changed:
        for name in changed:
            setattr(document, name, getattr(facts, name))
        document.full_clean(validate_unique=False)
        document.save()
        ledger.record(
            by,
            "sources.document.add" if is_new else "sources.document.update",
            f"{owner}/sources/{facts.slug}",
            public=tier == Tier.PUBLIC,
            title=facts.title,
            address=facts.address,
            side=str(facts.side),
            party=facts.party,
            stated_on=facts.stated_on,
        )
    return document


@transaction.atomic
def cite(
    document: Document, *, by: Actor, place: str = "", quotation: str = "", snapshot: Snapshot | None = None
) -> Citation:
    """Cite a place in a document; the same citation again returns the one that exists, now with its snapshot."""
    require(rules.can_add(by))
    citation, _ = Citation.objects.get_or_create(
        owner=document.owner,
        document=document,
        place=place,
        quotation=quotation,
        defaults={"tier": document.tier, "snapshot": snapshot},
    )
    if snapshot is not None and citation.snapshot_id != snapshot.pk:
        citation.snapshot = snapshot
        citation.save(update_fields=["snapshot"])
    return citation


@transaction.atomic
def archive_upload(
    document: Document,
    file_name: str,
    content: bytes,
    *,
    by: Actor,
    at: datetime,
    showing: Showing,
    bytes_max: int,
) -> Snapshot:
    """Keep the bytes of an upload as a snapshot of a document.

    The same bytes again return the snapshot that exists.  Raises ActionDenied, RuleBroken for a kind or size that is not
    archived.
    """
    require(rules.can_archive(by, owner=document.owner))
    media_type = rules.media_type_of(file_name, content, bytes_max=bytes_max)
    sha256 = store.keep(content)
    snapshot, is_new = Snapshot.objects.get_or_create(
        document=document,
        sha256=sha256,
        defaults={
            "owner": document.owner,
            "tier": document.tier,
            "media_type": media_type,
            "size_bytes": len(content),
            "file_name": file_name.replace("\\", "/").rsplit("/", 1)[-1][:255],
            "captured_at": at,
            "captured_by": by.post,
            "showing": showing,
        },
    )
    if is_new:
        Citation.objects.filter(document=document, snapshot__isnull=True).update(snapshot=snapshot)
        ledger.record(
            by,
            "sources.snapshot.archive",
            f"{document.owner}/sources/{document.slug}",
            at=at,
            public=document.tier == Tier.PUBLIC,
            sha256=sha256,
            media_type=media_type,
            size_bytes=len(content),
            showing=str(showing),
        )
    return snapshot
