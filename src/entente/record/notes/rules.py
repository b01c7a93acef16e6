"""Who writes and removes internal notes.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Role
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.rights import may

from .models import Note

LONGEST = 20_000
"""Characters of one note."""


def can_note(by: Actor) -> Decision:
    """Everybody who works for a side notes things for it."""
    return may(by, "note.write") if by.is_signed_in else Denied("a note is its side's own; log in first")


def can_remove(by: Actor, note: Note) -> Decision:
    """Whoever wrote it, or an approver of its side: for privacy, or because it was wrong."""
    if not by.is_signed_in or by.owner != note.owner:
        return Denied("only its own side removes a note")
    if (by.user_id and by.user_id == note.made_by) or by.has(Role.APPROVER):
        return ALLOWED
    return Denied("only who wrote a note, or an approver of its side, removes it")
