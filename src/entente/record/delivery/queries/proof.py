"""How evidence of stages, sessions, candidates and promises stands, for many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import readable
from entente.foundation.directory.models import Party
from entente.record.delivery.rules.stages import Standing
from entente.record.verification.models import Check, Claim
from entente.record.verification.queries import Support, claim_rows
from entente.record.verification.words import Proof, Verdict

TRUST = (Proof.REJECTED, Proof.DISPUTED, Proof.IN_PART, Proof.NOT_CHECKED, Proof.ACCEPTED_OWN, Proof.ACCEPTED)
"""Of several claims on one thing the one that stands best speaks for it."""


def standings(by: Actor, subjects: Collection[str], *, as_of: datetime) -> dict[str, Standing]:
    """How the claims on these refs stand that an actor may read; no entry for one without claims.  Three queries.

    Only claims that show all of it count: what contributes to a signature is not one.
    """
    if not subjects:
        return {}
    claims = list(claim_rows(by, as_of=as_of).filter(subject__in=subjects, is_context=False, supports=Support.ALL))
    found: dict[str, Standing] = {}
    for claim, standing in claim_standings(by, claims, as_of=as_of).items():
        found[claim.subject] = _better(found.get(claim.subject), standing)
    return found


def claim_standings(by: Actor, claims: Sequence[Claim], *, as_of: datetime) -> dict[Claim, Standing]:
    """How each claim stands by the checks that an actor may read.  Two queries, none for no claim."""
    if not claims:
        return {}
    latest: dict[UUID, dict[str, Check]] = {}
    checks = Check.objects.filter(readable(by, as_of=as_of), claim__in=claims, made_at__lte=as_of)
    for check in checks.order_by("made_at", "id"):
        latest.setdefault(check.claim_id, {})[check.owner] = check
    parties = set(Party.objects.values_list("code", flat=True))
    standings = {}
    for claim in claims:
        valid = [check for check in latest.get(claim.pk, {}).values() if check.revision == claim.revision]
        of_parties = [check for check in valid if check.owner in parties]
        standings[claim] = Standing(_proof(claim, of_parties), _proof(claim, valid))
    return standings


def _better(one: Standing | None, other: Standing) -> Standing:
    if one is None:
        return other
    pairs = ((one.parties, other.parties), (one.anybody, other.anybody))
    parties, anybody = (max((proof for proof in pair if proof), key=TRUST.index, default=None) for pair in pairs)
    return Standing(parties, anybody)


def _proof(claim: Claim, checks: list[Check]) -> Proof:
    verdicts = {check.verdict for check in checks}
    if not verdicts:
        return Proof.NOT_CHECKED
    if Verdict.DISPUTED in verdicts or len(verdicts) > 1:
        return Proof.DISPUTED
    if Verdict.REJECTED in verdicts:
        return Proof.REJECTED
    if Verdict.IN_PART in verdicts:
        return Proof.IN_PART
    return Proof.ACCEPTED_OWN if all(check.owner == claim.owner for check in checks) else Proof.ACCEPTED
