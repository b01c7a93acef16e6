"""Who approves in whose place.  Pure."""

from __future__ import annotations

from collections.abc import Collection

from entente.foundation.common.actors import Actor, Role
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.rights import may
from entente.record.delivery.models import Delegation

STANDS_IN = frozenset({Role.CONTRIBUTOR, Role.APPROVER, Role.TRANSLATOR, Role.VERIFIER, Role.KEEPER})
"""Roles of posts that write on the record, one of which a post has that approves in another's place."""


def can_delegate(by: Actor) -> Decision:
    """Only who approves has something to hand over."""
    return may(by, "update.approve") if by.is_signed_in else Denied("only a post hands its approving over")


def can_act_for_another(by: Actor) -> bool:
    """Auditors, access officers and administrators write nothing, in nobody's place either."""
    return by.is_signed_in and by.has(*STANDS_IN)


def can_stand_in(to_post: str, owner: str, roles: Collection[str], *, by: Actor) -> Decision:
    """owner, roles: for which side the other post speaks, and what it does there."""
    if to_post == by.post:
        return Denied("Name another post than your own to approve in your place.")
    if owner != by.owner:
        return Denied(f"{to_post} does not speak for {by.owner}; nobody approves for another side.")
    if not STANDS_IN.intersection(roles):
        return Denied(f"{to_post} writes nothing on the record; name a post that does to approve in your place.")
    return ALLOWED


def can_end_delegation(by: Actor, delegation: Delegation) -> Decision:
    if by.is_signed_in and by.owner == delegation.owner and by.post in (delegation.from_post, delegation.to_post):
        return ALLOWED
    return Denied("only one of its two posts ends a delegation")
