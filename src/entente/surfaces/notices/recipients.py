"""Who can be told something: log-ins whose person holds a post today, with the actor of each post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from entente.foundation.accounts import queries as accounts
from entente.foundation.accounts.queries import User
from entente.foundation.common.actors import Actor

from .wishes import WishFacts, wish_of


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who can be told something.  actors: one for each post held today, never none."""

    user_id: str
    email: str
    wish: WishFacts
    actors: tuple[Actor, ...]


def recipients(*, on: date) -> Iterator[Recipient]:
    """Everybody with a log-in that works and a post on a day, oldest log-in first."""
    for user in accounts.accounts().filter(is_active=True, person__isnull=False):
        actors = _actors(user, on)
        if actors:
            yield Recipient(str(user.pk), user.email, wish_of(str(user.pk)), actors)


def actors_of(user_id: str, *, on: date) -> tuple[Actor, ...]:
    """Through which posts a log-in may act on a day; () for one that is closed or holds none."""
    user = accounts.accounts().filter(pk=user_id, is_active=True).first()
    return _actors(user, on) if user else ()


def actor_at(user_id: str, post: str, *, on: date) -> Actor | None:
    """The actor of a log-in at one post; None when it does not hold it on that day."""
    return next((actor for actor in actors_of(user_id, on=on) if actor.post == post), None)


def _actors(user: User, on: date) -> tuple[Actor, ...]:
    posts = accounts.posts_of(user, on=on)
    return tuple(accounts.actor_through(post, user_id=str(user.pk), on=on) for post in posts)
