"""How a plan ends: what becomes of each of its promises."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entente.foundation.common.records import Keyed, Record
from entente.record.plan.words import ChangeStatus, Fate

from .plans import Commitment, Plan


class Succession(Record):
    """One side's table of what becomes of every promise of a plan; once all parties have signed it, the plan is closed.

    successor   the plan in which promises go on; None: it ends without one
    revision    counts the savings: whoever saves names the one that was opened
    proposal    key of what the parties sign (`foundation/accord`); None before it is put to them
    published_at  when the keeper showed it to everybody as its own proposal, None otherwise
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="origins")
    status = models.CharField(max_length=9, choices=ChangeStatus.choices, default=ChangeStatus.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    proposal = models.UUIDField(null=True, blank=True, unique=True)
    written_by = models.CharField(max_length=160)
    written_by_user = models.CharField(max_length=64, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "owner"],
                condition=Q(status__in=[ChangeStatus.DRAFT, ChangeStatus.PROPOSED]),
                name="succession_one_open_per_side",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status=ChangeStatus.AGREED), name="succession_one_agreed"
            ),
            models.CheckConstraint(
                condition=Q(status=ChangeStatus.AGREED, agreed_at__isnull=False)
                | (~Q(status=ChangeStatus.AGREED) & Q(agreed_at__isnull=True)),
                name="succession_agreed_with_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} -> {self.successor or 'its end'}"


class Resolution(Keyed):
    """What becomes of one promise.  reason: wording; a dropped promise has one."""

    succession = models.ForeignKey(Succession, on_delete=models.CASCADE, related_name="resolutions")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="resolutions")
    fate = models.CharField(max_length=9, choices=Fate.choices)
    reason = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["succession", "commitment"], name="resolution_once")]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.fate}"


class Heir(Keyed):
    """A promise of the successor in which another goes on.  ref: of the successor's promise, which may be a draft still."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="heirs")
    ref = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resolution", "ref"], name="heir_once")]

    def __str__(self) -> str:
        return f"{self.resolution} in {self.ref}"
