"""Reads of the keys of parties.  Public."""

from __future__ import annotations

from entente.foundation.accord.models import SigningKey
from entente.foundation.accord.statement import base64_text, key_id
from entente.foundation.accord.views import (
    KeyView,
)


def keys_of(owner: str) -> list[KeyView]:
    """Every key of a party, latest first.  Public: what they signed is checked with them."""
    rows = SigningKey.objects.filter(owner=owner).order_by("-registered_at", "-pk")
    return [
        KeyView(
            row.pk,
            row.owner,
            base64_text(bytes(row.public_key)),
            key_id(bytes(row.public_key)),
            row.place,
            row.registered_at,
            row.post,
            row.ended_at,
            row.ended_as,
            row.reason,
        )
        for row in rows
    ]


def standing_key(owner: str) -> KeyView | None:
    """The key with which a party signs now."""
    return next((key for key in keys_of(owner) if key.ended_at is None), None)
