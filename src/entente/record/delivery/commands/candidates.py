"""Writes of candidates: proposed and argued by everybody with a voice, decided by each party that owes the promise."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, readable
from entente.foundation.common.refs import candidate_ref
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery import rules
from entente.record.delivery.models import Activity, Argument, Candidate, CandidateDecision
from entente.record.delivery.queries.promises import promise_at
from entente.record.delivery.words import CandidateAnswer, Stance
from entente.record.plan.commands import hold_open
from entente.record.plan.standing import may_speak
from entente.record.verification.models import Claim


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """An event that may have fulfilled a promise; `subject` is the ref of the commitment or clause."""

    subject: str
    slug: str
    title: Wording
    happened: str
    summary: Wording = field(default_factory=dict)


@transaction.atomic
def propose_candidate(
    facts: CandidateFacts, *, by: Actor, at: datetime, tier: Tier = Tier.PUBLIC, activity: Activity | None = None
) -> Candidate:
    """Propose an event as the fulfilment of a promise.  Raises ActionDenied, NotVisible, RuleBroken."""
    require(rules.can_propose(by))
    rules.require_slug(facts.slug, "The short name of a candidate")
    rules.require_wording(facts.title, "The title of the candidate")
    period = rules.require_period(facts.happened, "The day of the event")
    promise = promise_at(by, facts.subject, as_of=at)
    named = Candidate.objects.filter(commitment=promise.commitment, slug=facts.slug)
    if named.filter(readable(by, as_of=at)).exists():
        raise RuleBroken(f"The short name “{facts.slug}” is taken under {promise.commitment}; choose another.")
    slug = f"{facts.slug[:70]}-{token_hex(4)}" if named.exists() else facts.slug  # a name taken out of sight
    if activity is not None:
        rules.require_as_open(Tier(activity.tier), tier, "The activity")
    candidate = Candidate.objects.create(
        owner=by.owner,
        tier=tier,
        made_at=at,
        plan=promise.plan,
        commitment=promise.commitment,
        subject=facts.subject,
        slug=slug,
        title=facts.title,
        summary=facts.summary,
        happened=str(period),
        first_on=period.first_on,
        last_on=period.last_on,
        activity=activity,
        post=by.post,
    )
    ref = ref_of_candidate(candidate)
    note_states(
        Worded(ref, name, wording, WordingStatus.REVIEWED)
        for name, wording in (("title", facts.title), ("summary", facts.summary))
    )
    _record(
        by,
        "delivery.candidate.propose",
        candidate,
        at=at,
        fulfils=facts.subject,
        title=facts.title,
        happened=str(period),
    )
    return candidate


@transaction.atomic
def argue(
    candidate: Candidate, stance: Stance, text: Wording, *, by: Actor, at: datetime, claim: Claim | None = None
) -> Argument:
    """Give a reason for or against a candidate, in one's own name.  Raises ActionDenied, RuleBroken."""
    require(rules.can_argue(by))
    rules.require_wording(text, "The argument")
    if claim is not None:
        rules.require_as_open(Tier(claim.tier), Tier(candidate.tier), "The evidence")
    argument = Argument.objects.create(
        owner=by.owner,
        tier=candidate.tier,
        group=candidate.group,
        made_at=at,
        candidate=candidate,
        stance=stance,
        text=text,
        claim=claim,
        post=by.post,
    )
    evidence = claim.slug if claim else ""
    _record(
        by,
        "delivery.candidate.argue",
        candidate,
        at=at,
        event=candidate.title,
        stance=str(stance),
        text=text,
        evidence=evidence,
    )
    return argument


@transaction.atomic
def decide_candidate(
    candidate: Candidate, answer: CandidateAnswer, reason: Wording, *, by: Actor, at: datetime
) -> CandidateDecision:
    """Decide for one's own side; a later decision takes the place of an earlier one, and both stay on record."""
    promise = promise_at(by, candidate.subject, as_of=at)
    require(rules.can_decide_candidate(by, promise.obligors))
    require(may_speak(by, candidate.plan))
    rules.require_wording(reason, "The reason")
    decision = CandidateDecision.objects.create(
        owner=by.owner,
        tier=candidate.tier,
        group=candidate.group,
        made_at=at,
        candidate=candidate,
        answer=answer,
        reason=reason,
        post=by.post,
    )
    _record(by, "delivery.candidate.decide", candidate, at=at, event=candidate.title, answer=str(answer), reason=reason)
    return decision


def ref_of_candidate(candidate: Candidate) -> str:
    return candidate_ref(candidate.commitment, candidate.slug)


def _record(by: Actor, action: str, candidate: Candidate, *, at: datetime, **content: object) -> None:
    hold_open(candidate.commitment.partition("/")[0])
    ledger.record(by, action, ref_of_candidate(candidate), at=at, public=candidate.tier == Tier.PUBLIC, **content)
