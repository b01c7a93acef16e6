"""The one road to words in more languages: what is owed, what is opened, what is written, what is reviewed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import NotVisible
from entente.foundation.texts import commands as texts_commands
from entente.foundation.texts import queries as texts
from entente.foundation.texts.queries import STALE, Origin, Owed, Wish, owed_counts
from entente.foundation.texts.rules import Translation

from .held import Held, Key
from .kinds import KINDS

__all__ = ["STALE", "Held", "Origin", "Owed", "Translation", "Wish", "owed_counts"]


@dataclass(frozen=True, slots=True)
class OwedLine:
    """A text that is owed, with the wording it belongs to."""

    owed: Owed
    held: Held


@dataclass(frozen=True, slots=True)
class OwedPage:
    """How many there are, and a page of them.  has_more: more than are counted."""

    total: int
    lines: tuple[OwedLine, ...]
    has_more: bool


def owed_page(by: Actor, wish: Wish, *, as_of: datetime, limit: int = 50, offset: int = 0) -> OwedPage:
    """What one's own side has not written, not brought up to date or not reviewed.  The same queries for 1 and 30."""
    found = texts.owed(by, wish, limit=limit, offset=offset)
    held = opened(by, [(row.kind, (row.subject, row.field)) for row in found.rows], as_of=as_of)
    # What is gone since, or has no words at all any more, is owed by nobody.
    lines = (OwedLine(row, held[row.subject, row.field]) for row in found.rows if (row.subject, row.field) in held)
    return OwedPage(found.total, tuple(one for one in lines if any(one.held.wording.values())), found.has_more)


def opened(by: Actor, wanted: Iterable[tuple[str, Key]], *, as_of: datetime) -> dict[Key, Held]:
    """Wordings of one's own side, by (kind, key); one that is not there, or another side's, is left out."""
    keys: dict[str, list[Key]] = {}
    for kind, key in wanted:
        keys.setdefault(kind, []).append(key)
    found: dict[Key, Held] = {}
    for kind, read in KINDS.items():
        if kind in keys:
            found |= read(by, keys[kind], as_of)
    return found


def get_visible(by: Actor, subject: str, field: str, *, as_of: datetime) -> Held:
    """One wording of the actor's own side.  Raises NotVisible."""
    kind = kind_of(subject, field)
    held = opened(by, [(kind, (subject, field))], as_of=as_of).get((subject, field))
    if held is None or not any(held.wording.values()):
        raise NotVisible("There are no such words of your side here.")
    return held


def kind_of(subject: str, field: str) -> str:
    """Of which kind the words of a subject are."""
    if subject.startswith("update:"):
        return "reason" if field.startswith("reason") else "update"
    if subject.startswith("milestone:"):
        return "milestone"
    return "activity" if "/activities/" in subject else "plan"


@transaction.atomic
def translate(held: Held, made: Translation, *, by: Actor, at: datetime) -> None:
    """Put a wording into one more language, by the command of its domain.

    Raises ActionDenied, Conflict, NotVisible, RuleBroken.
    """
    require(held.can_write)
    held.write(made, by, at)


@transaction.atomic
def review(held: Held, language: str, *, seen: str, by: Actor, at: datetime) -> None:
    """Call a text reviewed, as it was seen.  Raises ActionDenied (one's own words), InvalidTransition (changed since)."""
    texts_commands.review_text(
        held.subject,
        held.field,
        language,
        revision=texts.revision_of(seen),
        by=by,
        at=at,
        ref=held.ref,
        is_public=held.is_public,
    )
