"""The log as static files (C2SP tlog-tiles and what it lacks): docs/ledger.md fixes them, `verifier` reads them.

Whole tiles never change, so a second writing adds what is new.  Order makes a kill harmless: first what the next checkpoint
needs, beside what the present one needs; then the checkpoint, in one rename; then what no checkpoint needs any more goes.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from entente.foundation.common.errors import InvalidTransition, RuleBroken

from . import checkpoints, commands, keys, merkle, queries, verifier
from .models import Entry, Leaf, Manifest, Node, Unsealed
from .payload import parse
from .verifier import WIDTH, tiles
from .words import ERASE_ACTION, PUBLIC_LOG, RELEASE_ACTION

LEDGER = "ledger"
ERASED = b"-"
Blob = bytes | memoryview
TRIES = 5
"""How often a removal may come between: each try reads only what came since."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a writing came to.  checkpoint: the note; files: how many were written or changed."""

    size: int
    root: bytes
    files: int
    checkpoint: bytes


def write_ledger(folder: Path, *, as_of: datetime, log: str = PUBLIC_LOG) -> Written:
    """Write FOLDER/ledger, or bring it up to date.  as_of: the instant that a new checkpoint bears on record.

    Raises InvalidTransition when the log, or what lies in the folder, is not a continuation of what was signed: nothing is
    written then.
    """
    keys.ensure_key(at=as_of)
    target = folder / LEDGER
    with _alone(target):
        for _ in range(TRIES):
            commands.seal(log)
            note = checkpoints.sign_checkpoint(log, at=as_of)
            writing = _Writing(target, log, note.size)
            writing.require_continues(standing := _standing(target), note.origin)
            writing.tiles(standing.size if standing else 0)
            if not _removed_meanwhile(log, note.size):
                break
        else:
            raise InvalidTransition("Contents were removed again and again while the log was written; try once more.")
        cosigned = {f"cosigned/{size}": text for size, text in checkpoints.cosigned(log).items() if size < note.size}
        for name, text in cosigned.items():
            writing.put(name, text)
        if log == PUBLIC_LOG:
            writing.release()
        text = checkpoints.published_note(note)
        writing.put("checkpoint", text, lasts=True)
        writing.blank()
        writing.clear()
        return Written(note.size, bytes(note.root), writing.files, text)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """One writer a folder; the lock is on the folder itself, and ends with the process."""
    target.mkdir(parents=True, exist_ok=True)
    held = os.open(target, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _standing(target: Path) -> verifier.Note | None:
    """The checkpoint that lies in the folder."""
    path = target / "checkpoint"
    if not path.exists():
        return None
    try:
        return verifier.note_of(path.read_bytes(), str(path))
    except verifier.Broken as error:
        raise InvalidTransition(f"{error}; move {target} aside, and it is written anew.") from error


def _removed_meanwhile(log: str, size: int) -> bool:
    """Whether a removal came whose notice the first `size` entries do not hold: its opening may be missing already."""
    waiting = Unsealed.objects.filter(log=log, entry__action=ERASE_ACTION)
    later = Leaf.objects.filter(log=log, position__gte=size, entry__action=ERASE_ACTION)
    return waiting.exists() or later.exists()


class _Writing:
    """One writing of the first `size` entries of a log into a folder; `kept`: the files that its checkpoint needs."""

    def __init__(self, target: Path, log: str, size: int) -> None:
        self.target, self.log, self.size = target, log, size
        self.files = 0
        self.kept = {"checkpoint", *self._tile_names()}

    def _tile_names(self) -> Iterator[str]:
        for kind in ("tile/entries", "openings"):
            yield from (f"{kind}/{place}" for place, _, _ in _places(0, self.size))
        level, wide = 0, self.size
        while wide:
            yield from (f"tile/{level}/{place}" for place, _, _ in _places(0, wide))
            level, wide = level + 1, wide // WIDTH

    def require_continues(self, note: verifier.Note | None, origin: str) -> None:
        if note is None:
            return
        if note.origin != origin:
            raise InvalidTransition(
                f"{self.target} holds the log {note.origin}, and this is {origin}: choose another folder."
            )
        if note.size > self.size:
            raise InvalidTransition(
                f"{self.target} holds {note.size} entries and the database {self.size}: it was restored from an older backup.  "
                "`entente ledger refill` takes in what is missing; `entente ledger follow` opens a new log."
            )
        if queries.root(self.log, note.size) != note.root:
            raise InvalidTransition(
                f"The first {note.size} entries in {self.target} are not those of the database; nothing was written.  "
                "After a restore from an older backup, `entente ledger follow` opens a new log."
            )

    def tiles(self, begun: int) -> None:
        """All that the entries from `begun` on change: entries, openings, and the hashes of every level."""
        for place, first, width in _places(begun, self.size):
            rows = _rows(self.log, first, first + width)
            if len(rows) != width:
                raise InvalidTransition(
                    f"The log “{self.log}” lacks an entry after position {first}; nothing was published."
                )
            self.put(f"tile/entries/{place}", b"".join(b"\x00\x20" + row.commitment for row in rows))
            self.put(f"tile/0/{place}", b"".join(row.leaf for row in rows))
            self.put(f"openings/{place}", b"".join(row.line + b"\n" for row in rows))
        level = 1
        while self.size >> 8 * level:
            for place, first, width in _places(begun >> 8 * level, self.size >> 8 * level):
                nodes = Node.objects.filter(log=self.log, level=8 * level, index__gte=first, index__lt=first + width)
                hashes = [bytes(value) for value in nodes.order_by("index").values_list("hash", flat=True)]
                self.put(f"tile/{level}/{place}", b"".join(hashes))
            level += 1

    def release(self) -> None:
        """The manifest and the verifier that the newest publication names; those of an earlier one stay as they are."""
        latest = queries.latest_for(queries.record_name(), action=RELEASE_ACTION, before=self.size)
        if latest is None or latest.content is None:
            return
        said = latest.content
        name = f"manifests/{said['manifest']}"
        body = Manifest.objects.filter(sha256=said["manifest"]).values_list("body", flat=True).first()
        if body is not None:
            self.put(name, bytes(body))
        program = queries.verifier_bytes()
        if sha256(program).hexdigest() == said["verifier"]:
            self.put("verify.py", program)
        self.kept |= {name, "verify.py"}

    def blank(self) -> None:
        """Take out of older files what was removed since: the checkpoint that holds the notices stands by now."""
        for position in sorted(_removed(self.log, self.size)):
            place, first, _ = next(_places(position, self.size))
            path = self.target / "openings" / place
            lines = path.read_bytes().split(b"\n")
            if lines[position - first] != ERASED:
                lines[position - first] = ERASED
                self.put(f"openings/{place}", b"\n".join(lines))

    def clear(self) -> None:
        """Parts of tiles that are whole by now, earlier manifests, what a kill left."""
        for path in sorted(self.target.rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.relative_to(self.target).as_posix() not in self.kept:
                path.unlink()

    def put(self, name: str, data: bytes, *, lasts: bool = False) -> None:
        """Write a file in one step.  lasts: it is on the disk before its name is."""
        path = self.target / name
        self.kept.add(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".unfinished")
        try:
            with fresh.open("wb") as out:
                out.write(data)
                if lasts:
                    out.flush()
                    os.sync()
            fresh.replace(path)
        except OSError as error:
            raise RuleBroken(f"{path} cannot be written: {error.strerror}.") from error
        self.files += 1


@dataclass(frozen=True, slots=True)
class _Row:
    """One entry as the files have it."""

    leaf: bytes
    commitment: bytes
    line: bytes

    @classmethod
    def checked(cls, log: str, position: int, subject: str, leaf: Blob, committed: Blob, *opening: Blob | None) -> _Row:
        """Raises InvalidTransition: nothing is published that does not hold.  opening: payload and salt."""
        commitment, line = bytes(committed), ERASED
        holds = merkle.leaf_hash(commitment) == bytes(leaf)
        if None not in opening:
            payload, salt = (bytes(part or b"") for part in opening)
            line = salt.hex().encode() + b" " + payload
            holds &= sha256(salt + payload).digest() == commitment
        if not holds:
            raise InvalidTransition(
                f"The log “{log}” does not hold at position {position}, about {subject}; nothing was published."
            )
        return cls(bytes(leaf), commitment, line)


def _places(start: int, stop: int) -> Iterator[tuple[str, int, int]]:
    """The tiles that hold the hashes [start, stop): where each lies, its first hash, how many it has."""
    for number, (width, place) in enumerate(tiles(stop)):
        if number >= start // WIDTH:
            yield place, number * WIDTH, width


def _rows(log: str, start: int, stop: int) -> list[_Row]:
    leaves = Leaf.objects.filter(log=log, position__gte=start, position__lt=stop).order_by("position")
    values = leaves.values_list(
        "position", "entry__subject", "hash", "entry__commitment", "entry__opening__payload", "entry__opening__salt"
    )
    return [_Row.checked(log, *value) for value in values]


def _removed(log: str, size: int) -> Iterator[int]:
    """Positions whose removal the first `size` entries tell."""
    notices = Entry.objects.filter(log=log, action=ERASE_ACTION, leaf__position__lt=size)
    for subject, payload in notices.values_list("subject", "opening__payload"):
        named = bytes.fromhex(parse(bytes(payload or b"{}"))["content"]["leaf"])
        leaves = Leaf.objects.filter(entry__log=log, entry__subject=subject).values_list("position", "hash")
        yield from (position for position, leaf in leaves.iterator() if bytes(leaf) == named)
