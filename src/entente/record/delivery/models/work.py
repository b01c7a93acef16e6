"""The working layer beside the promised text: milestones, rhythm, what a promise rests on, what stands in its way."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from entente.foundation.common.records import Record
from entente.foundation.sources.models import Citation
from entente.record.delivery.words import Level, MilestoneStatus

from .activities import Activity


class Milestone(Record):
    """A step on the way to a promise, reported by its owner and accepted by another side.

    subject   ref of the commitment or clause; `due` is a partial date, overdue from the day after `due_last_on`
    done      what was done, wording; `reported_on` with it
    reason    why it was returned, wording
    reported_by, decided_by  posts; `reported_by_user` is private: nobody accepts their own
    """

    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, db_index=True)
    subject = models.CharField(max_length=140)
    slug = models.SlugField(max_length=80)
    title = models.JSONField(default=dict)
    due = models.CharField(max_length=21)
    due_first_on = models.DateField()
    due_last_on = models.DateField(db_index=True)
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones")
    status = models.CharField(max_length=10, choices=MilestoneStatus.choices, default=MilestoneStatus.PLANNED)
    done = models.JSONField(default=dict, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    reported_by = models.CharField(max_length=160, blank=True)
    reported_by_user = models.CharField(max_length=64, blank=True, editable=False)
    reason = models.JSONField(default=dict, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=160, blank=True)
    decided_for = models.CharField(max_length=64, blank=True)
    """Owner code of the side that accepted or returned it."""
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)
    changed_for = models.CharField(max_length=64, blank=True, default="")
    """Owner code of the side that did the last thing to it."""
    agreed_in = models.PositiveIntegerField(null=True, blank=True)
    """Number of the amendment in which all parties agreed it; None for one that a side plans for itself."""
    released_at = models.DateTimeField(null=True, blank=True)
    """From when on it is owed no more, because a later amendment took it out."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "slug"], name="milestone_slug_once"),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True) | models.Q(agreed_in__isnull=False),
                name="milestone_released_was_agreed",
            ),
            models.CheckConstraint(
                condition=models.Q(status=MilestoneStatus.PLANNED) | models.Q(reported_on__isnull=False),
                name="milestone_reported_with_day",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "status", "due_last_on"], name="milestone_due_of_side"),
            models.Index(fields=["status", "changed_at"], name="milestone_waiting"),
            models.Index(fields=["owner", "status", "changed_at"], name="milestone_waiting_of_side"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}/milestones/{self.slug}"


class Rhythm(Record):
    """How often a standing duty is expected to show activity, and the longest silence that is still in order; days.

    reason  why this rhythm: what was agreed, or what the keeper takes as usual, wording
    """

    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, db_index=True)
    subject = models.CharField(max_length=140)
    every_days = models.PositiveIntegerField()
    longest_days = models.PositiveIntegerField()
    reason = models.JSONField(default=dict)
    from_on = models.DateField()
    """Silence is counted from here while there was no activity yet."""
    citation = models.ForeignKey(Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "subject"], name="rhythm_once_per_side"),
            models.CheckConstraint(
                condition=models.Q(longest_days__gte=models.F("every_days"), every_days__gt=0),
                name="rhythm_longest_at_least_expected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} every {self.every_days} days"


class BasisChange(Record):
    """What a promise rested on has lapsed or changed.  basis: the policy, law or body; note: what that means, wordings."""

    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, db_index=True)
    subject = models.CharField(max_length=140)
    basis = models.JSONField(default=dict)
    note = models.JSONField(default=dict, blank=True)
    happened = models.CharField(max_length=21)
    first_on = models.DateField()
    last_on = models.DateField()
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "subject", "happened"], name="basis_change_once")]

    def __str__(self) -> str:
        return f"basis of {self.subject} changed {self.happened}"


class Obstacle(Record):
    """Something that stands in the way.

    carried_by  ref of the post that has to move it; level: how high it has gone
    cleared_on  the day it was out of the way; outcome: how, wording
    """

    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, db_index=True)
    text = models.JSONField(default=dict)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.WORKING)
    carried_by = models.CharField(max_length=160, blank=True)
    raised_on = models.DateField()
    cleared_on = models.DateField(null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    post = models.CharField(max_length=160)

    def __str__(self) -> str:
        return f"obstacle to {self.commitment} raised {self.raised_on}"
