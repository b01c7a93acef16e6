"""Activities of fictional parties, and the proof of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import Tier
from entente.foundation.sources import commands as sources
from entente.foundation.sources.models import Citation
from entente.foundation.sources.queries import Side
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery import commands
from entente.record.delivery.models import Activity
from entente.record.delivery.words import Scope
from entente.record.verification import commands as verification
from entente.record.verification.commands import ClaimFacts, make_claim
from entente.record.verification.models import Check, Claim
from entente.record.verification.words import Support, Verdict
from tests.cast import ANA, BELA, CHRIS
from tests.record.builders import NOW

ADA = replace(ANA, user_id="ada", post="ministry-a/director")
"""Ana's colleague."""
PLAN = "tri-plan"


def activity(
    kind: str = "instrument", slug: str = "river-memorandum", *, by: Actor = ANA, **changes: object
) -> Activity:
    """An activity between A and B, unless changed."""
    values: dict[str, object] = {
        "plan": PLAN,
        "slug": slug,
        "kind": kind,
        "title": {"en": "River memorandum"},
        "parties": ("AAA", "BBB"),
    }
    tier = changes.pop("tier", Tier.PUBLIC)
    facts = commands.ActivityFacts(**{**values, **changes})  # type: ignore[arg-type]
    return commands.add_activity(facts, by=by, owner=by.owner, at=NOW, tier=tier)  # type: ignore[arg-type]


def assistance(slug: str = "training", **changes: object) -> Activity:
    """A gives, B receives."""
    return activity("assistance", slug, parties=(), scope=Scope.ONE_SIDED, giver="AAA", receiver="BBB", **changes)


def citation(by: Actor = CHRIS, slug: str = "page", *, tier: Tier = Tier.PUBLIC) -> Citation:
    facts = sources.DocumentFacts(slug=slug, title={"en": "A page"}, side=Side.THIRD, address="https://example.org/")
    return sources.cite(sources.add_document(facts, by=by, owner=by.owner, tier=tier), by=by)


def claim(subject: str, *, by: Actor = ANA, happened: str = "2026-05-02", **changes: object) -> Claim:
    """Evidence of something, that nobody has checked."""
    slug = re.sub(r"[^a-z0-9]+", "-", subject.lower())
    facts = ClaimFacts(slug, subject, Support.ALL, {"en": "It was done."}, happened)
    return make_claim(
        replace(facts, **changes),  # type: ignore[arg-type]
        [citation(by, f"{by.owner.lower()}-{slug}")],
        by=by,
        owner=by.owner,
        at=NOW,
        status=WordingStatus.REVIEWED,
    )


def check(evidence: Claim, by: Actor = BELA, verdict: Verdict = Verdict.ACCEPTED, at: datetime = NOW) -> Check:
    """Somebody who did not add it has read the sources."""
    reading = {} if verdict is Verdict.ACCEPTED else {"en": "The page says something else."}
    return verification.check(evidence, verdict, by=by, at=at, reading=reading)


def proof(subject: str, *, by: Actor = ANA, checked_by: Actor = BELA, happened: str = "2026-05-02") -> None:
    """Evidence that somebody else accepted."""
    check(claim(subject, by=by, happened=happened), checked_by)
