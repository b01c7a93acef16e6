"""Who notes what stands in the way.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.rights import may
from entente.record.delivery.models import Obstacle
from entente.record.delivery.words import Level

HEIGHT = {level: at for at, level in enumerate(Level)}


def can_raise_obstacle(by: Actor) -> Decision:
    return may(by, "obstacle.note") if by.is_signed_in else Denied("an obstacle is somebody's own; log in first")


def can_move_obstacle(by: Actor, obstacle: Obstacle) -> Decision:
    """Take it higher, hand it to another post, or clear it."""
    if not by.is_signed_in or by.owner != obstacle.owner:
        return Denied("an obstacle belongs to the side that raised it; only that side moves it")
    return may(by, "obstacle.note")


def can_escalate(now: Level, then: Level) -> Decision:
    """An obstacle goes up; it comes down by being cleared."""
    if HEIGHT[then] >= HEIGHT[now]:
        return ALLOWED
    return Denied(f"It is with {now.label} already; clear it, or leave it there.")
