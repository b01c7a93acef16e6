"""Writing, approving and publishing updates, and where a side says it stands."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import update_ref
from entente.record.assessment import commands as assessment
from entente.record.delivery import commands as delivery
from entente.record.delivery import queries as deliveries
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.queries import Update

from . import reading_work, shapes, told
from .answers import WRITING
from .asked import EVERY_LANGUAGE
from .reading import Eyes, promise_ref
from .routes import router
from .writing import claims_named, subject_of, writing

ON_PROMISE = "/commitments/{plan}/{number}"
ON_UPDATE = "/commitments/{plan}/{number}/updates/{update}"
ANSWER = {200: shapes.OneUpdate, **WRITING}


def facts_of(ref: str, body: told.UpdateWords) -> UpdateFacts:
    return UpdateFacts(
        ref,
        body.as_of_on,
        body.done,
        body.next_step,
        body.challenges,
        made_from=body.made_from or "",
    )


def row_of(by: Actor, plan: str, number: str, update: str, at: datetime) -> Update:
    """The latest version of an update, its own side's draft among them.  Raises NotVisible."""
    return deliveries.get_update_row(by, f"{promise_ref(plan, number)}/updates/{update}", as_of=at)


def written(eyes: Eyes, plan: str, number: str, update: str) -> shapes.OneUpdate:
    return reading_work.one_update(eyes, f"{promise_ref(plan, number)}/updates/{update}", EVERY_LANGUAGE)


@router.post(f"{ON_PROMISE}/updates", operation_id="write_update", response=ANSWER)
def write_update(
    request: HttpRequest, plan: Path[str], number: Path[str], body: Body[told.UpdateWords]
) -> HttpResponse:
    """Begin an update as a draft of one's own side."""
    made: list[str] = []

    def write(by: Actor, at: datetime) -> None:
        facts = facts_of(promise_ref(plan, number), body)
        update = delivery.write_update(facts, by=by, at=at, claims=claims_named(by, body.claims, at=at))
        made.append(update_ref(update.commitment, update.owner, update.number))

    return writing(request, write, lambda eyes: reading_work.one_update(eyes, made[0], EVERY_LANGUAGE))


@router.put(ON_UPDATE, operation_id="revise_update", response=ANSWER)
def revise_update(
    request: HttpRequest, plan: Path[str], number: Path[str], update: Path[str], body: Body[told.UpdateRevised]
) -> HttpResponse:
    """Change the words of a draft, on the revision that was read."""

    def write(by: Actor, at: datetime) -> None:
        delivery.revise_update(
            row_of(by, plan, number, update, at),
            facts_of(promise_ref(plan, number), body),
            by=by,
            at=at,
            revision=body.revision,
            claims=claims_named(by, body.claims, at=at),
        )

    return writing(request, write, lambda eyes: written(eyes, plan, number, update))


@router.post(f"{ON_UPDATE}/submit", operation_id="submit_update", response=ANSWER)
def submit_update(request: HttpRequest, plan: Path[str], number: Path[str], update: Path[str]) -> HttpResponse:
    """Send a draft to the approvers of one's side."""

    def write(by: Actor, at: datetime) -> None:
        delivery.submit(row_of(by, plan, number, update, at), by=by, at=at)

    return writing(request, write, lambda eyes: written(eyes, plan, number, update))


@router.post(f"{ON_UPDATE}/approve", operation_id="approve_update", response=ANSWER)
def approve_update(
    request: HttpRequest, plan: Path[str], number: Path[str], update: Path[str], body: Body[told.Approved]
) -> HttpResponse:
    """Approve the exact revision that was read.  Nobody approves their own words."""

    def write(by: Actor, at: datetime) -> None:
        delivery.approve(row_of(by, plan, number, update, at), by=by, at=at, revision=body.revision)

    return writing(request, write, lambda eyes: written(eyes, plan, number, update))


@router.post(f"{ON_UPDATE}/send-back", operation_id="send_back_update", response=ANSWER)
def send_back_update(
    request: HttpRequest, plan: Path[str], number: Path[str], update: Path[str], body: Body[told.SentBack]
) -> HttpResponse:
    """Send an update back to who wrote it, with the reason."""

    def write(by: Actor, at: datetime) -> None:
        row = row_of(by, plan, number, update, at)
        delivery.send_back(row, by=by, at=at, reason=body.reason, revision=body.revision)

    return writing(request, write, lambda eyes: written(eyes, plan, number, update))


@router.post(f"{ON_UPDATE}/publish", operation_id="publish_update", response=ANSWER)
def publish_update(
    request: HttpRequest, plan: Path[str], number: Path[str], update: Path[str], body: Body[told.Published]
) -> HttpResponse:
    """Publish an approved update with its statuses, through the proof gate."""

    def write(by: Actor, at: datetime) -> None:
        assessment.publish_report(
            row_of(by, plan, number, update, at),
            by=by,
            at=at,
            embargo_until=body.embargo_until,
            tier=body.tier,
            group=body.group,
            withheld_for=body.withheld_for,
        )

    return writing(request, write, lambda eyes: written(eyes, plan, number, update))


@router.post(f"{ON_UPDATE}/correct", operation_id="correct_update", response=ANSWER)
def correct_update(
    request: HttpRequest, plan: Path[str], number: Path[str], update: Path[str], body: Body[told.UpdateCorrected]
) -> HttpResponse:
    """Begin a new version of a published update; once published it replaces the earlier one, with a visible note."""

    def write(by: Actor, at: datetime) -> None:
        facts = facts_of(promise_ref(plan, number), body)
        row = row_of(by, plan, number, update, at)
        assessment.correct_report(row, facts, by=by, at=at, correction=body.correction)

    return writing(request, write, lambda eyes: written(eyes, plan, number, update))


@router.post(f"{ON_UPDATE}/statuses", operation_id="set_status", response=ANSWER)
def set_status(
    request: HttpRequest, plan: Path[str], number: Path[str], update: Path[str], body: Body[told.StatusSet]
) -> HttpResponse:
    """Say in a draft where one's side stands; it is published with the update, through the proof gate."""

    def write(by: Actor, at: datetime) -> None:
        assessment.set_status(
            row_of(by, plan, number, update, at),
            subject_of(promise_ref(plan, number), body.clause),
            body.value,
            by=by,
            as_of_on=body.as_of_on,
            reason=body.reason,
            claims=claims_named(by, body.claims, at=at),
            at=at,
        )

    return writing(request, write, lambda eyes: written(eyes, plan, number, update))


@router.post(f"{ON_PROMISE}/no-change", operation_id="note_no_change", response=ANSWER)
def note_no_change(request: HttpRequest, plan: Path[str], number: Path[str]) -> HttpResponse:
    """Say that nothing changed since the last published update.  It never counts as activity."""
    made: list[str] = []

    def write(by: Actor, at: datetime) -> None:
        note = delivery.note_no_change(promise_ref(plan, number), by=by, at=at)
        made.append(update_ref(note.commitment, note.owner, note.number))

    return writing(request, write, lambda eyes: reading_work.one_update(eyes, made[0], EVERY_LANGUAGE))
