"""Who carries a promise.  Bodies, never persons; for a period; each with the source that says so."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Record
from entente.foundation.directory.models import Organisation, Party, Post
from entente.foundation.sources.models import Citation
from entente.record.delivery.words import LeadRole


class Window(Record):
    """Outside dates that bound a time-bound promise, with the source that gives them.  A later window is a renewal.

    period    stretch of days as partial dates; `first_on`, `last_on` are its bounds
    """

    commitment = models.CharField(max_length=120, db_index=True)
    name = models.JSONField(default=dict)
    period = models.CharField(max_length=21)
    first_on = models.DateField()
    last_on = models.DateField()
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "commitment", "period"], name="window_once")]

    def __str__(self) -> str:
        return f"{self.commitment} within {self.period}"


class Lead(Record):
    """A body that carries a commitment (or a clause of it) for a party, or for none (a joint or outside body).

    post  the desk there that answers for it; its holder, and who acts for the holder, is the directory's to say
    """

    commitment = models.CharField(max_length=120, db_index=True)
    subject = models.CharField(max_length=140)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=LeadRole.choices)
    from_on = models.CharField(max_length=21, blank=True)
    to_on = models.CharField(max_length=21, blank=True)
    citation = models.ForeignKey(Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "subject", "organisation", "role"], condition=models.Q(to_on=""), name="lead_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.role} {self.subject}"
