"""How what is agreed changes: amendments, and what becomes of promises when a plan ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What becomes of one promise.

    subject  ref of the promise; title: the record's own, {} when it has worded none
    fate     continued, merged or dropped; null while nothing is said
    into     refs of the successor's promises in which it goes on
    reason   why; a dropped promise has one
    """

    subject: str
    title: Wording
    fate: str | None
    into: list[str]
    reason: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSuccession:
    """A crosswalk from a plan that ends to its successor.

    successor  null when the plan ends without one
    standing   agreed (signed by all parties, and the plan is closed) or proposed (by the keeper of the record alone)
    agreed_at  null while it is proposed
    items      every promise of the plan, in order
    new        refs of the successor's promises that come from none
    """

    language: str | None
    plan: str
    successor: str | None
    standing: str
    agreed_at: datetime | None
    items: list[Resolution]
    new: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTerms:
    """A part of a promise as agreed.  obligors: [] where those of the whole promise owe it."""

    letter: str
    text: Wording
    obligors: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedTerm:
    """What all parties agreed beside the words.  kind: milestone, rhythm or measure; due: partial date, "" for none."""

    kind: str
    text: Wording
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All that takes an amendment.  texts: authentic words by language."""

    kind: str
    strength: str
    obligors: list[str]
    texts: Wording
    clauses: list[ClauseTerms]
    agreed: list[AgreedTerm]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change of one promise that all parties have signed.

    number         within its plan, in the order of agreement
    subject        ref of the promise
    in_force_from  the day that the parties name in what they sign; null: from the last signature on
    in_force_at    from when on it is in force: once that day has begun in every capital
    is_to_come     it is agreed, and not in force yet at the instant asked about
    before, after  what was agreed of it, and what is
    proposal       key of what was signed: the public log has its words and signatures (accord.proposal.agree)
    """

    number: int
    subject: str
    title: Wording
    agreed_at: datetime
    in_force_from: date | None
    in_force_at: datetime
    is_to_come: bool
    reason: Wording
    before: Terms
    after: Terms
    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendments:
    """The amendments of a plan that all have signed, by number."""

    language: str | None
    plan: str
    items: list[Amendment]
