"""Writes of claims and of the checks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier, require_as_open
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources.models import Citation
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.words import WordingStatus
from entente.record.plan import queries as plans
from entente.record.plan.standing import may_speak

from . import queries, rules
from .models import Backing, Check, Claim
from .words import Support, Verdict


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What is claimed; see the fields of Claim."""

    slug: str
    subject: str
    supports: Support
    statement: Wording
    happened: str = ""
    note: Wording = field(default_factory=dict)
    announced_on: dict[str, str] = field(default_factory=dict)
    is_context: bool = False


@transaction.atomic
def make_claim(
    facts: ClaimFacts,
    citations: Sequence[Citation],
    *,
    by: Actor,
    owner: str,
    at: datetime,
    status: WordingStatus,
    tier: Tier = Tier.PUBLIC,
) -> Claim:
    """Claim that cited sources support something, or bring a claim up to date.  The same again changes nothing.

    Another revision (other facts, other citations) voids the checks so far and is due for new ones.  Raises ActionDenied,
    RuleBroken (no citation, one that fewer may read than the claim, a ref or a date of another shape).
    """
    require(rules.can_claim(by, owner=owner))
    if not citations:
        raise RuleBroken(f"The evidence for {facts.subject} cites nothing; name at least one source.")
    for citation in citations:
        require_as_open(citation.document.tier, tier, f"The source “{citation.document.slug}”")
    values = _values(facts, citations, tier)
    claim, is_new = Claim.objects.get_or_create(
        owner=owner, slug=facts.slug, defaults={**values, **_made(by, at), "made_at": at}
    )
    changed = [name for name, value in values.items() if getattr(claim, name) != value]
    if changed:
        _revise(claim, values, by=by, at=at)
    if is_new or changed:
        _back(claim, citations)
        note_states([Worded(f"{owner}/claims/{facts.slug}", "statement", facts.statement, status)])
        ledger.record(
            by,
            "verification.claim.make" if is_new else "verification.claim.revise",
            facts.subject,
            at=at,
            public=_is_public(claim, at),
            claim=facts.slug,
            supports=str(facts.supports),
            happened=facts.happened,
            statement=facts.statement,
            sources=[citation.document.address or citation.document.slug for citation in citations],
        )
    return claim


@transaction.atomic
def check(
    claim: Claim,
    verdict: Verdict,
    *,
    by: Actor,
    at: datetime,
    clauses: Sequence[str] = (),
    reading: Wording | None = None,
    revision: str | None = None,
) -> Check:
    """Say what the sources of a claim show, having read them.  The same again changes nothing.

    clauses   letters that are accepted, for a verdict "in part" on a promise with clauses
    reading   how the checker reads the sources; owed unless the whole is accepted
    revision  of the claim as it was read; None: as it stands

    Raises ActionDenied, RuleBroken, and InvalidTransition when the claim was changed after it was read.
    """
    at_hand = queries.at_hand(claim)
    require(rules.can_check(by, at_hand) and may_speak(by, claim.plan))
    if revision is not None and revision != claim.revision:
        raise InvalidTransition(f"The claim on {claim.subject} was changed while you read it; read it again.")
    said = {tag: text for tag, text in (reading or {}).items() if text.strip()}
    rules.require_sound_check(
        at_hand, verdict, clauses=clauses, reading=said, letters=plans.clause_letters(claim.commitment)
    )
    values = {
        "verdict": verdict,
        "clauses": sorted(clauses),
        "reading": said,
        "revision": claim.revision,
        "made_by": by.user_id or "",
    }
    latest = Check.objects.filter(claim=claim, owner=by.owner).order_by("-made_at", "-pk").first()
    if latest is not None and all(getattr(latest, name) == value for name, value in values.items()):
        return latest
    made = Check.objects.create(
        claim=claim,
        owner=by.owner,
        post=by.post,
        is_of_party=by.capacity is Capacity.PARTY and by.owner in plans.party_codes(claim.plan),
        tier=claim.tier,
        group=claim.group,
        embargo_until=claim.embargo_until,
        made_at=at,
        **values,
    )
    ledger.record(
        by,
        "verification.claim.check",
        claim.subject,
        at=at,
        public=_is_public(claim, at),
        claim=claim.slug,
        owner=claim.owner,
        verdict=str(verdict),
        clauses=made.clauses,
        reading=said,
    )
    return made


def _values(facts: ClaimFacts, citations: Sequence[Citation], tier: Tier) -> dict[str, object]:
    plan, commitment = rules.heads_of(facts.subject)
    try:
        period = Period.parse(facts.happened) if facts.happened else None
    except ValueError as wrong:
        raise RuleBroken(f"The date of the evidence for {facts.subject}: {wrong}.") from wrong
    return {
        "subject": facts.subject,
        "plan": plan,
        "commitment": commitment,
        "supports": str(facts.supports),
        "statement": facts.statement,
        "note": facts.note,
        "happened": facts.happened,
        "first_on": period.first_on if period else None,
        "last_on": period.last_on if period else None,
        "announced_on": facts.announced_on,
        "is_context": facts.is_context,
        "tier": str(tier),
        "revision": _revision(facts, citations),
    }


def _revision(facts: ClaimFacts, citations: Sequence[Citation]) -> str:
    """SHA-256 of what is claimed and of the places cited.  An archived copy that comes later changes neither."""
    cited = [[one.document.owner, one.document.slug, one.place, one.quotation] for one in citations]
    return sha256_hex(canonical_bytes({**asdict(facts), "supports": str(facts.supports), "cited": cited}))


def _made(by: Actor, at: datetime) -> dict[str, object]:
    user = by.user_id or ""
    return {
        "post": by.post,
        "made_by": user,
        "makers": f"\n{user}\n" if user else "",
        "check_due_at": at + timedelta(days=settings.CHECK_DAYS),
    }


def _revise(claim: Claim, values: dict[str, object], *, by: Actor, at: datetime) -> None:
    """Write a change.  Another revision has another maker and another term; checks of one's own side follow the tier."""
    is_revised = claim.revision != values["revision"]
    for name, value in values.items():
        setattr(claim, name, value)
    if is_revised:
        makers = claim.makers
        for name, value in _made(by, at).items():
            setattr(claim, name, value)
        if f"\n{by.user_id}\n" in makers:
            claim.makers = makers
        else:
            claim.makers = makers + claim.makers
    claim.save()
    # Another side's check keeps the readers that it was given to: whoever made it decides who else reads it.
    claim.checks.filter(owner=claim.owner).update(tier=claim.tier, group=claim.group)


def _is_public(claim: Claim, at: datetime) -> bool:
    return claim.tier == Tier.PUBLIC and (claim.embargo_until is None or claim.embargo_until <= at)


def _back(claim: Claim, citations: Sequence[Citation]) -> None:
    """Make these citations the backing of a claim."""
    known = list(claim.backings.order_by("position").values_list("citation_id", flat=True))
    if known == [citation.pk for citation in citations]:
        return
    claim.backings.all().delete()
    Backing.objects.bulk_create(
        Backing(claim=claim, citation=citation, position=at) for at, citation in enumerate(citations)
    )
