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


class Role(StrEnum):
    """What a post may do for its side.  A post may have several; what each is for stands in `common.rights`."""

    CONTRIBUTOR = "contributor"
    """Writes: sources, claims, activities, milestones, updates."""
    APPROVER = "approver"
    """Approves, sends back and publishes what somebody else of the same side wrote."""
    TRANSLATOR = "translator"
    """Writes and reviews the words of a draft in other languages."""
    VERIFIER = "verifier"
    """Checks claims that somebody else made."""
    KEEPER = "keeper"
    """Keeps the record itself: plans, directory, leads, findings."""
    SECRETARIAT = "secretariat"
    """Serves all parties: reads what they share, speaks for none."""
    AUDITOR = "auditor"
    """Reads its own side's and shared records; writes nothing."""
    ACCESS_OFFICER = "access_officer"
    """As the auditor; assembles what its side may release to a request for access."""
    ADMINISTRATOR = "administrator"
    """Log-ins and posts of its own side, each with a second person; reads and writes no record."""


WORKING_ROLES = frozenset({Role.CONTRIBUTOR, Role.APPROVER, Role.TRANSLATOR, Role.VERIFIER})
"""What a post of a small team has: all the work of its side.  Nobody approves or checks their own, whatever their roles."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    owner   code of the party or organisation acted for ("CAN", "observatory"); "" for SYSTEM and PUBLIC
    post    ref of the post acted through ("observatory/record-keeper"); the public log names posts, never persons
    user_id key of the log-in, kept in private entries only; None for SYSTEM and PUBLIC
    roles   what the post may do for its side; none: it only reads
    groups  slugs of the working groups that the post sits in
    is_program  it acts with a token, within its scopes: it stands in for nobody else
    """

    capacity: Capacity
    owner: str = ""
    post: str = ""
    user_id: str | None = None
    roles: frozenset[Role] = frozenset()
    groups: frozenset[str] = frozenset()
    is_program: bool = False

    def __hash__(self) -> int:
        """By who it is alone: it stands in the key of every read that is remembered."""
        return hash((self.capacity, self.post))

    @property
    def is_signed_in(self) -> bool:
        return self.capacity in (Capacity.PARTY, Capacity.KEEPER, Capacity.ASSESSOR)

    @property
    def reads_records(self) -> bool:
        """Whether it reads more than the public does.  An administrator of log-ins alone does not."""
        return self.is_signed_in and self.roles != {Role.ADMINISTRATOR}

    def has(self, *roles: Role) -> bool:
        """Whether it has one of these roles; the software itself has all."""
        return self.capacity is Capacity.SYSTEM or bool(self.roles.intersection(roles))


SYSTEM = Actor(Capacity.SYSTEM, post="entente")
PUBLIC = Actor(Capacity.PUBLIC)
