"""Who may propose, argue and decide that an event fulfilled a promise.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.rights import may
from entente.record.delivery.words import CandidateAnswer


class CandidateState(StrEnum):
    """Where a candidate stands, derived from what each party that owes the promise decided."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SPLIT = "split"


def can_propose(by: Actor) -> Decision:
    return may(by, "candidate.propose")


def can_argue(by: Actor) -> Decision:
    return may(by, "candidate.argue")


def can_decide_candidate(by: Actor, obligors: Collection[str]) -> Decision:
    """Every party that owes the promise decides for itself."""
    allowed = may(by, "candidate.decide")
    if allowed and by.owner not in obligors:
        return Denied("your side does not owe this promise and does not decide on it")
    return allowed


def candidate_state(obligors: Collection[str], answers: Mapping[str, CandidateAnswer]) -> CandidateState:
    """answers: party code -> its latest decision.  Parties that differ are split, whoever is still silent."""
    given = {answers[party] for party in obligors if party in answers}
    if len(given) > 1:
        return CandidateState.SPLIT
    if not given or any(party not in answers for party in obligors):
        return CandidateState.OPEN
    return CandidateState.ACCEPTED if given == {CandidateAnswer.ACCEPT} else CandidateState.DECLINED
