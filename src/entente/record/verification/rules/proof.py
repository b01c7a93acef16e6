"""Where a claim stands, from the checks of it and the clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.languages import Wording
from entente.record.verification.views import ProofView, ReadingView
from entente.record.verification.words import Proof, Verdict

from .claims import ClaimAtHand

TRUST = (
    Proof.ACCEPTED,
    Proof.IN_PART,
    Proof.ACCEPTED_OWN,
    Proof.DISPUTED,
    Proof.NOT_VERIFIED,
    Proof.NOT_CHECKED,
    Proof.REJECTED,
)
"""Standings of a claim, the best first."""


@dataclass(frozen=True, slots=True)
class CheckAtHand:
    """What the rules need to know of a check.

    made_by      key of the log-in
    is_of_party  made for a party of the plan; only these count for what a party says of itself
    """

    owner: str
    made_by: str
    verdict: Verdict
    revision: str
    made_at: datetime
    clauses: tuple[str, ...] = ()
    reading: Wording | None = None
    post: str = ""
    is_of_party: bool = True


def proof_of(
    claim: ClaimAtHand, checks: Iterable[CheckAtHand], *, as_of: datetime, parties_only: bool = False
) -> ProofView:
    """Where a claim stands at an instant: the latest check of each side on the revision that stands, by no maker of it."""
    counted = _counted(claim, checks, as_of=as_of, parties_only=parties_only)
    is_own_side = bool(counted) and all(check.owner == claim.owner for check in counted)
    clauses = _narrowed_to(counted)
    state = _state(counted, clauses, is_own_side=is_own_side)
    if state is Proof.NOT_CHECKED and claim.check_due_at is not None and claim.check_due_at < as_of:
        state = Proof.NOT_VERIFIED
    return ProofView(
        state=state,
        subject=claim.subject,
        owner=claim.owner,
        supports=claim.supports,
        accepted_clauses=tuple(sorted(clauses or ())) if state is Proof.IN_PART else (),
        readings=tuple(
            ReadingView(check.owner, check.post, check.verdict, check.clauses, check.reading or {}, check.made_at)
            for check in counted
        ),
        is_own_side=is_own_side,
        check_due_at=claim.check_due_at,
    )


def best_of(proofs: Iterable[ProofView], subject: str) -> ProofView:
    """The best standing among claims on one subject; one of no owner, not yet checked, when nobody claims anything."""
    return min(proofs, key=lambda proof: TRUST.index(proof.state), default=ProofView(Proof.NOT_CHECKED, subject))


def _counted(
    claim: ClaimAtHand, checks: Iterable[CheckAtHand], *, as_of: datetime, parties_only: bool
) -> list[CheckAtHand]:
    latest: dict[str, CheckAtHand] = {}
    for check in sorted(checks, key=lambda check: check.made_at):
        is_void = check.revision != claim.revision or check.made_by in claim.makers or check.made_at > as_of
        if not is_void and (check.is_of_party or not parties_only):
            latest[check.owner] = check
    return sorted(latest.values(), key=lambda check: check.made_at)


def _state(counted: Sequence[CheckAtHand], clauses: frozenset[str] | None, *, is_own_side: bool) -> Proof:
    verdicts = {check.verdict for check in counted}
    if not verdicts:
        return Proof.NOT_CHECKED
    if verdicts == {Verdict.REJECTED}:
        return Proof.REJECTED
    if verdicts & {Verdict.REJECTED, Verdict.DISPUTED} or _agree_on_nothing(counted, clauses):
        return Proof.DISPUTED
    if Verdict.IN_PART in verdicts:
        return Proof.IN_PART
    return Proof.ACCEPTED_OWN if is_own_side else Proof.ACCEPTED


def _narrowed_to(counted: Sequence[CheckAtHand]) -> frozenset[str] | None:
    """The clauses that every verdict "in part" which names any accepts; None when none names any."""
    named = [frozenset(check.clauses) for check in counted if check.verdict is Verdict.IN_PART and check.clauses]
    return frozenset.intersection(*named) if named else None


def _agree_on_nothing(counted: Sequence[CheckAtHand], clauses: frozenset[str] | None) -> bool:
    return clauses is not None and not clauses
