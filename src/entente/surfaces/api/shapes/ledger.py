"""The public log and its proofs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the public log.

    position       its place, from 0, for good
    post           the post that acted; persons are never named
    content        what the act changed; null when it was removed
    leaf           hash of its leaf, which stays when the content goes
    payload, salt  its opening: leaf = SHA-256(0x00, SHA-256(salt, payload)), the salt in hexadecimal, the payload the exact
                   UTF-8 text; "" when it was removed
    erased_reason  privacy, community or law; "" while the content stands
    """

    position: int
    at: datetime
    action: str
    subject: str
    owner: str
    post: str
    content: dict[str, Any] | None
    leaf: str
    payload: str
    salt: str
    erased_at: datetime | None
    erased_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Entries of the public log, oldest first.  size: how many the log has; start: position of the first asked for."""

    log: str
    size: int
    start: int
    items: list[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The RFC 9162 Merkle root over the first `size` entries of the public log, lower-case hexadecimal."""

    log: str
    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionProof:
    """RFC 9162, 2.1.3: the leaf at `position` is under `root`.  path: hashes from the leaf upwards."""

    log: str
    position: int
    size: int
    leaf: str
    root: str
    path: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsistencyProof:
    """RFC 9162, 2.1.4: the log of `second` entries begins with the log of `first`."""

    log: str
    first: int
    second: int
    first_root: str
    second_root: str
    path: list[str]
