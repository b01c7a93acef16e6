"""Calendars: by when which party reports on which promises; proposed to all, accepted by each for itself."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed, Record
from entente.record.assessment.words import CalendarState


class Calendar(Record):
    """When the parties of a plan report.  Everybody reads it from its proposal on; it binds who accepted it.

    slug           names it within its plan
    title, letter  wordings: what it is called; the call letter that goes out before each of its dates
    call_days      how many days before a date the letter goes out
    reminder_days  how many days before it who still owes a report is reminded
    post           through which it was proposed
    withdrawn_at   its proposer took it back before anybody had accepted it
    """

    plan = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80)
    title = models.JSONField(default=dict)
    letter = models.JSONField(default=dict)
    call_days = models.PositiveSmallIntegerField(default=30)
    reminder_days = models.PositiveSmallIntegerField(default=7)
    post = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "slug"], name="calendar_slug_once_per_plan")]

    def __str__(self) -> str:
        return f"{self.plan}/calendars/{self.slug}"


class CalendarDate(Keyed):
    """One date of a calendar: a stretch of days, and the last day on which the report on it is in time."""

    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="dates")
    period = models.CharField(max_length=21)
    first_on = models.DateField()
    last_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "due_on"], name="calendar_date_once"),
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on"), due_on__gte=models.F("last_on")),
                name="calendar_date_after_its_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar}: {self.period} by {self.due_on}"


class CalendarPromise(Keyed):
    """A promise on which a party reports by this calendar.  A party without any reports on all that it owes."""

    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="promises")
    party = models.CharField(max_length=12)
    commitment = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "party", "commitment"], name="calendar_promise_once")
        ]

    def __str__(self) -> str:
        return f"{self.calendar}: {self.party} on {self.commitment}"


class Acceptance(Keyed):
    """A party binds itself to a calendar, and may let go of the dates that are still to come."""

    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="acceptances")
    party = models.CharField(max_length=12)
    status = models.CharField(max_length=8, choices=CalendarState.choices, default=CalendarState.ACCEPTED)
    accepted_at = models.DateTimeField()
    accepted_by = models.CharField(max_length=160)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "party"], name="calendar_accepted_once_per_party"),
            models.CheckConstraint(
                condition=models.Q(status=CalendarState.ACCEPTED, ended_at__isnull=True, ended_by="")
                | (
                    models.Q(status=CalendarState.ENDED, ended_at__gte=models.F("accepted_at")) & ~models.Q(ended_by="")
                ),
                name="calendar_ended_with_instant_and_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar}: {self.party} {self.status}"
