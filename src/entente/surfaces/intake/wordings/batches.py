"""Files of translations that came back: kept aside, looked at, mended in place, applied as one batch, taken back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, NotVisible, Refusal, RuleBroken
from entente.foundation.common.rights import may
from entente.foundation.common.saying import in_language
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger.queries import record_name
from entente.foundation.texts.queries import origins_of, revision_of
from entente.foundation.texts.words import WordingStatus
from entente.surfaces.intake.models import SheetBatch, SheetCell
from entente.surfaces.intake.sheets.batches import COUNTS, path_of
from entente.surfaces.intake.sheets.cells import mark_of
from entente.surfaces.intake.sheets.compare import Fix, Verdict
from entente.surfaces.intake.words import BatchKind, BatchStatus

from .compare import TextLine, TextsPreview, compare
from .document import read_document
from .opening import Held, Translation, get_visible, kind_of, opened, translate
from .units import Returned, TextsUnreadable
from .words import say
from .xliff import read_xliff

__all__ = ["BatchStatus", "SheetBatch"]

READERS = {".xlf": read_xliff, ".xliff": read_xliff, ".docx": read_document}
Wrote = dict[str, Any]
"""One text that was written, as JSON: place, subject, field, language, text, and `was`: the text and state before."""


def submit(file_name: str, data: bytes, *, by: Actor, at: datetime) -> tuple[SheetBatch, bool]:
    """Keep a file of translations; nothing of it goes on record yet.

    The same bytes again give the batch that exists, and False.  Raises ActionDenied, RuleBroken.
    """
    require(may(by, "text.translate"))
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1][-255:]
    if len(data) > settings.UPLOAD_BYTES_MAX:
        raise RuleBroken(say("too_large", name=name, most=settings.UPLOAD_BYTES_MAX // 1024**2))
    _read(name, data, by=by)
    known = {"owner": by.owner, "plan": "", "sha256": sha256_hex(data), "kind": BatchKind.TEXTS}
    if (first := SheetBatch.objects.filter(**known, status__in=COUNTS).first()) is not None:
        return first, False
    try:
        with transaction.atomic():
            batch = SheetBatch.objects.create(**known, file_name=name, size_bytes=len(data), post=by.post, made_at=at)
            _keep(batch, data)
    except IntegrityError:  # somebody dropped the same bytes between the look and the write
        return SheetBatch.objects.get(**known, status__in=COUNTS), False
    return batch, True


def look(batch: SheetBatch, *, by: Actor, as_of: datetime) -> TextsPreview:
    """What applying would do to the record as it is now.  Raises InvalidTransition unless it waits, RuleBroken."""
    if batch.status != BatchStatus.READY:
        raise InvalidTransition(say("not_waiting", name=batch.file_name))
    file = _read(batch.file_name, _bytes(batch), by=by)
    now = opened(by, [(kind_of(one.subject, one.field), (one.subject, one.field)) for one in file.units], as_of=as_of)
    return compare(file, now, {name: Fix(**fix) for name, fix in batch.fixes.items()})


def fix(batch: SheetBatch, texts: Mapping[str, str], seen: TextsPreview, *, by: Actor) -> SheetBatch:
    """Write over texts that were refused or that somebody else changed too.  seen: the preview that was looked at."""
    require(may(by, "text.translate"))
    open_lines = {line.name: line for line in seen.lines if line.is_open}
    with transaction.atomic():
        held = SheetBatch.objects.select_for_update().get(pk=batch.pk)
        for name, text in texts.items():
            if (line := open_lines.get(name)) is not None:
                held.fixes[name] = asdict(Fix(text, mark_of(line.before)))
        held.save(update_fields=["fixes"])
    return held


def discard(batch: SheetBatch, *, by: Actor) -> None:
    """Throw a file away that was not applied."""
    require(may(by, "text.translate"))
    with transaction.atomic():
        held = SheetBatch.objects.select_for_update().get(pk=batch.pk)
        if held.status != BatchStatus.READY:
            raise InvalidTransition(say("not_waiting", name=held.file_name))
        held.status = BatchStatus.DISCARDED
        held.save(update_fields=["status"])
        transaction.on_commit(lambda: default_storage.delete(path_of(held.pk)))


@transaction.atomic
def apply(batch: SheetBatch, *, by: Actor, at: datetime) -> SheetBatch:
    """Write what the preview says, all or nothing, as drafts that somebody else reviews.

    Raises ActionDenied, InvalidTransition (a second time), RuleBroken (texts to choose between, nothing to write).
    """
    require(may(by, "text.translate"))
    held = SheetBatch.objects.select_for_update().get(pk=batch.pk)
    if held.status != BatchStatus.READY:
        raise InvalidTransition(say("applied_before", name=held.file_name, post=held.applied_by or held.post))
    preview = look(held, by=by, as_of=at)
    if doubtful := preview.of(Verdict.CONFLICT):
        raise RuleBroken(say("choose_first", count=len(doubtful)))
    if not preview.writes:
        raise RuleBroken(say("nothing_to_apply", name=held.file_name))
    held.written = [_write(line, preview, by=by, at=at) for line in preview.writes]
    held.status, held.applied_at, held.applied_by = BatchStatus.APPLIED, at, by.post
    held.counts = {verdict.value: number for verdict, number in preview.counts.items()}
    held.save()
    _keep_lines(held, preview)
    told = {"batch": str(held.pk), "sha256": held.sha256, "counts": held.counts}
    ledger.record(by, "intake.texts.apply", f"texts/{preview.into}", at=at, **told)
    transaction.on_commit(lambda: default_storage.delete(path_of(held.pk)))
    return held


@transaction.atomic
def take_back(batch: SheetBatch, *, by: Actor, at: datetime) -> SheetBatch:
    """Put back what stood before a batch, all or nothing.  Raises RuleBroken that names what was worked on since."""
    require(may(by, "text.translate"))
    held = SheetBatch.objects.select_for_update().get(pk=batch.pk)
    if held.status != BatchStatus.APPLIED:
        raise InvalidTransition(say("not_applied", name=held.file_name))
    if touched := [one["place"] for one in held.written if not _is_untouched(one, by=by, at=at)]:
        raise RuleBroken(say("touched", places=", ".join(touched)))
    for one in reversed(held.written):
        _put_back(one, by=by, at=at)
    held.status, held.taken_back_at, held.taken_back_by = BatchStatus.TAKEN_BACK, at, by.post
    held.save(update_fields=["status", "taken_back_at", "taken_back_by"])
    ledger.record(by, "intake.texts.take_back", "texts", at=at, batch=str(held.pk), sha256=held.sha256)
    return held


def batches_of(by: Actor) -> QuerySet[SheetBatch]:
    """Files of one's own side that wait or were applied, newest first."""
    rows = (
        SheetBatch.objects.filter(kind=BatchKind.TEXTS)
        .exclude(status=BatchStatus.DISCARDED)
        .order_by("-made_at", "-pk")
    )
    return rows.filter(owner=by.owner) if by.reads_records else rows.none()


