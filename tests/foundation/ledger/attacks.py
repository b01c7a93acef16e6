"""What somebody may try with a published folder: each attempt changes files on the disk, is verified, and is undone.

An attempt knows one of three things: nothing but the files; a key that may not sign (its own, or the record's revoked one);
or the record's very key, as its host does.  Against the last the verifier is given an earlier checkpoint or a witness.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from entente.foundation.ledger.merkle import leaf_hash
from entente.foundation.ledger.notes import note_text, sign_line, whole_note
from entente.foundation.ledger.verifier import WIDTH, Broken, Folder, Key, Note, note_of, tiles, tree, verify

EVER = datetime(1970, 1, 1, tzinfo=UTC)
Files = dict[str, bytes | None]
"""Path -> what it holds now; None: it is gone."""


@dataclass
class Site:
    """A published folder, and what who attacks or checks it may hold.

    old        an earlier checkpoint; its size is at least a quarter of the log's
    witness    whose newest signature is on the checkpoint of `witnessed` entries, on the day `since` or later
    secret     the record's key; revoked: one that it revoked
    """

    root: Path
    old: bytes
    witness: Key
    witnessed: int
    since: datetime
    secret: Ed25519PrivateKey
    revoked: Ed25519PrivateKey
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        paths = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        self.files = {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}
        self.note: Note = note_of(self.files["ledger/checkpoint"], "")
        self.entries: list[tuple[bytes, bytes]] = []
        self.tops: list[bytes] = []
        for width, place in tiles(self.note.size):
            bundle, lines = (
                self.files[f"ledger/tile/entries/{place}"],
                self.files[f"ledger/openings/{place}"].split(b"\n"),
            )
            commitments = [bundle[at : at + 32] for at in range(2, len(bundle), 34)]
            self.entries += zip(commitments, lines, strict=False)
            if width == WIDTH:
                self.tops.append(tree([leaf_hash(one) for one in commitments]))

    def check(self, given: str) -> list[str]:
        """As somebody would who holds nothing, the old checkpoint, or the witness's key."""
        olds = {"old": self.old} if given == "old" else {}
        keys, since = ([self.witness], self.since) if given == "witness" else ([], EVER)
        return verify(Folder(str(self.root)), olds, keys, since)

    @contextmanager
    def changed(self, files: Files) -> Iterator[None]:
        try:
            for name, data in files.items():
                _put(self.root / name, data)
            yield
        finally:
            for name in files:
                _put(self.root / name, self.files.get(name))

    def rebuilt(self, entries: list[tuple[bytes, bytes]], first: int) -> tuple[Files, bytes]:
        """The files of a log of these entries, of which those before `first` are the old ones; and its root."""
        files: Files = {name: None for name in self.files if name.startswith(("ledger/tile/", "ledger/openings/"))}
        begun, row = first // WIDTH, self.tops[: first // WIDTH]
        rest: list[bytes] = []
        for number, (width, place) in enumerate(tiles(len(entries))):
            names = [f"ledger/{kind}/{place}" for kind in ("tile/entries", "tile/0", "openings")]
            if number < begun:
                for name in names:
                    del files[name]
                continue
            part = entries[number * WIDTH : number * WIDTH + width]
            leaves = [leaf_hash(one) for one, _ in part]
            files[names[0]] = b"".join(b"\x00\x20" + one for one, _ in part)
            files[names[1]] = b"".join(leaves)
            files[names[2]] = b"".join(line + b"\n" for _, line in part)
            (row if width == WIDTH else rest).append(tree(leaves))
        root, level = tree([*row, *rest]), 1
        while row:
            for number, (width, place) in enumerate(tiles(len(row))):
                files[f"ledger/tile/{level}/{place}"] = b"".join(row[number * WIDTH : number * WIDTH + width])
            row, level = [tree(row[at : at + WIDTH]) for at in range(0, len(row) - WIDTH + 1, WIDTH)], level + 1
        return {name: data for name, data in files.items() if data != self.files.get(name)}, root


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@dataclass(frozen=True)
class Attempt:
    """What is changed, and what who checks is given: "nothing", "old" or "witness"."""

    kind: str
    files: Files
    given: str = "nothing"


