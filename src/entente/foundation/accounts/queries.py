"""From a log-in to an Actor.  Days are arguments; nothing here looks at a clock."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from entente.foundation.common.actors import PUBLIC, Actor, Capacity, Role
from entente.foundation.common.errors import NotVisible
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import Person as Person
from entente.foundation.directory.queries import Post as Post

from . import rules
from .models import User as User


def get_user(email: str) -> User:
    """Raises NotVisible."""
    user = User.objects.filter(email=email.strip().lower()).select_related("person").first()
    if user is None:
        raise NotVisible(f"There is no log-in for “{email}”.")
    return user


def accounts() -> QuerySet[User]:
    """Every log-in, oldest first, also those that ended."""
    return User.objects.select_related("person")


def has_accounts() -> bool:
    """Whether anybody can log in yet."""
    return User.objects.exists()


def posts_of(user: User | AnonymousUser, *, on: date) -> list[Post]:
    """The posts that a user may act through on a day, by ref."""
    if not isinstance(user, User) or not user.is_active or user.person is None:
        return []
    return directory.posts_held_by(user.person, on=on)


def actor_for(user: User | AnonymousUser, post_ref: str | None, *, on: date) -> Actor:
    """Who a user is on a day, acting through the post it chose, or through its only one.

    PUBLIC for a user without a post, and for one who has yet to choose among several.
    """
    post = rules.acting_post(posts_of(user, on=on), post_ref)
    return PUBLIC if post is None else actor_through(post, user_id=str(user.pk), on=on)


def actor_through(post: Post, *, user_id: str, on: date) -> Actor:
    """The actor of a post, with its roles and the working groups it sits in today."""
    return Actor(
        Capacity(post.capacity),
        owner=post.owner,
        post=post.ref,
        user_id=user_id,
        roles=frozenset(Role(role) for role in post.roles),
        groups=directory.groups_of(post, on=on),
    )


def itself(user: User) -> Actor:
    """The software at the wish of a log-in: its own password and keys are nobody's record."""
    return Actor(Capacity.SYSTEM, post="entente", user_id=str(user.pk))


def has_second_factor(user: User) -> bool:
    """Whether it has an authenticator app or a passkey; recovery codes alone are none."""
    strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=strong).exists())
