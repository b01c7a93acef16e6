"""Who may claim, who may check, and what a check must say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.refs import Ref
from entente.foundation.common.rights import may
from entente.record.verification.words import Verdict


@dataclass(frozen=True, slots=True)
class ClaimAtHand:
    """What the rules need to know of a claim.

    makers  keys of the log-ins that wrote it, also its earlier revisions; empty when the software loaded it
    """

    subject: str
    owner: str
    supports: str
    revision: str
    makers: frozenset[str] = frozenset()
    check_due_at: datetime | None = None


def can_claim(by: Actor, *, owner: str) -> Decision:
    """Contributors of everybody who acts for a party, a keeper or an assessor claim, each in its own name."""
    allowed = may(by, "claim.make")
    if allowed and by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("everybody adds evidence in their own name only")
    return allowed


def can_check(by: Actor, claim: ClaimAtHand) -> Decision:
    """A verifier who did not make the claim checks it, of its own side or of another.

    A claim that the software loaded from a plan package was made by no log-in: any verifier checks it, its owner's too.
    """
    allowed = may(by, "claim.check")
    if not allowed:
        return allowed
    if not by.is_signed_in or not by.user_id:
        return Denied("a check is somebody's own reading; log in to check")
    if by.user_id in claim.makers:
        return Denied("you made this claim; somebody else checks it")
    return ALLOWED


def require_sound_check(
    claim: ClaimAtHand,
    verdict: Verdict,
    *,
    clauses: Collection[str],
    reading: Mapping[str, str],
    letters: Collection[str],
) -> None:
    """Raise RuleBroken unless a check says all that it must.  letters: of the clauses that the claimed promise has."""
    if verdict is not Verdict.ACCEPTED and not any(text.strip() for text in reading.values()):
        raise RuleBroken(
            f"How do you read the sources of the claim on {claim.subject}?  Whoever does not accept all of it says so."
        )
    if verdict is not Verdict.IN_PART:
        if clauses:
            raise RuleBroken(f"Only “accepted in part” names clauses; the claim on {claim.subject} is {verdict.label}.")
        return
    known = set(letters) if is_of_whole_promise(claim.subject) else set()
    unknown = sorted(set(clauses) - known)
    if unknown:
        raise RuleBroken(
            f"The claim on {claim.subject} is about no clause {', '.join(unknown)}; name clauses it covers."
        )
    if known and not clauses:
        raise RuleBroken(f"Which clauses of {claim.subject} do you accept?  Name at least one, or reject the claim.")
    if known and known == set(clauses):
        raise RuleBroken(f"These are all clauses of {claim.subject}; accept the whole claim instead.")


def is_of_whole_promise(subject: str) -> bool:
    """Whether a ref names a commitment as a whole, also as one party's voice on it."""
    ref = Ref.parse(subject)
    return bool(ref.number) and not ref.clause and not ref.kind


def heads_of(subject: str) -> tuple[str, str]:
    """(plan slug, commitment ref or "") at the head of a subject ref.  Raises RuleBroken."""
    try:
        ref = Ref.parse(subject)
    except ValueError as wrong:
        raise RuleBroken(f"{wrong}.") from wrong
    return ref.plan, ref.commitment
