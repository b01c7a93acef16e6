"""What somebody wants to be told, and up to when they have seen what other sides changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .models import Look, Wish
from .words import Rhythm


@dataclass(frozen=True, slots=True)
class WishFacts:
    """How often a digest, whether single notices, in which language."""

    rhythm: Rhythm = Rhythm.DAILY
    has_singles: bool = False
    language: str = "en"


def wish_of(user_id: str) -> WishFacts:
    row = Wish.objects.filter(user_id=user_id).first()
    return WishFacts(Rhythm(row.rhythm), row.has_singles, row.language) if row else WishFacts()


def set_wish(user_id: str, facts: WishFacts) -> None:
    values = {"rhythm": facts.rhythm, "has_singles": facts.has_singles, "language": facts.language}
    Wish.objects.update_or_create(user_id=user_id, defaults=values)


def stop_mails(user_id: str) -> None:
    """No digest and no single notice any more; the language stays."""
    kept = wish_of(user_id)
    set_wish(user_id, WishFacts(Rhythm.OFF, has_singles=False, language=kept.language))


def looked_at(user_id: str, owner: str) -> datetime | None:
    """Up to when they have seen what other sides changed; None: never said so."""
    return Look.objects.filter(user_id=user_id, owner=owner).values_list("at", flat=True).first()


def note_look(user_id: str, owner: str, *, at: datetime) -> None:
    """They have seen everything up to an instant; an earlier one never takes a later one back."""
    row, is_new = Look.objects.get_or_create(user_id=user_id, owner=owner, defaults={"at": at})
    if not is_new and row.at < at:
        Look.objects.filter(pk=row.pk).update(at=at)
