"""The bytes that the log commits to.  Fixed for good: a change here changes every root (docs/ledger.md)."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import canonical_bytes

VERSION = 1
SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Payload:
    """What one entry says.

    user_id  key of the log-in, in a private log only; None in the public log, which names posts and never persons
    content  what the action changed, as JSON values
    """

    action: str
    subject: str
    owner: str
    post: str
    at: datetime
    content: Mapping[str, Any]
    user_id: str | None = None

    def to_bytes(self) -> bytes:
        """RFC 8785.  ValueError when the content is not JSON: dates, keys that are no text, integers past 2**53."""
        body: dict[str, Any] = {
            "v": VERSION,
            "action": self.action,
            "subject": self.subject,
            "owner": self.owner,
            "post": self.post,
            "at": instant(self.at),
            "content": dict(self.content),
        }
        if self.user_id is not None:
            body["user"] = self.user_id
        return canonical_bytes(body)


def parse(payload: bytes) -> dict[str, Any]:
    """The members of a payload as they stand in its JSON."""
    body: dict[str, Any] = json.loads(payload)
    return body


def instant(at: datetime) -> str:
    """2026-03-01T06:00:00.000000Z: UTC, always six digits, so that one instant has one spelling."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def commitment(salt: bytes, payload: bytes) -> bytes:
    """SHA-256 over the salt and the payload: says nothing about the payload to who lacks the salt."""
    return hashlib.sha256(salt + payload).digest()


def names_user(by: Actor, payload: bytes) -> bool:
    """Whether the key of the actor's log-in stands anywhere in a payload; in the public log it may not."""
    if not by.user_id:
        return False
    try:
        key = uuid.UUID(by.user_id)
    except ValueError:  # a key too short to be told from other text
        return False
    text = payload.decode().lower()
    return str(key) in text or key.hex in text
