"""What the tables are read from: one instant, one plan or the whole record, as everybody reads it.

What a plan may have many of comes in pieces: memory follows a piece, however many there are.  What several tables are made
from is read once for all of them, piece by piece; what one table is made from, that table reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.pieces import Piece
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import Organisation
from entente.foundation.sources.queries import Document
from entente.record.assessment import queries as assessment
from entente.record.assessment.assessing_views import AssessmentView
from entente.record.assessment.queries import (
    CalendarView,
    DueView,
    FindingView,
    Reports,
    SaidView,
    assessors,
    inquiries,
)
from entente.record.assessment.queries.inquiries import InquiryView
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import (
    ActivityView,
    CandidateView,
    ClockView,
    LeadView,
    MilestoneView,
    ObstacleView,
    UpdateView,
)
from entente.record.plan import queries as plans
from entente.record.plan.queries import AmendmentView, CommitmentView, PillarView, PlanView, ResolvedView
from entente.record.verification import cited
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView
from entente.surfaces.opendata.words import Walk

READ: Mapping[Walk, Callable[..., Iterator[Piece[object]]]] = {
    Walk.PROMISES: partial(plans.commitment_pieces, PUBLIC),
    Walk.CLAIMS: partial(verification.claim_pieces, PUBLIC),
    Walk.UPDATES: partial(delivery.version_pieces, PUBLIC),
    Walk.ACTIVITIES: partial(delivery.activity_pieces, PUBLIC),
    Walk.CANDIDATES: partial(delivery.candidate_pieces, PUBLIC),
    Walk.ASSESSMENTS: assessors.published_pieces,
    Walk.DOCUMENTS: partial(cited.cited_pieces, PUBLIC),
    Walk.LEADS: partial(delivery.lead_pieces, PUBLIC),
    Walk.MILESTONES: partial(delivery.milestone_pieces, PUBLIC),
    Walk.OBSTACLES: partial(delivery.obstacle_pieces, PUBLIC),
    Walk.FINDINGS: partial(assessment.finding_pieces, PUBLIC),
    Walk.INQUIRIES: partial(inquiries.inquiry_pieces, PUBLIC),
    Walk.STATUSES: partial(assessment.said_pieces, PUBLIC),
    Walk.CALENDARS: partial(assessment.calendar_pieces, PUBLIC),
    Walk.DUES: partial(assessment.due_pieces, PUBLIC),
    Walk.AMENDMENTS: partial(plans.agreed_pieces, PUBLIC),
    Walk.RESOLUTIONS: partial(plans.resolution_pieces, PUBLIC),
    Walk.ORGANISATIONS: lambda _plans, *, as_of: directory.organisation_pieces(as_of=as_of),
}
"""What a plan may have many of: (plan, as_of=) -> its rows, piece by piece; each stands in the field of that name.

Documents are those of all plans: a source that two of them cite is one.  Organisations are of the whole record.
"""
OF_THE_RECORD = (Walk.DOCUMENTS, Walk.ORGANISATIONS)


@dataclass
class View:
    """One plan at one instant, or a piece of it: of the kind that is walked by.

    plans     all public ones, for what is read of the whole record
    promises, claims and so on  those of this piece
    is_first  the first piece of its plan, with which comes what the plan has beside them
    keys      which rows they are, "" for a whole plan
    """

    as_of: datetime
    plans: tuple[PlanView, ...]
    here: PlanView | None = None
    promises: Sequence[CommitmentView] = ()
    claims: Sequence[ClaimView] = ()
    updates: Sequence[UpdateView] = ()
    activities: Sequence[ActivityView] = ()
    candidates: Sequence[CandidateView] = ()
    assessments: Sequence[AssessmentView] = ()
    documents: Sequence[Document] = ()
    leads: Sequence[LeadView] = ()
    milestones: Sequence[MilestoneView] = ()
    obstacles: Sequence[ObstacleView] = ()
    findings: Sequence[FindingView] = ()
    inquiries: Sequence[InquiryView] = ()
    statuses: Sequence[SaidView] = ()
    calendars: Sequence[CalendarView] = ()
    dues: Sequence[DueView] = ()
    amendments: Sequence[AmendmentView] = ()
    resolutions: Sequence[ResolvedView] = ()
    organisations: Sequence[Organisation] = ()
    is_first: bool = True
    keys: str = ""

    def pieces(self, walk: Walk) -> Iterator[View]:
        """The plan, some rows after the other; one piece at least."""
        is_first = True
        for piece in self._pieces(walk):
            yield piece if is_first else replace(piece, is_first=False)
            is_first = False
        if is_first:
            yield self

    def _pieces(self, walk: Walk) -> Iterator[View]:
        if walk is Walk.WHOLE:
            yield self
            return
        of = [plan.slug for plan in self.plans] if walk in OF_THE_RECORD else self.slug
        for rows in READ[walk](of, as_of=self.as_of):
            found: dict[str, Any] = {walk.value: rows, "keys": " ".join(map(str, rows.keys))}
            yield replace(self, **found)

    @property
    def plan(self) -> PlanView:
        assert self.here is not None  # a table that is of a plan is read with one
        return self.here

    @property
    def slug(self) -> str:
        return self.plan.slug

    @property
    def refs(self) -> list[str]:
        """Of the promises of this piece."""
        return [promise.ref for promise in self.promises]

    @cached_property
    def pillars(self) -> list[PillarView]:
        return plans.pillars(PUBLIC, self.slug, as_of=self.as_of)

    @cached_property
    def clocks(self) -> dict[str, ClockView]:
        return delivery.clocks(PUBLIC, self.refs, as_of=self.as_of)

    @cached_property
    def reports(self) -> Reports:
        return assessment.reports_on_plan(PUBLIC, self.slug, as_of=self.as_of, refs=self.refs)
