"""Workbooks that came back: kept aside, looked at, mended in place, then applied or thrown away."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, NotVisible, RuleBroken
from entente.record.delivery.rules import can_write
from entente.surfaces.intake.forms.reading import is_form, read_form
from entente.surfaces.intake.models import SheetBatch, SheetCell
from entente.surfaces.intake.words import BatchKind, BatchStatus

from .cells import mark_of
from .compare import Cell, Fix, Preview, compare
from .reading import SheetFile, read_sheets
from .state import sheets_now
from .tables import SheetsNow
from .words import say

__all__ = ["BatchStatus", "SheetBatch", "SheetCell"]

COUNTS = (BatchStatus.READY, BatchStatus.APPLIED)


def submit(file_name: str, data: bytes, plan: str, *, by: Actor, at: datetime) -> tuple[SheetBatch, bool]:
    """Keep a workbook or a form that came back; nothing of it goes on record yet.  A form knows its plan itself.

    The same bytes again give the batch that exists, and False: whoever drops them second is told who was first.
    Raises ActionDenied, NotVisible, RuleBroken (what cannot be read; no room on the disk).
    """
    require(can_write(by))
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1][-255:]
    if len(data) > settings.UPLOAD_BYTES_MAX:
        raise RuleBroken(say("too_large", name=name, most=settings.UPLOAD_BYTES_MAX // 1024**2))
    says_from = ""
    if is_form(name):
        form = read_form(name, data, owner=by.owner, today=at.date(), spoken=_spoken())
        plan, says_from = form.key.plan, form.says_from
    now = sheets_now(by, plan, as_of=at)
    _read(name, data, now, today=at.date())
    sha256 = sha256_hex(data)
    known = {"owner": by.owner, "plan": now.plan, "sha256": sha256, "kind": BatchKind.SHEET}
    if (first := SheetBatch.objects.filter(**known, status__in=COUNTS).first()) is not None:
        return first, False
    try:
        with transaction.atomic():
            facts = {"file_name": name, "size_bytes": len(data), "says_from": says_from}
            batch = SheetBatch.objects.create(**known, **facts, post=by.post, made_at=at)
            _keep(path_of(batch.pk), data)
    except IntegrityError:  # somebody dropped the same bytes between the look and the write
        return SheetBatch.objects.get(**known, status__in=COUNTS), False
    return batch, True


def look(batch: SheetBatch, *, by: Actor, as_of: datetime, language: str) -> tuple[SheetsNow, Preview]:
    """What applying would do to the record as it is now.  Raises InvalidTransition unless it waits, RuleBroken."""
    if batch.status != BatchStatus.READY:
        raise InvalidTransition(say("not_waiting", name=batch.file_name))
    now = sheets_now(by, batch.plan, as_of=as_of)
    # A form that was good when it was dropped stays so.
    file = _read(batch.file_name, _bytes(batch), now, today=batch.made_at.date())
    fixes = {key: Fix(**fix) for key, fix in batch.fixes.items()}
    return now, compare(file, now, fixes, language=language, today=as_of.date())


def fix(batch: SheetBatch, texts: Mapping[str, str], seen: Preview, *, by: Actor) -> SheetBatch:
    """Write over cells that were refused or that somebody else changed too.  seen: the preview that was looked at.

    Only those may be written over; whatever else is named is left alone.
    """
    require(can_write(by))
    open_cells: dict[str, Cell] = {cell.key: cell for cell in seen.cells if cell.is_open}
    with transaction.atomic():
        held = SheetBatch.objects.select_for_update().get(pk=batch.pk)
        for key, text in texts.items():
            if (cell := open_cells.get(key)) is not None:
                held.fixes[key] = asdict(Fix(text, mark_of(cell.before)))
        held.save(update_fields=["fixes"])
    return held


def discard(batch: SheetBatch, *, by: Actor) -> None:
    """Throw a workbook away that was not applied."""
    require(can_write(by))
    with transaction.atomic():
        held = SheetBatch.objects.select_for_update().get(pk=batch.pk)
        if held.status != BatchStatus.READY:
            raise InvalidTransition(say("not_waiting", name=held.file_name))
        held.status = BatchStatus.DISCARDED
        held.save(update_fields=["status"])
        transaction.on_commit(lambda: default_storage.delete(path_of(held.pk)))


def batches_of(by: Actor, plan: str = "") -> QuerySet[SheetBatch]:
    """Workbooks of one's own side that wait or were applied, newest first."""
    sheets = SheetBatch.objects.filter(kind=BatchKind.SHEET)
    rows = sheets.filter(owner=by.owner) if by.reads_records else sheets.none()
    rows = rows.exclude(status=BatchStatus.DISCARDED).order_by("-made_at", "-pk")
    return rows.filter(plan=plan) if plan else rows


def get_visible(by: Actor, key: UUID) -> SheetBatch:
    """One workbook of the actor's own side.  Raises NotVisible."""
    rows = SheetBatch.objects.filter(pk=key, owner=by.owner, kind=BatchKind.SHEET)
    batch = rows.first() if by.reads_records else None
    if batch is None:
        raise NotVisible(say("no_batch"))
    return batch


def path_of(key: UUID) -> str:
    return f"uploads/{key}"


def _read(name: str, data: bytes, now: SheetsNow, *, today: date) -> SheetFile:
    if is_form(name):
        return read_form(name, data, owner=now.owner, today=today, spoken=_spoken()).file
    return read_sheets(name, data, now.sheets(), plan=now.plan, owner=now.owner, spoken=_spoken())


def _spoken() -> list[str]:
    return [tag for tag, _name in settings.LANGUAGES]


def _keep(path: str, data: bytes) -> None:
    try:
        default_storage.save(path, io.BytesIO(data))
    except OSError as error:
        raise RuleBroken(say("no_room", why=error.strerror)) from error


def _bytes(batch: SheetBatch) -> bytes:
    try:
        with default_storage.open(path_of(batch.pk), "rb") as file:
            data: bytes = file.read()
    except FileNotFoundError as error:
        raise RuleBroken(say("bytes_gone", name=batch.file_name)) from error
    return data
