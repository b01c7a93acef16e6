"""What the queries of assessment answer about where parties say they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from entente.foundation.common.languages import Wording
from entente.record.plan.views import PartyView
from entente.record.verification.views import ClaimView

from .words import Checked, Completion, EvidenceState, ProofState, Reported, ReportState


@dataclass(frozen=True, slots=True)
class StatusView:
    """Where a party says it stands with a promise or a clause of it, and how that stands beside its proof.

    clause      letter, "" for the whole promise
    post        post through which it was published
    claims      those that it rests on and that the reader may read
    update_ref  of the update that it travels with
    public_at   instant from which others read it; None while it is not published
    """

    subject: str
    commitment: str
    clause: str
    party: str
    value: Completion
    as_of_on: date
    post: str
    reason: Wording
    proof_state: ProofState
    claims: tuple[ClaimView, ...]
    update_ref: str
    public_at: datetime | None


@dataclass(frozen=True, slots=True)
class SaidView:
    """A status that a party once published, whether or not it still stands.

    update, version  of the update that it travels with
    ended_at         instant from which everybody read its correction; None: it was never corrected
    """

    subject: str
    commitment: str
    party: str
    value: Completion
    as_of_on: date
    reason: Wording
    update: str
    version: int
    public_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueView:
    """One report that a party owes by a date.

    received_at  when everybody could read it, None while there is none; update: its ref, "" for none
    received_on  the day of that in the party's capital
    days_after   days between the date and the report; 0 for one in time or none
    """

    calendar: str
    commitment: str
    party: str
    period: str
    due_on: date
    due_at: datetime
    state: ReportState
    received_at: datetime | None
    received_on: date | None
    update: str
    days_after: int


@dataclass(frozen=True, slots=True)
class Dues:
    """What the clock says of one party's reports on one promise.  last: the date that passed last; next: the one to come."""

    last: DueView | None = None
    next: DueView | None = None

    @property
    def is_late(self) -> bool:
        """Whether a date has passed and nothing came since."""
        return self.last is not None and self.last.state is ReportState.NOTHING


@dataclass(frozen=True, slots=True)
class Column:
    """What one party itself says of a promise.

    owes            the whole of it or a clause
    status          of the whole promise, None while it has said none
    clause_statuses of its clauses, in their order
    updated_at      when others could last read something new of it that is more than "no change"; None: never
    no_change_on    the day of which it said that nothing changed, when that is the last thing it said
    dues            what the clock says of the dates by which it accepted to report
    """

    party: PartyView
    owes: bool
    state: Reported
    status: StatusView | None = None
    clause_statuses: tuple[StatusView, ...] = ()
    updated_at: datetime | None = None
    no_change_on: date | None = None
    dues: Dues = field(default_factory=Dues)


@dataclass(frozen=True, slots=True)
class Spoken:
    """When a party last spoke of a promise; see Column."""

    updated_at: datetime | None = None
    no_change_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """What all parties say of some promises, and the clock of them.

    statuses: by subject and party; spoken, dues: by commitment and party
    """

    statuses: dict[tuple[str, str], StatusView] = field(default_factory=dict)
    spoken: dict[tuple[str, str], Spoken] = field(default_factory=dict)
    dues: dict[tuple[str, str], Dues] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """Public evidence for one clause.

    checked   how far anybody stands behind it, None when there is none
    supports  the most that any of it says to show: all, part, contributes; "" when there is none
    """

    letter: str
    state: EvidenceState
    checked: Checked | None
    supports: str
    claims: tuple[ClaimView, ...]

    @property
    def is_supported(self) -> bool:
        """Whether there is evidence that nobody rejected or disputes."""
        return self.checked not in {None, Checked.REJECTED, Checked.DISPUTED}
