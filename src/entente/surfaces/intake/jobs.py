"""Documents uploaded on the web: kept aside, read by the worker with progress, looked at, then confirmed or discarded."""

from __future__ import annotations

import io
import time
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django_tasks import task
from pydantic import TypeAdapter

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, NotVisible, Refusal, RuleBroken
from entente.record.plan.importers import PlanDraft
from entente.record.plan.queries import Plan
from entente.record.plan.rules import can_start

from . import imports
from .imports import ImportWish, Preview
from .models import ImportJob
from .words import ImportStatus

__all__ = ["ImportJob", "ImportStatus", "confirm", "discard", "get_visible", "jobs_of", "look", "run", "submit"]

DRAFT = TypeAdapter(PlanDraft)
PROGRESS_EVERY_SECONDS = 0.5


def submit(file_name: str, data: bytes, wish: ImportWish, *, by: Actor) -> ImportJob:
    """Keep an upload and have it read.  Raises ActionDenied, RuleBroken (empty, too large).

    The job comes into the queue in the same transaction: no kill parts the two.
    """
    require(can_start(by))
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1][-255:]
    if not data:
        raise RuleBroken(f"“{name}” is empty; choose the file again.")
    if len(data) > settings.UPLOAD_BYTES_MAX:
        most = settings.UPLOAD_BYTES_MAX
        raise RuleBroken(
            f"“{name}” has {len(data):,} bytes, more than the {most:,} allowed; import the part that promises."
        )
    with transaction.atomic():
        job = ImportJob.objects.create(
            owner=by.owner, post=by.post, file_name=name, size_bytes=len(data), wish=asdict(wish)
        )
        default_storage.save(_path(job.pk), io.BytesIO(data))
        read_document.enqueue(str(job.pk))
    return job


@task()
def read_document(key: str) -> None:
    """The worker's part.  Running it twice reads once."""
    run(UUID(key))


def run(key: UUID) -> ImportJob:
    """Read a waiting upload, or one whose reader was killed.  What cannot be read ends in its sentence."""
    job = ImportJob.objects.get(pk=key)
    if job.status not in (ImportStatus.WAITING, ImportStatus.READING):
        return job
    ImportJob.objects.filter(pk=key).update(status=ImportStatus.READING)
    try:
        draft = imports.read(job.file_name, _bytes(job), _wish(job), progress=_Progress(key))
    except Refusal as refusal:
        ImportJob.objects.filter(pk=key).update(status=ImportStatus.FAILED, sentence=str(refusal))
    else:
        count = sum(len(pillar.commitments) for pillar in draft.pillars)
        ImportJob.objects.filter(pk=key).update(
            status=ImportStatus.READY, draft=DRAFT.dump_json(draft).decode(), read=count, to_read=count
        )
    return ImportJob.objects.get(pk=key)


def look(job: ImportJob, *, by: Actor, as_of: datetime) -> Preview:
    """What confirming would do to the record as it is now.  Raises InvalidTransition unless it was read."""
    if job.status != ImportStatus.READY:
        raise InvalidTransition(f"“{job.file_name}” is {job.get_status_display()}; it cannot be looked at.")
    draft = DRAFT.validate_json(job.draft)
    return imports.consider(draft, job.file_name, _bytes(job), _wish(job), by=by, as_of=as_of)


def confirm(job: ImportJob, *, by: Actor, at: datetime) -> Plan:
    """Carry out what `look` says.  A second confirmation of the same upload is refused, so a double click is harmless."""
    require(can_start(by))
    with transaction.atomic():
        held = ImportJob.objects.select_for_update().get(pk=job.pk)
        plan = imports.carry_out(look(held, by=by, as_of=at), by=by, at=at)
        held.status, held.plan, held.draft = ImportStatus.DONE, plan.slug, ""
        held.save(update_fields=["status", "plan", "draft"])
        transaction.on_commit(lambda: default_storage.delete(_path(held.pk)))
    return plan


def discard(job: ImportJob, *, by: Actor) -> None:
    """Throw an upload away."""
    require(can_start(by))
    with transaction.atomic():
        ImportJob.objects.filter(pk=job.pk).update(status=ImportStatus.DISCARDED, draft="")
        transaction.on_commit(lambda: default_storage.delete(_path(job.pk)))


def jobs_of(by: Actor) -> list[ImportJob]:
    """Uploads of an owner that still need somebody, newest first."""
    if not by.reads_records:
        return []
    hidden = (ImportStatus.DONE, ImportStatus.DISCARDED)
    return list(ImportJob.objects.filter(owner=by.owner).exclude(status__in=hidden).order_by("-made_at", "-pk"))


def get_visible(by: Actor, key: UUID) -> ImportJob:
    """One upload of the actor's own side.  Raises NotVisible."""
    job = ImportJob.objects.filter(pk=key, owner=by.owner).first() if by.reads_records else None
    if job is None:
        raise NotVisible("There is no such import.")
    return job


class _Progress:
    """Writes how far the reader is, at most twice a second."""

    def __init__(self, key: UUID) -> None:
        self.key = key
        self.written_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.written_at >= PROGRESS_EVERY_SECONDS:
            self.written_at = now
            ImportJob.objects.filter(pk=self.key).update(read=done, to_read=total)


def _path(key: UUID) -> str:
    return f"uploads/{key}"


def _bytes(job: ImportJob) -> bytes:
    with default_storage.open(_path(job.pk), "rb") as file:
        data: bytes = file.read()
    return data


def _wish(job: ImportJob) -> ImportWish:
    return ImportWish(**{**job.wish, "parties": tuple(job.wish.get("parties", ()))})
