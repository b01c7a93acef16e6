"""Where a party says it stands; and findings: somebody looked for evidence and found none, which is no status of anybody."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed, Record
from entente.record.assessment.words import Completion
from entente.record.delivery.models import Update
from entente.record.verification.models import Claim


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


class Status(Record):
    """Where a party (the owner) says it stands with a promise or a clause of it.  It travels with an update.

    update    the update it is part of: approved, published, embargoed and corrected with it
    subject   ref of the commitment or clause; as_of_on: the day of which it speaks
    reason    why this value, wording in the languages that the party owes
    """

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="statuses")
    plan = models.CharField(max_length=80)
    commitment = models.CharField(max_length=120)
    subject = models.CharField(max_length=140)
    value = models.CharField(max_length=12, choices=Completion.choices)
    as_of_on = models.DateField()
    reason = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update", "subject"], name="status_once_per_update")]
        indexes = [
            models.Index(fields=["plan", "owner", "subject"], name="status_of_side"),
            models.Index(fields=["commitment"], name="status_of_commitment"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}@{self.owner}: {self.value}"


class StatusProof(Keyed):
    """A claim that a status rests on."""

    status = models.ForeignKey(Status, on_delete=models.CASCADE, related_name="proofs")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["status", "claim"], name="status_proof_once")]

    def __str__(self) -> str:
        return f"{self.status} by {self.claim}"
