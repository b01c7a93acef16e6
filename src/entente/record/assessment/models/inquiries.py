"""What was asked of an authority about a search that found nothing, and what came back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entente.foundation.common.records import Record
from entente.foundation.sources.models import Citation
from entente.record.assessment.inquiry_words import InquiryKind, InquiryOutcome

from .statuses import Finding


class Inquiry(Record):
    """A question that somebody (the owner) put to an authority of a party.

    addressed_to wording: whom it went to
    due_on      the last day for an answer, by the party's own calendar; None where there is none
    asked_by, answered_by  posts; is_announced: the public log has its entries, which wait for the day of the finding
    outcome     "" while nothing came; citation: the answer or the refusal, a place in a source on record
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="inquiries")
    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, db_index=True)
    party = models.CharField(max_length=12)
    kind = models.CharField(max_length=24, choices=InquiryKind.choices)
    addressed_to = models.JSONField(default=dict, blank=True)
    asked_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=InquiryOutcome.choices, blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    asked_by = models.CharField(max_length=160, blank=True, default="")
    answered_by = models.CharField(max_length=160, blank=True, default="")
    is_announced = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "owner", "party", "kind", "asked_on"], name="inquiry_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answered_on__isnull=True, citation__isnull=True)
                | (~Q(outcome="") & Q(answered_on__isnull=False, citation__isnull=False)),
                name="inquiry_answered_on_by_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.party} about {self.finding}"
