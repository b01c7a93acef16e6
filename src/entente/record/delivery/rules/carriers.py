"""Who may say who carries a promise.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied


def can_set_window(by: Actor) -> Decision:
    """A keeper repeats the outside dates that a cited source gives."""
    if by.capacity in (Capacity.KEEPER, Capacity.SYSTEM):
        return ALLOWED
    return Denied("only the keeper of the record puts outside dates on it")


def can_name_lead(by: Actor, *, party: str) -> Decision:
    """A party names its own bodies; a keeper repeats what a cited source says of any."""
    if by.capacity in (Capacity.KEEPER, Capacity.SYSTEM) or (by.capacity is Capacity.PARTY and by.owner == party):
        return ALLOWED
    return Denied("a party names only its own bodies")
