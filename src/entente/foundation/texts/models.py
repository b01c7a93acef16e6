"""WordingState: for each wording and language, how far it has come and from which revision it was made."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed

from .words import WordingStatus


class WordingState(Keyed):
    """State of the text of one field of one subject in one language.

    subject             ref ("canada-mexico-2023/6.4")
    field               name of the wording on the subject ("title", "summary")
    revision            SHA-256 of the text in this language that the state speaks of
    made_from_language  language it was translated from, "" when it is a source itself
    made_from_revision  SHA-256 of that source text when it was translated; another one now means stale
    """

    subject = models.CharField(max_length=160)
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=35)
    status = models.CharField(max_length=10, choices=WordingStatus.choices)
    revision = models.CharField(max_length=64)
    made_from_language = models.CharField(max_length=35, blank=True)
    made_from_revision = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "field", "language"], name="wording_state_once"),
            models.CheckConstraint(
                condition=models.Q(made_from_language="", made_from_revision="")
                | (~models.Q(made_from_language="") & ~models.Q(made_from_revision="")),
                name="wording_made_from_both_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}.{self.field}@{self.language}: {self.status}"
