"""The backup file: a zip with tables, snapshots and, last, a manifest with the hash of each.

A file that was cut off has no manifest and no directory at its end; a file that was changed has another hash.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from entente.foundation.common.errors import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
TABLES = "tables/"
SNAPSHOTS = "snapshots/"
READ_BYTES = 1 << 20


class BackupRefused(Refusal):
    """A backup that cannot be written or trusted, or a database that is not ready for one."""

    status = 422
    code = "backup_refused"


@dataclass
class Member:
    """What the manifest says of one member; rows is 0 for a snapshot."""

    sha256: str
    rows: int = 0


@dataclass
class Manifest:
    """made_by: version of the program; migrations: [[app, name]] in force; logs: {name: [size, root in hexadecimal]}."""

    made_by: str
    made_at: str
    migrations: list[list[str]]
    logs: dict[str, list[Any]]
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT

    def names(self, folder: str) -> list[str]:
        return [name for name in self.members if name.startswith(folder)]


@contextmanager
def written(file: Path) -> Iterator[zipfile.ZipFile]:
    """A new file for this user alone, which appears under its name only when it is whole and on the disk."""
    if file.exists():
        raise BackupRefused(f"{file} exists already; choose another name, a backup never overwrites one.")
    fresh = file.with_name(file.name + ".unfinished")
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        with fresh.open("wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                yield archive
            out.flush()
            os.fsync(out.fileno())
        fresh.rename(file)
    except OSError as error:
        raise BackupRefused(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        fresh.unlink(missing_ok=True)


def add(archive: zipfile.ZipFile, name: str, parts: Iterable[bytes]) -> Member:
    """Write one member from its parts; its rows are counted by the caller's lines."""
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as out:
        for part in parts:
            digest.update(part)
            out.write(part)
    return Member(digest.hexdigest())


def add_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True))


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup whose every member has been read and has the hash that the manifest gives it."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive, file)
            _check_members(archive, manifest, file)
            yield archive, manifest
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BackupRefused(f"{file} is not a whole backup (cut off or damaged); take another one.") from error


def read_parts(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as source:
        while part := source.read(READ_BYTES):
            yield part


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise BackupRefused(f"{file} is not a backup of Entente: it holds no {MANIFEST}.")
    content = json.loads(archive.read(MANIFEST))
    if content.get("format") != FORMAT:
        raise BackupRefused(
            f"{file} has format {content.get('format')}, this version reads {FORMAT}; use a newer version."
        )
    content["members"] = {name: Member(**entry) for name, entry in content["members"].items()}
    return Manifest(**content)


def _check_members(archive: zipfile.ZipFile, manifest: Manifest, file: Path) -> None:
    held = set(archive.namelist()) - {MANIFEST}
    if odd := sorted(held ^ manifest.members.keys()):
        raise BackupRefused(f"{file} does not agree with its manifest about {odd[0]}; take another backup.")
    for name, member in manifest.members.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not name.startswith((TABLES, SNAPSHOTS)):
            raise BackupRefused(f"{file} holds a member with a forbidden name, {name}; do not trust it.")
        digest = hashlib.sha256()
        for part in read_parts(archive, name):
            digest.update(part)
        if digest.hexdigest() != member.sha256:
            raise BackupRefused(f"{file} was changed or damaged at {name}; take another backup.")
