"""What the calendar says of promises: rhythm kept or broken, terms that run out.  Derived, never stored.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.rights import may

from .activities import can_write_own


class RhythmState(StrEnum):
    """How a standing duty keeps its rhythm."""

    ON = "on"
    LATE = "late"
    """Longer still than expected."""
    SILENT = "silent"
    """Longer still than the longest silence that is in order."""


class SignKind(StrEnum):
    """What shows that something is done for a promise.  A note that nothing changed shows nothing."""

    SESSION = "session"
    STAGE = "stage"
    UPDATE = "update"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that shows activity.

    subject  ref of the promise or clause for which it counts
    ref      ref of the session, stage or update, or the slug of the claim
    on       its last day
    owner    whose word it is
    is_own_word  only that side says it: it keeps the owner's own rhythm and the keeper's, never another party's
    """

    subject: str
    kind: SignKind
    ref: str
    on: date
    owner: str
    is_own_word: bool

    @property
    def commitment(self) -> str:
        return self.subject.partition("#")[0]


def can_set_rhythm(by: Actor, *, owner: str, obligors: Iterable[str]) -> Decision:
    """A party says what rhythm it keeps itself to where it owes something; a keeper or assessor what it expects."""
    allowed = can_write_own(by, "rhythm.set", owner=owner)
    if allowed and by.capacity is Capacity.PARTY and by.owner not in set(obligors):
        return Denied("your side does not owe this promise and sets no rhythm for it")
    return allowed


def can_note_basis_change(by: Actor) -> Decision:
    return may(by, "basis.note")


def require_days(every_days: int, longest_days: int) -> None:
    """Raise RuleBroken unless a rhythm makes sense."""
    if every_days < 1:
        raise RuleBroken("A rhythm is at least one day; say how many days usually lie between two signs of activity.")
    if longest_days < every_days:
        raise RuleBroken(
            f"The longest silence ({longest_days} days) is shorter than the rhythm ({every_days} days); make it as long."
        )


def counts(sign: Sign, *, subject: str, owner: str, is_party: bool) -> bool:
    """Whether a sign keeps a rhythm: on a whole promise any of its clauses does, on a clause only that clause."""
    is_about = sign.subject == subject or ("#" not in subject and sign.commitment == subject)
    return is_about and not (is_party and sign.is_own_word and sign.owner != owner)


def latest(signs: Iterable[Sign], today: date) -> Sign | None:
    """The last sign of activity up to a day, None for none."""
    past = [sign for sign in signs if sign.on <= today]
    return max(past, key=lambda sign: (sign.on, sign.kind, sign.ref), default=None)


def rhythm_state(days: int, *, every_days: int, longest_days: int) -> RhythmState:
    """days: since the last sign of activity, or since the rhythm began while there is none."""
    if days <= every_days:
        return RhythmState.ON
    return RhythmState.LATE if days <= longest_days else RhythmState.SILENT


def renewal_day(term_last_on: date, renewal_days: int) -> date:
    """The day from which a renewal is due to be looked at."""
    return term_last_on - timedelta(days=renewal_days)
