"""Writes of assessments: opened under a published guideline, coded blind, consolidated, sent for reply, published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from entente.foundation.common.actors import SYSTEM, Actor, Capacity
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.record.assessment.assessing_words import TRANSITIONS, AssessmentStatus
from entente.record.assessment.methods import Method
from entente.record.assessment.models import Assessment, AssessmentEvidence, Code, CodeEvidence, Guideline, Reply
from entente.record.assessment.queries.deadlines import after_last_day
from entente.record.assessment.queries.methods import get_method
from entente.record.assessment.rules import assessors as rules
from entente.record.plan import queries as plans
from entente.record.verification.models import Claim


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """What is to be assessed; see the fields of Assessment."""

    from_on: date
    to_on: date
    party: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """A value with its reason, wording, and the claims that it rests on: of one coder, or consolidated."""

    value: str
    rationale: Wording = field(default_factory=dict)
    claims: Sequence[Claim] = ()


@transaction.atomic
def open_assessment(guideline: Guideline, facts: OpeningFacts, *, by: Actor, at: datetime) -> Assessment:
    """Begin an assessment under a guideline that is published.  The same again changes nothing.

    Raises ActionDenied, RuleBroken (a party that does not owe it, no such reading, a window still to come, no guideline).
    """
    require(rules.can_define(by, owner=guideline.owner))
    method = get_method(guideline.method)
    if guideline.published_at is None or guideline.published_at > at:
        raise RuleBroken("This guideline is not published yet; publish it before anybody scores by it.")
    promise = plans.get_promise(guideline.commitment, as_of=at)
    rules.require_assessable(promise, guideline.subject, facts.party, method)
    rules.require_reading(method, facts.reading, facts.from_on, facts.to_on, today=at.date())
    row, is_new = Assessment.objects.get_or_create(
        owner=guideline.owner,
        method=guideline.method,
        subject=guideline.subject,
        party=facts.party,
        reading=facts.reading,
        version=1,
        defaults={
            "guideline": guideline,
            "plan": guideline.plan,
            "commitment": guideline.commitment,
            "from_on": facts.from_on,
            "to_on": facts.to_on,
            "made_at": at,
        },
    )
    if not is_new and (row.from_on, row.to_on) != (facts.from_on, facts.to_on):
        raise RuleBroken(f"{row} is on record with the window from {row.from_on} to {row.to_on}; correct that one.")
    if is_new:
        _record(by, "assessment.open", row, at=at)
    return row


@transaction.atomic
def code(assessment: Assessment, facts: ScoreFacts, *, by: Actor, at: datetime) -> Code:
    """Give one's own code, or change it until all are in.

    Nothing tells the other coder of it: the log gets all codes together, when the last is in.  Raises ActionDenied,
    RuleBroken (no value of the scale, evidence missing, undated or outside the window).
    """
    row, method = _locked(assessment)
    coders = set(row.codes.values_list("coder", flat=True))
    require(rules.can_code(by, owner=row.owner, status=row.status))
    if len(coders) >= method.coders:
        require(rules.codes_are_in())
    _require_sound(row, method, facts)
    values = {"post": by.post, "value": facts.value, "rationale": _said(facts.rationale), "coded_at": at}
    mine, _is_new = Code.objects.update_or_create(assessment=row, coder=by.user_id, defaults=values)
    mine.evidence.all().delete()
    CodeEvidence.objects.bulk_create(CodeEvidence(code=mine, claim=claim) for claim in facts.claims)
    if len(coders | {mine.coder}) >= method.coders:
        codes = [{"post": one.post, "value": one.value} for one in row.codes.order_by("coded_at", "pk")]
        _record(by, "assessment.codes_in", row, at=at, codes=codes)
    return mine


@transaction.atomic
def consolidate(assessment: Assessment, facts: ScoreFacts, *, by: Actor, at: datetime) -> Assessment:
    """Say the one value that stands: a third person alone, or the coders together, each saying the same.

    Raises ActionDenied, RuleBroken.
    """
    row, method = _locked(assessment)
    coders = set(row.codes.values_list("coder", flat=True))
    require(rules.can_consolidate(by, owner=row.owner, status=row.status, are_codes_in=len(coders) >= method.coders))
    _require_sound(row, method, facts)
    said = _said(facts.rationale)
    claims = {claim.pk for claim in facts.claims}
    known = set(row.evidence.values_list("claim_id", flat=True))
    is_same = (row.value, row.rationale, known) == (facts.value, said, claims)
    agreed = [*(row.agreed_by if is_same else ()), by.user_id]
    row.value, row.rationale, row.agreed_by = facts.value, said, sorted({one for one in agreed if one})
    if rules.is_settled(by, coders=coders, agreed_by=row.agreed_by):
        row.status, row.consolidated_by = AssessmentStatus.CONSOLIDATED, by.post
    row.save()
    row.evidence.exclude(claim__in=claims).delete()
    AssessmentEvidence.objects.bulk_create(AssessmentEvidence(assessment=row, claim_id=key) for key in claims - known)
    _record(
        by,
        "assessment.consolidate",
        row,
        at=at,
        value=row.value,
        is_settled=row.status == AssessmentStatus.CONSOLIDATED,
    )
    return row


@transaction.atomic
def reconsider(assessment: Assessment, *, by: Actor, at: datetime) -> Assessment:
    """Take a consolidated value back to the table of the coders.  Raises ActionDenied, InvalidTransition."""
    row, _method = _locked(assessment)
    require(rules.can_send(by, owner=row.owner))
    _advance(row, AssessmentStatus.CODING)
    row.agreed_by, row.consolidated_by = [], ""
    row.save(update_fields=["status", "agreed_by", "consolidated_by"])
    _record(by, "assessment.reconsider", row, at=at)
    return row


@transaction.atomic
def send_for_reply(assessment: Assessment, due_on: date, *, by: Actor, at: datetime) -> Assessment:
    """Show the draft to whom it concerns, with the last day for a reply; after that day the clock publishes it.

    The day ends at midnight in the capital of the party; of several, where it ends last.  Raises ActionDenied,
    InvalidTransition, RuleBroken.
    """
    row, method = _locked(assessment)
    require(rules.can_send(by, owner=row.owner))
    rules.require_deadline(due_on, today=at.date())
    _advance(row, AssessmentStatus.SENT)
    concerned = (row.party,) if method.is_per_party else _owing(row, as_of=at)
    row.sent_at, row.reply_due_on = at, due_on
    row.tier, row.embargo_until = Tier.PUBLIC, after_last_day(due_on, concerned)
    row.save(update_fields=["status", "sent_at", "reply_due_on", "tier", "embargo_until"])
    for party in concerned:
        Reply.objects.get_or_create(assessment=row, party=party)
    _record(by, "assessment.send", row, at=at, to=list(concerned), due_on=due_on.isoformat())
    return row


@transaction.atomic
def recall(assessment: Assessment, *, by: Actor, at: datetime) -> Assessment:
    """Take a draft back from those who could reply, to weigh what they brought; it is sent again with a new deadline.

    Raises ActionDenied, InvalidTransition (published, also where only the clock has said so yet).
    """
    row, _method = _locked(assessment)
    require(rules.can_send(by, owner=row.owner))
    if row.embargo_until is not None and row.embargo_until <= at:
        raise InvalidTransition("The deadline has passed and this is published; correct it by a new version.")
    _advance(row, AssessmentStatus.CONSOLIDATED)
    row.sent_at = row.reply_due_on = row.embargo_until = None
    row.tier = Tier.OWN
    row.save(update_fields=["status", "sent_at", "reply_due_on", "embargo_until", "tier"])
    row.replies.update(approved_by="", approved_at=None)
    _record(by, "assessment.recall", row, at=at)
    return row


@transaction.atomic
def publish_assessment(assessment: Assessment, *, by: Actor, at: datetime) -> Assessment:
    """Publish before the deadline, once everybody asked has replied: score and replies at one instant.

    Raises ActionDenied, InvalidTransition.
    """
    row, _method = _locked(assessment)
    waiting = set(row.replies.filter(approved_at__isnull=True).values_list("party", flat=True))
    is_due = row.embargo_until is not None and row.embargo_until <= at
    require(rules.can_publish_early(by, owner=row.owner, waiting=set() if is_due else waiting, due_on=row.reply_due_on))
    _advance(row, AssessmentStatus.PUBLISHED)
    row.embargo_until = min(row.embargo_until or at, at)
    _publish(row, by=by, at=at)
    return row


@transaction.atomic
def announce_assessments(*, at: datetime) -> int:
    """Enter in the public log what the clock has published.  Returns how many.  A duty of the worker; idempotent."""
    due = Assessment.objects.select_for_update().filter(status=AssessmentStatus.SENT, embargo_until__lte=at)
    rows = list(due.order_by("embargo_until", "id"))
    for row in rows:
        row.status = AssessmentStatus.PUBLISHED
        voice = Actor(Capacity.SYSTEM, owner=row.owner, post=SYSTEM.post)
        _publish(row, by=voice, at=row.embargo_until or at)
    return len(rows)


@transaction.atomic
def correct_assessment(assessment: Assessment, correction: Wording, *, by: Actor, at: datetime) -> Assessment:
    """Begin a new version of a published assessment, coded anew; once published it takes the place of the old one.

    Raises ActionDenied, InvalidTransition, RuleBroken.
    """
    row, _method = _locked(assessment)
    require(rules.can_send(by, owner=row.owner))
    if row.embargo_until is None or row.embargo_until > at:
        raise InvalidTransition("Only what is published is corrected by a new version; change the draft instead.")
    rules.require_no_successor(Assessment.objects.filter(corrects=row).exists(), str(row))
    if not _said(correction):
        raise RuleBroken("Say why the assessment is corrected, in at least one language.")
    version = Assessment.objects.create(
        owner=row.owner,
        made_at=at,
        guideline=row.guideline,
        method=row.method,
        plan=row.plan,
        commitment=row.commitment,
        subject=row.subject,
        party=row.party,
        reading=row.reading,
        from_on=row.from_on,
        to_on=row.to_on,
        version=row.version + 1,
        corrects=row,
        correction=_said(correction),
    )
    _record(by, "assessment.correct", version, at=at, correction=version.correction)
    return version


def _locked(assessment: Assessment) -> tuple[Assessment, Method]:
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    return row, get_method(row.method)


def _advance(row: Assessment, then: AssessmentStatus) -> None:
    require_transition(TRANSITIONS, row.status, then, str(row))
    row.status = then


def _owing(row: Assessment, *, as_of: datetime) -> tuple[str, ...]:
    promise = plans.get_promise(row.commitment, as_of=as_of)
    return next((clause.obligors for clause in promise.clauses if clause.ref == row.subject), promise.obligors)


def _require_sound(row: Assessment, method: Method, facts: ScoreFacts) -> None:
    slugs = [claim.slug for claim in facts.claims]
    rules.require_value(method, facts.value, slugs)
    for claim in facts.claims:
        if claim.commitment != row.commitment or claim.tier != Tier.PUBLIC:
            raise RuleBroken(
                f"The evidence “{claim.slug}” is not public evidence on {row.commitment}; name some that is."
            )
    rules.require_in_window(method, [(one.slug, one.happened) for one in facts.claims], row.from_on, row.to_on)


def _publish(row: Assessment, *, by: Actor, at: datetime) -> None:
    row.published_at = at
    row.save(update_fields=["status", "embargo_until", "published_at"])
    replies = [
        {"party": reply.party, "text": reply.text if reply.approved_at else {}}
        for reply in row.replies.order_by("party")
    ]
    _record(
        by,
        "assessment.publish",
        row,
        at=at,
        is_public=True,
        value=row.value,
        rationale=row.rationale,
        evidence=sorted(f"{one.claim.owner}/{one.claim.slug}" for one in row.evidence.select_related("claim")),
        window=[row.from_on.isoformat(), row.to_on.isoformat()],
        replies=replies,
        reply_due_on=row.reply_due_on.isoformat() if row.reply_due_on else "",
    )


def _record(by: Actor, action: str, row: Assessment, *, at: datetime, is_public: bool = False, **content: Any) -> None:
    ledger.record(
        by,
        action,
        row.subject,
        at=at,
        public=is_public,
        method=row.method,
        guideline=row.guideline.version,
        party=row.party,
        reading=row.reading,
        version=row.version,
        **content,
    )


def _said(wording: Wording) -> Wording:
    return {tag: text.strip() for tag, text in wording.items() if text.strip()}
