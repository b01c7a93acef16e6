"""Reads of internal notes: by their own side, and by nobody else, the software itself included."""

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
    """A note.  about: ref of what it is about; removed_at: when its text was taken away, None while it stands."""

    key: UUID
    commitment: str
    about: str
    text: str
    post: str
    made_at: datetime
    removed_at: datetime | None


def notes_on(by: Actor, commitment: str, *, as_of: datetime) -> list[NoteView]:
    """The notes of one's own side on a promise and all under it, latest first.  One query."""
    return [_view(row) for row in note_rows(by, as_of=as_of).filter(commitment=commitment).order_by("-made_at", "-id")]


def note_rows(by: Actor, *, as_of: datetime) -> QuerySet[Note]:
    """The notes that an actor may read: those of its own side.

    Not `readable`, which shows all to the software: notes leave their side by no road, a print-out of the whole record included.
    """
    if not by.reads_records or not by.owner:
        return Note.objects.none()
    return Note.objects.filter(owner=by.owner, made_at__lte=as_of)


def get_note_row(by: Actor, key: UUID, *, as_of: datetime) -> Note:
    """The row that a command takes.  Raises NotVisible."""
    row = note_rows(by, as_of=as_of).filter(pk=key).first()
    if row is None:
        raise NotVisible("There is no such note here.")
    return row


def _view(row: Note) -> NoteView:
    return NoteView(row.pk, row.commitment, row.about, row.text, row.post, row.made_at, row.removed_at)
