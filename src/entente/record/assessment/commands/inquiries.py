"""Writes of what was asked about a search without result: the question, and the document that came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, readable, require_as_open
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources.models import Citation
from entente.record.assessment.inquiry_words import InquiryKind, InquiryOutcome
from entente.record.assessment.models import Finding, Inquiry
from entente.record.assessment.rules import inquiries as rules
from entente.record.plan import queries as plans


@dataclass(frozen=True, slots=True)
class InquiryFacts:
    """What was asked; see the fields of Inquiry.  finding: its owner and slug."""

    finding: tuple[str, str]
    party: str
    kind: InquiryKind
    asked_on: date
    due_on: date | None = None
    addressed_to: Wording = field(default_factory=dict)


@transaction.atomic
def record_inquiry(facts: InquiryFacts, *, by: Actor, at: datetime) -> Inquiry:
    """Put on record that an authority was asked.  The same again changes nothing.

    Raises ActionDenied, NotVisible, RuleBroken.
    """
    require(rules.can_ask(by))
    owner, slug = facts.finding
    finding = Finding.objects.filter(readable(by, as_of=at), owner=owner, slug=slug).first()
    if finding is None:
        raise NotVisible(f"There is no finding “{owner}/{slug}” here.")
    promise = plans.get_promise(finding.commitment)
    owing = next((one.obligors for one in promise.clauses if one.ref == finding.subject), promise.obligors)
    rules.require_asked(facts.party, owing, facts.asked_on, facts.due_on, today=at.date())
    row, is_new = Inquiry.objects.get_or_create(
        finding=finding,
        owner=by.owner,
        party=facts.party,
        kind=facts.kind,
        asked_on=facts.asked_on,
        defaults={
            "plan": finding.plan,
            "commitment": finding.commitment,
            "due_on": facts.due_on,
            "addressed_to": facts.addressed_to,
            "tier": Tier.PUBLIC,
            "made_at": at,
        },
    )
    if is_new:
        due = facts.due_on.isoformat() if facts.due_on else ""
        _record(by, "assessment.inquiry.ask", row, at=at, asked_on=facts.asked_on.isoformat(), due_on=due)
    return row


@transaction.atomic
def note_answer(
    inquiry: Inquiry, outcome: InquiryOutcome, citation: Citation, *, by: Actor, answered_on: date, at: datetime
) -> Inquiry:
    """Put on record what came back: an answer or a refusal, each a document that everybody may look up.

    Raises ActionDenied, InvalidTransition, RuleBroken.
    """
    row = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    require(rules.can_note_answer(by, owner=row.owner))
    if row.outcome:
        raise InvalidTransition("What came back is on record already; a second answer takes a second question.")
    rules.require_answered(row.asked_on, answered_on, today=at.date())
    require_as_open(citation.document.tier, row.tier, "The document that came back")
    row.outcome, row.answered_on, row.citation = outcome, answered_on, citation
    row.save(update_fields=["outcome", "answered_on", "citation"])
    document = f"{citation.document.owner}/{citation.document.slug}"
    _record(
        by,
        "assessment.inquiry.answer",
        row,
        at=at,
        came=str(outcome),
        answered_on=answered_on.isoformat(),
        document=document,
    )
    return row


def _record(by: Actor, action: str, row: Inquiry, *, at: datetime, **content: str) -> None:
    ledger.record(
        by,
        action,
        row.finding.subject,
        at=at,
        public=True,
        finding=f"{row.finding.owner}/{row.finding.slug}",
        party=row.party,
        kind=row.kind,
        **content,
    )
