"""Two plans between two parties with keys: what the tests of change start from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries as accords
from entente.foundation.accord.commands.signatures import statement_of
from entente.foundation.accord.models import Proposal, Revision
from entente.foundation.accord.statement import sign as make_signature
from entente.foundation.common.actors import Actor
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.models import Amendment, Commitment, Plan, Succession
from entente.record.plan.words import Fate, Standing
from entente.surfaces.intake import agreements
from tests.cast import ADA, ANA, BELA, CHRIS, observatory
from tests.foundation.accord.signing import public_key, signed_file
from tests.record.builders import NOW, pillar, plan_facts, promise, taking_part, three_parties, two_part_promise

LATER = NOW + timedelta(hours=1)
OLD, NEW = "old-plan", "new-plan"
REASON = {"en": "It was kept.", "pt": "Foi cumprida."}
"""In both official languages of the two parties."""


def two_plans(*, adopt_new: bool = True) -> tuple[Plan, Plan]:
    """OLD with 1.0, 1.1, 1.2 and 2.1, NEW with 1.1 and 1.2, each of A and B; both take part in OLD, with a key."""
    three_parties()
    old = _plan(OLD, ("1.0", "1.1", "1.2"), is_adopted=True)
    new = _plan(NEW, ("1.1", "1.2"), is_adopted=adopt_new)
    taking_part(old, ANA, BELA)
    for by in (ANA, BELA):
        accord.register_key(by.owner, public_key(by.owner), by=by, at=NOW)
    return old, new


def _plan(slug: str, numbers: tuple[str, ...], *, is_adopted: bool) -> Plan:
    facts = plan_facts(slug, parties=("AAA", "BBB"), title={"en": slug.title(), "pt": f"O {slug}"})
    plan = plans.start_plan(facts, by=CHRIS, keeper=observatory())
    first = pillar("1", *(promise(one, title={"en": f"Promise {one}"}) for one in numbers))
    plans.put_structure(plan, [first, *([pillar("2", two_part_promise("2.1"))] if slug == OLD else [])], by=CHRIS)
    return plans.adopt(plan, by=CHRIS, at=NOW) if is_adopted else plan


TABLE = (
    ResolutionFacts("1.0", Fate.CONTINUED, ("1.1",)),
    ResolutionFacts("1.1", Fate.MERGED, ("1.1",)),
    ResolutionFacts("1.2", Fate.DROPPED, (), REASON),
    ResolutionFacts("2.1", Fate.MERGED, ("1.1",)),
)
"""Every promise of OLD resolved; 1.2 of NEW is new."""


def tabled(old: Plan, new: Plan | None, *, by: Actor = ANA, rows: tuple[ResolutionFacts, ...] = TABLE) -> Succession:
    row = plans.start_succession(old, new, by=by, at=NOW)
    return plans.resolve(row, rows, by=by, at=NOW, revision=row.revision)


def proposed(old: Plan, new: Plan | None, *, by: Actor = ANA, then: Actor = ADA) -> Succession:
    row = tabled(old, new, by=by)
    return plans.propose_succession(row, by=then, at=NOW, revision=row.revision)


def sign(key: object, by: Actor, *, at: datetime = LATER) -> agreements.Said:
    """One party hands in its signature, by the road that every surface takes."""
    return agreements.receive_signature(signed_file(Proposal.objects.get(pk=key), by.owner, at=at), by=by, at=at)


def closed() -> tuple[Plan, Plan]:
    """OLD closed into NEW, signed by both."""
    old, new = two_plans()
    row = proposed(old, new)
    sign(row.proposal, ANA)
    sign(row.proposal, BELA)
    old.refresh_from_db()
    return old, new


def amended(
    ref: str, *, by: Actor, then: Actor, at: datetime, in_force_from: date | None = None, **changes: object
) -> Amendment:
    """A promise of whatever plan, amended: written and proposed by one side, signed by every party of the plan."""
    promise = Commitment.objects.select_related("plan").get(ref=ref)
    slug = promise.plan.slug
    words = {tag: f"{ref} as amended ({tag})" for tag in queries.official_languages(slug)}
    after = replace(queries.terms_now(promise), **(changes or {"texts": words}))
    row = plans.write_amendment(promise, after, words, by=by, at=at, in_force_from=in_force_from)
    row = plans.propose_amendment(row, revision=row.revision, by=then, at=at)
    all_sign(promise.plan, row.proposal, then=then, at=at)
    row.refresh_from_db()
    return row


def all_sign(plan: Plan, key: object, *, then: Actor, at: datetime) -> None:
    """Every party of a plan joins with a key of its own and signs.  then: whose roles its signer has."""
    for code in sorted(queries.party_codes(plan.slug)):
        signer = replace(then, owner=code, post=f"office-{code.lower()}/desk", user_id=f"signer-{code}")
        plans.set_standing(plan, code, Standing.TAKING_PART, by=signer, on=at.date())
        secret = Ed25519PrivateKey.from_private_bytes(code.encode().ljust(32, b"*"))
        if accords.standing_key(code) is None:
            accord.register_key(code, secret.public_key().public_bytes_raw(), by=signer, at=at)
        proposal = Proposal.objects.get(pk=key)
        wording = Revision.objects.get(proposal=proposal, number=proposal.revision)
        statement = statement_of(proposal, wording, code, at.isoformat())
        data = make_signature(statement, secret.private_bytes_raw()).to_bytes()
        agreements.receive_signature(data, by=signer, at=at)
