"""Who follows what: asking, confirming, changing, ending.  Until it is confirmed, nothing but that one question is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entente.foundation.common.encryption import box_for
from entente.foundation.common.errors import NotVisible
from entente.foundation.ledger import queries as ledger

from .limits import digest_of, is_within
from .models import Follow, Follower
from .passes import CONFIRM_WITHIN
from .words import Rhythm, SubjectKind

__all__ = ["Follow", "Follower", "Wish", "ask", "confirm", "erase", "find_follow", "find_follower", "follows_of"]

PURPOSE = "entente follower"
ASKS_OF_ADDRESS, WITHIN = 5, timedelta(days=1)
"""As many questions as one address is sent in a day, whoever asks."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks to follow, how often told, in which language."""

    plan: str
    kind: SubjectKind
    key: str
    rhythm: Rhythm
    language: str


@transaction.atomic
def ask(address: str, wish: Wish, *, at: datetime) -> None:
    """Somebody asks for mails to an address; the worker sends the question whether that is so.

    Answers the same for an address that follows already and for one that was asked too often: nobody learns who follows.
    """
    plain = _plain(address)
    if not is_within("address", plain, at=at, most=ASKS_OF_ADDRESS, span=WITHIN):
        return
    first = {
        "address": box_for(PURPOSE).encrypt(plain.encode()).decode(),
        "language": wish.language,
        "rhythm": wish.rhythm,
        "made_at": at,
        "not_before": at,
    }
    follower, _is_new = Follower.objects.get_or_create(digest=digest_of("follower", plain), defaults=first)
    asked = {"language": wish.language, "rhythm": wish.rhythm, "asked_at": at, "mailed_at": None}
    Follow.objects.update_or_create(follower=follower, plan=wish.plan, kind=wish.kind, key=wish.key, defaults=asked)
    Follower.objects.filter(pk=follower.pk).update(not_before=at)


@transaction.atomic
def confirm(key: str, *, at: datetime) -> Follow:
    """The holder of an address says that they want it.  Twice is once.  Raises NotVisible for one that is gone."""
    follow = find_follow(key)
    if follow.confirmed_at is None:
        follow.confirmed_at, follow.told_to = at, ledger.size(ledger.PUBLIC_LOG)
        follow.save(update_fields=["confirmed_at", "told_to"])
    change(follow.follower, rhythm=Rhythm(follow.rhythm), language=follow.language, at=at)
    return follow


def change(follower: Follower, *, rhythm: Rhythm, language: str, at: datetime) -> None:
    """From now on so often, in this language; what waits for the next digest goes out by the new rhythm."""
    not_before = at if rhythm == Rhythm.AT_ONCE else next_turn(rhythm, at)
    Follower.objects.filter(pk=follower.pk).update(rhythm=rhythm, language=language, not_before=not_before)


@transaction.atomic
def end(follower: Follower, key: str) -> bool:
    """No more mails about one thing.  With the last one the address is erased: whether it was."""
    Follow.objects.filter(follower=follower, pk=_key(key)).delete()
    if Follow.objects.filter(follower=follower).exists():
        return False
    erase(str(follower.pk))
    return True


def erase(key: str) -> None:
    """Nothing is kept of a follower.  Twice is once."""
    Follower.objects.filter(pk=_key(key)).delete()


def find_follow(key: str) -> Follow:
    """One follow, confirmed or not.  Raises NotVisible."""
    found = Follow.objects.filter(pk=_key(key)).select_related("follower").first()
    if found is None:
        raise NotVisible("There is no such follow here.")
    return found


def find_follower(key: str) -> Follower:
    """Raises NotVisible."""
    found = Follower.objects.filter(pk=_key(key)).first()
    if found is None:
        raise NotVisible("There is no such follower here.")
    return found


def follows_of(follower: Follower) -> list[Follow]:
    """What an address follows, confirmed ones alone, in the order of asking."""
    return list(Follow.objects.filter(follower=follower, confirmed_at__isnull=False).order_by("asked_at", "pk"))


def address_of(follower: Follower) -> str:
    """Where its mails go: for the sender alone."""
    return box_for(PURPOSE).decrypt(follower.address.encode()).decode()


def forget_unconfirmed(*, at: datetime) -> int:
    """Delete what nobody confirmed within a week, and addresses without a follow.  How many follows."""
    gone, _by_table = Follow.objects.filter(confirmed_at=None, asked_at__lt=at - CONFIRM_WITHIN).delete()
    Follower.objects.filter(follows=None).delete()
    return gone


def next_turn(rhythm: Rhythm, at: datetime) -> datetime:
    """The next morning of a rhythm after an instant, six o'clock UTC; the instant itself for who is told at once."""
    if rhythm == Rhythm.AT_ONCE:
        return at
    morning = at.replace(hour=6, minute=0, second=0, microsecond=0)
    days = 1 if morning <= at else 0
    if rhythm == Rhythm.WEEKLY:
        days += -(morning + timedelta(days=days)).weekday() % 7
    return morning + timedelta(days=days)


def _plain(address: str) -> str:
    name, _at, domain = address.strip().rpartition("@")
    return f"{name}@{domain.lower()}"


def _key(text: str) -> UUID:
    """The key that a text holds; for any other text one that no row has."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
