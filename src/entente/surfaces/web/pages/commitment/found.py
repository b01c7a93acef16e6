"""What is on record about one promise, as the public may read it: every query of its page in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.reading import remembered
from entente.foundation.common.records import Withheld
from entente.foundation.common.refs import numbered_ref
from entente.foundation.texts.queries import DivergenceView, States, states_of
from entente.record.assessment import queries as assessment
from entente.record.assessment.assessing_views import AssessmentView
from entente.record.assessment.queries import Column, EvidenceState, FindingView, JointView, assessors, inquiries
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
from entente.record.plan.queries import CommitmentView, PlanView
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView
from entente.surfaces.intake import agreed
from entente.surfaces.web import activities, assessments, candidates, updates
from entente.surfaces.web.activity_subjects import subjects
from entente.surfaces.web.evidence import Addresses, addresses_of, statement_subject
from entente.surfaces.web.reader import Reader, reader_of


@dataclass(frozen=True, slots=True)
class Found:
    """What is on record about a promise.

    states    of its wordings and of the statements of its evidence; addresses: of the sources
    joint     subject -> what there is together, for the promise and each of its parts
    updates   published ones, newest first, with their earlier versions
    done      claims on stages and sessions of what is done for the promise
    withheld  reason -> how many items the public is told of and does not see
    """

    claims: list[ClaimView]
    done: list[ClaimView]
    findings: list[FindingView]
    states: States
    addresses: Addresses
    columns: list[Column]
    joint: dict[str, JointView]
    clock: ClockView
    leads: list[LeadView]
    updates: list[UpdateView]
    activities: list[ActivityView]
    candidates: list[CandidateView]
    milestones: list[MilestoneView]
    obstacles: list[ObstacleView]
    withheld: Mapping[Withheld, int]
    assessments: list[AssessmentView]
    inquiries: list[InquiryView]
    differences: list[DivergenceView]

    @property
    def bearing(self) -> list[ClaimView]:
        """The claims on the promise itself and its parts."""
        return [claim for claim in self.claims if claim.is_bearing]

    @property
    def evidence(self) -> EvidenceState:
        return assessment.state_of(self.claims, self.findings)


@remembered
def find(slug: str, number: str, as_of: datetime) -> tuple[PlanView, CommitmentView, Found]:
    """A promise of a plan, and what is on record about it.  The same number of queries, however much that is.

    Raises NotVisible.
    """
    plan = plans.get_visible_plan(PUBLIC, slug, as_of=as_of)
    promise = plans.get_visible_commitment(PUBLIC, numbered_ref(slug, number), as_of=as_of)
    return plan, promise, _found(plan, promise, as_of)


def _found(plan: PlanView, promise: CommitmentView, as_of: datetime) -> Found:
    ref = promise.ref
    claims = verification.claims_on_commitment(PUBLIC, ref, as_of=as_of)
    activities_found = delivery.activities_on(PUBLIC, ref, as_of=as_of)
    done = verification.claims_on_subjects(PUBLIC, subjects(activities_found), as_of=as_of)
    reports = assessment.reports_on_plan(PUBLIC, plan.slug, as_of=as_of, refs=[ref])
    return Found(
        claims=claims,
        done=done,
        findings=assessment.findings_on(PUBLIC, ref, as_of=as_of),
        states=states_of([ref, *(statement_subject(claim) for claim in (*claims, *done))]),
        addresses=addresses_of([*claims, *done]),
        columns=assessment.columns_of(plan, promise, reports),
        joint=assessment.joints([promise], reports, as_of=as_of, with_past=True),
        clock=delivery.clock_on(PUBLIC, ref, as_of=as_of),
        leads=delivery.leads_of(PUBLIC, ref, as_of=as_of),
        updates=delivery.updates_on(PUBLIC, ref, as_of=as_of),
        activities=activities_found,
        candidates=delivery.candidates_on(PUBLIC, ref, as_of=as_of),
        milestones=delivery.milestones_on(PUBLIC, ref, as_of=as_of),
        obstacles=delivery.obstacles_on(PUBLIC, ref, as_of=as_of),
        withheld=assessment.withheld_on(ref, as_of=as_of),
        assessments=assessors.published_on(ref, as_of=as_of),
        inquiries=inquiries.inquiries_on(PUBLIC, ref, as_of=as_of),
        differences=agreed.differences(PUBLIC, plan.slug, as_of=as_of, subject=ref),
    )


def reader_for(found: Found, plan: PlanView, language: str, as_of: datetime) -> Reader:
    """A reader who knows everybody that speaks on the page by name."""
    owners, posts = updates.speakers(found.updates)
    owners |= activities.speakers(found.activities)
    owners |= candidates.speakers(found.candidates)
    owners |= {owner for claim in (*found.claims, *found.done) for owner in (claim.owner, *claim.proof.checked_by)}
    owners |= {milestone.owner for milestone in found.milestones} | {rhythm.owner for rhythm in found.clock.rhythms}
    owners |= {finding.owner for finding in found.findings} | {obstacle.owner for obstacle in found.obstacles}
    owners |= assessments.speakers(found.assessments)
    owners |= {difference.owner for difference in found.differences}
    posts |= {obstacle.carried_by for obstacle in found.obstacles}
    posts |= {
        status.post
        for column in found.columns
        for status in (*((column.status,) if column.status else ()), *column.clause_statuses)
    }
    return reader_of(plan, language, as_of, owners=owners, posts=posts)
