"""A sealed entry as it is read: from rows of leaves with their entries and openings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from .models import Leaf
from .payload import parse


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """A sealed entry for pages, feeds and the API.

    position      its place in its log, from 0
    content       what it said; None when it was erased
    leaf          hash of its leaf, lower-case hexadecimal
    payload, salt its opening: the exact canonical text and the salt in hexadecimal; "" when it was erased
    erased_at     instant of its removal, with the reason's code; None and "" while it stands
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
    erased_at: datetime | None = None
    erased_reason: str = ""


def logged(leaves: QuerySet[Leaf]) -> list[LoggedEntry]:
    return entries_of(opened(leaves))


def opened(leaves: QuerySet[Leaf]) -> QuerySet[Leaf, tuple[Any, ...]]:
    return leaves.values_list(
        "position", "entry__at", "entry__action", "entry__subject", "entry__owner", "entry__post",
        "entry__opening__payload", "entry__opening__salt", "hash", "entry__opening__erased_at", "entry__opening__erased_reason",
    )  # fmt: skip


def entries_of(rows: Iterable[tuple[Any, ...]]) -> list[LoggedEntry]:
    return [
        LoggedEntry(
            position, at, action, subject, owner, post, None if payload is None else parse(bytes(payload))["content"],
            bytes(leaf).hex(), bytes(payload or b"").decode(), bytes(salt or b"").hex(), erased_at, erased_reason,
        )
        for position, at, action, subject, owner, post, payload, salt, leaf, erased_at, erased_reason in rows
    ]  # fmt: skip
