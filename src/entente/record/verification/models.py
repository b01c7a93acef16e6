"""Claims: what cited sources are said to show about a promise, a stage, a milestone; and the checks of them."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed, Record
from entente.foundation.sources.models import Citation

from .words import Support, Verdict


class Claim(Record):
    """Cited sources are said to support something.  Whoever made it is its owner.

    slug         stable name inside its owner's claims
    subject      ref of a plan, commitment, clause, milestone, candidate, activity, stage or session, or of a party's status
    plan         slug at the head of the subject, for joins
    commitment   ref of the commitment at the head of the subject, "" for a plan or an activity
    statement    what happened, in one or two sentences, wording
    happened     partial date or stretch of days ("2023-05-02/2023-05-03"); `first_on`, `last_on` are its bounds
    is_context   True for something before the plan, or around it, that counts for nothing by itself
    announced_on {party code: partial date} when the sides announced it on different days
    note         what a reader must know of it, wording ("newspapers disagree on the day"); {} for none
    post, made_by  post it was made through last, and the private key of the log-in
    makers       private keys of all log-ins that wrote a revision of it, each between line ends: none of them checks it
    check_due_at instant until which a check is due; None for claims from before checks
    revision     SHA-256 of what is claimed and cited; a check speaks of one revision
    """

    slug = models.SlugField(max_length=200)
    subject = models.CharField(max_length=255, db_index=True)
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
    post = models.CharField(max_length=160, blank=True, default="")
    made_by = models.CharField(max_length=64, blank=True, default="", editable=False)
    makers = models.TextField(blank=True, default="", editable=False)
    check_due_at = models.DateTimeField(null=True, blank=True)
    revision = models.CharField(max_length=64, blank=True, default="")

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


class Check(Record):
    """Somebody who did not make a claim has read its sources.  Of several by one owner the latest counts.

    clauses   letters of the clauses that are accepted, for a verdict "in part"; [] otherwise
    reading   how the checker reads the sources, wording; owed when it does not accept the whole
    revision  the revision of the claim that was checked; another one voids it
    is_of_party  made for a party of the plan: only these count for what a party says of itself
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="checks")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    clauses = models.JSONField(default=list, blank=True)
    reading = models.JSONField(default=dict, blank=True)
    revision = models.CharField(max_length=64)
    post = models.CharField(max_length=160)
    made_by = models.CharField(max_length=64, blank=True, editable=False)
    is_of_party = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["claim", "owner", "made_at"], name="check_latest_of_owner")]

    def __str__(self) -> str:
        return f"{self.claim}: {self.verdict} by {self.owner}"
