"""What is said to show a promise kept, what was looked for and not found, who carries it, what bounds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.common.languages import Wording


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
class Reading:
    """One side's word on a claim: the latest of its owner on what is claimed now.

    verdict  accepted, in_part (then `clauses` names the parts), rejected or disputed
    reading  how it reads the sources
    """

    owner: str
    post: str
    verdict: str
    clauses: list[str]
    reading: Wording
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where a claim stands.

    state            not_checked, not_verified (nobody did in time), accepted_own, accepted, in_part, rejected or disputed
    accepted_clauses letters to which "in part" narrows it
    check_due_at     until when a check is due, null for none
    """

    state: str
    accepted_clauses: list[str]
    check_due_at: datetime | None
    readings: list[Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What public sources are said to show.  Confirmed by no government unless it says so itself.

    owner         who claims it: the code of a party or the slug of an organisation
    subject       ref of what it bears on: the plan, a promise or a clause
    supports      all, part or contributes
    is_context    it shows nothing of the promise done and counts for nothing by itself
    announced_on  party code -> partial date, when the sides announced it on different days
    revision      names what is claimed and cited now; a check speaks of one revision
    proof         where it stands with everybody who has checked it
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
    revision: str
    proof: Proof


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
