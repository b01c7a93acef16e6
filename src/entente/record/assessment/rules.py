"""Who may file a finding, and what the search for evidence amounts to.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied

from .words import EvidenceState, Reported


def can_file_finding(by: Actor) -> Decision:
    """Keepers and assessors look for evidence and say what they did not find; a party speaks of itself in other ways."""
    if by.capacity in (Capacity.KEEPER, Capacity.ASSESSOR, Capacity.SYSTEM):
        return ALLOWED
    return Denied("only a keeper or an assessor files that it searched and found nothing")


def evidence_state(*, claims: int, findings: int) -> EvidenceState:
    """Evidence for a promise: what was found outweighs what another search did not find."""
    if claims:
        return EvidenceState.FOUND
    return EvidenceState.NONE_FOUND if findings else EvidenceState.NOT_LOOKED


def reported_state(*, owes: bool, is_taking_part: bool) -> Reported:
    """The column of a party that has said nothing.  A promise that it does not owe is not applicable, whoever takes part."""
    if not owes:
        return Reported.NOT_OWED
    return Reported.NOTHING_YET if is_taking_part else Reported.NOT_TAKING_PART
