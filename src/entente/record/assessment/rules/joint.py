"""What all parties may say together of a promise, and what there is while they have not.  Pure.

The parties of the plan sign, all of them, whoever owes the promise: it was made to the others as much as by its own side, and
what is called joint is the word of all.  A side that does not owe it has no status of its own there ("not applicable"), and
signs that it agrees with what the others say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.texts.rules import LanguageState, can_publish
from entente.foundation.texts.words import WordingStatus
from entente.record.assessment.words import Completion, JointState
from entente.record.plan.views import CommitmentView
from entente.record.plan.words import Kind
from entente.record.verification.rules import Gate
from entente.record.verification.views import ProofView
from entente.record.verification.words import Proof

from .statuses import owed_letters, status_gate

JOINT = "joint-status"
"""Kind of its proposals in the accord."""


@dataclass(frozen=True, slots=True)
class JointContent:
    """What is signed: a value for a promise or a clause of it, with its day, reason and the evidence it rests on.

    claims  "owner/slug" of a claim -> its revision; another revision was not signed
    """

    subject: str
    value: Completion
    as_of_on: date
    reason: Wording
    claims: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "value": self.value.value,
            "as_of_on": self.as_of_on.isoformat(),
            "reason": dict(self.reason),
            "claims": [{"claim": name, "revision": self.claims[name]} for name in sorted(self.claims)],
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> JointContent | None:
        """None for words of another shape, which say no joint status whoever signed them."""
        try:
            return cls(
                content["subject"],
                Completion(content["value"]),
                date.fromisoformat(content["as_of_on"]),
                dict(content["reason"]),
                {one["claim"]: one["revision"] for one in content["claims"]},
            )
        except (KeyError, TypeError, ValueError):
            return None


def can_propose_joint(by: Actor, *, parties: Collection[str], keeper: str) -> Decision:
    """A party of the plan puts it before the others, and so does who keeps the record; it binds nobody before all sign."""
    if by.capacity is Capacity.SYSTEM or by.owner in {*parties, keeper}:
        return ALLOWED
    return Denied("only a party of this plan, or who keeps its record, proposes a joint status")


def require_joint(content: JointContent, promise: CommitmentView, *, owed: Iterable[str], today: date) -> None:
    """Raise RuleBroken for the first thing for which it cannot be put before the parties.

    owed  the official languages of all parties: who signs, signs over all of them, so translation comes first
    """
    if content.subject not in {promise.ref, *(clause.ref for clause in promise.clauses)}:
        raise RuleBroken(f"{content.subject} is neither {promise.ref} nor a part of it.")
    if content.value is Completion.COMPLETE and promise.kind == Kind.STANDING:
        raise RuleBroken(
            f"{promise.number} is a continuing duty: it keeps a rhythm and is never complete; "
            "choose another value and show its rhythm."
        )
    if content.as_of_on > today:
        raise RuleBroken(
            f"The status of {content.subject} speaks of {content.as_of_on}, which is still to come; give a day until today."
        )
    there = {tag: LanguageState(WordingStatus.REVIEWED) for tag, text in content.reason.items() if text.strip()}
    spoken = can_publish(dict.fromkeys(owed), there)
    if isinstance(spoken, Denied):
        raise RuleBroken(f"The reason for the joint status of {content.subject}: {spoken.reason}.")


def joint_gate(proofs: Iterable[ProofView], content: JointContent, promise: CommitmentView) -> Gate | None:
    """How it stands beside its proof in the view of every party that owes it; None for a value that needs none.

    Stricter than for a party's own word: what nobody has verified or somebody disputes never counts as joint.
    """
    known = list(proofs)
    verdicts = [
        status_gate(
            known,
            content.value,
            subject=content.subject,
            party=party,
            letters=owed_letters(promise, party) if content.subject == promise.ref else (),
        )
        for party in sorted(owing(promise, content.subject))
    ]
    for verdict in verdicts:
        if isinstance(verdict, Denied):
            return verdict
    head = f"“{content.value.label}” for {content.subject} is not joint"
    if Proof.DISPUTED in verdicts:
        return Denied(f"{head}: its proof is disputed, so settle that first or name other evidence")
    if Proof.NOT_VERIFIED in verdicts:
        return Denied(f"{head}: nobody has verified its proof, so have another side check it first")
    return next((verdict for verdict in verdicts if verdict is not None), None)


def owing(promise: CommitmentView, subject: str) -> frozenset[str]:
    """The parties that owe a promise in whole or in part, or that owe a clause of it."""
    if subject != promise.ref:
        return frozenset(code for clause in promise.clauses if clause.ref == subject for code in clause.obligors)
    return frozenset({*promise.obligors, *(code for clause in promise.clauses for code in clause.obligors)})


def joint_state(
    *, is_agreed: bool, is_proven: bool, values: Mapping[str, Completion], owing: Collection[str]
) -> JointState:
    """What there is together.  values: party -> what it says itself, without those that have said nothing."""
    if is_agreed:
        return JointState.AGREED if is_proven else JointState.UNPROVEN
    said = {values[party] for party in owing if party in values}
    if len(said) > 1:
        return JointState.DIFFER
    if said and all(party in values for party in owing) and len(owing) > 1:
        return JointState.ALIKE
    return JointState.NONE
