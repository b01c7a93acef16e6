"""Writes of what the clock needs: rhythm, and what a promise rested on.  Outside dates are in `carriers`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, bring_up_to_date
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources.models import Citation
from entente.record.delivery import rules
from entente.record.delivery.models import BasisChange, Rhythm
from entente.record.delivery.queries.promises import promise_at
from entente.record.plan.commands import hold_open


@dataclass(frozen=True, slots=True)
class RhythmFacts:
    """How often activity is expected and the longest silence in order, in days, counted from a day on; and why."""

    subject: str
    every_days: int
    longest_days: int
    reason: Wording
    from_on: date


@dataclass(frozen=True, slots=True)
class BasisFacts:
    """What a promise rested on has lapsed or changed.  basis: the policy, law or body; note: what that means."""

    subject: str
    basis: Wording
    happened: str
    note: Wording = field(default_factory=dict)


@transaction.atomic
def set_rhythm(
    facts: RhythmFacts,
    *,
    by: Actor,
    owner: str,
    at: datetime,
    citation: Citation | None = None,
    tier: Tier = Tier.PUBLIC,
    seen: str = "",
) -> Rhythm:
    """Set one's own rhythm for a promise or a clause; again changes it, and the same again changes nothing.

    seen: `rules.rhythm_seen` as it stood when it was opened, "none" where there was none; "": whatever stands.
    Raises ActionDenied (a party sets its own, where it owes something), Conflict, NotVisible, RuleBroken.
    """
    promise = promise_at(by, facts.subject, as_of=at)
    hold_open(promise.plan)
    require(rules.can_set_rhythm(by, owner=owner, obligors=promise.obligors))
    rules.require_days(facts.every_days, facts.longest_days)
    rules.require_wording(facts.reason, "The reason for this rhythm")
    if citation is not None:
        rules.require_as_open(Tier(citation.document.tier), tier, "The source")
    values = {
        "every_days": facts.every_days,
        "longest_days": facts.longest_days,
        "reason": facts.reason,
        "from_on": facts.from_on,
        "citation": citation,
        "tier": str(tier),
    }
    if seen:
        _require_seen(
            seen, Rhythm.objects.select_for_update().filter(owner=owner, subject=facts.subject).first(), facts
        )
    rhythm, is_new = Rhythm.objects.get_or_create(
        owner=owner,
        subject=facts.subject,
        defaults={**values, "plan": promise.plan, "commitment": promise.commitment, "made_at": at},
    )
    is_changed = bring_up_to_date(rhythm, values)
    if is_new or is_changed:
        ledger.record(
            by,
            "delivery.rhythm.set",
            facts.subject,
            at=at,
            public=tier == Tier.PUBLIC,
            every_days=facts.every_days,
            longest_days=facts.longest_days,
            from_on=facts.from_on.isoformat(),
            reason=facts.reason,
        )
    return rhythm


@transaction.atomic
def note_basis_change(
    facts: BasisFacts, citation: Citation, *, by: Actor, at: datetime, tier: Tier = Tier.PUBLIC
) -> BasisChange:
    """Note that what a promise rested on has lapsed or changed, with the source.  The promise itself stays as it is."""
    require(rules.can_note_basis_change(by))
    promise = promise_at(by, facts.subject, as_of=at)
    hold_open(promise.plan)
    rules.require_wording(facts.basis, "What the promise rested on")
    period = rules.require_period(facts.happened, "The day of the change")
    rules.require_as_open(Tier(citation.document.tier), tier, "The source")
    if BasisChange.objects.filter(owner=by.owner, subject=facts.subject, happened=str(period)).exists():
        raise RuleBroken(f"Your side has noted a change of the basis of {facts.subject} on {period} already.")
    change = BasisChange.objects.create(
        owner=by.owner,
        tier=tier,
        made_at=at,
        plan=promise.plan,
        commitment=promise.commitment,
        subject=facts.subject,
        basis=facts.basis,
        note=facts.note,
        happened=str(period),
        first_on=period.first_on,
        last_on=period.last_on,
        citation=citation,
        post=by.post,
    )
    ledger.record(
        by,
        "delivery.basis.note",
        facts.subject,
        at=at,
        public=tier == Tier.PUBLIC,
        basis=facts.basis,
        happened=str(period),
        note=facts.note,
        source=citation.document.address or citation.document.slug,
    )
    return change


def _require_seen(seen: str, stands: Rhythm | None, facts: RhythmFacts) -> None:
    """Raise Conflict where another rhythm stands than was seen, and it is not the one that is to be set."""
    wanted = rules.rhythm_seen(facts.every_days, facts.longest_days, facts.from_on, facts.reason)
    now = rules.rhythm_seen(stands.every_days, stands.longest_days, stands.from_on, stands.reason) if stands else "none"
    if now not in (seen, wanted):
        raise Conflict(
            "Somebody else changed this rhythm since you opened it; nothing was saved.", mine={}, theirs={}, revision=0
        )
