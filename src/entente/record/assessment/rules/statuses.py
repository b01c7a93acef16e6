"""Who may file a finding and say where a party stands, and what the search for evidence amounts to.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.refs import Ref
from entente.foundation.common.rights import may
from entente.record.assessment.words import PROVEN, Checked, Completion, EvidenceState, ProofState, Reported
from entente.record.delivery.words import UpdateStatus
from entente.record.plan.views import CommitmentView
from entente.record.plan.words import Kind
from entente.record.verification.rules import Gate, gate
from entente.record.verification.views import ProofView
from entente.record.verification.words import Proof, Support

OPEN = frozenset({UpdateStatus.DRAFT, UpdateStatus.RETURNED})
"""An update in which statuses may change: what is submitted or approved stays as somebody else reads it."""

CHECKED_AS = {
    Proof.ACCEPTED: Checked.ACCEPTED,
    Proof.IN_PART: Checked.ACCEPTED,
    Proof.ACCEPTED_OWN: Checked.OWN_SIDE,
    Proof.DISPUTED: Checked.DISPUTED,
    Proof.NOT_CHECKED: Checked.NOT_CHECKED,
    Proof.NOT_VERIFIED: Checked.NOT_CHECKED,
    Proof.REJECTED: Checked.REJECTED,
}
CHECKED_ORDER = (Checked.ACCEPTED, Checked.DISPUTED, Checked.OWN_SIDE, Checked.NOT_CHECKED, Checked.REJECTED)
"""What is said of several pieces of evidence together: the first that any of them is."""


def can_file_finding(by: Actor, *, owner: str) -> Decision:
    """Keepers and assessors look for evidence and say what they did not find; a party speaks of itself in other ways."""
    allowed = may(by, "finding.file")
    if allowed and by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("everybody files searches in their own name only")
    return allowed


def can_set_status(by: Actor, *, owner: str) -> Decision:
    """A contributor of a party says where that party stands; nobody says it for another."""
    allowed = may(by, "status.set")
    if allowed and by.owner != owner:
        return Denied("a party says only where it stands itself")
    return allowed


def require_settable(
    promise: CommitmentView, subject: str, value: Completion, *, party: str, update_status: str
) -> None:
    """Raise RuleBroken unless a party may say this of a promise or a clause of it, in an update of this status."""
    clauses = {clause.ref: clause for clause in promise.clauses}
    if subject != promise.ref and subject not in clauses:
        raise RuleBroken(f"The update is about {promise.ref}; {subject} is neither that promise nor a part of it.")
    owing = promise.obligors if subject == promise.ref else clauses[subject].obligors
    if party not in owing and not (subject == promise.ref and owed_letters(promise, party)):
        raise RuleBroken(
            f"{party} does not owe {subject.partition('/')[2].replace('#', ' ')}, so it has no status there."
        )
    if value == Completion.COMPLETE and promise.kind == Kind.STANDING:
        raise RuleBroken(
            f"{promise.number} is a continuing duty: it keeps a rhythm and is never complete; "
            "choose another value and show its rhythm."
        )
    require_draft(promise.ref, update_status)


def require_draft(commitment: str, update_status: str) -> None:
    """Raise RuleBroken unless the statuses of an update may change."""
    if update_status not in OPEN:
        raise RuleBroken(
            f"The update on {commitment} is {UpdateStatus(update_status).label}; its values change in a draft only."
        )


def require_about(subject: str, slug: str, *, commitment: str) -> None:
    """Raise RuleBroken unless a claim is on a promise itself or a clause of it: only that can carry a status."""
    ref = Ref.parse(subject)
    if ref.commitment != commitment or ref.kind:
        raise RuleBroken(
            f"The evidence “{slug}” is about {subject}, not about {commitment}; "
            "say in a claim of its own what it shows of that promise."
        )


def owed_letters(promise: CommitmentView, party: str) -> tuple[str, ...]:
    """Letters of the clauses of a promise that a party owes: those of its own, and of the whole where it owes that."""
    return tuple(clause.letter for clause in promise.clauses if party in clause.obligors)


def status_gate(
    proofs: Iterable[ProofView], value: Completion, *, subject: str, party: str, letters: Sequence[str]
) -> Gate | None:
    """How a party's status stands beside its proof; None when the value needs none.

    Complete needs proof of all that the party owes of it, substantial needs proof of some of it.
    """
    if value not in PROVEN:
        return None
    asked = Support.ALL if value == Completion.COMPLETE else Support.PART
    return gate(proofs, subject=subject, word=value.label, asked=asked, party=party, letters=letters)


def proof_state(verdict: Gate | None) -> ProofState:
    """What is shown beside a published status.  Proof that is gone, or that the reader may not read, verifies nothing."""
    if verdict is None:
        return ProofState.NOT_NEEDED
    return ProofState.NOT_VERIFIED if isinstance(verdict, Denied) else ProofState(verdict.value)


def require_past(as_of_on: date, *, today: date, subject: str) -> None:
    """Raise RuleBroken when a status speaks of a day that has not come."""
    if as_of_on > today:
        raise RuleBroken(
            f"The status of {subject} speaks of {as_of_on}, which is still to come; give a day until today."
        )


def evidence_state(*, claims: int, findings: int) -> EvidenceState:
    """Evidence for a promise: what was found outweighs what another search did not find."""
    if claims:
        return EvidenceState.FOUND
    return EvidenceState.NONE_FOUND if findings else EvidenceState.NOT_LOOKED


def checked_state(proofs: Iterable[ProofView]) -> Checked | None:
    """How far anybody stands behind several pieces of evidence; None when there are none."""
    kinds = {CHECKED_AS[proof.state] for proof in proofs}
    return next((one for one in CHECKED_ORDER if one in kinds), None)


def reported_state(
    *, owes: bool, is_taking_part: bool, has_reported: bool = False, has_noted_no_change: bool = False
) -> Reported:
    """The column of a party.  A promise that it does not owe is not applicable, whoever takes part."""
    if not owes:
        return Reported.NOT_OWED
    if has_reported:
        return Reported.REPORTED
    if has_noted_no_change:
        return Reported.NO_CHANGE
    return Reported.NOTHING_YET if is_taking_part else Reported.NOT_TAKING_PART
