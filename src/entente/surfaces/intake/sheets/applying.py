"""A workbook is applied: all of it in one transaction, through the commands that a page calls, as drafts that wait for approval.

Every thing written is noted with what stood there before, so that the batch can be taken back while nobody has worked on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import get_language

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, Refusal, RuleBroken
from entente.foundation.common.saying import in_language
from entente.foundation.ledger import commands as ledger
from entente.record.assessment import commands as assessment
from entente.record.assessment.queries import statuses_of_update
from entente.record.assessment.words import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery import queries
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.queries import Update, UpdateStatus
from entente.record.delivery.rules import can_write, ref_of
from entente.record.verification import queries as verification
from entente.record.verification.queries import Claim
from entente.surfaces.intake.models import SheetBatch, SheetCell
from entente.surfaces.intake.words import BatchStatus

from . import steps
from .batches import look, path_of
from .compare import Cell, Preview, Verdict
from .drafting import WORDS, StatusDraft, UpdateDraft, drafts_of
from .state import own_claims
from .words import say
from .written import Written


@transaction.atomic
def apply(batch: SheetBatch, *, by: Actor, at: datetime) -> SheetBatch:
    """Write what the preview says, all or nothing.  Cells that are refused stay out and are listed in the receipt.

    A second time is refused, so a double click is harmless.  Raises ActionDenied, InvalidTransition, RuleBroken (cells that
    somebody else changed and nobody chose between; whatever the record refuses, with the places it comes from).
    """
    require(can_write(by))
    held = SheetBatch.objects.select_for_update().get(pk=batch.pk)
    if held.status != BatchStatus.READY:
        raise InvalidTransition(say("applied_before", name=held.file_name, post=held.applied_by or held.post))
    now, preview = look(held, by=by, as_of=at, language=get_language() or "en")
    if doubtful := preview.of(Verdict.CONFLICT):
        raise RuleBroken(say("choose_first", count=len(doubtful)))
    if not preview.writes:
        raise RuleBroken(say("nothing_to_apply", name=held.file_name))
    updates, milestones = drafts_of(now, preview.writes, today=at.date())
    places = _places(preview.writes)
    held.written = [_write(draft, places[draft.facts.commitment], by=by, at=at) for draft in updates]
    held.written += [steps.plan(draft, places[draft.commitment], by=by, at=at) for draft in milestones]
    held.status, held.applied_at, held.applied_by = BatchStatus.APPLIED, at, by.post
    held.counts = {verdict.value: number for verdict, number in preview.counts.items()}
    held.save()
    _keep_cells(held, preview)
    ledger.record(
        by, "intake.sheet.apply", held.plan, at=at, batch=str(held.pk), sha256=held.sha256, counts=held.counts
    )
    transaction.on_commit(lambda: default_storage.delete(path_of(held.pk)))
    return held


@transaction.atomic
def take_back(batch: SheetBatch, *, by: Actor, at: datetime) -> SheetBatch:
    """Put back what stood before a batch, all or nothing.

    Raises ActionDenied, InvalidTransition (not applied), RuleBroken that names what was worked on since.
    """
    require(can_write(by))
    held = SheetBatch.objects.select_for_update().get(pk=batch.pk)
    if held.status != BatchStatus.APPLIED:
        raise InvalidTransition(say("not_applied", name=held.file_name))
    touched = [place for one in held.written if not _is_untouched(one, by=by, at=at) for place in one["places"]]
    if touched:
        raise RuleBroken(say("touched", places=", ".join(touched)))
    for one in reversed(held.written):
        _put_back(one, by=by, at=at)
    held.status, held.taken_back_at, held.taken_back_by = BatchStatus.TAKEN_BACK, at, by.post
    held.save(update_fields=["status", "taken_back_at", "taken_back_by"])
    ledger.record(by, "intake.sheet.take_back", held.plan, at=at, batch=str(held.pk), sha256=held.sha256)
    return held


@transaction.atomic
def show_milestones(batch: SheetBatch, *, by: Actor, at: datetime) -> int:
    """Let everybody read the milestones that an applied batch planned.  Returns how many.

    Raises ActionDenied (not an approver), InvalidTransition (not applied).
    """
    held = SheetBatch.objects.select_for_update().get(pk=batch.pk)
    if held.status != BatchStatus.APPLIED:
        raise InvalidTransition(say("not_applied", name=held.file_name))
    return steps.show(held.written, by=by, at=at)


def _places(cells: Iterable[Cell]) -> Mapping[str, list[str]]:
    """Promise -> where in the file its cells stand."""
    places: dict[str, list[str]] = {}
    for cell in cells:
        places.setdefault(cell.commitment, []).append(f"{cell.title} {cell.place}")
    return places


def _keep_cells(batch: SheetBatch, preview: Preview) -> None:
    SheetCell.objects.bulk_create(
        (
            SheetCell(
                batch=batch,
                position=position,
                sheet=cell.sheet.value,
                title=cell.title[:80],
                place=cell.place,
                column=cell.column.name,
                commitment=cell.commitment,
                part=cell.part[:80],
                verdict=cell.verdict.value,
                before=cell.before,
                after=cell.after,
                reason=cell.reason,
            )
            for position, cell in enumerate(preview.cells)
        ),
        batch_size=500,
    )


# --- updates and their statuses --------------------------------------------------------------------------------------


def _write(draft: UpdateDraft, places: list[str], *, by: Actor, at: datetime) -> Written:
    try:
        return {**_written_update(draft, by=by, at=at), "places": places}
    except Refusal as refusal:
        raise RuleBroken(say("row_refused", places=", ".join(places), why=in_language(refusal.sentence))) from refusal


def _written_update(draft: UpdateDraft, *, by: Actor, at: datetime) -> Written:
    was = None
    if draft.key:
        update = queries.get_update_row(by, draft.key, as_of=at)
        was = _as_it_stands(update, by=by, at=at)
        update = delivery.revise_update(update, draft.facts, by=by, at=at, revision=draft.revision)
    else:
        update = delivery.write_update(draft.facts, by=by, at=at)
    for status in draft.statuses:
        _set(update, status, own_claims(by, status.subject, as_of=at), by=by)
    update = delivery.submit(update, by=by, at=at)
    return {"kind": "update", "ref": ref_of(update), "version": update.version, "revision": update.revision, "was": was}


def _set(update: Update, status: StatusDraft, claims: Iterable[Claim], *, by: Actor) -> None:
    assessment.set_status(
        update,
        status.subject,
        status.value,
        by=by,
        as_of_on=status.as_of_on,
        reason=status.reason,
        claims=list(claims),
    )


def _as_it_stands(update: Update, *, by: Actor, at: datetime) -> Written:
    return {
        "stage": update.status,
        "as_of_on": update.as_of_on.isoformat(),
        **{name: getattr(update, name) for name in WORDS},
        "statuses": [
            {
                "subject": view.subject,
                "value": view.value,
                "as_of_on": view.as_of_on.isoformat(),
                "reason": view.reason,
                "claims": [[claim.owner, claim.slug] for claim in view.claims],
            }
            for view in statuses_of_update(by, update.pk, as_of=at)
        ],
    }


def _is_untouched(one: Written, *, by: Actor, at: datetime) -> bool:
    if one["kind"] == "milestone":
        return steps.is_untouched(one, by=by, at=at)
    update = queries.get_update_row(by, one["ref"], as_of=at, version=one["version"])
    return update.revision == one["revision"] and update.status == UpdateStatus.SUBMITTED


def _put_back(one: Written, *, by: Actor, at: datetime) -> None:
    if one["kind"] == "milestone":
        steps.put_back(one, by=by, at=at)
        return
    update = queries.get_update_row(by, one["ref"], as_of=at, version=one["version"])
    was = one["was"] or _as_it_stands(update, by=by, at=at)
    facts = UpdateFacts(
        update.commitment, date.fromisoformat(was["as_of_on"]), was["done"], was["next_step"], was["challenges"]
    )
    update = delivery.revise_update(update, facts, by=by, at=at, revision=update.revision)
    if one["was"] is None:
        delivery.withdraw_update(update, by=by, at=at)
        return
    _put_back_statuses(update, was["statuses"], by=by, at=at)
    if was["stage"] == UpdateStatus.SUBMITTED:
        delivery.submit(update, by=by, at=at)


def _put_back_statuses(update: Update, before: Iterable[Written], *, by: Actor, at: datetime) -> None:
    stood = {status["subject"]: status for status in before}
    for view in statuses_of_update(by, update.pk, as_of=at):
        if view.subject not in stood:
            assessment.drop_status(update, view.subject, by=by)
    for subject, status in stood.items():
        claims = [verification.get_claim_row(by, owner, slug, as_of=at) for owner, slug in status["claims"]]
        as_of_on = date.fromisoformat(status["as_of_on"])
        _set(update, StatusDraft(subject, Completion(status["value"]), as_of_on, status["reason"]), claims, by=by)
