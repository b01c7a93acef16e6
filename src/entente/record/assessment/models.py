"""Findings: somebody looked for evidence and found none.  That is a finding, not a status of anybody."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Record


class Finding(Record):
    """A search that found nothing.

    subject       ref of a commitment or clause; `commitment` is the commitment's ref, for joins
    looked_on     the day of the search
    looked_where  wording: which places were searched
    note          wording: what was looked for, and what the absence does not mean
    """

    slug = models.SlugField(max_length=120)
    subject = models.CharField(max_length=140)
    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, db_index=True)
    looked_on = models.DateField()
    looked_where = models.JSONField(default=dict)
    note = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "slug"], name="finding_slug_once_per_owner")]

    def __str__(self) -> str:
        return f"{self.owner}/{self.slug}: none found on {self.subject}"
