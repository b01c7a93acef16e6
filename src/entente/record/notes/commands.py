"""Writes of notes.  Their entries go into the log of their own side, without the text."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import Ref
from entente.foundation.ledger import commands as ledger

from . import rules
from .models import Note


@transaction.atomic
def add_note(about: str, text: str, *, by: Actor, at: datetime) -> Note:
    """Keep a note about something on record, for one's own side.  Raises ActionDenied, RuleBroken."""
    require(rules.can_note(by))
    if not text.strip():
        raise RuleBroken("Write the note first.")
    ref = Ref.parse(about)
    note = Note.objects.create(
        owner=by.owner,
        tier=Tier.OWN,
        plan=ref.plan,
        commitment=ref.commitment,
        about=about,
        text=text.strip(),
        post=by.post,
        made_by=by.user_id or "",
        made_at=at,
    )
    ledger.record(by, "notes.note.add", about, at=at, note=str(note.pk))
    return note


@transaction.atomic
def remove_note(note: Note, *, by: Actor, at: datetime) -> None:
    """Take the text of a note away; that there was one stays on its side's log.  Raises ActionDenied."""
    require(rules.can_remove(by, note))
    note.text, note.removed_at = "", at
    note.save(update_fields=["text", "removed_at"])
    ledger.record(by, "notes.note.remove", note.about, at=at, note=str(note.pk))
