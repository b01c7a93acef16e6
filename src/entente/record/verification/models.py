"""Claims: what cited sources are said to show about a promise or one clause of it."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed, Record
from entente.foundation.sources.models import Citation

from .words import Support


class Claim(Record):
    """Cited sources are said to support something.  Whoever made it is its owner; nobody has checked it yet.

    slug         stable name inside its owner's claims
    subject      ref of a commitment, a clause or a whole plan
    plan         slug at the head of the subject, for joins
    commitment   ref of the commitment at the head of the subject, "" for a whole plan
    statement    what happened, in one or two sentences, wording
    happened     partial date or stretch of days ("2023-05-02/2023-05-03"); `first_on`, `last_on` are its bounds
    is_context   True for something before the plan, or around it, that counts for nothing by itself
    announced_on {party code: partial date} when the sides announced it on different days
    note         what a reader must know of it, wording ("newspapers disagree on the day"); {} for none
    """

    slug = models.SlugField(max_length=200)
    subject = models.CharField(max_length=140)
    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, blank=True, db_index=True)
    supports = models.CharField(max_length=12, choices=Support.choices)
    statement = models.JSONField(default=dict)
    note = models.JSONField(default=dict, blank=True)
    happened = models.CharField(max_length=21, blank=True)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    announced_on = models.JSONField(default=dict, blank=True)
    is_context = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="claim_slug_once_per_owner"),
            models.CheckConstraint(
                condition=models.Q(first_on__isnull=True, last_on__isnull=True)
                | models.Q(first_on__isnull=False, last_on__isnull=False),
                name="claim_bounds_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner}/{self.slug} on {self.subject}"


class Backing(Keyed):
    """A citation that backs a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="backings")
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "citation"], name="backing_once")]

    def __str__(self) -> str:
        return f"{self.claim} by {self.citation}"
