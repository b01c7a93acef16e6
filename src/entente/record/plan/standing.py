"""Whether a side may speak in a plan: the one question that every publication, acceptance and signature asks."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision

from .models import Participation
from .rules import can_speak


def may_speak(by: Actor, plan: str) -> Decision:
    """Whether an actor publishes, accepts and signs for its side.  plan: slug.  One query for a party, none for others."""
    if by.capacity is not Capacity.PARTY:
        return ALLOWED
    rows = Participation.objects.filter(plan__slug=plan, party__code=by.owner).values_list("party__code", "standing")
    return can_speak(by, dict(rows))
