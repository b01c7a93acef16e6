"""Writes of what was asked about a search without result: the question, and the document that came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from entente.foundation.common.actors import Actor, Capacity
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

    Who reads the finding reads the question: until the finding's embargo ends neither is on the public log.
    Raises ActionDenied, NotVisible, RuleBroken.
    """
    require(rules.can_ask(by))
    owner, slug = facts.finding
    finding = Finding.objects.filter(readable(by, as_of=at), owner=owner, slug=slug).first()
    if finding is None:
        raise NotVisible(f"There is no finding “{owner}/{slug}” here.")
    promise = plans.get_promise(finding.commitment, as_of=at)
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
            "tier": finding.tier,
            "group": finding.group,
            "withheld_for": finding.withheld_for,
            "embargo_until": finding.embargo_until,
            "asked_by": by.post,
            "is_announced": _is_open(finding, at),
            "made_at": at,
        },
    )
    if is_new:
        _record_question(row, by=by, at=at, is_public=row.is_announced)
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
    row.outcome, row.answered_on, row.citation, row.answered_by = outcome, answered_on, citation, by.post
    row.save(update_fields=["outcome", "answered_on", "citation", "answered_by"])
    _record_answer(row, by=by, at=at, is_public=row.is_announced)
    return row


@transaction.atomic
def announce_inquiries(*, at: datetime) -> int:
    """Give the questions about findings whose embargo has ended, and what came back, their entries in the public log.

    Returns how many.  A duty of the worker; idempotent.
    """
    due = Inquiry.objects.select_for_update(of=("self",)).select_related("finding")
    rows = list(
        due.filter(tier=Tier.PUBLIC, is_announced=False, embargo_until__lte=at).order_by(
            "embargo_until", "asked_on", "id"
        )
    )
    for row in rows:
        since = row.embargo_until or at
        asker, answerer = (
            Actor(Capacity.SYSTEM, owner=row.owner, post=post) for post in (row.asked_by, row.answered_by)
        )
        _record_question(row, by=asker, at=since, is_public=True)
        if row.outcome:
            _record_answer(row, by=answerer, at=since, is_public=True)
    Inquiry.objects.filter(pk__in=[row.pk for row in rows]).update(is_announced=True)
    return len(rows)


def _is_open(finding: Finding, at: datetime) -> bool:
    """Whether everybody reads a finding already."""
    return finding.tier == Tier.PUBLIC and (finding.embargo_until is None or finding.embargo_until <= at)


def _record_question(row: Inquiry, *, by: Actor, at: datetime, is_public: bool) -> None:
    due = row.due_on.isoformat() if row.due_on else ""
    facts = {"asked_on": row.asked_on.isoformat(), "due_on": due}
    _record(by, "assessment.inquiry.ask", row, facts, at=at, is_public=is_public)


def _record_answer(row: Inquiry, *, by: Actor, at: datetime, is_public: bool) -> None:
    assert row.citation is not None  # an answer is a document
    assert row.answered_on is not None
    document = row.citation.document
    facts = {
        "came": str(row.outcome),
        "answered_on": row.answered_on.isoformat(),
        "document": f"{document.owner}/{document.slug}",
    }
    _record(by, "assessment.inquiry.answer", row, facts, at=at, is_public=is_public)


def _record(by: Actor, action: str, row: Inquiry, facts: Mapping[str, str], *, at: datetime, is_public: bool) -> None:
    ledger.record(
        by,
        action,
        row.finding.subject,
        at=at,
        public=is_public,
        finding=f"{row.finding.owner}/{row.finding.slug}",
        party=row.party,
        kind=row.kind,
        **facts,
    )
