"""The plan as data: what was promised, by whom, in which words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entente.foundation.common.records import Keyed, Record
from entente.foundation.directory.models import Organisation, Party
from entente.foundation.sources.models import Document
from entente.record.plan.words import Kind, PlanStatus, Standing, Strength, TextField


class Plan(Record):
    """An action plan and the record kept of it.

    languages      tags in which the record is kept, in the order of their own names
    keeper         who keeps this record: an observer, one party's body, or a joint secretariat
    launched_on    partial date; "" when the sources do not say
    text_titles    titles, by language, by which an official text of this plan is recognised on import
    closed_at      when all parties had signed its end; its columns are frozen from then on
    content_sha256 hash of the package that was last loaded, "" when made by hand or from a document
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.JSONField(default=dict)
    summary = models.JSONField(default=dict, blank=True)
    languages = models.JSONField(default=list)
    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    launched_on = models.CharField(max_length=21, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    text_titles = models.JSONField(default=dict, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    content_sha256 = models.CharField(max_length=64, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=PlanStatus.DRAFT, adopted_at__isnull=True)
                | (~Q(status=PlanStatus.DRAFT) & Q(adopted_at__isnull=False)),
                name="plan_adopted_with_instant",
            ),
            models.CheckConstraint(
                condition=Q(status=PlanStatus.CLOSED, closed_at__isnull=False)
                | (~Q(status=PlanStatus.CLOSED) & Q(closed_at__isnull=True)),
                name="plan_closed_with_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Participation(Keyed):
    """A party of a plan, and whether it takes part in its record."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="participations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=16, choices=Standing.choices, default=Standing.NOT_TAKING_PART)
    since_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "party"], name="participation_once"),
            models.CheckConstraint(
                condition=Q(standing=Standing.NOT_TAKING_PART, since_on__isnull=True)
                | Q(standing=Standing.TAKING_PART, since_on__isnull=False),
                name="participation_since_when_taking_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} in {self.plan}"


class Pillar(Record):
    """A top-level part of a plan.  `number` is as printed in Arabic figures."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="pillars")
    number = models.CharField(max_length=8)
    position = models.PositiveIntegerField()
    title = models.JSONField(default=dict)
    summary = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="pillar_number_once")]

    def __str__(self) -> str:
        return f"{self.plan}/{self.number}"


class Commitment(Record):
    """One promise.

    ref         "canada-mexico-2023/6.4", kept as a column because other domains join on it
    position    order in the whole plan, dense from 0
    parent      number of the promise it is nested under, "" for none
    title, summary  wordings of the record, not of the parties
    search_text folded words of every language, for the list's search
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="commitments")
    pillar = models.ForeignKey(Pillar, on_delete=models.CASCADE, related_name="commitments")
    ref = models.CharField(max_length=120, unique=True)
    number = models.CharField(max_length=24)
    position = models.PositiveIntegerField()
    parent = models.CharField(max_length=24, blank=True)
    title = models.JSONField(default=dict)
    summary = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    strength = models.CharField(max_length=12, choices=Strength.choices)
    search_text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="commitment_number_once")]
        indexes = [models.Index(fields=["plan", "position"])]

    def __str__(self) -> str:
        return self.ref


class Clause(Record):
    """A separately checkable part of a compound promise.  A promise of one part has no clause rows.

    text       as it stands now; what an amendment changed is kept with the amendment
    struck_by  the amendment that took it out, None while it stands; its letter is never given again
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="clauses")
    letter = models.CharField(max_length=3)
    position = models.PositiveSmallIntegerField()
    text = models.JSONField(default=dict)
    struck_by = models.ForeignKey(
        "plan.Amendment", null=True, blank=True, on_delete=models.PROTECT, related_name="struck"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "letter"], name="clause_letter_once")]

    def __str__(self) -> str:
        return f"{self.commitment}#{self.letter}"


class Obligation(Keyed):
    """A party that owes a promise, or only one clause of it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="obligations")
    clause = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.CASCADE, related_name="obligations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "party"], condition=Q(clause__isnull=True), name="obligation_once_per_commitment"
            ),
            models.UniqueConstraint(
                fields=["clause", "party"], condition=Q(clause__isnull=False), name="obligation_once_per_clause"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} owes {self.clause or self.commitment}"


class Framework(Keyed):
    """An outside framework that promises are aligned with: SDG, Kunming-Montreal, a trade agreement's chapters."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.JSONField(default=dict)
    address = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.code


class Target(Keyed):
    """One code of a framework."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="targets")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    title = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="target_code_once")]

    def __str__(self) -> str:
        return f"{self.framework}:{self.code}"


class Alignment(Keyed):
    """A promise serves a target of an outside framework."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="alignments")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="alignments")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "target"], name="alignment_once")]

    def __str__(self) -> str:
        return f"{self.commitment} serves {self.target}"


class AuthenticText(Record):
    """Words of the plan itself in one language, word for word.  Immutable once its plan is adopted.

    subject  ref of the plan, pillar or commitment
    sha256   of the UTF-8 text
    document where the words come from; None for a plan written in this record
    amendment  the amendment that put these words in the place of the original; None for the original itself
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="authentic_texts")
    subject = models.CharField(max_length=120)
    field = models.CharField(max_length=12, choices=TextField.choices)
    language = models.CharField(max_length=35)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    amendment = models.ForeignKey(
        "plan.Amendment", null=True, blank=True, on_delete=models.PROTECT, related_name="texts"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "field", "language"],
                condition=Q(amendment__isnull=True),
                name="authentic_text_once",
            ),
            models.UniqueConstraint(
                fields=["subject", "field", "language", "amendment"],
                condition=Q(amendment__isnull=False),
                name="authentic_text_once_per_amendment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}.{self.field}@{self.language}"
