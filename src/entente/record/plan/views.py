"""What the plan's queries answer: frozen shapes that pages, API and command line share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party of a plan.  standing: not_taking_part or taking_part; since_on: None while not taking part."""

    code: str
    name: Wording
    languages: tuple[str, ...]
    time_zone: str
    standing: str
    since_on: date | None

    @property
    def is_taking_part(self) -> bool:
        return self.standing == "taking_part"


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan without its promises."""

    slug: str
    title: Wording
    summary: Wording
    languages: tuple[str, ...]
    status: str
    launched_on: str
    adopted_at: datetime | None
    is_demonstration: bool
    owner: str
    keeper_slug: str
    keeper_name: Wording
    parties: tuple[PartyView, ...]
    commitments: int
    has_authentic_text: bool
    text_titles: Wording
    """Titles by which an official text of this plan is recognised, as far as known."""
    source_address: str
    """Address of the official text, "" when unknown."""
    closed_at: datetime | None = None
    """When all parties had signed its end; what they report in it is frozen from then on."""

    @property
    def ref(self) -> str:
        return self.slug


@dataclass(frozen=True, slots=True)
class TextView:
    """Authentic words in one language.

    amendment  number of the amendment that put them in the place of the original, 0 for the original
    since_at   from when on an amended text is in force, None for the original
    """

    language: str
    text: str
    sha256: str
    source_address: str
    amendment: int = 0
    since_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PillarView:
    """A pillar; titles and introductions are authentic words by language, {} when not on record."""

    ref: str
    number: str
    title: Wording
    summary: Wording
    commitments: int
    titles: dict[str, TextView] = field(default_factory=dict)
    introductions: dict[str, TextView] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A separately checkable part.  obligors: party codes that owe it."""

    ref: str
    letter: str
    text: Wording
    obligors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetView:
    """A code of an outside framework.  framework_title: {} where the caller has the framework at hand."""

    framework: str
    code: str
    title: Wording
    framework_title: Wording = field(default_factory=dict)

    @property
    def ref(self) -> str:
        return f"{self.framework}:{self.code}"


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """An outside framework; `aligned` counts the promises aligned with any of its targets."""

    code: str
    title: Wording
    address: str
    targets: tuple[tuple[TargetView, int], ...]
    """Each target with the number of promises that serve it."""


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """One promise.

    texts: authentic words by language, {} when not on record; obligors: codes that owe the whole promise
    """

    ref: str
    number: str
    pillar: str
    position: int
    parent: str
    title: Wording
    summary: Wording
    kind: str
    strength: str
    obligors: tuple[str, ...]
    texts: dict[str, TextView] = field(default_factory=dict)
    clauses: tuple[ClauseView, ...] = ()
    targets: tuple[TargetView, ...] = ()
    pillar_title: Wording = field(default_factory=dict)
