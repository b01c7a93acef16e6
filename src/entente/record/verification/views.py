"""What the queries of verification answer: frozen shapes that rules, pages, API and command line share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref

from .words import Proof, Verdict


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One side's word on a claim that counts: the latest of its owner on the revision that stands.

    clauses  letters that a verdict "in part" accepts; reading: how the checker reads the sources, {} for none given
    """

    owner: str
    post: str
    verdict: Verdict
    clauses: tuple[str, ...]
    reading: Wording
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ProofView:
    """Where one claim stands.

    subject, owner, supports  of the claim; owner "": nobody claims anything
    accepted_clauses          letters to which "accepted in part" narrows it; () when it names none
    readings                  what each side says that has checked it, in the order of checking
    is_own_side               it was checked, and only by the side that made it
    """

    state: Proof
    subject: str
    owner: str = ""
    supports: str = ""
    accepted_clauses: tuple[str, ...] = ()
    readings: tuple[ReadingView, ...] = ()
    is_own_side: bool = False
    check_due_at: datetime | None = None

    @property
    def checked_by(self) -> tuple[str, ...]:
        """Codes of the owners whose checks count."""
        return tuple(reading.owner for reading in self.readings)


@dataclass(frozen=True, slots=True)
class CitedView:
    """One source behind a claim.

    document: slug of it among its owner's sources; document_key: its key
    quotation: "" also where the copy may be shown by reference alone
    snapshot: key of the archived copy, None while it is cited and not yet archived
    media_type, sha256: of that copy, "" while there is none
    removed_at, removed_for: None and "" while the bytes of the copy are there
    """

    document: str
    document_key: UUID
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
    snapshot: UUID | None
    media_type: str
    sha256: str
    showing: str
    removed_at: datetime | None
    removed_for: str

    @property
    def is_archived(self) -> bool:
        return self.snapshot is not None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim, its sources, and where it stands with everybody who has checked it.

    proof        counts every check that the reader may read
    party_proof  counts the checks of the plan's parties alone: what their own statements may rest on
    revision     names what is claimed and cited now; a check speaks of one revision
    """

    pk: UUID
    slug: str
    owner: str
    post: str
    subject: str
    commitment: str
    supports: str
    statement: Wording
    note: Wording
    happened: str
    last_on: date | None
    announced_on: dict[str, str]
    is_context: bool
    made_at: datetime
    revision: str
    sources: tuple[CitedView, ...]
    proof: ProofView
    party_proof: ProofView

    @property
    def clause(self) -> str:
        """Letter of the clause it is about, "" for none."""
        return Ref.parse(self.subject).clause

    @property
    def is_bearing(self) -> bool:
        """Whether it bears on the promise itself or a part of it: no context, no milestone, no candidate."""
        ref = Ref.parse(self.subject)
        return not self.is_context and bool(ref.number) and not ref.kind
