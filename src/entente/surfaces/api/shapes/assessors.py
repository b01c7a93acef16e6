"""Shapes of what outsiders say, and of what was asked about searches without result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleValue:
    """A value of a scale.  score: its number, null where it has none."""

    code: str
    label: Wording
    score: int | None
    needs_proof: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentMethod:
    """A method in one version.

    owner     the assessor whose own scale it is, "" for one that ships
    coders    how many code, blind to each other, before a value is consolidated
    evidence  inside_window or any; level: nominal or ordinal
    has_share whether scores of one assessor make a share
    """

    ref: str
    owner: str
    name: Wording
    about: Wording
    is_per_party: bool
    coders: int
    readings: list[str]
    evidence: str
    level: str
    has_share: bool
    values: list[ScaleValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentMethods:
    """The methods that ship with the software."""

    language: str | None
    items: list[AssessmentMethod]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedValue:
    """A native value seen on another scale.  relation: exact, close or broad; version: of the table of crosswalks."""

    scale: str
    values: list[str]
    relation: str
    is_lossy: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentReply:
    """What came of a right of reply.  state: given or none; text: empty when none."""

    party: str
    state: str
    text: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One assessor's word, as published.

    value      code in the method's own scale; derived: null where no crosswalk leads to the scale of reports
    guideline  version of the guideline that counted; from_on, to_on: the window
    claims     OWNER/SLUG of the evidence
    """

    subject: str
    owner: str
    method: str
    guideline: int
    party: str
    reading: str
    from_on: date
    to_on: date
    value: str
    label: Wording
    rationale: Wording
    derived: DerivedValue | None
    claims: list[str]
    reply_due_on: date | None
    replies: list[AssessmentReply]
    published_at: datetime
    version: int
    correction: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessments:
    """The assessments that stand, promise by promise."""

    language: str | None
    items: list[Assessment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A question to an authority about a search without result.

    finding  OWNER/SLUG; kind: access-request, parliamentary-question or right-of-reply
    state    waiting, no_answer, answered or refused; address: of the document that came back, "" while none did
    """

    finding: str
    subject: str
    owner: str
    party: str
    kind: str
    asked_on: date
    due_on: date | None
    state: str
    answered_on: date | None
    title: Wording
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiries:
    """What was asked about the searches on a plan, latest first."""

    language: str | None
    items: list[Inquiry]
