"""Reads of notes: one's own side's alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible

from .models import Note


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as its own side reads it."""

    key: UUID
    about: str
    text: str
    post: str
    made_at: datetime


def notes_on(by: Actor, commitment: str, *, as_of: datetime) -> list[NoteView]:
    """The notes of one's own side on a promise and what lies under it, latest first.  One query."""
    rows = _rows(by, as_of).filter(commitment=commitment).order_by("-made_at", "-id")
    return [NoteView(row.pk, row.about, row.text, row.post, row.made_at) for row in rows]


def get_note_row(by: Actor, key: str | UUID, *, as_of: datetime) -> Note:
    """The row that a command takes.  Raises NotVisible."""
    row = _rows(by, as_of).filter(pk=key).first()
    if row is None:
        raise NotVisible("There is no such note here.")
    return row


def _rows(by: Actor, as_of: datetime) -> QuerySet[Note]:
    """Not even the software reads them for somebody else: whoever has no side has no notes."""
    if not by.is_signed_in:
        return Note.objects.none()
    return Note.objects.filter(owner=by.owner, made_at__lte=as_of, removed_at__isnull=True)
