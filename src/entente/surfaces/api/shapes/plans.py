"""Plans, pillars, promises, clauses, frameworks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.common.languages import Wording

from .directory import Party
from .evidence import Claim, Evidence, Finding, Lead, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanParty(Party):
    """A party of a plan.  standing: not_taking_part or taking_part; since_on: null while it does not take part."""

    standing: str
    since_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """The organisation that keeps the record of a plan, by slug and name."""

    organisation: str
    name: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSummary:
    """A plan without its promises.

    ref                    what everything in the plan begins its ref with
    status                 adopted or closed; a draft is not public
    commitments            how many promises it has
    has_authentic_text     whether the official words of any promise are on record
    source_address         where the official text is published, "" when unknown
    """

    ref: str
    title: Wording
    summary: Wording
    languages: list[str]
    status: str
    launched_on: str
    adopted_at: datetime | None
    is_demonstration: bool
    keeper: Keeper
    parties: list[PlanParty]
    commitments: int
    has_authentic_text: bool
    source_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Authentic words, exactly as published.  sha256: of the UTF-8 text, lower-case hexadecimal."""

    text: str
    sha256: str
    source_address: str


Texts = dict[str, Text]
"""Authentic words by language tag; {} when they are not on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingState:
    """How far a wording of the record has come in one language.

    status    missing, draft, machine, project (wording of this project, reviewed by no party), reviewed or authentic
    is_stale  the text that it was translated from has changed since
    """

    status: str
    is_stale: bool


States = dict[str, dict[str, WordingState]]
"""Name of a wording field ("title") -> language tag -> state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A separately checkable part of a promise.  obligors: codes of the parties that owe this part."""

    ref: str
    letter: str
    text: Wording
    obligors: list[str]
    states: States


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target of an outside framework that a promise serves, in the record keeper's reading."""

    framework: str
    code: str
    title: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentSummary:
    """One promise.

    pillar      number of its pillar
    parent      number of the promise it is nested under, "" for none
    title       title of the record, not of the parties; likewise `summary`
    kind        deliverable, standing or time_bound
    strength    firm, best_efforts or exploratory
    obligors    codes of the parties that owe it
    texts       the authentic words by language, {} when they are not on record
    reported    party code -> what the party itself reports: not_owed, not_taking_part or nothing_yet
    """

    ref: str
    number: str
    pillar: str
    parent: str
    title: Wording
    summary: Wording
    states: States
    kind: str
    strength: str
    obligors: list[str]
    texts: Texts
    clauses: list[Clause]
    alignment: list[Target]
    reported: dict[str, str]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(CommitmentSummary):
    """One promise with all that is on record about it."""

    windows: list[Window]
    claims: list[Claim]
    findings: list[Finding]
    leads: list[Lead]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """A top-level part of a plan.

    texts   authentic words by field ("title", "introduction") and language
    claims  those about the pillar as a whole; each promise holds its own
    """

    ref: str
    number: str
    title: Wording
    summary: Wording
    states: States
    texts: dict[str, Texts]
    claims: list[Claim]
    commitments: list[Commitment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(PlanSummary):
    """A whole plan.

    language  the language asked for with `lang`, null when every language is given
    texts     authentic words of the plan itself by field ("title", "preamble") and language
    evidence  state of the search -> number of promises
    claims    those about the plan as a whole; each promise holds its own
    """

    language: str | None
    states: States
    texts: dict[str, Texts]
    evidence: dict[str, int]
    claims: list[Claim]
    pillars: list[Pillar]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """All public plans, newest launch first."""

    language: str | None
    items: list[PlanSummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPage:
    """One page of a list of promises.  count: all that the filter leaves; pages: at least 1."""

    language: str | None
    plan: str
    count: int
    page: int
    pages: int
    per_page: int
    items: list[CommitmentSummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCommitment(Commitment):
    """One promise, asked for by itself.  language: as asked for with `lang`, null when every language is given."""

    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkTarget:
    """A code of a framework.  commitments: how many promises of the plan asked for serve it; null without a plan."""

    ref: str
    code: str
    title: Wording
    commitments: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """An outside framework that promises are aligned with."""

    code: str
    title: Wording
    address: str
    targets: list[FrameworkTarget]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frameworks:
    """All frameworks by code.  plan: the one whose promises are counted, null for none."""

    language: str | None
    plan: str | None
    items: list[Framework]
