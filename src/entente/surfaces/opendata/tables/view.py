"""What the tables are read from: one instant, one plan or the whole record, as everybody reads it.

Each query is asked once and its answer let go with the view: memory follows one family of tables on one plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from entente.foundation.common.actors import PUBLIC
from entente.record.assessment import queries as assessment
from entente.record.assessment.assessing_views import AssessmentView
from entente.record.assessment.queries import CalendarView, Reports, assessors
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ActivityView, CandidateView, ClockView, UpdateView
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PillarView, PlanView, SuccessionView
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView


@dataclass
class View:
    """One plan at one instant; plans: all public ones, for what is read of the whole record."""

    as_of: datetime
    plans: tuple[PlanView, ...]
    here: PlanView | None = None

    @property
    def plan(self) -> PlanView:
        assert self.here is not None  # a table that is of a plan is read with one
        return self.here

    @property
    def slug(self) -> str:
        return self.plan.slug

    @cached_property
    def promises(self) -> list[CommitmentView]:
        return plans.commitments(PUBLIC, self.slug, as_of=self.as_of)

    @cached_property
    def pillars(self) -> list[PillarView]:
        return plans.pillars(PUBLIC, self.slug, as_of=self.as_of)

    @cached_property
    def activities(self) -> list[ActivityView]:
        return delivery.activities_on_plan(PUBLIC, self.slug, as_of=self.as_of)

    @cached_property
    def clocks(self) -> dict[str, ClockView]:
        return delivery.clocks(PUBLIC, [promise.ref for promise in self.promises], as_of=self.as_of)

    @cached_property
    def updates(self) -> list[UpdateView]:
        return delivery.versions_on_plan(PUBLIC, self.slug, as_of=self.as_of)

    @cached_property
    def reports(self) -> Reports:
        return assessment.reports_on_plan(PUBLIC, self.slug, as_of=self.as_of)

    @cached_property
    def claims(self) -> list[ClaimView]:
        return verification.claims_on_plan(PUBLIC, self.slug, as_of=self.as_of)

    @cached_property
    def candidates(self) -> list[CandidateView]:
        return delivery.candidates_on_plan(PUBLIC, self.slug, as_of=self.as_of)

    @cached_property
    def assessments(self) -> list[AssessmentView]:
        return assessors.published_on_plan(self.slug, as_of=self.as_of)

    @cached_property
    def succession(self) -> SuccessionView | None:
        return plans.public_succession(self.slug, PUBLIC, as_of=self.as_of)

    @cached_property
    def calendars(self) -> list[CalendarView]:
        return assessment.calendars(PUBLIC, self.slug, as_of=self.as_of)
