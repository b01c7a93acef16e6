"""Writes of a party's key.  What it signed before it ended stays verifiable with its public half, which stays on record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.accord import rules
from entente.foundation.accord.host_keys import make_secret
from entente.foundation.accord.models import SigningKey
from entente.foundation.accord.statement import KEY_BYTES, base64_text, key_id
from entente.foundation.accord.words import KeyEnd, KeyPlace
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.ledger import commands as ledger


@transaction.atomic
def register_key(owner: str, public_key: bytes | None, *, by: Actor, at: datetime) -> SigningKey:
    """Put the key of a party on record.  public_key None: one is made and kept on the host.  The same again changes nothing.

    Raises ActionDenied, InvalidTransition (the party has another key: replace it), RuleBroken (no key, one used before).
    """
    require(rules.can_keep_keys(by, owner=owner))
    standing = _standing(owner)
    if standing is None:
        return _add(owner, public_key, by=by, at=at)
    if public_key is not None and bytes(standing.public_key) == public_key:
        return standing
    raise InvalidTransition(f"“{owner}” has a key on record already; replace it, or revoke it and register another.")


@transaction.atomic
def rotate_key(owner: str, public_key: bytes | None, *, by: Actor, at: datetime, reason: str) -> SigningKey:
    """Replace the key of a party: from now on only the new one signs.  As `register_key`; InvalidTransition for none."""
    require(rules.can_keep_keys(by, owner=owner))
    standing = _standing(owner)
    if standing is None:
        raise InvalidTransition(f"“{owner}” has no key that could be replaced; register one.")
    _end(standing, KeyEnd.REPLACED, by=by, at=at, reason=reason)
    return _add(owner, public_key, by=by, at=at)


@transaction.atomic
def revoke_key(owner: str, *, by: Actor, at: datetime, reason: str) -> SigningKey:
    """End the key of a party, because it was lost or somebody else may have it.  Raises InvalidTransition for none."""
    require(rules.can_keep_keys(by, owner=owner))
    standing = _standing(owner)
    if standing is None:
        raise InvalidTransition(f"“{owner}” has no key that could be revoked.")
    return _end(standing, KeyEnd.REVOKED, by=by, at=at, reason=reason)


def _standing(owner: str) -> SigningKey | None:
    return SigningKey.objects.select_for_update().filter(owner=owner, ended_at=None).first()


def _add(owner: str, public_key: bytes | None, *, by: Actor, at: datetime) -> SigningKey:
    place, secret = KeyPlace.OWN, b""
    if public_key is None:
        public_key, secret = make_secret()
        place = KeyPlace.HOST
    if len(public_key) != KEY_BYTES:
        raise RuleBroken(f"A public key has {KEY_BYTES} bytes, not {len(public_key)}; hand over the .pub file.")
    if SigningKey.objects.filter(public_key=public_key).exists():
        raise RuleBroken("This key was on record before; make a fresh one with `entente accord key` and register that.")
    row = SigningKey.objects.create(
        owner=owner, public_key=public_key, place=place, secret=secret, post=by.post, registered_at=at
    )
    ledger.record(
        by,
        "accord.key.register",
        owner,
        at=at,
        public=True,
        party=owner,
        key=base64_text(public_key),
        key_id=key_id(public_key),
        place=place.value,
    )
    return row


def _end(row: SigningKey, end: KeyEnd, *, by: Actor, at: datetime, reason: str) -> SigningKey:
    if not reason.strip():
        raise RuleBroken("Say why the key ends: lost, replaced on its day, or somebody else may have it.")
    row.ended_at, row.ended_as, row.reason, row.secret = at, end, reason.strip(), b""
    row.save(update_fields=["ended_at", "ended_as", "reason", "secret"])
    ledger.record(
        by,
        "accord.key.revoke",
        row.owner,
        at=at,
        public=True,
        party=row.owner,
        key_id=key_id(bytes(row.public_key)),
        end=end.value,
        reason=row.reason,
    )
    return row
