"""Actor: who does something, and for whom.  Mandate is not permission: an actor acts for one owner through one post."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Capacity(StrEnum):
    """In what capacity somebody acts."""

    PARTY = "party"
    KEEPER = "keeper"
    ASSESSOR = "assessor"
    SYSTEM = "system"
    """The software itself: first set-up and periodic duties."""
    PUBLIC = "public"
    """A reader without a log-in."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    owner   code of the party or organisation acted for ("CAN", "observatory"); "" for SYSTEM and PUBLIC
    post    ref of the post acted through ("observatory/record-keeper"); the public log names posts, never persons
    user_id key of the log-in, kept in private entries only; None for SYSTEM and PUBLIC
    """

    capacity: Capacity
    owner: str = ""
    post: str = ""
    user_id: str | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.capacity in (Capacity.PARTY, Capacity.KEEPER, Capacity.ASSESSOR)


SYSTEM = Actor(Capacity.SYSTEM, post="entente")
PUBLIC = Actor(Capacity.PUBLIC)
