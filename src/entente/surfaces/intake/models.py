"""Uploads on their way to the record.  A table of this surface: nothing here is the record, and it may all be thrown away."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from entente.foundation.common.records import Keyed

from .words import ImportStatus


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
