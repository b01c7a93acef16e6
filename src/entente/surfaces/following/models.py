"""Who follows what by e-mail.  Tables of this surface: nothing here is the record, and nothing of it is ever published."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed

from .words import Rhythm, SubjectKind


class Follower(Keyed):
    """An address that asked for mails.  It goes with its last follow.

    digest      keyed hash of the address, by which it is found again
    address     encrypted with the site's secret key
    not_before  instant before which nothing is sent to it: its next digest, or another try
    refused     how often its server refused it for good since it last took a mail
    """

    digest = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    language = models.CharField(max_length=35)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField(db_index=True)
    refused = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"follower {self.pk}"


class Follow(Keyed):
    """What somebody wants to be told of, once the holder of the address has confirmed it.

    key       number of a pillar or promise, slug of a body, "" for the whole plan
    language, rhythm  as asked for; the follower's from the confirmation on
    mailed_at when the mail that asks for confirmation went out, None while it waits
    told_to   entries of the public log below this position were told, or lay before the confirmation
    """

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="follows")
    plan = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=SubjectKind.choices)
    key = models.CharField(max_length=80, blank=True, default="")
    language = models.CharField(max_length=35)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices)
    asked_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_to = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "plan", "kind", "key"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.plan} {self.kind} {self.key} by {self.follower_id}"


class Attempt(Keyed):
    """Something sent from an open form, for counting.  digest: keyed hash of the network or address it is counted for."""

    digest = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"attempt at {self.at}"
