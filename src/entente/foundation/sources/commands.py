"""Writes of sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.directory.models import Organisation
from entente.foundation.ledger import commands as ledger

from . import rules, store
from .entries import is_published, ref_of
from .folding import folded
from .models import Citation, Document, Snapshot
from .queries.copies import refuse_removed
from .words import Removal, Showing, Side

LEFT_OVER = timedelta(days=1)
"""Bytes younger than this may belong to a write that is not done yet."""


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
def add_document(facts: DocumentFacts, *, by: Actor, owner: str, tier: Tier, at: datetime | None = None) -> Document:
    """Add a document, or bring a known one up to date.  The same facts again change nothing.

    at: the instant of the act, before which nobody is told of it; None: now.
    Raises ActionDenied, RuleBroken (an address of another kind than of the web).
    """
    require(rules.can_add(by))
    rules.require_web_address(facts.address)
    document, is_new = Document.objects.get_or_create(
        owner=owner, slug=facts.slug, defaults={**facts.values(), "tier": tier, "made_at": at or timezone.now()}
    )
    changed = [name for name, value in facts.values().items() if getattr(document, name) != value]
    if is_new or changed:
        for name in changed:
            setattr(document, name, getattr(facts, name))
        document.found_by = folded(" ".join(_searched(facts)))
        document.full_clean(validate_unique=False)
        document.save()
        ledger.record(
            by,
            "sources.document.add" if is_new else "sources.document.update",
            ref_of(document),
            at=at,
            public=tier == Tier.PUBLIC,
            title=facts.title,
            address=facts.address,
            side=str(facts.side),
            party=facts.party,
            stated_on=facts.stated_on,
        )
    return document


def _searched(facts: DocumentFacts) -> list[str]:
    publisher = facts.publisher.name.values() if facts.publisher else []
    return [*facts.title.values(), facts.publisher_name, *publisher, facts.address]


@transaction.atomic
def cite(
    document: Document,
    *,
    by: Actor,
    place: str = "",
    quotation: str = "",
    snapshot: Snapshot | None = None,
    at: datetime | None = None,
) -> Citation:
    """Cite a place in a document; the same citation again returns the one that exists, now with its snapshot.

    at: when, None for now.
    """
    require(rules.can_add(by))
    citation, _ = Citation.objects.get_or_create(
        owner=document.owner,
        document=document,
        place=place,
        quotation=quotation,
        defaults={
            "tier": document.tier,
            "group": document.group,
            "snapshot": snapshot,
            "found_by": folded(f"{place} {quotation}"),
            "made_at": at or timezone.now(),
        },
    )
    if snapshot is not None and citation.snapshot_id != snapshot.pk:
        citation.snapshot = snapshot
        citation.save(update_fields=["snapshot"])
    return citation


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """What is known of bytes that were just kept; see the fields of Snapshot."""

    sha256: str
    media_type: str
    size_bytes: int
    file_name: str
    showing: Showing
    final_address: str = ""


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
    archived and for bytes that this side removed.
    """
    require(rules.can_archive(by, owner=document.owner))
    media_type = rules.media_type_of(file_name, content, bytes_max=bytes_max)
    sha256 = sha256_hex(content)
    refuse_removed(document.owner, sha256)
    store.lock(sha256)
    store.keep(content)
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1][:255]
    facts = SnapshotFacts(sha256, media_type, len(content), name, showing)
    return put_snapshot(document, facts, by=by, at=at)[0]


def put_snapshot(document: Document, facts: SnapshotFacts, *, by: Actor, at: datetime) -> tuple[Snapshot, bool]:
    """Put kept bytes on record, inside the caller's transaction; whether they are new to the document.

    What was only cited is archived from then on.
    """
    snapshot, is_new = Snapshot.objects.get_or_create(
        document=document,
        sha256=facts.sha256,
        defaults={
            "owner": document.owner,
            "tier": document.tier,
            "group": document.group,
            "embargo_until": document.embargo_until,
            "media_type": facts.media_type,
            "size_bytes": facts.size_bytes,
            "file_name": facts.file_name,
            "captured_at": at,
            "made_at": at,
            "captured_by": by.post,
            "showing": facts.showing,
            "final_address": facts.final_address,
        },
    )
    if is_new:
        Citation.objects.filter(document=document, snapshot__isnull=True).update(snapshot=snapshot)
        ledger.record(
            by,
            "sources.snapshot.archive",
            ref_of(document),
            at=at,
            public=is_published(document),
            sha256=facts.sha256,
            media_type=facts.media_type,
            size_bytes=facts.size_bytes,
            showing=str(facts.showing),
            **({"address": facts.final_address} if facts.final_address else {}),
        )
    return snapshot, is_new


@transaction.atomic
def remove_bytes(snapshot: Snapshot, *, by: Actor, at: datetime, reason: Removal) -> Snapshot:
    """Take the bytes of a copy away for good; its hash, its facts and the log stay.

    They leave the store unless another copy that stays has the same bytes.  Raises ActionDenied.
    """
    held = Snapshot.objects.select_for_update(of=("self",)).select_related("document").get(pk=snapshot.pk)
    require(rules.can_remove(by, owner=held.owner, is_removed=held.removed_at is not None))
    held.removed_at, held.removed_for, held.removed_by = at, Removal(reason), by.post
    held.save(update_fields=["removed_at", "removed_for", "removed_by"])
    ledger.record(
        by,
        "sources.snapshot.remove",
        ref_of(held.document),
        at=at,
        public=is_published(held.document),
        sha256=held.sha256,
        reason=str(Removal(reason)),
    )
    transaction.on_commit(lambda: _discard_unshared(held.sha256))
    return held


@transaction.atomic
def _discard_unshared(sha256: str) -> bool:
    """Take bytes out of the store that no copy on record shows any more; whether they went."""
    store.lock(sha256)
    if Snapshot.objects.filter(sha256=sha256, removed_at__isnull=True).exists():
        return False
    store.discard(sha256)
    return True


def discard_left_over(*, at: datetime) -> int:
    """Bytes that a kill left in the store: half-written, without a copy on record, or after their removal.  Returns how many."""
    unfinished = store.forget_unfinished(at - LEFT_OVER)
    kept = set(store.kept_before(at - LEFT_OVER))
    shown = set(Snapshot.objects.filter(removed_at__isnull=True).values_list("sha256", flat=True))
    return unfinished + sum(_discard_unshared(sha256) for sha256 in sorted(kept - shown))
