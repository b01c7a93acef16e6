"""How evidence of stages, sessions and candidates stands, for many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Denied
from entente.record.delivery.rules.stages import ACCEPTED, Standing
from entente.record.verification import rules as verification
from entente.record.verification.queries import proofs_on
from entente.record.verification.views import ProofView
from entente.record.verification.words import Proof


def standings(by: Actor, subjects: Collection[str], *, as_of: datetime) -> dict[str, Standing]:
    """How the evidence of these refs stands that an actor may read; no entry for a ref without any.  Four queries."""
    if not subjects:
        return {}
    of_parties = proofs_on(by, subjects, as_of=as_of, parties_only=True)
    of_anybody = proofs_on(by, subjects, as_of=as_of)
    return {ref: Standing(_proof(of_parties[ref], ref), _proof(proofs, ref)) for ref, proofs in of_anybody.items()}


def _proof(proofs: Sequence[ProofView], ref: str) -> Proof:
    """What the gate says; where it lets nothing through, the best that there is, which then is no more than a part."""
    passed = verification.gate(proofs, subject=ref, word="reached")
    if not isinstance(passed, Denied):
        return passed
    best = verification.best_of(proofs, ref).state
    return Proof.IN_PART if best in ACCEPTED else best
