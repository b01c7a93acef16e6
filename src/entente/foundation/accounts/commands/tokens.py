"""Writes of the keys that programs act with."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from entente.foundation.accounts import queries, rules
from entente.foundation.accounts.models import Token, User
from entente.foundation.accounts.words import Scope
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, NotVisible, RuleBroken
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import commands as ledger


@transaction.atomic
def make_token(
    user: User, post_ref: str, *, label: str, scopes: Iterable[Scope], days: int, by: Actor, on: date
) -> tuple[Token, str]:
    """Make a key for a program and tell it once.  It acts through the post until `days` after `on`.

    Reading is always among the scopes.  Raises ActionDenied, RuleBroken.
    """
    require(rules.can_make_token(by, user_id=str(user.pk)))
    rules.require_token(label, days)
    held = (
        [row for row in directory.appointments_of(user.person, on=on) if row.post.ref == post_ref]
        if user.person
        else []
    )
    if not held:
        raise RuleBroken(f"This log-in does not hold the post “{post_ref}”; choose one that it holds today.")
    handle = secrets.token_hex(8)
    raw = f"entente_{handle}_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        handle=handle,
        digest=queries.digest_of(raw),
        label=label.strip(),
        user=user,
        appointment=held[0],
        scopes=sorted({Scope.READ.value, *(Scope(scope).value for scope in scopes)}),
        expires_on=on + timedelta(days=days),
    )
    content = {"scopes": token.scopes, "expires_on": token.expires_on.isoformat(), "through": post_ref}
    ledger.record(by, "accounts.token.make", f"token/{handle}", **content)
    return token, raw


@transaction.atomic
def revoke_token(user: User, handle: str, *, by: Actor, at: datetime) -> Token:
    """Make a key of a user worthless at once.  Raises ActionDenied, InvalidTransition, NotVisible."""
    require(rules.can_make_token(by, user_id=str(user.pk)))
    token = queries.tokens_of(user).select_for_update(of=("self",)).filter(handle=handle).first()
    if token is None:
        raise NotVisible(f"This log-in has no token “{handle}”.")
    if token.revoked_at is not None:
        raise InvalidTransition(f"The token “{handle}” was revoked before; nothing changed.")
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    ledger.record(by, "accounts.token.revoke", f"token/{handle}", at=at)
    return token


def use_token(raw: str, *, on: date) -> Actor | None:
    """Who a key acts as on a day, None for nobody; its first use on a day is noted."""
    token = queries.find_token(raw, on=on)
    if token is None:
        return None
    if token.last_used_on != on:
        Token.objects.filter(pk=token.pk).update(last_used_on=on)
    return queries.actor_of_token(token, on=on)
