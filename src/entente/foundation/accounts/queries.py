"""From a log-in to an Actor.  Days are arguments; nothing here looks at a clock."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from entente.foundation.common.actors import PUBLIC, Actor, Capacity, Role
from entente.foundation.common.decisions import Decision
from entente.foundation.common.errors import ActionDenied, NotVisible
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import Person as Person
from entente.foundation.directory.queries import Post as Post
from entente.foundation.directory.rules import can_confirm, can_propose

from . import rules
from .facts import StaffFacts, from_json
from .models import Token as Token
from .models import TwoPersonAct
from .models import User as User
from .words import ActKind, ActState

KEY = re.compile(r"entente_(?P<handle>[0-9a-f]{16})_[A-Za-z0-9_-]{43}")
"""A token as it is told: a word that scanners of leaked secrets know, the part by which it is found, 256 random bits."""


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


def find_token(raw: str, *, on: date) -> Token | None:
    """The token that a key opens on a day; None for one that is unknown, wrong, revoked, out of time or nobody's.

    It is found by the part that is no secret and then compared as a whole in constant time: how long a refusal takes tells
    nothing of the secret.
    """
    key = KEY.fullmatch(raw)
    if key is None:
        return None
    rows = Token.objects.select_related("user__person", "appointment__post__organisation__party")
    token = rows.filter(handle=key["handle"]).first()
    is_right = hmac.compare_digest(digest_of(raw), token.digest if token else "0" * 64)
    if token is None or not is_right or token.revoked_at is not None or token.expires_on <= on:
        return None
    return token if _acts(token, on) else None


def _acts(token: Token, on: date) -> bool:
    """Whether its user still holds the post through that very appointment, with nobody acting in its place."""
    held, user = token.appointment, token.user
    lasts = held.from_on <= on and (held.to_on is None or on < held.to_on)
    return lasts and user.is_active and held.post in posts_of(user, on=on)


def actor_of_token(token: Token, *, on: date) -> Actor | None:
    """Who a token acts as: its post with the roles that its scopes keep; None where the post reads no record."""
    whole = actor_through(token.appointment.post, user_id=str(token.user_id), on=on)
    return rules.within(whole, token.scopes) if whole.reads_records else None


def actor_for_token(raw: str, *, on: date) -> Actor | None:
    """Who a key acts as on a day; None: nobody."""
    token = find_token(raw, on=on)
    return None if token is None else actor_of_token(token, on=on)


def tokens_of(user: User) -> QuerySet[Token]:
    """Every token of a user, newest first, also those that ended."""
    return Token.objects.filter(user=user).select_related("appointment__post__organisation")


@dataclass(frozen=True, slots=True)
class ActView:
    """A proposal.  may_confirm: the decision for who looks at it; state: at the instant of looking."""

    key: UUID
    kind: ActKind
    facts: StaffFacts
    proposed_post: str
    proposed_at: datetime
    state: ActState
    may_confirm: Decision


def acts_waiting(by: Actor, *, as_of: datetime) -> list[ActView]:
    """The proposals of the actor's own side that wait for a second person, oldest first; [] for no administrator."""
    if not can_propose(by, by.owner):
        return []
    since = as_of - timedelta(days=rules.ACT_DAYS)
    rows = TwoPersonAct.objects.filter(owner=by.owner, confirmed_at=None, withdrawn_at=None, proposed_at__gt=since)
    return [_act(row, by, as_of) for row in rows.order_by("proposed_at", "pk")]


def get_act(by: Actor, key: UUID, *, as_of: datetime) -> ActView:
    """One proposal of the actor's own side, whatever became of it.  Raises NotVisible."""
    row = TwoPersonAct.objects.filter(pk=key, owner=by.owner).first() if can_propose(by, by.owner) else None
    if row is None:
        raise NotVisible("There is no such proposal here.")
    return _act(row, by, as_of)


def _act(row: TwoPersonAct, by: Actor, as_of: datetime) -> ActView:
    state = rules.act_state(
        proposed_at=row.proposed_at, confirmed_at=row.confirmed_at, withdrawn_at=row.withdrawn_at, as_of=as_of
    )
    proposer = replace(by, user_id=str(row.proposed_by_id), post=row.proposed_post)
    decision = can_confirm(by, row.owner, proposed_by=proposer)
    return ActView(
        row.pk,
        ActKind(row.kind),
        from_json(row.kind, row.facts),
        row.proposed_post,
        row.proposed_at,
        state,
        decision,
    )


def log_ins_of(people: Iterable[Person]) -> dict[UUID, User]:
    """The log-ins of people by the key of the person.  One query."""
    return {user.person_id: user for user in User.objects.filter(person__in=list(people)) if user.person_id}


def digest_of(raw: str) -> str:
    """What is stored of a key.  It holds 256 random bits, so that a fast hash is enough."""
    return hashlib.sha256(raw.encode()).hexdigest()


def actor_of_post(ref: str, *, on: date) -> Actor:
    """Who acts through a post on a day: its holder, or who stands in.  For the command line.

    Raises NotVisible, ActionDenied when nobody with a log-in holds it.
    """
    post = directory.get_post(ref)
    holder = directory.holder_of(post, on=on)
    user = User.objects.filter(person=holder, is_active=True).first() if holder else None
    if user is None:
        raise ActionDenied(f"Nobody with a log-in holds {ref} on {on}; appoint somebody first.")
    return actor_through(post, user_id=str(user.pk), on=on)


def itself(user: User) -> Actor:
    """The software at the wish of a log-in: its own password and keys are nobody's record."""
    return Actor(Capacity.SYSTEM, post="entente", user_id=str(user.pk))


def has_second_factor(user: User) -> bool:
    """Whether it has an authenticator app or a passkey; recovery codes alone are none."""
    strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=strong).exists())
