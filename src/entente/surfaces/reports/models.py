"""Reports that people work on, and the issues made of them.  Tables of this surface: nothing here is the record."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from entente.foundation.common.records import Keyed

from .words import IssueStatus, Kind, Reach


class Report(Keyed):
    """A report as its authors have put it together so far.

    owner, post      whose it is: code of the side; ref of the post that began it
    capacity         in which that side acts, so that the worker reads with its eyes
    parts            keys of the parts chosen, in their order; left: those left out, in theirs
    typed            key of a part -> what was typed
    occasion, place  what a briefing book is for, and where that is held
    since_on         first day of which changes are told, None for its kind's
    areas            numbers of pillars, [] for all; number: the promise of a note
    revision         rises with each change: two who change it at once notice
    changed_by       key of the log-in that changed it last, for nobody publishes their own words
    template, logo   names of the files handed in, "" for none; is_svg: of the logo
    """

    owner = models.CharField(max_length=64, db_index=True)
    post = models.CharField(max_length=160)
    capacity = models.CharField(max_length=16)
    plan = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    language = models.CharField(max_length=8)
    reach = models.CharField(max_length=8, choices=Reach.choices)
    reference = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=20, blank=True)
    occasion = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=300, blank=True)
    since_on = models.DateField(null=True, blank=True)
    areas = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    left = models.JSONField(default=list)
    typed = models.JSONField(default=dict)
    template = models.CharField(max_length=255, blank=True)
    logo = models.CharField(max_length=255, blank=True)
    is_svg = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.kind} of {self.plan} ({self.language})"


class Issue(Keyed):
    """What a report said at one instant.

    as_of       the instant it speaks of; asked_by: key of the log-in that asked for it
    choice      the report as it was when it was asked for, so that a later change of it changes no issue
    done, whole progress, in steps; whole 0: not begun
    document    its content, unmarked, as JSON; "" until it is made
    since       number of the earlier issue whose differences are marked, 0 for none
    attempts    how often its making was begun
    sentence    why it could not be made; seconds: how long it took
    volumes     in how many files of a form it comes; marked_volumes: with its changes marked
    published_at, published_by  instant and post; withdrawn_at: since when it is public no more
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="issues")
    issue = models.PositiveIntegerField()
    as_of = models.DateTimeField()
    asked_by = models.CharField(max_length=64, blank=True)
    choice = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=IssueStatus.choices, default=IssueStatus.WAITING)
    done = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    document = models.TextField(blank=True)
    since = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    sentence = models.TextField(blank=True)
    seconds = models.FloatField(default=0)
    volumes = models.PositiveSmallIntegerField(default=1)
    marked_volumes = models.PositiveSmallIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "issue"], name="report_issue_once"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True, published_by="")
                | (models.Q(published_at__isnull=False) & ~models.Q(published_by="")),
                name="report_issue_published_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} issue {self.issue} ({self.status})"
