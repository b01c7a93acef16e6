"""Writes of the log-ins.  What concerns a log-in alone goes into the working log and names no person."""

from __future__ import annotations

import secrets
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from entente.foundation.accounts import queries, rules
from entente.foundation.accounts.models import Token, User
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import Person, Post
from entente.foundation.directory.rules import seconded
from entente.foundation.ledger import commands as ledger

POST_SESSION_KEY = "accounts.post"
"""Where the session keeps the ref of the chosen post."""

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No sign that is mistaken for another when a password is read from paper."""


def new_password() -> str:
    """Four groups of five signs, some 99 bits: read aloud or copied by hand once."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))


@transaction.atomic
def create_account(
    person: Person | None, email: str, *, by: Actor, one_time: bool = True, second: Actor | None = None
) -> tuple[User, str]:
    """Make a log-in and its password, which is told nobody else and stored nowhere.

    A one-time password works for 7 days and must be replaced at the first log-in.  person None: a log-in without
    posts; second: the administrator who confirmed it.  Raises ActionDenied, RuleBroken.
    """
    require(rules.can_give_log_in(by, _owners(person), second))
    address = _clean_email(email)
    if User.objects.filter(email=address).exists():
        raise RuleBroken(f"There is a log-in for {address} already; reset it, or use another address.")
    if person is not None and User.objects.filter(person=person).exists():
        raise RuleBroken(f"{person.name} has a log-in already; reset it instead of making a second one.")
    user = User(email=address, person=person)
    password = _give_password(user, one_time=one_time)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    ledger.record(by, "accounts.user.create", _subject(user), one_time=one_time, **seconded(second))
    return user, password


@transaction.atomic
def reset_account(user: User, *, by: Actor, second: Actor | None = None) -> str:
    """Give a new one-time password and take all second factors away, for somebody who lost theirs.

    Ends every session and every token of the user.  second: the administrator who confirmed it.  Raises ActionDenied.
    """
    require(rules.can_give_log_in(by, _owners(user.person), second))
    Authenticator.objects.filter(user_id=user.pk).delete()
    Token.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
    password = _give_password(user, one_time=True)
    ledger.record(by, "accounts.user.reset", _subject(user), **seconded(second))
    return password


@transaction.atomic
def close_account(user: User, *, by: Actor) -> User:
    """Shut a log-in for good; what was done through it stays.  Raises ActionDenied."""
    require(rules.can_close_log_in(by, _owners(user.person)))
    user.is_active = False
    user.save(update_fields=["is_active"])
    ledger.record(by, "accounts.user.close", _subject(user))
    return user


@transaction.atomic
def change_password(user: User, password: str) -> None:
    """Replace a password by one that only the user knows.  The form has asked for the old one."""
    user.set_password(password)
    user.must_change_password = False
    user.password_until = None
    user.save(update_fields=["password", "must_change_password", "password_until"])
    ledger.record(queries.itself(user), "accounts.user.change_password", _subject(user))


def choose_post(session: SessionBase, user: User | AnonymousUser, post_ref: str, *, on: date) -> Post:
    """Act through a post from now on, in this session.  Raises ActionDenied unless the user holds it on the day."""
    for post in queries.posts_of(user, on=on):
        if post.ref == post_ref:
            session[POST_SESSION_KEY] = post.ref
            return post
    raise ActionDenied("You do not hold this post; choose one of yours.")


def _give_password(user: User, *, one_time: bool) -> str:
    password = new_password()
    user.set_password(password)
    user.must_change_password = one_time
    user.password_until = rules.password_until(timezone.now()) if one_time else None
    user.save()
    return password


def _owners(person: Person | None) -> set[str]:
    return directory.owners_of(person, on=timezone.localdate()) if person else set()


def _clean_email(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise RuleBroken(f"“{email}” is not an e-mail address; write one like ana@example.org.") from None
    return address


def _subject(user: User) -> str:
    return f"user/{user.pk}"
