"""What reading a plan yields: a proposal for an officer to look over, never a record.

Everything here is frozen and plain, so that a preview page, a command line and a test see the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass

from entente.foundation.common.errors import RuleBroken


class PlanUnreadable(RuleBroken):
    """The file cannot be read as a plan.  The sentence says what is wrong, where, and how to mend it."""

    code = "plan_unreadable"


@dataclass(frozen=True, slots=True)
class Reason:
    """The words, verbatim, by which one axis was decided; empty where nothing was said and a default holds."""

    axis: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """A separately checkable part of a promise.  `text` runs from its verb to the next part; `words` is the verb."""

    text: str
    words: str


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """One proposed commitment.  `text` is as printed, with white space folded and marks of layout removed."""

    ref: str
    text: str
    obligors: tuple[str, ...]
    kind: str
    strength: str
    clauses: tuple[ClauseDraft, ...]
    parent: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PillarDraft:
    """A top-level section.  `number` is as printed in Arabic figures, else the running number."""

    number: str
    title: str
    introduction: str
    commitments: tuple[CommitmentDraft, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text that was not taken, why, and where it stands in the file ("line 12", "page 3", "sheet Plan, row 4")."""

    text: str
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole plan as read.  `notes` are sentences for the reader: a guessed encoding, a party that was not found."""

    title: str
    language: str
    parties: tuple[str, ...]
    preamble: str
    pillars: tuple[PillarDraft, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]

    @property
    def commitments(self) -> tuple[CommitmentDraft, ...]:
        return tuple(commitment for pillar in self.pillars for commitment in pillar.commitments)
