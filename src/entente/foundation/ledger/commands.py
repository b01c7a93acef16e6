"""The only code that writes the log: record inside a transaction, seal after it, erase on demand."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition
from entente.foundation.common.records import new_key

from . import merkle, queries, rules
from .insert import insert
from .manifests import FileList
from .models import ACTION_LENGTH, CODE_LENGTH, REF_LENGTH, Entry, Identity, Leaf, Manifest, Node, Opening, Unsealed
from .payload import SALT_BYTES, Payload, commitment, names_user
from .words import ERASE_ACTION, PUBLIC_LOG, RELEASE_ACTION, SYSTEM_LOG, ErasureReason

__all__ = [
    "EntryRow",
    "ErasureReason",
    "erase",
    "name_record",
    "record",
    "record_many",
    "record_release",
    "requeue",
    "seal",
]

NAME_BYTES = 16
"""Random bytes in a record's name: no two records ever share one."""

SEAL_BATCH = 2_000
"""Entries sealed per transaction: enough to be cheap, few enough (under half a second) that writers do not notice."""

SEAL_LOCK = 4_713_992_150_283_766_017
"""Key of the advisory lock under which PostgreSQL seals; any fixed number that nothing else in the database uses."""

ENTRY_COLUMNS = ("id", "log", "action", "subject", "owner", "post", "at", "commitment")
OPENING_COLUMNS = ("entry", "payload", "salt", "erased_reason")
CODE_LENGTHS = {"action": ACTION_LENGTH, "subject": REF_LENGTH, "owner": CODE_LENGTH, "post": REF_LENGTH}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry for `record_many`.  at: instant of the act; None: now."""

    action: str
    subject: str
    content: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None


@transaction.atomic
def name_record() -> str:
    """The name of this record, made at random by whoever asks first and the same for ever after."""
    if name := queries.record_name():
        return name
    fresh = Identity(name=f"entente-{secrets.token_hex(NAME_BYTES)}")
    Identity.objects.bulk_create([fresh], ignore_conflicts=True)  # of two that ask at once, one names it
    return queries.record_name()


def record(
    by: Actor, action: str, subject: str, *, at: datetime | None = None, public: bool = False, **content: Any
) -> Entry:
    """Write one entry into the caller's transaction: both commit or neither.

    It goes into the public log (`public=True`: published with this act) or into the working log of `by.owner`.
    Raises RuntimeError outside a transaction, ActionDenied for a reader, ValueError when the content is not JSON.
    """
    return record_many(by, [EntryRow(action, subject, content, at)], public=public)[0]


def record_many(by: Actor, rows: Iterable[EntryRow], *, public: bool = False) -> list[Entry]:
    """Write many entries at once, in order; as `record` for each."""
    require(rules.can_record(by))
    return _write(by, rows, log=PUBLIC_LOG if public else by.owner or SYSTEM_LOG)


def seal(log: str | None = None) -> int:
    """Give every waiting entry (of one log, or of all) its leaf.  Returns how many.

    One sealer at a time, one transaction a batch: whatever a kill interrupts is left waiting, whole, for the next call.
    """
    queue = _queue(log)
    # Asked without the lock: of many writers that commit together one seals for all.
    last = queue.order_by("id").values_list("id", flat=True).last()
    sealed, batch = 0, SEAL_BATCH
    # Up to what waits now, else steady writers would keep one sealer for ever.
    while last is not None and batch == SEAL_BATCH and (not sealed or queue.filter(id__lte=last).exists()):
        batch = _seal_batch(log)
        sealed += batch
    return sealed


@transaction.atomic
def erase(entry: Entry, *, by: Actor, reason: ErasureReason, at: datetime) -> Entry:
    """Remove what an entry said, for good; its leaf stays.  Returns the notice of removal, an entry in the same log.

    Raises ActionDenied, and InvalidTransition when it was removed before.
    """
    require(rules.can_erase(by, action=entry.action, log=entry.log, owner=entry.owner))
    erased = Opening.objects.filter(entry=entry, erased_at=None).update(
        payload=None, salt=None, erased_at=at, erased_reason=ErasureReason(reason)
    )
    if not erased:
        raise InvalidTransition(f"The content of this entry about {entry.subject} was removed before.")
    content = {"leaf": merkle.leaf_hash(bytes(entry.commitment)).hex(), "reason": ErasureReason(reason).value}
    return _write(by, [EntryRow(ERASE_ACTION, entry.subject, content, at)], log=entry.log)[0]


@transaction.atomic
def record_release(manifest: FileList, *, by: Actor, at: datetime) -> Entry:
    """Put a publication on the public log: the hash of its manifest, how many files, and the hash of the verifier beside them.

    Raises ActionDenied.
    """
    require(rules.can_keep(by))
    Manifest.objects.exclude(sha256=manifest.sha256).delete()
    Manifest.objects.update_or_create(sha256=manifest.sha256, defaults={"body": manifest.body, "made_at": at})
    content = {"manifest": manifest.sha256, "files": manifest.files, "verifier": sha256_hex(queries.verifier_bytes())}
    row = EntryRow(RELEASE_ACTION, queries.record_name() or name_record(), content, at)
    return record_many(by, [row], public=True)[0]


@transaction.atomic
def requeue() -> int:
    """Queue every entry that has neither a leaf nor a place in the queue.  Returns how many.

    `record` leaves none; this mends a database whose queue was lost, after `verify` named the first such entry.
    """
    lost = Entry.objects.filter(leaf=None, unsealed=None).order_by("id").values_list("id", "log")
    return len(Unsealed.objects.bulk_create(Unsealed(entry_id=key, log=log) for key, log in list(lost)))


def _write(by: Actor, rows: Iterable[EntryRow], *, log: str) -> list[Entry]:
    if not connection.in_atomic_block:
        raise RuntimeError(
            "ledger.record outside a transaction: make the command @transaction.atomic; row and entry live together"
        )
    now = timezone.now()
    made = [_make(by, row, log=log, at=row.at or now) for row in rows]
    entries = [entry for entry, _, _ in made]
    insert(Entry, ENTRY_COLUMNS, ([getattr(entry, name) for name in ENTRY_COLUMNS] for entry in entries))
    insert(Opening, OPENING_COLUMNS, ((entry.id, payload, salt, "") for entry, payload, salt in made))
    insert(Unsealed, ("entry", "log"), ((entry.id, log) for entry in entries))
    _seal_after_commit()
    return entries


def _make(by: Actor, row: EntryRow, *, log: str, at: datetime) -> tuple[Entry, bytes, bytes]:
    if timezone.is_naive(at):
        raise ValueError(f"the instant of {row.action} {row.subject} has no time zone")
    is_public = log == PUBLIC_LOG
    owner = by.owner or SYSTEM_LOG
    user_id = None if is_public else by.user_id
    payload = Payload(row.action, row.subject, owner, by.post, at, row.content, user_id).to_bytes()
    if is_public and names_user(by, payload):
        raise ValueError(
            f"{row.action} {row.subject} would publish the key of a log-in; the public log names posts only"
        )
    salt = secrets.token_bytes(SALT_BYTES)
    values = (new_key(), log, row.action, row.subject, owner, by.post, at.astimezone(UTC), commitment(salt, payload))
    entry = Entry.from_db(connection.alias, ENTRY_COLUMNS, values)
    _require_codes(entry)
    return entry, payload, salt


def _require_codes(entry: Entry) -> None:
    """Entries are found by these columns; SQLite would take any length and PostgreSQL would refuse in its own words."""
    for name, longest in CODE_LENGTHS.items():
        value = getattr(entry, name)
        if len(value) > longest or not (value or name == "post"):
            raise ValueError(
                f"the {name} of a log entry has 1 to {longest} characters, not {len(value)}: {value[:80]!r}"
            )


def _queue(log: str | None) -> QuerySet[Unsealed]:
    return Unsealed.objects.all() if log is None else Unsealed.objects.filter(log=log)


def _seal_after_commit() -> None:
    """Once per transaction.  Robust: the act is committed, and a seal that fails is taken up by the next."""
    if not any(hook is _seal_committed for _, hook, *_ in connection.run_on_commit):
        transaction.on_commit(_seal_committed, robust=True)


def _seal_committed() -> None:
    seal()


@transaction.atomic
def _seal_batch(log: str | None) -> int:
    """Seal the head of the queue.  On SQLite the transaction itself is the lock (BEGIN IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
    head = list(_queue(log).order_by("id").values_list("log", "id", "entry_id", "entry__commitment")[:SEAL_BATCH])
    leaves: list[tuple[UUID, str, int, bytes]] = []
    nodes: list[tuple[str, int, int, bytes]] = []
    for name, rows in groupby(sorted(head, key=lambda row: row[:2]), key=lambda row: row[0]):
        size = queries.size(name)
        frontier = queries.frontier(name, size)
        for position, (_, _, entry_id, committed) in enumerate(rows, start=size):
            leaf = merkle.leaf_hash(bytes(committed))
            leaves.append((entry_id, name, position, leaf))
            nodes += [(name, *node) for node in merkle.grow(frontier, position, leaf)]
    insert(Leaf, ("entry", "log", "position", "hash"), leaves)
    insert(Node, ("log", "level", "index", "hash"), nodes)
    Unsealed.objects.filter(id__in=[row[1] for row in head]).delete()
    return len(leaves)
