"""How a promise changes: an amendment that every party signs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

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
    agreed_at when the last party signed
    in_force_from  the day that the parties name for it; None: it is in force with the last signature
    in_force_at    from when on it is in force, never before agreed_at; None while it is not agreed
    taken_in_at    since when the rows of the promise say it too; pages read by `in_force_at` and do not wait for that
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
    in_force_from = models.DateField(null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    taken_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                condition=Q(status=ChangeStatus.AGREED, agreed_at__isnull=False, number__isnull=False)
                | (~Q(status=ChangeStatus.AGREED) & Q(agreed_at__isnull=True, number__isnull=True)),
                name="amendment_agreed_with_number",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, in_force_at__isnull=True)
                | Q(agreed_at__isnull=False, in_force_at__isnull=False, in_force_at__gte=F("agreed_at")),
                name="amendment_in_force_once_agreed",
            ),
            models.CheckConstraint(
                condition=Q(taken_in_at__isnull=True) | Q(in_force_at__isnull=False, taken_in_at__gte=F("in_force_at")),
                name="amendment_taken_in_once_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: amendment {self.number or '(not agreed)'}"