class Attacker:
    """Draws attempts by a seed."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site, self.dice = site, random.Random(seed)
        self.names = sorted(site.files)
        self.sizes = [len(site.files[name]) for name in self.names]

    def attempt(self) -> Attempt:
        kind = self.dice.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
        return KINDS[kind][1](self, kind)

    # --- bytes and files -------------------------------------------------------------------------------------------

    def flip(self, kind: str) -> Attempt:
        """One bit: of any byte alike, or of any file alike."""
        weights = self.sizes if "byte" in kind else None
        name = self.dice.choices(self.names, weights)[0]
        data = bytearray(self.site.files[name])
        data[self.dice.randrange(len(data))] ^= 1 << self.dice.randrange(8)
        return Attempt(kind, {name: bytes(data)})

    def file(self, kind: str) -> Attempt:
        """A file lost, cut short, made longer, exchanged for another, added."""
        name, other = self.dice.sample(self._needed(), 2)
        while self.site.files[name] == self.site.files[other]:  # a page that is the same in two languages
            name, other = self.dice.sample(self._needed(), 2)
        data = self.site.files[name]
        if kind == "file lost":
            return Attempt(kind, {name: None})
        if kind == "file cut short":
            return Attempt(kind, {name: data[: self.dice.randrange(len(data))]})
        if kind == "file made longer":
            return Attempt(kind, {name: data + self.dice.choice([b"\n", b"\x00", b" ", data[-32:]])})
        if kind == "file added":
            return Attempt(kind, {f"{name.rpartition('/')[0]}/more{self.dice.randrange(99)}.html".lstrip("/"): data})
        return Attempt(kind, {name: self.site.files[other], other: data})

    def _needed(self) -> list[str]:
        """Cosigned checkpoints may go: nothing says who else has signed."""
        return [name for name in self.names if not name.startswith("ledger/cosigned/")]

    # --- entries ---------------------------------------------------------------------------------------------------

    def entry(self, kind: str) -> Attempt:
        """Entries changed, every hash of every file made to fit, and the checkpoint left, or signed by who may not."""
        entries, first = self._tampered(kind.split(": ")[1], len(self.site.entries))
        files, root = self.site.rebuilt(entries, first)
        if kind.startswith("some hashes"):
            levels = ("ledger/tile/1", "ledger/tile/2")
            files = {name: data for name, data in files.items() if not name.startswith(levels)}
        elif not kind.startswith("all hashes"):
            files["ledger/checkpoint"] = self._signed(kind, len(entries), root)
        return Attempt(kind, files)

    def _tampered(self, what: str, within: int) -> tuple[list[tuple[bytes, bytes]], int]:
        """The entries after one of the first `within` was tampered with, and the first that differs."""
        entries, at = list(self.site.entries), self.dice.randrange(1, within - 1)
        if what == "drop":  # what follows moves up, which costs a new hash each: mostly near the end
            at = max(1, within - 2 - int(self.dice.expovariate(1 / 3000)))
            del entries[at]
        elif what == "duplicate":
            entries[at] = entries[at - 1]
        elif what == "swap":
            other = self.dice.randrange(1, within - 1)
            other = other if entries[other] != entries[at] else at - 1
            entries[at], entries[other] = entries[other], entries[at]
            at = min(at, other)
        elif what == "re-salt":
            entries[at] = self._committed(self._payload(entries[at][1]))
        elif what == "re-date":
            entries[at] = self._committed(self._payload(entries[at][1]).replace(b'"at":"20', b'"at":"19', 1))
        elif what == "remove":
            at += entries[at][1] == b"-"  # that one was removed already
            entries[at] = (entries[at][0], b"-")
        return entries, at

    def _payload(self, line: bytes) -> bytes:
        return line[65:] or b'{"action":"delivery.update","at":"2026-03-01T12:00:00.000000Z","subject":"x"}'

    def _committed(self, payload: bytes) -> tuple[bytes, bytes]:
        salt = self.dice.randbytes(32)
        return sha256(salt + payload).digest(), salt.hex().encode() + b" " + payload

    def _signed(self, kind: str, size: int, root: bytes) -> bytes:
        site, name = self.site, self.site.note.origin
        text = note_text(name, size, root)
        stranger = Ed25519PrivateKey.from_private_bytes(self.dice.randbytes(32))
        if kind.startswith("stranger's key"):
            return whole_note(text, [sign_line(text, name, stranger)])
        if kind.startswith("revoked key"):
            return whole_note(text, [sign_line(text, name, site.revoked)])
        if kind.startswith("key id forged"):
            forged = sign_line(text, name, stranger)
            genuine = sign_line(text, name, site.secret)
            return whole_note(text, [genuine[:-60] + forged[-60:]])
        return whole_note(text, [sign_line(text, name, site.secret)])

    # --- the host itself -------------------------------------------------------------------------------------------

    def host(self, kind: str) -> Attempt:
        """The record's own key signs another history; who checks holds an earlier checkpoint or a witness's key."""
        site = self.site
        given = "old" if kind.endswith("old checkpoint") else "witness"
        known = note_of(site.old, "").size if given == "old" else site.witnessed
        if kind.startswith("roll back"):
            size = self.dice.randrange(max(2, known - 4000), known)
            entries, first = site.entries[:size], size - 1
        elif kind.startswith("fork"):
            what = self.dice.choice(["re-date", "re-salt", "swap", "duplicate", "remove and re-salt"])
            entries, first = self._tampered(what.removeprefix("remove and "), known)
        else:
            head = site.entries[:3]  # the keys: a new log under the old name
            fresh = [
                self._committed(json.dumps({"subject": f"x/{n}"}).encode()) for n in range(self.dice.randrange(9, 900))
            ]
            entries, first = head + fresh, 0
        files, root = site.rebuilt(entries, first)
        files["ledger/checkpoint"] = self._signed(kind, len(entries), root)
        return Attempt(kind, files, given)


ENTRY = ("drop", "swap", "duplicate", "re-salt", "re-date")
MADE_TO_FIT = ("some hashes made to fit", "all hashes made to fit")
SIGNED_BY = ("stranger's key", "revoked key", "key id forged")
HOST = [
    f"{what}, given {given}"
    for what in ("roll back", "fork", "replace")
    for given in ("an old checkpoint", "a witness")
]

KINDS: dict[str, tuple[float, Callable[[Attacker, str], Attempt]]] = {
    "bit flipped in any byte": (30, Attacker.flip),
    "bit flipped in any file": (20, Attacker.flip),
    **{f"file {what}": (2, Attacker.file) for what in ("lost", "cut short", "made longer", "added", "exchanged")},
    **{f"{fit}: {what}": (2, Attacker.entry) for fit in MADE_TO_FIT for what in ENTRY},
    "all hashes made to fit: remove": (2, Attacker.entry),
    **{f"{key}: {what}": (1, Attacker.entry) for key in SIGNED_BY for what in ENTRY},
    **dict.fromkeys(HOST, (2, Attacker.host)),
}
"""Kind -> how often, against the others, and who draws it."""


def outcome(site: Site, attempt: Attempt) -> str:
    """What the verifier says of an attempt; "" when it says that all holds."""
    with site.changed(attempt.files):
        try:
            site.check(attempt.given)
        except Broken as broken:
            return str(broken)
    return ""
