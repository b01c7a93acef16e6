"""Checkpoints: the record signs how long a log is and its root, parties and witnesses sign the same text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken

from . import keys, queries, rules, verifier
from .models import Checkpoint, Cosignature, NoteKey
from .notes import line_of, note_text, sign_line, whole_note
from .words import PUBLIC_LOG, KeyRole

NOTE_MAX = 64 * 1024
"""Bytes; a checkpoint with sixteen signatures has about two thousand."""

CHECKPOINT_LOCK = 4_713_992_150_283_766_018
"""Key of the advisory lock under which PostgreSQL signs."""


def origin_of(log: str) -> str:
    """First line of a log's checkpoints: the record's name; a private log's code behind it."""
    name = queries.record_name()
    return name if log == PUBLIC_LOG else f"{name}/{log}"


@transaction.atomic
def sign_checkpoint(log: str = PUBLIC_LOG, *, at: datetime) -> Checkpoint:
    """Sign what is sealed, once it is seen to begin with what was signed before; the same length again gives the same note.

    Raises InvalidTransition when the log is not a continuation: then nothing is signed.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHECKPOINT_LOCK])
    key = keys.standing_key()
    if key is None or not key.secret:
        raise InvalidTransition("The record has no key to sign with; `keys.ensure_key` comes first.")
    origin, size = origin_of(log), queries.size(log)
    last = Checkpoint.objects.filter(log=log).order_by("-size").first()
    if last is not None:
        _require_continued(last, size)
        if (last.size, last.origin) == (size, origin):
            return last
    root = queries.root(log, size)
    text = note_text(origin, size, root)
    note = whole_note(text, [sign_line(text, key.name, keys.secret_of(key))])
    return Checkpoint.objects.create(log=log, origin=origin, size=size, root=root, note=note, made_at=at)


def _require_continued(last: Checkpoint, size: int) -> None:
    if size < last.size:
        raise InvalidTransition(
            f"The log “{last.log}” has {size} entries and was signed with {last.size}: entries are missing; "
            "nothing was signed.  `entente ledger verify` says more."
        )
    if queries.root(last.log, last.size) != bytes(last.root):
        raise InvalidTransition(
            f"The first {last.size} entries of the log “{last.log}” are not those that were signed on "
            f"{last.made_at:%Y-%m-%d}; nothing was signed.  `entente ledger verify` says more."
        )


def published_note(row: Checkpoint) -> bytes:
    """A checkpoint with every signature that has arrived, the record's first."""
    lines = [bytes(line) for line in row.cosignatures.order_by("arrived_at", "id").values_list("line", flat=True)]
    return bytes(row.note) + b"".join(lines)


@transaction.atomic
def receive_cosignatures(
    data: bytes, party_keys: Iterable[tuple[str, bytes]], *, by: Actor, at: datetime
) -> list[Cosignature]:
    """Take in the signatures that parties and named witnesses put under a checkpoint of this record.

    party_keys  code and public key of each party's key that stands on record
    Raises RuleBroken for what is no checkpoint of this record, or a signature that does not hold; nothing is taken in then.
    """
    require(rules.can_record(by))
    note = _read(data)
    row = Checkpoint.objects.filter(origin=note.origin, size=note.size).first()
    if row is None or not bytes(row.note).startswith(note.text + b"\n"):
        raise RuleBroken(
            f"This is a checkpoint of {note.origin} with {note.size} entries, which this record ({queries.record_name()}) "
            "did not publish.  Nothing was taken in."
        )
    own = verifier.note_of(bytes(row.note), "").signatures
    known = {key.id(): key for key in _able(party_keys)}
    made = []
    for signer, signature in note.signatures:
        if (signer, signature) in own:
            continue
        key = known.get(signer)
        if key is None or key.signed(note.text, signature) is None:
            why = "does not hold" if key else "is by nobody whose key stands on record"
            raise RuleBroken(f"The signature of “{signer[0]}” {why}.  Nothing was taken in.")
        values = {"name": key.name, "line": line_of(key.name, key.kind, key.raw, signature), "arrived_at": at}
        made.append(row.cosignatures.get_or_create(public_key=key.raw, defaults=values)[0])
    if not made:
        raise RuleBroken("This checkpoint bears no signature but the record's own; sign it first.")
    return made


def signers_of(data: bytes) -> list[str]:
    """The names under a checkpoint.  Raises RuleBroken for what is none."""
    return [name for (name, _), _ in _read(data).signatures]


def _read(data: bytes) -> verifier.Note:
    try:
        if len(data) > NOTE_MAX:
            raise RuleBroken("This file is too long for a checkpoint.")
        return verifier.note_of(data, "")
    except verifier.Broken as error:
        raise RuleBroken(
            "This is no whole checkpoint; take the file `checkpoint` of the published ledger again."
        ) from error


def _able(party_keys: Iterable[tuple[str, bytes]]) -> list[verifier.Key]:
    witnesses = NoteKey.objects.filter(role=KeyRole.WITNESS, ended_at=None)
    parties = [verifier.Key("party", code, verifier.PLAIN, raw) for code, raw in party_keys]
    return [*parties, *(keys.held(row) for row in witnesses)]


def cosigned(log: str = PUBLIC_LOG) -> dict[int, bytes]:
    """Size -> note of every checkpoint that bears more than the record's own signature."""
    rows = Checkpoint.objects.filter(log=log, cosignatures__isnull=False).distinct().order_by("size")
    return {row.size: published_note(row) for row in rows}
