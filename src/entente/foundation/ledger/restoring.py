"""After a restore from a backup older than what was published: nobody who kept a checkpoint may see a shorter log.

`refill` takes the published entries that the database lacks back in, when it is the beginning of what was published.  `follow`
is for a database that has gone on by itself meanwhile: it opens a new log, whose entry says how much of the old one it keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.records import new_key

from . import commands, merkle, queries, rules, verifier
from .models import Checkpoint, Entry, Identity, Leaf, NoteKey, Opening, Unsealed
from .payload import parse
from .words import ERASE_ACTION, PUBLIC_LOG, KeyRole

FOLLOW_ACTION = "ledger.log.open"
EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Published:
    """What lies in a published folder, once the verifier has found it whole.  lines: one opening an entry."""

    note: verifier.Note
    data: bytes
    commitments: list[bytes]
    lines: list[bytes]


def refill(folder: Path, *, by: Actor) -> int:
    """Take in what was published and is missing here.  Returns how many entries.

    Raises RuleBroken when the folder does not hold, InvalidTransition when the database is not its beginning.
    """
    require(rules.can_keep(by))
    found = _read(folder)
    commands.seal(PUBLIC_LOG)
    size = queries.size(PUBLIC_LOG)
    if found.note.origin != queries.record_name():
        raise InvalidTransition(f"{folder} holds the log {found.note.origin}; this record is {queries.record_name()}.")
    if _common(found, size) != size:
        raise InvalidTransition(
            f"This database has gone on since by itself: of its {size} entries not all are in {folder}.  "
            "`entente ledger follow` opens a new log that says so."
        )
    with transaction.atomic():
        _take_in(found, size)
        commands.seal(PUBLIC_LOG)
        if queries.root(PUBLIC_LOG, found.note.size) != found.note.root:
            raise InvalidTransition("The entries taken back do not give the published root; nothing was changed.")
        _keep_checkpoint(found)
    return found.note.size - size


@transaction.atomic
def follow(folder: Path, *, by: Actor, at: datetime) -> tuple[str, int, int]:
    """Open a new log after the one in the folder.  Returns the record's new name, how many entries it keeps, of how many."""
    require(rules.can_keep(by))
    found = _read(folder)
    old = queries.record_name()
    if found.note.origin != old:
        raise InvalidTransition(f"{folder} holds the log {found.note.origin}; this record is {old}.")
    kept = _common(found, queries.size(PUBLIC_LOG))
    if kept == found.note.size:
        raise InvalidTransition("Nothing published is missing here; this log goes on as it is.")
    Identity.objects.all().delete()
    name = commands.name_record()
    said: dict[str, Any] = {"origin": old, "size": found.note.size, "root": found.note.root.hex(), "kept": kept}
    commands.record(by, FOLLOW_ACTION, name, at=at, public=True, **said)
    return name, kept, found.note.size


def _read(folder: Path) -> _Published:
    source = verifier.Folder(str(folder))
    try:
        verifier.verify(source, {}, [], EVER)
        data = source.read("ledger/checkpoint")
        note = verifier.note_of(data, "ledger/checkpoint")
        places = [place for _, place in verifier.tiles(note.size)]
        bundles = [source.read(f"ledger/tile/entries/{place}") for place in places]
        openings = [source.read(f"ledger/openings/{place}") for place in places]
    except verifier.Broken as error:
        raise RuleBroken(f"What lies in {folder} does not hold, and nothing was taken from it.  {error}.") from error
    commitments = [bundle[at : at + 32] for bundle in bundles for at in range(2, len(bundle), 34)]
    return _Published(note, data, commitments, [line for text in openings for line in text.split(b"\n")[:-1]])


def _common(found: _Published, size: int) -> int:
    """How many entries from the first on are the same here and there."""
    stored = Leaf.objects.filter(log=PUBLIC_LOG, position__lt=min(size, found.note.size)).order_by("position")
    for position, leaf in stored.values_list("position", "hash").iterator():
        if merkle.leaf_hash(found.commitments[position]) != bytes(leaf):
            return position
    return min(size, found.note.size)


def _take_in(found: _Published, size: int) -> None:
    """Entries, openings and a place in the queue, in their order; removed ones as their notices tell."""
    acts = [parse(line[65:]) if line != b"-" else None for line in found.lines]
    notices = {act["content"]["leaf"]: act for act in acts if act and act["action"] == ERASE_ACTION}
    for position in range(size, found.note.size):
        committed, line = found.commitments[position], found.lines[position]
        told = notices.get(merkle.leaf_hash(committed).hex(), {})
        act = acts[position] or {**told, "action": "removed"}
        moment = datetime.fromisoformat(act["at"])
        codes = {name: act[name] for name in ("action", "subject", "owner", "post")}
        entry = Entry(id=new_key(), log=PUBLIC_LOG, at=moment, commitment=committed, **codes)
        entry.save(force_insert=True)
        if acts[position] is None:
            Opening.objects.create(entry=entry, erased_at=moment, erased_reason=told["content"]["reason"])
        else:
            Opening.objects.create(entry=entry, payload=line[65:], salt=bytes.fromhex(line[:64].decode()))
        Unsealed.objects.create(entry=entry, log=PUBLIC_LOG)
    for said in acts[size:]:
        if said is not None and said["action"].startswith("ledger.key."):
            _take_in_key(said)


def _take_in_key(act: dict[str, Any]) -> None:
    """Keys as the log tells; the secret half of a new one did not come back, so that the next checkpoint replaces it."""
    said, moment = act["content"], datetime.fromisoformat(act["at"])
    for ended in (said.get("ends"), said.get("replaces")):
        if ended:
            gone = NoteKey.objects.filter(public_key=verifier.unbase64(ended), ended_at=None)
            gone.update(ended_at=moment, reason=said.get("reason", ""), secret=b"")
    if "key" in said:
        values = {"role": KeyRole(said["role"]), "name": said["name"], "kind": said["type"], "opened_at": moment}
        NoteKey.objects.get_or_create(public_key=verifier.unbase64(said["key"]), defaults=values)


def _keep_checkpoint(found: _Published) -> None:
    note = found.note
    own = found.data.split(b"\n\n", 1)[1].splitlines(keepends=True)[0]
    values = {"origin": note.origin, "root": note.root, "note": note.text + b"\n" + own, "made_at": datetime.now(UTC)}
    Checkpoint.objects.get_or_create(log=PUBLIC_LOG, size=note.size, defaults=values)
