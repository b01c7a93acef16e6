"""Candidates: events proposed as the fulfilment of a promise, argued in public and decided by the leads of all sides."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Record
from entente.record.delivery.words import CandidateAnswer, Stance
from entente.record.verification.models import Claim

from .activities import Activity


class Candidate(Record):
    """An event proposed as the fulfilment of a promise.  What proves it are claims on its ref."""

    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, db_index=True)
    subject = models.CharField(max_length=140)
    slug = models.SlugField(max_length=80)
    title = models.JSONField(default=dict)
    summary = models.JSONField(default=dict, blank=True)
    happened = models.CharField(max_length=21)
    first_on = models.DateField()
    last_on = models.DateField()
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "slug"], name="candidate_slug_once")]

    def __str__(self) -> str:
        return f"{self.commitment}/candidates/{self.slug}"


class Argument(Record):
    """A reason for or against a candidate, in its owner's name.  claim: the evidence that it rests on, None for none."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="arguments")
    stance = models.CharField(max_length=8, choices=Stance.choices)
    text = models.JSONField(default=dict)
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=160)

    def __str__(self) -> str:
        return f"{self.stance} {self.candidate} by {self.owner}"


class CandidateDecision(Record):
    """What one party decides about a candidate (the owner is that party).  Of several the latest counts."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="decisions")
    answer = models.CharField(max_length=8, choices=CandidateAnswer.choices)
    reason = models.JSONField(default=dict)
    post = models.CharField(max_length=160)

    def __str__(self) -> str:
        return f"{self.owner} {self.answer} {self.candidate}"
