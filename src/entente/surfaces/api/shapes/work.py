"""What each side says and does: statuses, updates, milestones, checked evidence, and what the calendar tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.common.languages import Wording

from .evidence import Claim, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a party says it stands with a promise or a part of it.

    subject      ref of the promise or the clause
    value        not_started, limited, substantial, complete, not_pursued or superseded
    proof_state  not_needed, accepted, accepted_own, not_verified or disputed; such as are not accepted never count as joint
    claims       "owner/slug" of the evidence that it rests on
    update       ref of the update that it was published with
    """

    subject: str
    party: str
    value: str
    as_of_on: date
    post: str
    reason: Wording
    proof_state: str
    claims: list[str]
    update: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """Statuses, the whole promise before its parts."""

    language: str | None
    items: list[Status]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingUpdate:
    """What only its own side knows of an update.

    status    draft, submitted, returned, approved, published, corrected or withdrawn
    revision  grows with every change; a change names the revision that it was made on
    tier      own, parties, group or public
    """

    status: str
    revision: int
    tier: str
    embargo_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What one side says it did.

    version      1, and one more for each correction; `correction` says why
    is_current   false for a version that a correction has replaced
    is_no_change it says only that nothing changed, which is no activity
    claims       "owner/slug" of the evidence that it rests on
    working      null for everybody but its own side
    """

    ref: str
    commitment: str
    owner: str
    version: int
    is_current: bool
    correction: Wording
    as_of_on: date
    done: Wording
    next_step: Wording
    challenges: Wording
    is_no_change: bool
    published_at: datetime | None
    published_by: str
    claims: list[str]
    working: WorkingUpdate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneUpdate(Update):
    """One update, asked for by itself or just written."""

    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Updates:
    """Updates, newest first, each with its earlier versions after it.  count: of all, where they come in pages."""

    language: str | None
    count: int
    items: list[Update]


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step on the way to a promise.

    due          partial date; is_overdue: not reported, or returned, and its last day has passed in its side's capital
    status       planned, reported, accepted or returned
    decided_for  code of the side that accepted or returned it
    """

    ref: str
    subject: str
    owner: str
    title: Wording
    due: str
    status: str
    is_overdue: bool
    done: Wording
    reported_on: date | None
    reason: Wording
    decided_on: date | None
    decided_for: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMilestone(Milestone):
    """One milestone, just written."""

    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """Milestones, next due first."""

    language: str | None
    items: list[Milestone]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How a continuing duty is kept up.

    every_days, longest_days  the interval that is expected, and the longest silence in order
    state    on, late or silent, by the calendar
    last_on  day of the last activity, null while there was none; days: since then, or since `from_on`
    """

    subject: str
    owner: str
    every_days: int
    longest_days: int
    reason: Wording
    from_on: date
    state: str
    last_on: date | None
    days: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisChange:
    """What a promise rested on has lapsed or changed."""

    subject: str
    owner: str
    basis: Wording
    note: Wording
    happened: str
    source_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A term that nears its end or is over."""

    activity: str
    due_on: date
    term_last_on: date
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What the calendar tells of a promise.  is_window_closed: there are outside dates and the last have passed."""

    language: str | None
    commitment: str
    is_window_closed: bool
    rhythms: list[Rhythm]
    windows: list[Window]
    basis_changes: list[BasisChange]
    renewals: list[Renewal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Evidence, latest event first."""

    language: str | None
    items: list[Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClaim(Claim):
    """One claim, just made or checked."""

    language: str | None
