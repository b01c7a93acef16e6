"""How far each wording has come in each language; the words that parties agree; passages in which authentic texts differ."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed, Record

from .words import WordingStatus

OPEN = models.Q(is_closed=False)
TRANSLATED = ~models.Q(made_from_language="")


class WordingState(Keyed):
    """State of the text of one field of one subject in one language.

    subject             ref ("canada-mexico-2023/6.4")
    field               name of the wording on the subject ("title", "summary")
    revision            SHA-256 of the text in this language that the state speaks of
    made_from_language  language it was translated from, "" when it is a source itself
    made_from_revision  SHA-256 of that source text when it was translated; another one now means stale
    made_from_text      that source text itself: what changed since is shown word by word; "" for a source
    owner, plan, kind   whose words they are, of which plan, and what its domain calls them ("update"); "" when it did not say
    is_closed           its words no longer change: published or given up; nobody is asked to write them
    written_by_user     private key of who wrote this text, "" when not known: somebody else reviews it
    """

    subject = models.CharField(max_length=160)
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=35)
    status = models.CharField(max_length=10, choices=WordingStatus.choices)
    revision = models.CharField(max_length=64)
    made_from_language = models.CharField(max_length=35, blank=True)
    made_from_revision = models.CharField(max_length=64, blank=True)
    made_from_text = models.TextField(blank=True)
    owner = models.CharField(max_length=64, blank=True)
    plan = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=16, blank=True)
    is_closed = models.BooleanField(default=False)
    written_by_user = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "field", "language"], name="wording_state_once"),
            models.CheckConstraint(
                condition=models.Q(made_from_language="", made_from_revision="")
                | (~models.Q(made_from_language="") & ~models.Q(made_from_revision="")),
                name="wording_made_from_both_or_none",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "status", "language"], condition=OPEN, name="wording_owed"),
            models.Index(fields=["owner", "language"], condition=OPEN & TRANSLATED, name="wording_translated"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}.{self.field}@{self.language}: {self.status}"


class Term(Record):
    """A word that the parties of a plan use in the same way, in each language: one agreement with three names.

    plan      slug of the plan; parties: codes of those whose agreement it takes
    names     language -> the word
    variants  language -> words that are not used for it
    note      wording: what it stands for, and when it is not used
    revision  one more with every change; an agreement is to one revision
    withdrawn_at, reason  taken back, and why, in one sentence
    """

    plan = models.CharField(max_length=80, db_index=True)
    parties = models.JSONField(default=list)
    names = models.JSONField(default=dict)
    variants = models.JSONField(default=dict, blank=True)
    note = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    post = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(reason="")),
                name="term_withdrawn_with_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {' / '.join(self.names.values())}"


class TermAgreement(Keyed):
    """A party agrees to a term, word for word as it stood in one revision."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="agreements")
    party = models.CharField(max_length=64)
    revision = models.PositiveIntegerField()
    post = models.CharField(max_length=160)
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "party", "revision"], name="term_agreed_once")]

    def __str__(self) -> str:
        return f"{self.party} agrees to {self.term}"


class Divergence(Record):
    """Two authentic texts of one passage say different things: noted, explained, and never resolved in silence.

    plan, subject, field  which passage: slug, ref, and name of the authentic text ("text")
    quotes                language -> the words in question, as they stand there
    note                  wording: in what they differ, as whoever noted it reads them
    """

    plan = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=160, db_index=True)
    field = models.CharField(max_length=40)
    quotes = models.JSONField(default=dict)
    note = models.JSONField(default=dict)
    post = models.CharField(max_length=160)

    def __str__(self) -> str:
        return f"{self.subject}: {', '.join(sorted(self.quotes))} differ"


class DivergenceExplanation(Keyed):
    """How one party reads the passage.  A later one of the same party stands beside its earlier ones."""

    divergence = models.ForeignKey(Divergence, on_delete=models.CASCADE, related_name="explanations")
    party = models.CharField(max_length=64)
    text = models.JSONField(default=dict)
    post = models.CharField(max_length=160)
    explained_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.party} on {self.divergence}"
