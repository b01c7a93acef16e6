"""What outside assessors put on record: own scales, written guidelines, codes, assessments, and the replies to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entente.foundation.common.records import Keyed, Record
from entente.record.assessment.assessing_words import AssessmentStatus
from entente.record.verification.models import Claim


class OwnMethod(Record):
    """A scale that an assessor (the owner) defined itself, in one version; never changed.

    definition  as `methods.read_method` takes it
    """

    code = models.SlugField(max_length=64)
    version = models.PositiveIntegerField()
    definition = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "code", "version"], name="own_method_version_once")]

    def __str__(self) -> str:
        return f"{self.owner}:{self.code}/{self.version}"


class Guideline(Record):
    """What counts for each value of a method on one promise or clause.  Once published it never changes: a new version does.

    method       as `methods` names it: "g20-compliance/1"
    definitions  wording: what the words of the promise are taken to mean
    counts       {value code: wording}: what counts for it
    """

    method = models.CharField(max_length=160)
    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120)
    subject = models.CharField(max_length=140)
    version = models.PositiveIntegerField()
    definitions = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "method", "subject", "version"], name="guideline_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.method} on {self.subject}, version {self.version}"


class Assessment(Record):
    """One reading by an assessor (the owner) of a promise or clause, and of a party where the method scores parties.

    party          code, "" where the method reads the words of the promise
    reading        "interim", "final", or "" where the method has one reading only
    from_on, to_on the window: first and last day of which it speaks
    value          "" until it is consolidated; rationale: wording
    agreed_by      log-ins of coders who stand behind this value while others are still to
    consolidated_by  post through which it was consolidated
    sent_at        when the parties concerned could first read it; reply_due_on: the last day for a reply, told to all.
                   From then on `tier` is public and `embargo_until` the instant after that day: the clock publishes
    published_at   when it was entered in the public log
    corrects       the version that this one replaces once published; correction: why, wording
    """

    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="assessments")
    method = models.CharField(max_length=160)
    plan = models.CharField(max_length=80)
    commitment = models.CharField(max_length=120)
    subject = models.CharField(max_length=140)
    party = models.CharField(max_length=12, blank=True, default="")
    reading = models.CharField(max_length=8, blank=True, default="")
    from_on = models.DateField()
    to_on = models.DateField()
    status = models.CharField(max_length=12, choices=AssessmentStatus.choices, default=AssessmentStatus.CODING)
    value = models.CharField(max_length=40, blank=True, default="")
    rationale = models.JSONField(default=dict, blank=True)
    agreed_by = models.JSONField(default=list, blank=True)
    consolidated_by = models.CharField(max_length=140, blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "method", "subject", "party", "reading", "version"], name="assessment_version_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, reply_due_on__isnull=True)
                | Q(sent_at__isnull=False, reply_due_on__isnull=False),
                name="assessment_sent_with_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(status=AssessmentStatus.PUBLISHED),
                name="assessment_published_has_its_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["commitment"], name="assessment_of_commitment"),
            models.Index(fields=["plan", "owner", "method"], name="assessment_of_assessor"),
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.method} on {self.subject} {self.party}".rstrip()


class AssessmentEvidence(Keyed):
    """A claim that a consolidated value rests on."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "claim"], name="assessment_evidence_once")]

    def __str__(self) -> str:
        return f"{self.assessment} by {self.claim}"


class Code(Keyed):
    """What one coder reads.  Nobody else reads it until all codes that the method asks for are in.

    coder  key of the log-in: private; no page and no entry shows it
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="codes")
    coder = models.CharField(max_length=64)
    post = models.CharField(max_length=140)
    value = models.CharField(max_length=40)
    rationale = models.JSONField(default=dict, blank=True)
    coded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "coder"], name="code_once_per_coder")]

    def __str__(self) -> str:
        return f"{self.assessment}: a code"


class CodeEvidence(Keyed):
    """A claim that a code rests on."""

    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="evidence")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "claim"], name="code_evidence_once")]

    def __str__(self) -> str:
        return f"{self.code} by {self.claim}"


class Reply(Keyed):
    """The right of reply of a party to one assessment; the row is made when the draft is sent to it.

    text         wording, {} while nothing is written; what is not approved by the deadline is not published
    written_by   key of the log-in, so that nobody approves their own words; private
    approved_by  post
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="replies")
    party = models.CharField(max_length=12)
    text = models.JSONField(default=dict, blank=True)
    written_by = models.CharField(max_length=64, blank=True, default="")
    written_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=140, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "party"], name="reply_once_per_party"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by="")
                | (Q(approved_at__isnull=False) & ~Q(approved_by="")),
                name="reply_approved_by_and_at",
            ),
        ]
        indexes = [models.Index(fields=["party"], name="reply_of_party")]

    def __str__(self) -> str:
        return f"{self.party} on {self.assessment}"
