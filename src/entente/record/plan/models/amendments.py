"""How a promise changes: an amendment that every party signs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entente.foundation.common.records import Record
from entente.record.plan.words import ChangeStatus

from .plans import Commitment, Plan


class Amendment(Record):
    """A change of one promise.  Its texts in force are rows of their own; the original rows never change.

    number    1, 2, 3 in each plan, in the order of agreement; None before
    base      number of the amendment of this promise on which it rests, 0 for the original
    before, after  `terms.PromiseTerms` as JSON: the promise as it was when this was written, and as it is to be
    revision  counts the savings: whoever saves names the one that was opened
    proposal  key of what the parties sign (`foundation/accord`); None before it is put to them
    agreed_at from when on it is in force
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="amendments")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=9, choices=ChangeStatus.choices, default=ChangeStatus.DRAFT)
    base = models.PositiveIntegerField(default=0)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    proposal = models.UUIDField(null=True, blank=True, unique=True)
    written_by = models.CharField(max_length=160)
    written_by_user = models.CharField(max_length=64, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                condition=Q(status=ChangeStatus.AGREED, agreed_at__isnull=False, number__isnull=False)
                | (~Q(status=ChangeStatus.AGREED) & Q(agreed_at__isnull=True, number__isnull=True)),
                name="amendment_agreed_with_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: amendment {self.number or '(not agreed)'}"
