"""Who may say who carries a promise, and between which outside dates.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.rights import may

from .activities import can_write_own


def can_set_window(by: Actor) -> Decision:
    """A keeper repeats the outside dates that a cited source gives."""
    return may(by, "window.set")


def can_name_lead(by: Actor, *, party: str) -> Decision:
    """A party names its own bodies; a keeper repeats what a cited source says of any."""
    allowed = may(by, "lead.name")
    if not allowed or by.capacity in (Capacity.KEEPER, Capacity.SYSTEM):
        return allowed
    if by.capacity is Capacity.PARTY and by.owner == party:
        return allowed
    return Denied("a party names only its own bodies")


def can_end_lead(by: Actor, *, owner: str) -> Decision:
    return can_write_own(by, "lead.name", owner=owner)
