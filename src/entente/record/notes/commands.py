"""Writes of internal notes.  Their entries lie in the log of their own side and never hold the text."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import Ref
from entente.foundation.ledger import commands as ledger
from entente.record.plan import queries as plans

from . import rules
from .models import Note


@transaction.atomic
def add_note(about: str, text: str, *, by: Actor, at: datetime) -> Note:
    """Note something for one's own side.  about: ref of a commitment or of anything under one.

    Raises ActionDenied, NotVisible (no such promise), RuleBroken (no words, too many, another ref).
    """
    require(rules.can_note(by))
    if not text.strip():
        raise RuleBroken("The note has no words; write some.")
    if len(text) > rules.LONGEST:
        raise RuleBroken(f"The note is longer than {rules.LONGEST:,} characters; make two of it.")
    commitment = _commitment(about)
    plans.get_commitment_row(by, commitment, as_of=at)
    note = Note.objects.create(
        owner=by.owner,
        tier=Tier.OWN,
        plan=commitment.partition("/")[0],
        commitment=commitment,
        about=about,
        text=text.strip(),
        post=by.post,
        made_by=by.user_id or "",
        made_at=at,
    )
    # The log outlives the note; so it holds what shows later that this was the text, and not the text.
    ledger.record(by, "notes.add", about, at=at, note=str(note.pk), sha256=sha256_hex(note.text.encode()))
    return note


@transaction.atomic
def remove_note(note: Note, *, by: Actor, at: datetime) -> Note:
    """Take the text of a note away for good; that there was one stays.  The same again changes nothing."""
    note.refresh_from_db(from_queryset=Note.objects.select_for_update())
    require(rules.can_remove(by, note))
    if note.removed_at is None:
        note.text, note.removed_at = "", at
        note.save(update_fields=["text", "removed_at"])
        ledger.record(by, "notes.remove", note.about, at=at, note=str(note.pk))
    return note


def _commitment(about: str) -> str:
    try:
        commitment = Ref.parse(about).commitment
    except ValueError as wrong:
        raise RuleBroken(f"{wrong}.") from wrong
    if not commitment:
        raise RuleBroken(f"{about} lies under no promise; note it on the promise that it is about.")
    return commitment
