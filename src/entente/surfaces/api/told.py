"""What a caller tells: the bodies of the operations that write."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from entente.foundation.common.languages import TAG
from entente.foundation.common.records import Tier, Withheld
from entente.foundation.sources.queries import Side
from entente.record.assessment.queries import Completion
from entente.record.delivery.queries import CandidateAnswer, Stance
from entente.record.verification.queries import Support, Verdict

from .asked import BIGGEST

TEXT_MAX = 20_000
Text = Annotated[str, Field(max_length=TEXT_MAX, pattern=r"^[^\x00]*$")]
Tag = Annotated[str, Field(pattern=f"^{TAG.pattern}$", max_length=35)]
Wording = dict[Tag, Text]
Short = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Name = Annotated[str, Field(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Letter = Annotated[str, Field(pattern=r"^[a-z]{1,3}$")]
Revision = Annotated[int, Field(ge=0, le=BIGGEST, description="The revision that this was made on.")]
ClaimName = Annotated[str, Field(max_length=280, pattern=r"^[A-Za-z0-9-]+/[a-z0-9-]+$", description="owner/slug")]


class UpdateWords(Schema):
    """What an update says.  claims: "owner/slug" of the evidence that it rests on; made_from: language it was written in."""

    as_of_on: date
    done: Wording = {}
    next_step: Wording = {}
    challenges: Wording = {}
    claims: list[ClaimName] = []
    made_from: Tag | None = None


class UpdateRevised(UpdateWords):
    """New words of a draft.  A draft that somebody else changed meanwhile is a conflict, and nothing is lost."""

    revision: Revision


class UpdateCorrected(UpdateWords):
    """New words of a published update.  correction: why, shown to everybody."""

    correction: Wording


class Approved(Schema):
    """The exact revision that was read and approved."""

    revision: Revision


class SentBack(Schema):
    """Why an update goes back to who wrote it."""

    revision: Revision
    reason: Text


class Published(Schema):
    """Who reads a published update, from when, and what the public is told where it does not."""

    tier: Tier = Tier.PUBLIC
    group: Short = ""
    embargo_until: datetime | None = None
    withheld_for: Withheld = Withheld.SILENT


class StatusSet(Schema):
    """Where a side says it stands.  clause: letter of the part, "" for the whole promise."""

    clause: Letter | None = None
    value: Completion
    as_of_on: date
    reason: Wording
    claims: list[ClaimName] = []


class SourceTold(Schema):
    """A document that shows something."""

    address: Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\x00]+$")]
    title: Wording
    language: Tag
    publisher: Short
    stated_on: Short = ""
    side: Side = Side.THIRD
    party: Short = ""
    is_described: bool = False


class ClaimMade(Schema):
    """What a source is said to show of a promise, or of a part of it."""

    clause: Letter | None = None
    supports: Support
    statement: Wording
    happened: Short = ""
    place: Short = ""
    quotation: Text = ""
    source: SourceTold


class ClaimChecked(Schema):
    """What the sources of a claim show to somebody who did not make it.

    clauses   letters that are accepted, with the verdict in_part
    reading   how the sources read; owed unless the whole is accepted
    revision  of the claim as it was read, as the claim names it
    """

    verdict: Verdict
    clauses: list[Letter] = []
    reading: Wording = {}
    revision: Short | None = None


class MilestonePlanned(Schema):
    """A step on the way to a promise.  due: 2027, 2027-03 or 2027-03-15."""

    clause: Letter | None = None
    slug: Name
    title: Wording
    due: Short


class MilestoneReported(Schema):
    """A step is done."""

    on: date
    done: Wording
    revision: Revision | None = None


class MilestoneAccepted(Schema):
    """A reported step is accepted."""

    on: date
    revision: Revision | None = None


class MilestoneReturned(Schema):
    """A reported step is given back."""

    on: date
    reason: Wording
    revision: Revision | None = None


class StageMarked(Schema):
    """One side says that an activity has reached a stage.  happened: partial date."""

    happened: Short
    note: Wording = {}


class CandidateArgued(Schema):
    """A reason for or against a candidate."""

    stance: Stance
    text: Wording
    claim: ClaimName | None = None


class CandidateDecided(Schema):
    """What one side decides about a candidate."""

    answer: CandidateAnswer
    reason: Wording


class SignatureHandedIn(Schema):
    """A signature file as `entente accord sign` writes it, whole and unchanged.

    statement  the text that was signed; key, signature: base64
    """

    entente: Annotated[str, Field(max_length=40)]
    statement: Annotated[str, Field(max_length=TEXT_MAX)]
    key: Annotated[str, Field(max_length=200)]
    signature: Annotated[str, Field(max_length=400)]


class Because(Schema):
    """Why; the other parties read it."""

    reason: Text


class DissentStated(Schema):
    """Why a party does not sign the words with this revision.  is_public: published at once, as large as the signatures."""

    revision: Revision
    reason: Wording
    is_public: bool = False
