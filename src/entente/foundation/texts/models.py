"""WordingState: for each wording and language, how far it has come and from which revision it was made."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed

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