def get_batch(by: Actor, key: UUID) -> SheetBatch:
    """One file of the actor's own side.  Raises NotVisible."""
    rows = SheetBatch.objects.filter(pk=key, owner=by.owner, kind=BatchKind.TEXTS)
    batch = rows.first() if by.reads_records else None
    if batch is None:
        raise NotVisible(say("no_batch"))
    return batch


def _read(name: str, data: bytes, *, by: Actor) -> Returned:
    suffix = next((one for one in READERS if name.lower().endswith(one)), "")
    if not suffix:
        raise TextsUnreadable(say("wrong_type", name=name))
    file = READERS[suffix](name, data)
    if file.origin.record != record_name():
        raise TextsUnreadable(say("other_record", name=name, found=file.origin.record))
    if file.origin.owner != by.owner:
        raise TextsUnreadable(say("other_side", name=name, found=file.origin.owner, owner=by.owner))
    return file


def _write(line: TextLine, preview: TextsPreview, *, by: Actor, at: datetime) -> Wrote:
    held = line.held
    assert held is not None  # only what was opened is written
    origin = origins_of(by, [line.subject]).get((line.subject, line.field, preview.into))
    was = {
        "text": line.before,
        "status": origin.state.status.value if origin else WordingStatus.MISSING.value,
        "made_from": origin.made_from if origin else "",
        "source": origin.source if origin else "",
    }
    made = Translation(line.field, preview.into, line.after, preview.made_from, line.source, seen=line.before)
    try:
        translate(held, made, by=by, at=at)
    except Refusal as refused:
        raise RuleBroken(say("text_refused", place=line.place, why=in_language(refused.sentence))) from refused
    told = {"place": line.place, "subject": line.subject, "field": line.field, "language": preview.into}
    return {"kind": "text", **told, "revision": revision_of(line.after), "was": was}


def _is_untouched(one: Wrote, *, by: Actor, at: datetime) -> bool:
    """Whether the text stands as the batch wrote it, and nobody called it reviewed since."""
    origin = origins_of(by, [one["subject"]]).get((one["subject"], one["field"], one["language"]))
    return (
        origin is not None
        and origin.state.status == WordingStatus.DRAFT
        and origin.revision == one["revision"]
        and _held(one, by=by, at=at) is not None
    )


def _put_back(one: Wrote, *, by: Actor, at: datetime) -> None:
    held, was = get_visible(by, one["subject"], one["field"], as_of=at), one["was"]
    made = Translation(
        one["field"],
        one["language"],
        was["text"],
        was["made_from"],
        was["source"],
        WordingStatus(was["status"]),
        seen=held.wording.get(one["language"], ""),
        puts_back=True,
    )
    translate(held, made, by=by, at=at)


def _held(one: Wrote, *, by: Actor, at: datetime) -> Held | None:
    """The wording while its words may still change."""
    key = (one["subject"], one["field"])
    held = opened(by, [(kind_of(*key), key)], as_of=at).get(key)
    return held if held is not None and held.can_write else None


def _keep_lines(batch: SheetBatch, preview: TextsPreview) -> None:
    SheetCell.objects.bulk_create(
        (
            SheetCell(
                batch=batch,
                position=position,
                sheet="texts",
                title=preview.into,
                place=line.place,
                column=line.field,
                commitment=(line.held.ref if line.held else line.subject)[:120],
                verdict=line.verdict.value,
                before=line.before,
                after=line.after,
                reason=line.reason,
            )
            for position, line in enumerate(preview.lines)
        ),
        batch_size=500,
    )


def _keep(batch: SheetBatch, data: bytes) -> None:
    try:
        default_storage.save(path_of(batch.pk), io.BytesIO(data))
    except OSError as error:
        raise RuleBroken(say("no_room", why=error.strerror)) from error


def _bytes(batch: SheetBatch) -> bytes:
    try:
        with default_storage.open(path_of(batch.pk), "rb") as file:
            data: bytes = file.read()
    except FileNotFoundError as error:
        raise RuleBroken(say("bytes_gone", name=batch.file_name)) from error
    return data
