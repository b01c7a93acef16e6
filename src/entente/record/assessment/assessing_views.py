"""What the queries of outside assessments answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from entente.foundation.common.languages import Wording

from .assessing_words import AssessmentStatus, ReplyState
from .methods import Mapped, Method, Value


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What came of a party's right of reply.  text: {} where the reader may not read it, or there is none yet."""

    party: str
    state: ReplyState
    text: Wording
    approved_at: datetime | None
    is_approved: bool


@dataclass(frozen=True, slots=True)
class ReplyDue:
    """A draft that lies before a party, which may still reply.  is_written: words wait for somebody of it to give them."""

    key: UUID
    plan: str
    commitment: str
    assessor: str
    method: Wording
    sent_at: datetime
    due_on: date
    is_written: bool


@dataclass(frozen=True, slots=True)
class CodeView:
    """One coder's reading, for the assessor's own side.  is_mine: the reader gave it.  claims: OWNER/SLUG."""

    post: str
    value: str
    rationale: Wording
    claims: tuple[str, ...]
    coded_at: datetime
    is_mine: bool


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """One assessor's word on a promise or clause; see Assessment.

    guideline   version of the one that counts; guideline_key: of that very row
    status      published also where the clock has said so and nobody entered it yet
    value       None until it is consolidated
    derived     the value on the scale on which parties report, None where no crosswalk leads there; never stored
    claims      OWNER/SLUG of the evidence
    public_at   instant from which everybody reads it, None while it is not published
    is_current  no later version is published
    codes       those that the reader may read: their own, and all once all are in
    are_codes_in  None for a reader of another side
    """

    key: UUID
    owner: str
    method: Method
    guideline: int
    guideline_key: UUID
    plan: str
    commitment: str
    subject: str
    party: str
    reading: str
    from_on: date
    to_on: date
    status: AssessmentStatus
    value: Value | None
    rationale: Wording
    derived: Mapped | None
    claims: tuple[str, ...]
    sent_at: datetime | None
    reply_due_on: date | None
    public_at: datetime | None
    version: int
    correction: Wording
    is_current: bool
    replies: tuple[ReplyView, ...]
    codes: tuple[CodeView, ...]
    are_codes_in: bool | None

    @property
    def clause(self) -> str:
        return self.subject.partition("#")[2]


@dataclass(frozen=True, slots=True)
class ShareView:
    """A share within one method, one assessor, one reading and one party, with its n; 0 to 1."""

    reading: str
    party: str
    share: float
    number: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that one assessor says of a plan by one method.

    alpha, paired  Krippendorff's alpha over what two coders read before they saw each other's codes, and its n;
                   None where it cannot be told
    """

    owner: str
    method: Method
    assessments: tuple[AssessmentView, ...]
    shares: tuple[ShareView, ...]
    alpha: float | None
    paired: int
