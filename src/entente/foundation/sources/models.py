"""Documents of the world, snapshots of their bytes, and citations of a place in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entente.foundation.common.records import Keyed, Record
from entente.foundation.directory.models import Organisation

from .words import CaptureStatus, Removal, Showing, Side, Weakness


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
    found_by      title, publisher and address as they are searched
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
    found_by = models.TextField(default="", blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="document_slug_once_per_owner"),
            models.CheckConstraint(
                condition=(Q(side=Side.PARTY) & ~Q(party="")) | (~Q(side=Side.PARTY) & Q(party="")),
                name="document_party_named_for_side_party",
            ),
        ]
        indexes = [
            models.Index(fields=["side", "party"], name="document_by_voice"),
            models.Index(fields=["language"], name="document_by_language"),
            models.Index(fields=["stated_on"], name="document_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.owner}/{self.slug}"


class Snapshot(Record):
    """The bytes of a document as captured at an instant, kept by their SHA-256.

    showing        what may be shown of it
    final_address  where the bytes came from, after redirects; "" for an upload
    removed_at     when the bytes were taken away for privacy, law or a community; hash and facts stay
    removed_by     ref of the post that took them away, never a person
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
    removed_for = models.CharField(max_length=20, choices=Removal.choices, blank=True)
    removed_by = models.CharField(max_length=160, blank=True)
    final_address = models.URLField(max_length=2000, blank=True)

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


class Timestamp(Keyed):
    """What an outside authority says of the instant at which a snapshot's bytes existed (RFC 3161).

    token       the authority's whole answer, DER, as `openssl ts -verify -in` takes it
    authority   the name under which the authority signed
    stamped_at  the authority's instant
    """

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="timestamp")
    token = models.BinaryField()
    authority = models.CharField(max_length=300)
    stamped_at = models.DateTimeField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.stamped_at:%Y-%m-%dT%H:%M:%SZ}"


class Capture(Record):
    """One fetching of a document's address: asked for by somebody, or by the software as a re-check.

    showing        what may be shown of the copy that it brings
    sentence       why it ended as it did, "" when there is nothing to say
    asked_by       ref of the post that asked; "entente" for a re-check
    started_at     when it was last begun; attempts: how often, because a process can be killed
    final_address  the address that answered, after redirects
    http_status    its last answer, None when none came
    etag, last_modified  what the address said of the version that it sent, to ask later whether it changed
    snapshot       the copy that it brought or found again; None otherwise
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="captures")
    address = models.URLField(max_length=1000)
    showing = models.CharField(max_length=12, choices=Showing.choices, default=Showing.REFERENCE)
    status = models.CharField(max_length=10, choices=CaptureStatus.choices, default=CaptureStatus.WAITING)
    sentence = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=160)
    is_recheck = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    final_address = models.URLField(max_length=2000, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="captures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(status__in=[CaptureStatus.WAITING, CaptureStatus.RUNNING]),
                name="capture_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[CaptureStatus.WAITING, CaptureStatus.RUNNING], finished_at__isnull=True)
                | (
                    ~Q(status__in=[CaptureStatus.WAITING, CaptureStatus.RUNNING])
                    & Q(started_at__isnull=False, finished_at__isnull=False)
                ),
                name="capture_finished_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "asked_at"], name="capture_by_turn"),
            models.Index(fields=["document", "-finished_at"], name="capture_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.status}"


class Citation(Record):
    """A place in a document.  Without a snapshot it is cited and not yet archived.

    place      "page 3", "paragraph 12", "" for the whole
    quotation  the document's own words, in its own language, "" for none
    found_by   place and quotation as they are searched
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="citations")
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="citations")
    place = models.CharField(max_length=200, blank=True)
    quotation = models.TextField(blank=True)
    found_by = models.TextField(default="", blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "document", "place", "quotation"], name="citation_once"),
        ]
        indexes = [models.Index(fields=["owner", "-id"], name="citation_of_owner")]

    def __str__(self) -> str:
        return f"{self.document}:{self.place}"
