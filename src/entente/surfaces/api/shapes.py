"""The shapes that the API answers with.  A promise (docs/api.md): fields are added, never renamed, retyped or removed.

They are apart from the views of the queries on purpose: the inside may change its names, an answer may not.
Instants are RFC 3339 in UTC; dates that sources give in part are text ("2023", "2023-05", "2023-05-02/2023-05-03"), "" when
unknown; a wording maps language tags to texts.  Fields marked null hold nothing for a reason that their name gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """The one shape of every error.

    error   one sentence, in the language asked for
    code    stable name for programs
    reasons what is wrong in particular, may be empty
    status  the HTTP status again
    """

    error: str
    code: str
    reasons: list[str]
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A government or authority.  languages: its own official ones; time_zone: of its capital, IANA."""

    code: str
    name: Wording
    languages: list[str]
    time_zone: str


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
class Evidence:
    """What the search for public evidence gave.

    state      found, none_found (searched, none found) or not_looked; never a judgement of compliance
    claims     how many claims bear on the promise itself; context does not count
    findings   how many searches found nothing
    latest_on  last day of the latest event, null when none is dated
    """

    state: str
    claims: int
    findings: int
    latest_on: date | None


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
class Source:
    """A document that a claim cites.

    is_described    the title is a description by this record, not what the document calls itself
    side            party (then `party` names it), joint or third
    weakness        why it proves less than the original would: republished, secondary, partisan, personal_site; "" for no why
    is_archived     whether a copy is kept; while not, it is cited and not yet archived
    sha256          of the archived copy, "" while there is none
    """

    title: Wording
    is_described: bool
    publisher: Wording
    language: str
    side: str
    party: str
    stated_on: str
    address: str
    weakness: str
    place: str
    quotation: str
    is_archived: bool
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What public sources are said to show.  Confirmed by no government unless it says so itself.

    owner         who claims it: the code of a party or the slug of an organisation
    subject       ref of what it bears on: the plan, a promise or a clause
    supports      all, part or contributes
    is_context    it shows nothing of the promise done and counts for nothing by itself
    announced_on  party code -> partial date, when the sides announced it on different days
    """

    slug: str
    owner: str
    subject: str
    supports: str
    statement: Wording
    note: Wording
    happened: str
    announced_on: dict[str, str]
    is_context: bool
    made_at: datetime
    sources: list[Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A search that found nothing: whose, where, when.  Not found never means that it did not happen."""

    slug: str
    owner: str
    subject: str
    looked_on: date
    looked_where: Wording
    note: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A body that carries a promise.  party: "" for a joint or outside body; role: lead, supporting, signer, witness."""

    subject: str
    organisation: str
    name: Wording
    party: str
    role: str
    from_on: str
    to_on: str
    source_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Outside dates that bound a promise; of several the last counts.  first_on, last_on: bounds of the `period`."""

    name: Wording
    period: str
    first_on: date
    last_on: date
    source_address: str


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
class Alias:
    """A short, other or former name.  kind: acronym, name or former; two organisations may share one."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body.  party: code of the party whose body it is, "" for one between or outside governments."""

    slug: str
    name: Wording
    party: str
    kind: str
    from_on: str
    to_on: str
    source_address: str
    aliases: list[Alias]


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """An organisation followed this one or came before it.  kind: renamed, merged, split, absorbed or succeeded."""

    organisation: str
    kind: str
    on: str
    source_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOrganisation(Organisation):
    """A body with those that came before it and those that followed."""

    language: str | None
    predecessors: list[Succession]
    successors: list[Succession]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisations:
    """Organisations by slug: all, or all that a name may mean."""

    language: str | None
    items: list[Organisation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """All parties by code."""

    language: str | None
    items: list[Party]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the public log.

    position       its place, from 0, for good
    post           the post that acted; persons are never named
    content        what the act changed; null when it was removed
    leaf           hash of its leaf, which stays when the content goes
    erased_reason  privacy, community or law; "" while the content stands
    """

    position: int
    at: datetime
    action: str
    subject: str
    owner: str
    post: str
    content: dict[str, Any] | None
    leaf: str
    erased_at: datetime | None
    erased_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Entries of the public log, oldest first.  size: how many the log has; start: position of the first asked for."""

    log: str
    size: int
    start: int
    items: list[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The RFC 9162 Merkle root over the first `size` entries of the public log, lower-case hexadecimal."""

    log: str
    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionProof:
    """RFC 9162, 2.1.3: the leaf at `position` is under `root`.  path: hashes from the leaf upwards."""

    log: str
    position: int
    size: int
    leaf: str
    root: str
    path: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsistencyProof:
    """RFC 9162, 2.1.4: the log of `second` entries begins with the log of `first`."""

    log: str
    first: int
    second: int
    first_root: str
    second_root: str
    path: list[str]
