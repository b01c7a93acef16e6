"""Uploads on their way to the record.  A table of this surface: nothing here is the record, and it may all be thrown away."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from entente.foundation.common.records import Keyed

from .words import BatchKind, BatchStatus, ImportStatus


class ImportJob(Keyed):
    """One uploaded document.

    owner, post     who uploaded it: code of the owner, ref of the post
    wish            fields of ImportWish
    read, to_read   progress, in promises; to_read 0: not known yet
    draft           what was read, as JSON; "" until then
    sentence        why it failed, or what it did
    """

    owner = models.CharField(max_length=64, db_index=True)
    post = models.CharField(max_length=160)
    file_name = models.CharField(max_length=255)
    size_bytes = models.PositiveBigIntegerField()
    wish = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=ImportStatus.choices, default=ImportStatus.WAITING)
    read = models.PositiveIntegerField(default=0)
    to_read = models.PositiveIntegerField(default=0)
    draft = models.TextField(blank=True)
    sentence = models.TextField(blank=True)
    plan = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.status})"


class SheetBatch(Keyed):
    """One workbook or form that came back, and what became of it.

    owner, post    who dropped it: code of the owner, ref of the post; applied_by, taken_back_by: posts
    sha256         of its bytes: the same file dropped twice is one batch while that one waits or is applied
    fixes          cell key -> {"text", "seen"}: what was written over cells in the preview
    counts         verdict -> cells, as applied
    says_from      whom a mail says it comes from, never verified and never shown to another side; "" for a file
    written        what it wrote, each with what stood there before: by that it can be taken back
    kind           "sheet" for a workbook or form, "texts" for translations
    """

    owner = models.CharField(max_length=64, db_index=True)
    post = models.CharField(max_length=160)
    plan = models.CharField(max_length=80)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    fixes = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=BatchStatus.choices, default=BatchStatus.READY)
    made_at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    written = models.JSONField(default=list)
    kind = models.CharField(max_length=8, choices=BatchKind.choices, default=BatchKind.SHEET)
    says_from = models.CharField(max_length=200, blank=True, editable=False)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.CharField(max_length=160, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "plan", "sha256"],
                condition=models.Q(status__in=[BatchStatus.READY, BatchStatus.APPLIED]),
                name="sheet_batch_once_while_it_counts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.status})"


class SheetCell(Keyed):
    """A cell of a batch that was applied, as its receipt lists it.  verdict: added, changed, rejected."""

    batch = models.ForeignKey(SheetBatch, on_delete=models.CASCADE, related_name="cells")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=12)
    title = models.CharField(max_length=80)
    place = models.CharField(max_length=60)
    column = models.CharField(max_length=60)
    commitment = models.CharField(max_length=120, blank=True)
    part = models.CharField(max_length=80, blank=True)
    verdict = models.CharField(max_length=10)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="sheet_cell_once_per_place")]

    def __str__(self) -> str:
        return f"{self.title} {self.place} ({self.verdict})"
