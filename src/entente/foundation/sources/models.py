"""Documents of the world, snapshots of their bytes, and citations of a place in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entente.foundation.common.records import Record
from entente.foundation.directory.models import Organisation

from .words import Showing, Side, Weakness


class Document(Record):
    """Something published (or handed over) that can be cited.

    slug          stable name inside its owner's sources ("cptpp-workshop-chile")
    title         wording; one language is enough
    is_described  True when the title is our description, not the document's own title
    language      BCP 47 tag of the document itself
    side          one party, joint or third; `party` names the party for side "party"
    stated_on     partial date that the document bears, "" when unknown
    announced_on  {party code: partial date} when the sides announced the same thing on different days
    weakness      why it proves less than the original would, "" when it does not
    """

    slug = models.SlugField(max_length=200)
    title = models.JSONField(default=dict)
    is_described = models.BooleanField(default=False)
    language = models.CharField(max_length=35, blank=True)
    side = models.CharField(max_length=8, choices=Side.choices)
    party = models.CharField(max_length=12, blank=True)
    publisher = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    publisher_name = models.CharField(max_length=200, blank=True)
    stated_on = models.CharField(max_length=21, blank=True)
    announced_on = models.JSONField(default=dict, blank=True)
    address = models.URLField(max_length=1000, blank=True)
    weakness = models.CharField(max_length=16, choices=Weakness.choices, default=Weakness.NONE, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="document_slug_once_per_owner"),
            models.CheckConstraint(
                condition=(Q(side=Side.PARTY) & ~Q(party="")) | (~Q(side=Side.PARTY) & Q(party="")),
                name="document_party_named_for_side_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner}/{self.slug}"


class Snapshot(Record):
    """The bytes of a document as captured at an instant, kept by their SHA-256.

    showing     what may be shown of it
    removed_at  when the bytes were taken away for privacy, law or a community; hash and facts stay
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="snapshots")
    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    file_name = models.CharField(max_length=255)
    captured_at = models.DateTimeField()
    captured_by = models.CharField(max_length=160)
    """Ref of the post, never a person."""
    showing = models.CharField(max_length=12, choices=Showing.choices, default=Showing.REFERENCE)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_for = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "sha256"], name="snapshot_once_per_document"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_for="")
                | (Q(removed_at__isnull=False) & ~Q(removed_for="")),
                name="snapshot_removed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}@{self.sha256[:12]}"


class Citation(Record):
    """A place in a document.  Without a snapshot it is cited and not yet archived.

    place      "page 3", "paragraph 12", "" for the whole
    quotation  the document's own words, in its own language, "" for none
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="citations")
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="citations")
    place = models.CharField(max_length=200, blank=True)
    quotation = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "document", "place", "quotation"], name="citation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document}:{self.place}"
