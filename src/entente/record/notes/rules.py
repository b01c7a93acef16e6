"""Who writes and removes the notes of a side.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.rights import may

from .models import Note


def can_note(by: Actor) -> Decision:
    return may(by, "note.write") if by.is_signed_in else Denied("a note is somebody's own side's; log in first")


def can_remove(by: Actor, note: Note) -> Decision:
    if not by.is_signed_in or by.owner != note.owner:
        return Denied("a note belongs to the side that wrote it")
    if by.post != note.post:
        return Denied("only the post that wrote a note removes it")
    return ALLOWED
