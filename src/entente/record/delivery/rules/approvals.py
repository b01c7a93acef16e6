"""Who approves in whose place.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.rights import may
from entente.record.delivery.models import Delegation


def can_delegate(by: Actor) -> Decision:
    """Only who approves has something to hand over."""
    return may(by, "update.approve") if by.is_signed_in else Denied("only a post hands its approving over")


def can_stand_in(to_post: str, owner: str, *, by: Actor) -> Decision:
    """owner: code of the side for which the other post speaks."""
    if to_post == by.post:
        return Denied("Name another post than your own to approve in your place.")
    if owner != by.owner:
        return Denied(f"{to_post} does not speak for {by.owner}; nobody approves for another side.")
    return ALLOWED


def can_end_delegation(by: Actor, delegation: Delegation) -> Decision:
    if by.is_signed_in and by.owner == delegation.owner and by.post in (delegation.from_post, delegation.to_post):
        return ALLOWED
    return Denied("only one of its two posts ends a delegation")
