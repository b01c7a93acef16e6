"""Who may say that a session took place.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.record.delivery.kinds import Kind
from entente.record.delivery.words import Stream
from entente.record.verification.words import Proof

from .activities import can_write_own
from .stages import ACCEPTED, Standing


def can_write_session(by: Actor, *, owner: str) -> Decision:
    return can_write_own(by, "activity.write", owner=owner)


def can_hold(by: Actor, proof: Standing, *, owner: str) -> Decision:
    """It counts as held only with accepted evidence: a party's by the checks of parties, others' by anybody's."""
    allowed = can_write_session(by, owner=owner)
    if not allowed:
        return allowed
    standing: Proof | None = proof.parties if by.capacity is Capacity.PARTY else proof.anybody
    if standing in ACCEPTED:
        return allowed
    if standing is None:
        return Denied("nothing shows yet that it took place; add evidence of it and have it checked")
    return Denied("no evidence that it took place was accepted yet; somebody who did not add it checks it")


def require_stream(kind: Kind, stream: Stream) -> None:
    """Raise RuleBroken unless what takes place in an exchange names its stream, and nothing else does."""
    if kind.has_streams and stream is Stream.NONE:
        raise RuleBroken("Say between whom this exchange is: governments, or civil societies; they are counted apart.")
    if not kind.has_streams and stream is not Stream.NONE:
        raise RuleBroken("Only an exchange has a stream; leave it empty here.")


def require_participants(participants: dict[str, int]) -> None:
    """Raise RuleBroken unless kinds of organisation are counted with whole numbers above zero."""
    for kind, number in participants.items():
        if not kind or number < 1:
            raise RuleBroken(f"The participants of “{kind}” are {number}; count at least one, or leave the kind out.")
