"""What a plan package holds, as frozen dataclasses.  Refs are full (canada-mexico-2023/8.2#b)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageAsking:
    """By which law and where the authorities of a party are asked; {} where unknown."""

    law: Wording
    office: Wording
    chamber: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageParty:
    """A government.

    languages   those in which it owes reviewed text
    time_zone   IANA, of its capital
    asking      None while nothing is known of it
    """

    code: str
    name: Wording
    languages: tuple[str, ...]
    time_zone: str
    asking: PackageAsking | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageClause:
    """A separately checkable part of a compound promise.  `obligors`: party codes, never empty."""

    ref: str
    letter: str
    text: Wording
    obligors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageWindow:
    """Outside dates that bound a time-bound promise; a later one is a renewal."""

    period: Period
    name: Wording
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageCommitment:
    """A promise in project wording.

    obligors   party codes, in the plan's order, never empty
    kind       deliverable, standing or time_bound
    strength   firm, best_efforts or exploratory
    clauses    empty when the promise is one, else two or more
    alignment  (framework code, target code) pairs, the package author's reading
    """

    ref: str
    number: str
    title: Wording
    summary: Wording
    obligors: tuple[str, ...]
    kind: str
    strength: str
    clauses: tuple[PackageClause, ...]
    alignment: tuple[tuple[str, str], ...]
    windows: tuple[PackageWindow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePillar:
    ref: str
    number: str
    title: Wording
    summary: Wording
    commitments: tuple[PackageCommitment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageAlias:
    """Another name.  `kind`: acronym, former or name."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageOrganisation:
    """A body, or another thing with a name that readers look up.  `party`: None when it belongs to none."""

    id: str
    kind: str
    party: str | None
    name: Wording
    since: Period | None
    until: Period | None
    aliases: tuple[PackageAlias, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSuccession:
    """One body after another.  `kind`: renamed, merged, split, absorbed or succeeded; `source`: id of the document."""

    predecessor: str
    successor: str
    happened: Period
    kind: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSource:
    """A document with an address.

    side                  party, joint or third
    party                 the publishing party when side is party, else None
    title                 {its language: printed title}, or a description in every language of the plan
    weak                  why it proves less (republished, secondary, partisan, personal_site), or None
    """

    id: str
    publisher: str
    side: str
    party: str | None
    language: str
    title: Wording
    title_is_description: bool
    stated_on: Period | None
    address: str
    weak: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageCitation:
    """A place in a document.  `place`: "" for the whole."""

    source: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSupport:
    """What a fact bears on.  `subject`: full ref; `weight`: all, part, contributes, or context (no evidence)."""

    subject: str
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFact:
    """A dated public fact.  `announced`: when each side made it known, by party code, where known."""

    id: str
    supports: tuple[PackageSupport, ...]
    happened: Period
    date_note: Wording
    announced: Mapping[str, Period]
    statement: Wording
    citations: tuple[PackageCitation, ...]

    @property
    def is_context(self) -> bool:
        """True when it shows nothing of any promise done."""
        return all(support.weight == "context" for support in self.supports)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFinding:
    """A search by the keeper that found nothing.  `subject`: full ref; `looked_on`: one day."""

    subject: str
    result: str
    looked_on: Period
    looked_where: Wording
    note: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageCarrier:
    """A body that a source shows at work on a subject for a party.  `role`: lead, supporting, signer or witness."""

    subject: str
    organisation: str
    party: str
    role: str
    since: Period | None
    until: Period | None
    note: Wording
    citations: tuple[PackageCitation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageTerm:
    """A word that means the same in every language.  variants: (language, word) pairs of what is not used for it."""

    names: Wording
    variants: tuple[tuple[str, str], ...]
    note: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageText:
    """Where the authentic text is.  `titles`: official titles per language, by which an import recognises it."""

    titles: Wording
    source: str | None
    note: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageKeeper:
    """Who keeps the record at first: kind observer, party or parties; a placeholder that set-up replaces."""

    kind: str
    party: str | None
    name: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPackage:
    """A sound plan package.  `sha256`: of its meaning (canonical JSON), so comments and layout do not count."""

    slug: str
    title: Wording
    summary: Wording
    languages: tuple[str, ...]
    launched: Period
    status: str
    keeper: PackageKeeper
    text: PackageText
    is_demonstration: bool
    parties: tuple[PackageParty, ...]
    pillars: tuple[PackagePillar, ...]
    organisations: tuple[PackageOrganisation, ...]
    successions: tuple[PackageSuccession, ...]
    sources: tuple[PackageSource, ...]
    facts: tuple[PackageFact, ...]
    findings: tuple[PackageFinding, ...]
    carriers: tuple[PackageCarrier, ...]
    sha256: str
    terms: tuple[PackageTerm, ...] = ()

    @property
    def commitments(self) -> tuple[PackageCommitment, ...]:
        return tuple(commitment for pillar in self.pillars for commitment in pillar.commitments)
