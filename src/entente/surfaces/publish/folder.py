"""The folder of a published site: written beside the old one, swapped in at once.

site/                        what readers open; publication.json says that it is ours
.site.publishing/            the next one while it is written, the old one while it is removed
.site.publishing.lock        held while one publication runs
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from .trace import KeptFile
from .words import PublicationRefused

MARKER = "publication.json"
FORMAT = "entente-publication-v1"
AT_WORKING_FOLDER = -100
RENAME_EXCHANGE = 2


class Site:
    """A site being written.  Nothing of it is seen before `fresh_site` ends well.

    folder    where it is written; before: the site whose place it takes
    manifest  path -> SHA-256 in hexadecimal, of every file written
    """

    def __init__(self, folder: Path, before: Path) -> None:
        self.folder = folder
        self.before = before
        self.manifest: dict[str, str] = {}
        self._fresh, self._before = f"{folder}/", f"{before}/"
        self._folders, self._undated = {""}, list[str]()
        self._taken_over: list[str] = []

    def write(self, name: str, content: bytes, at: datetime | None = None) -> None:
        """Add a file.  at: the time it bears, None for that of the publication.

        Raises ValueError for a name that leads out of the folder or was written before.
        """
        target = self._target(name)
        with open(target, "wb", buffering=0) as out:  # noqa: PTH123  # a path as text: so many files
            out.write(content)
        self.manifest[name] = hashlib.sha256(content).hexdigest()
        if at is None:
            self._undated.append(name)
        else:
            os.utime(target, (int(at.timestamp()), int(at.timestamp())))

    def holds(self, file: KeptFile) -> bool:
        """Whether the old site has a file as it was left there."""
        try:
            found = os.stat(f"{self._before}{file.name}")  # noqa: PTH116  # as below
        except FileNotFoundError:
            return False
        return found.st_size == file.size and file.seconds in (None, int(found.st_mtime))

    def keep(self, file: KeptFile) -> None:
        """Add a file of the old site as it is: the same content under two names, until the old site goes."""
        old, target = f"{self._before}{file.name}", self._target(file.name)
        self.manifest[file.name] = file.sha256
        if file.seconds is None:
            shutil.copyfile(old, target)
            self._undated.append(file.name)
            return
        try:
            os.link(old, target)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP):
                raise
            shutil.copy2(old, target)

    def _target(self, name: str) -> str:
        """Where a file goes, its folder made.  Texts and not paths, since there are as many as pages."""
        if name in self.manifest or name.startswith("/") or ".." in name.split("/"):
            raise ValueError(f"{name!r} cannot be a file of the site")
        self._add_folder(name.rpartition("/")[0])
        return f"{self._fresh}{name}"

    def _add_folder(self, folder: str) -> None:
        if folder not in self._folders:
            self._add_folder(folder.rpartition("/")[0])
            os.mkdir(f"{self._fresh}{folder}")  # noqa: PTH102  # as above
            self._folders.add(folder)

    def take_over(self, name: str) -> None:
        """Copy a folder of the old site, which goes on there and is no file of the manifest."""
        self._taken_over.append(name)
        if (self.before / name).is_dir():
            shutil.copytree(self.before / name, self.folder / name)

    def mark(self, **facts: Any) -> None:
        """Write the file by which the next publication knows this folder."""
        self.write(MARKER, json.dumps({"format": FORMAT, **facts}, indent=1, ensure_ascii=False).encode() + b"\n")

    def date_all(self, at: datetime) -> None:
        """Give every folder, and every file that bears no time of its own, the same one: the same record, the same folder."""
        seconds = int(at.timestamp())
        for name in self._taken_over:
            for path in (self.folder / name, *(self.folder / name).rglob("*")):
                os.utime(path, (seconds, seconds))
        for name in (*self._undated, *self._folders):
            os.utime(f"{self._fresh}{name}", (seconds, seconds))


@contextmanager
def fresh_site(out: Path, at: datetime) -> Iterator[Site]:
    """A new site, which takes the place of the one in `out` when all of it is on the disk.

    Raises PublicationRefused for a folder that is not ours, while another publication writes there, when the disk is full.
    """
    out = out.resolve()
    beside = out.with_name(f".{out.name}.publishing")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _lock(beside.with_name(f"{beside.name}.lock"), out):
            _require_ours(out)
            _remove(beside)
            try:
                beside.mkdir()
                site = Site(beside, out)
                yield site
                site.date_all(at)
                os.sync()
                _swap(beside, out)
            finally:
                _remove(beside)
    except OSError as error:
        raise PublicationRefused(
            f"“{out}” cannot be written ({error.strerror}); the site that was there before stays as it was."
        ) from error


def _require_ours(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise PublicationRefused(f"“{out}” is a file; name a folder to publish into.")
    if out.is_mount():
        raise PublicationRefused(f"“{out}” is a disk of its own and cannot be swapped; name a folder below it.")
    if any(out.iterdir()) and not _is_ours(out / MARKER):
        raise PublicationRefused(
            f"“{out}” holds files that no publication put there (it has no {MARKER}); name a new or empty folder."
        )


def speaks_of(out: Path) -> datetime | None:
    """The instant that a published folder speaks of; None for a folder that no publication wrote."""
    facts = _facts(out / MARKER)
    return datetime.fromisoformat(facts["as_of"]) if facts else None


def _is_ours(marker: Path) -> bool:
    return bool(_facts(marker))


def _facts(marker: Path) -> dict[str, Any]:
    """What the marker says; {} for a file that is none."""
    try:
        facts = json.loads(marker.read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return facts if isinstance(facts, dict) and facts.get("format") == FORMAT else {}


@contextmanager
def _lock(file: Path, out: Path) -> Iterator[None]:
    """Held by one process at a time; a killed one lets it go."""
    while True:
        with file.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PublicationRefused(f"Another publication is writing “{out}”; wait until it has ended.") from None
            if not _is_at(file, held.fileno()):
                continue  # the one before took its lock away between our opening and our holding it
            try:
                yield
            finally:
                file.unlink(missing_ok=True)
            return


def _is_at(file: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _swap(new: Path, out: Path) -> None:
    """Put the new site in the old one's place; the old one is then where the new one was written."""
    if not out.exists() or not any(out.iterdir()):
        new.rename(out)
    elif not _exchange(new, out):
        raise PublicationRefused(
            f"The file system of “{out}” cannot swap two folders at once; publish on another disk and copy from there."
        )


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, as Linux can (renameat2); False where the system or the disk cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    if renameat2(AT_WORKING_FOLDER, names[0], AT_WORKING_FOLDER, names[1], RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(code, os.strerror(code))
