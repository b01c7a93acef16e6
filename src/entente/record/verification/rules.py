"""Who may claim.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.refs import split_ref


def can_claim(by: Actor) -> Decision:
    """Everybody who acts for a party, a keeper or an assessor claims in its own name."""
    if by.is_signed_in or by.capacity is Capacity.SYSTEM:
        return ALLOWED
    return Denied("only somebody who acts for a party, a keeper or an assessor adds evidence; log in first")


def heads_of(subject: str) -> tuple[str, str]:
    """(plan slug, commitment ref or "") at the head of a subject ref.  Raises RuleBroken."""
    try:
        plan, number, _ = split_ref(subject)
    except ValueError as wrong:
        raise RuleBroken(f"{wrong}.") from wrong
    return plan, f"{plan}/{number}" if number else ""
