"""Milestones, stages of activities, and candidates."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import milestone_ref
from entente.record.delivery import commands as delivery
from entente.record.delivery import queries as deliveries
from entente.record.delivery.commands import MilestoneFacts
from entente.record.delivery.queries import Milestone

from . import reading_work, shapes, told
from .answers import WRITING
from .asked import EVERY_LANGUAGE
from .reading import Eyes, promise_ref
from .routes import router
from .writing import claim_named, subject_of, writing

ON_MILESTONE = "/commitments/{plan}/{number}/milestones/{slug}"
ON_CANDIDATE = "/commitments/{plan}/{number}/candidates/{slug}"
MILESTONE = {200: shapes.OneMilestone, **WRITING}
CANDIDATE = {200: shapes.OneCandidate, **WRITING}


def row_of(by: Actor, plan: str, number: str, slug: str, at: datetime) -> Milestone:
    return deliveries.get_milestone_row(by, milestone_ref(promise_ref(plan, number), slug), as_of=at)


def step(eyes: Eyes, plan: str, number: str, slug: str) -> shapes.OneMilestone:
    return reading_work.one_milestone(eyes, milestone_ref(promise_ref(plan, number), slug), EVERY_LANGUAGE)


@router.post("/commitments/{plan}/{number}/milestones", operation_id="plan_milestone", response=MILESTONE)
def plan_milestone(
    request: HttpRequest, plan: Path[str], number: Path[str], body: Body[told.MilestonePlanned]
) -> HttpResponse:
    """Plan a step in the name of one's own side; the promised text stays as it is."""
    made: list[str] = []

    def write(by: Actor, at: datetime) -> None:
        facts = MilestoneFacts(subject_of(promise_ref(plan, number), body.clause), body.slug, body.title, body.due)
        made.append(delivery.plan_milestone(facts, by=by, at=at).slug)

    return writing(request, write, lambda eyes: step(eyes, plan, number, made[0]))


@router.post(f"{ON_MILESTONE}/report", operation_id="report_milestone", response=MILESTONE)
def report_milestone(
    request: HttpRequest, plan: Path[str], number: Path[str], slug: Path[str], body: Body[told.MilestoneReported]
) -> HttpResponse:
    """Say that a step of one's own side is done."""

    def write(by: Actor, at: datetime) -> None:
        row = row_of(by, plan, number, slug, at)
        delivery.report_milestone(row, by=by, on=body.on, done=body.done, at=at, revision=body.revision)

    return writing(request, write, lambda eyes: step(eyes, plan, number, slug))


@router.post(f"{ON_MILESTONE}/accept", operation_id="accept_milestone", response=MILESTONE)
def accept_milestone(
    request: HttpRequest, plan: Path[str], number: Path[str], slug: Path[str], body: Body[told.MilestoneAccepted]
) -> HttpResponse:
    """Accept a step that another side reported."""

    def write(by: Actor, at: datetime) -> None:
        row = row_of(by, plan, number, slug, at)
        delivery.accept_milestone(row, by=by, on=body.on, at=at, revision=body.revision)

    return writing(request, write, lambda eyes: step(eyes, plan, number, slug))


@router.post(f"{ON_MILESTONE}/return", operation_id="return_milestone", response=MILESTONE)
def return_milestone(
    request: HttpRequest, plan: Path[str], number: Path[str], slug: Path[str], body: Body[told.MilestoneReturned]
) -> HttpResponse:
    """Give a reported step back, with the reason."""

    def write(by: Actor, at: datetime) -> None:
        row = row_of(by, plan, number, slug, at)
        delivery.return_milestone(row, by=by, on=body.on, reason=body.reason, at=at, revision=body.revision)

    return writing(request, write, lambda eyes: step(eyes, plan, number, slug))


@router.post(
    "/plans/{plan}/activities/{activity}/stages/{stage}",
    operation_id="mark_stage",
    response={200: shapes.OneActivity, **WRITING},
)
def mark_stage(
    request: HttpRequest, plan: Path[str], activity: Path[str], stage: Path[str], body: Body[told.StageMarked]
) -> HttpResponse:
    """Say for one's own side that an activity has reached a stage.  Proof and the other sides move it."""

    def write(by: Actor, at: datetime) -> None:
        reading_work.one_activity(Eyes(by, at), plan, activity, EVERY_LANGUAGE)  # refuses what is no name at all
        row = deliveries.get_activity_row(by, plan, activity, as_of=at)
        delivery.mark_stage(row, stage, by=by, happened=body.happened, at=at, note=body.note)

    return writing(request, write, lambda eyes: reading_work.one_activity(eyes, plan, activity, EVERY_LANGUAGE))


@router.post(f"{ON_CANDIDATE}/arguments", operation_id="argue_candidate", response=CANDIDATE)
def argue_candidate(
    request: HttpRequest, plan: Path[str], number: Path[str], slug: Path[str], body: Body[told.CandidateArgued]
) -> HttpResponse:
    """Give a reason for or against an event as the fulfilment of a promise."""

    def write(by: Actor, at: datetime) -> None:
        row = deliveries.get_candidate_row(by, promise_ref(plan, number), slug, as_of=at)
        claim = claim_named(by, body.claim, at=at) if body.claim else None
        delivery.argue(row, body.stance, body.text, by=by, at=at, claim=claim)

    return writing(request, write, lambda eyes: reading_work.one_candidate(eyes, plan, number, slug, EVERY_LANGUAGE))


@router.post(f"{ON_CANDIDATE}/decisions", operation_id="decide_candidate", response=CANDIDATE)
def decide_candidate(
    request: HttpRequest, plan: Path[str], number: Path[str], slug: Path[str], body: Body[told.CandidateDecided]
) -> HttpResponse:
    """Decide for one's own side whether an event fulfilled the promise."""

    def write(by: Actor, at: datetime) -> None:
        row = deliveries.get_candidate_row(by, promise_ref(plan, number), slug, as_of=at)
        delivery.decide_candidate(row, body.answer, body.reason, by=by, at=at)

    return writing(request, write, lambda eyes: reading_work.one_candidate(eyes, plan, number, slug, EVERY_LANGUAGE))
