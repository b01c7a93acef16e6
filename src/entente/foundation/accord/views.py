"""What is read of a proposal: the shapes that queries return, and how the stands are worked out.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from entente.foundation.common.languages import Wording

from .words import Outcome, Stand


@dataclass(frozen=True, slots=True)
class KeyView:
    """A party's key.  public_key: base64; place and end: codes of the words; ended_at None while it stands."""

    key: UUID
    owner: str
    public_key: str
    key_id: str
    place: str
    registered_at: datetime
    post: str
    ended_at: datetime | None
    ended_as: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignatureView:
    """What one party has said of one wording.

    place, public_key, key_id, statement, signature  of the key and what it signed; "" for ad referendum
    withdrawn_at  when it was taken back, with the reason; None while it stands
    """

    party: str
    stand: Stand
    revision: int
    arrived_at: datetime
    post: str
    place: str
    public_key: str
    key_id: str
    statement: str
    signature: str
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def is_on_host(self) -> bool:
        return self.place == "host"

    def stands_at(self, as_of: datetime) -> bool:
        return self.arrived_at <= as_of and (self.withdrawn_at is None or self.withdrawn_at > as_of)


@dataclass(frozen=True, slots=True)
class DissentView:
    """A party will not sign a wording, and says why."""

    party: str
    revision: int
    reason: Wording
    is_public: bool
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Agreed:
    """Content that all have signed.  agreed_at: when the last signature came; signatures: in the order of the signatories."""

    key: UUID
    plan: str
    kind: str
    subject: str
    number: int
    revision: int
    content: Mapping[str, Any]
    content_sha256: str
    agreed_at: datetime
    concluded_at: datetime | None
    signatories: tuple[str, ...]
    signatures: tuple[SignatureView, ...]


@dataclass(frozen=True, slots=True)
class AgreedSpan:
    """How long something was agreed.  ended_at None: still is; ended_by: party that took its signature back, "" for new words."""

    agreed: Agreed
    ended_at: datetime | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One wording of a proposal, and what was said of it."""

    number: int
    content: Mapping[str, Any]
    content_sha256: str
    owner: str
    post: str
    made_at: datetime
    changed_at: datetime | None
    signatures: tuple[SignatureView, ...]
    dissents: tuple[DissentView, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal at an instant.

    stands      signatory -> where it stands on the words as they are
    current     the wording that stands; before: earlier ones, latest first
    voided      signatures that stood when the words changed, and are void
    agreed_at   when the last signature on the present words came; None while not all have signed
    given_up_at when its own side took it off the table, and why; None while it stands
    """

    key: UUID
    plan: str
    kind: str
    subject: str
    number: int
    owner: str
    post: str
    made_at: datetime
    signatories: tuple[str, ...]
    concludes: bool
    concluded_at: datetime | None
    outcome: Outcome
    stands: Mapping[str, Stand]
    current: RevisionView
    before: tuple[RevisionView, ...]
    voided: tuple[SignatureView, ...]
    agreed_at: datetime | None
    given_up_at: datetime | None
    given_up_reason: str

    @property
    def content(self) -> Mapping[str, Any]:
        return self.current.content

    @property
    def revision(self) -> int:
        return self.current.number

    def waits_for(self, party: str) -> bool:
        """Whether a party has yet to sign these words, and has not said that it will not."""
        said_no = any(dissent.party == party for dissent in self.current.dissents)
        undecided = self.stands.get(party) in (Stand.DRAFT, Stand.AD_REFERENDUM)
        return undecided and not said_no and self.concluded_at is None and self.given_up_at is None


@dataclass(frozen=True, slots=True)
class Turn:
    """Something another side did to a proposal on which a party had said its word.

    by      code of the party that took its word back, or of who gave the proposal up
    is_end  the proposal was given up; else one party took back what it had said of the words
    """

    proposal: ProposalView
    by: str
    at: datetime
    reason: str
    is_end: bool


def stand_of(party: str, signatures: Iterable[SignatureView], as_of: datetime) -> Stand:
    """Where a party stands on one wording, by what it has said of it."""
    said = [one for one in signatures if one.party == party and one.arrived_at <= as_of]
    standing = {one.stand for one in said if one.stands_at(as_of)}
    if Stand.CONFIRMED in standing:
        return Stand.CONFIRMED
    if standing:
        return Stand.AD_REFERENDUM
    return Stand.WITHDRAWN if said else Stand.DRAFT


def confirmed(
    signatories: Sequence[str], signatures: Iterable[SignatureView], as_of: datetime
) -> tuple[SignatureView, ...]:
    """The signature of each signatory that makes it agreed at an instant; () while one is missing."""
    standing = {one.party: one for one in signatures if one.stand is Stand.CONFIRMED and one.stands_at(as_of)}
    return tuple(standing[party] for party in signatories) if standing.keys() >= set(signatories) else ()
