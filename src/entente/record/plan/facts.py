"""What a caller hands to the plan's commands: plain shapes without a table."""

from __future__ import annotations

from dataclasses import dataclass, field

from entente.foundation.common.languages import Wording

from .words import Fate, Kind, Strength


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """A separately checkable part.  `obligors` (party codes) only where it differs from the whole promise."""

    text: Wording
    obligors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """One promise.

    number    "6.4"; obligors: party codes; texts: authentic words per language, {} when not on record
    alignment (framework code, target code) pairs
    """

    number: str
    obligors: tuple[str, ...]
    kind: Kind
    strength: Strength
    title: Wording
    summary: Wording
    texts: Wording
    clauses: tuple[ClauseFacts, ...] = ()
    parent: str = ""
    alignment: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PillarFacts:
    """A pillar.  `titles` and `introductions` are authentic words per language; `title`, `summary` the record's own."""

    number: str
    commitments: tuple[CommitmentFacts, ...]
    title: Wording
    summary: Wording
    titles: Wording
    introductions: Wording


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan without its pillars.  `titles` and `preambles` are authentic words per language."""

    slug: str
    title: Wording
    languages: tuple[str, ...]
    parties: tuple[str, ...]
    summary: Wording
    titles: Wording
    preambles: Wording
    launched_on: str = ""
    text_titles: Wording = field(default_factory=dict)
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True)
class ResolutionFacts:
    """What becomes of one promise of a plan that ends.

    number  of the promise in the plan that ends
    into    numbers of the successor's promises in which it goes on; () for a dropped one
    """

    number: str
    fate: Fate
    into: tuple[str, ...] = ()
    reason: Wording = field(default_factory=dict)
