"""What a kind of activity is: a table of stages.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from entente.foundation.common.actors import Role


class Mover(StrEnum):
    """Which parties must say that a stage is reached.  Keepers and assessors say what they saw of any stage."""

    ANY = "any"
    """One party of the activity is enough."""
    ALL = "all"
    """Every party of the activity says so for itself."""
    GIVER = "giver"
    RECEIVER = "receiver"


PREPARES = frozenset({Role.CONTRIBUTOR, Role.APPROVER, Role.KEEPER})
"""Work on the way."""
BINDS = frozenset({Role.APPROVER, Role.KEEPER})
"""What binds a side is said by somebody who may approve for it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A row of the table.

    after        codes of the stages that it may follow
    mover        which parties must say that it is reached
    roles        of which a post must have one to say it for its side
    needs_claim  it is reached only when evidence of it was accepted; until then it is said, and not yet checked
    is_derived   the calendar says it, nobody marks it
    """

    code: str
    label: str
    after: tuple[str, ...] = ()
    mover: Mover = Mover.ANY
    roles: frozenset[Role] = PREPARES
    needs_claim: bool = False
    is_derived: bool = False

    @property
    def needs_all(self) -> bool:
        return self.mover is Mover.ALL


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of activity.

    stages        in the order in which they are shown; the first begins
    has_term      it is in force for a term, before the end of which a renewal falls due
    has_streams   what takes place in it belongs to one of two streams: between governments, between civil societies
    is_one_sided  one party gives and another receives; both are named
    """

    code: str
    label: str
    stages: tuple[Stage, ...]
    has_term: bool = False
    has_streams: bool = False
    is_one_sided: bool = False

    def __iter__(self) -> Iterator[Stage]:
        return iter(self.stages)

    def find(self, code: str) -> Stage | None:
        """The stage with a code, None for a code that the table does not have."""
        return next((stage for stage in self.stages if stage.code == code), None)

    def before(self, code: str) -> frozenset[str]:
        """The stages from which some way leads to this one; itself among them only where the table goes round."""
        found: set[str] = set()
        pending = [code]
        while pending:
            stage = self.find(pending.pop())
            fresh = set(stage.after) - found if stage else set()
            found |= fresh
            pending += fresh
        return frozenset(found)

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram."""
        names = [f"    {stage.code}: {stage.label}" for stage in self.stages]
        ways = [f"    {earlier} --> {stage.code}" for stage in self.stages for earlier in stage.after]
        return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {self.stages[0].code}", *ways])
