"""Activities with their stages and sessions, and the candidates that are argued and decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One side's word on a stage.  happened: partial date."""

    owner: str
    happened: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of an activity.

    said        what parties say of it; missing: codes of the parties that still have to
    seen        what keepers and assessors say that they saw
    reached_on  null while it is not reached by the parties' word and its proof
    """

    code: str
    needs_claim: bool
    said: list[Mark]
    seen: list[Mark]
    missing: list[str]
    reached_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A promise or clause that an activity serves.  weight: fulfils, part or contributes."""

    subject: str
    weight: str
    note: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A body's part in an activity.  role: owner, signer, witness, member and others."""

    organisation: str
    name: Wording
    role: str
    from_on: str
    to_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentText:
    """Where the text of an activity can be read in one language."""

    language: str
    is_authentic: bool
    source_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A sum: budget, commitment, disbursement or expenditure; currency of ISO 4217; on: day of its value."""

    kind: str
    amount: str
    currency: str
    on: date
    source_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Something that takes place within an activity.

    status        planned, reported, held or lapsed
    stream        official or civil_society in an exchange, "" elsewhere
    participants  kind of organisation -> how many
    """

    ref: str
    owner: str
    kind: str
    status: str
    stream: str
    title: Wording
    outcome: Wording
    reason: Wording
    happened: str
    participants: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What is done to keep promises.

    kind     instrument, programme, dialogue, forum, campaign, event_series, exchange or assistance
    scope    parties, one_sided (then `giver` and `receiver` name them) or wider
    stage    where it stands by the parties' word and its proof; seen: by public evidence alone; "" for nowhere yet
    term     the days in which it is in force; renewal_on: from when a renewal is to be looked at
    """

    ref: str
    kind: str
    title: Wording
    summary: Wording
    owner: str
    scope: str
    parties: list[str]
    giver: str
    receiver: str
    stage: str
    seen: str
    term: str
    renewal_on: date | None
    stages: list[Stage]
    services: list[Service]
    parts: list[Part]
    texts: list[InstrumentText]
    money: list[Money]
    sessions: list[Session]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneActivity(Activity):
    """One activity, asked for by itself or just changed."""

    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activities:
    """Activities by slug."""

    language: str | None
    items: list[Activity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A reason for or against a candidate.  claim: "owner/slug" of the evidence for it, "" for none."""

    stance: str
    text: Wording
    owner: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one party decided about a candidate.  answer: accept or decline."""

    party: str
    answer: str
    reason: Wording
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An event proposed as the fulfilment of a promise.

    state      open, accepted (by all that owe it), declined or split
    undecided  codes of the parties that have not decided
    """

    ref: str
    subject: str
    title: Wording
    summary: Wording
    happened: str
    owner: str
    activity: str
    state: str
    undecided: list[str]
    arguments: list[Argument]
    decisions: list[Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCandidate(Candidate):
    """One candidate, just argued or decided."""

    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Candidates, accepted ones first."""

    language: str | None
    items: list[Candidate]
