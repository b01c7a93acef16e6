"""The folder of a published site: written beside the old one, swapped in at once.

site/                        what readers open; publication.json says that it is ours
.site.twin/                  the same files under second names, from which the next one is made: what stays is not touched
.site.publishing/            the next one while it is written, the old one while a twin is made of it
.site.publishing.lock        held while one publication runs
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from .swapping import locked, swap
from .trace import KeptFile
from .words import PublicationRefused, unwritten

MARKER = "publication.json"
FORMAT = "entente-publication-v1"


class Site:
    """A site being written.  Nothing of it is seen before `fresh_site` ends well.

    folder    where it is written; before: the site whose place it takes
    is_twin   `folder` holds the files of `before` already, each under its second name
    manifest  path -> SHA-256 in hexadecimal, of every file written
    stands    called when it took its place
    """

    def __init__(self, folder: Path, before: Path, *, is_twin: bool = False) -> None:
        self.folder = folder
        self.before = before
        self.manifest: dict[str, str] = {}
        self.stands: Callable[[], None] = lambda: None
        self._is_twin = is_twin
        self._fresh, self._before = f"{folder}/", f"{before}/"
        self._looked_at = self._fresh if is_twin else self._before
        self._folders, self._undated = {""}, list[str]()
        self._taken_over: list[str] = []
        self._written: list[str] = []
        self._gone: list[str] = []
        self._has_left_out = False

    def write(self, name: str, content: bytes, at: datetime | None = None) -> None:
        """Add a file.  at: the time it bears, None for that of the publication.

        Raises ValueError for a name that leads out of the folder or was written before.
        """
        target = self._target(name)
        with open(target, "wb", buffering=0) as out:  # noqa: PTH123  # a path as text: so many files
            out.write(content)
        self.manifest[name] = hashlib.sha256(content).hexdigest()
        self._date(name, target, at)

    def _date(self, name: str, target: str, at: datetime | None) -> None:
        if at is None:
            self._undated.append(name)
        else:
            os.utime(target, (int(at.timestamp()), int(at.timestamp())))

    def holds(self, file: KeptFile) -> bool:
        """Whether the old site has a file as it was left there."""
        try:
            found = os.lstat(f"{self._looked_at}{file.name}")
        except (FileNotFoundError, NotADirectoryError):
            return False
        is_one = stat.S_ISREG(found.st_mode) and found.st_size == file.size
        return is_one and file.seconds in (None, int(found.st_mtime))

    def keep(self, file: KeptFile) -> None:
        """Add a file of the old site as it is: the same content under two names."""
        if self._is_twin and file.seconds is not None:
            self._require_new(file.name)
            self.manifest[file.name] = file.sha256
            return
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

    def keep_at(self, file: KeptFile, at: datetime | None) -> None:
        """Add a file of the old site that bears another time now."""
        content = Path(f"{self._looked_at}{file.name}").read_bytes()
        target = self._target(file.name)
        Path(target).write_bytes(content)
        self.manifest[file.name] = file.sha256
        self._date(file.name, target, at)

    def leave_out(self, name: str) -> None:
        """A file that was added, and is none of this site after all."""
        del self.manifest[name]
        self._has_left_out = True

    def _require_new(self, name: str) -> None:
        if name in self.manifest or name.startswith("/") or ".." in name.split("/"):
            raise ValueError(f"{name!r} cannot be a file of the site")

    def _target(self, name: str) -> str:
        """Where a file goes, its folder made.  Texts and not paths, since there are as many as pages."""
        self._require_new(name)
        self._add_folder(name.rpartition("/")[0])
        target = f"{self._fresh}{name}"
        if self._is_twin:
            _unlink(target)  # never written over: the old site has the same file
            self._written.append(name)
        return target

    def _add_folder(self, folder: str) -> None:
        if folder not in self._folders:
            self._add_folder(folder.rpartition("/")[0])
            _make_folder(f"{self._fresh}{folder}")
            self._folders.add(folder)

    def take_over(self, name: str) -> None:
        """Copy a folder of the old site, which goes on there and is no file of the manifest."""
        self._taken_over.append(name)
        if (self.before / name).is_dir():
            shutil.copytree(self.before / name, self.folder / name)

    def mark(self, **facts: Any) -> None:
        """Write the file by which the next publication knows this folder."""
        self.write(MARKER, json.dumps({"format": FORMAT, **facts}, indent=1, ensure_ascii=False).encode() + b"\n")

    def finish(self, at: datetime) -> None:
        """Take out what is no file of it, and give every folder, and every file that bears no time of its own, the same one:
        the same record, the same folder.
        """
        if self._is_twin or self._has_left_out:
            self._folders = {""}
            self._sweep("")
        seconds = int(at.timestamp())
        for name in self._taken_over:
            for path in (self.folder / name, *(self.folder / name).rglob("*")):
                os.utime(path, (seconds, seconds))
        for name in (*(name for name in self._undated if name in self.manifest), *self._folders):
            os.utime(f"{self._fresh}{name}", (seconds, seconds))

    def _sweep(self, folder: str) -> bool:
        """Remove from a folder what is no file of this site.  Returns whether anything is left."""
        with os.scandir(f"{self._fresh}{folder}") as found:
            entries = list(found)
        is_left = not folder
        for one in entries:
            name = f"{folder}{one.name}"
            if one.is_dir(follow_symlinks=False):
                if name in self._taken_over or self._sweep(f"{name}/"):
                    is_left = True
                else:
                    os.rmdir(one.path)  # noqa: PTH106  # as above
            elif name in self.manifest:
                is_left = True
            else:
                os.unlink(one.path)  # noqa: PTH108  # as above
                self._gone.append(name)
        if is_left:
            self._folders.add(folder.rstrip("/"))
        return is_left

    def leave_twin(self, twin: Path) -> None:
        """Make of the old site, which lies in `folder` now, another name of every file of the new one."""
        for name in self._taken_over:
            _remove(self.folder / name)
        if self._is_twin:
            for name in (*self._written, *self._gone):
                _unlink(f"{self._fresh}{name}")
            names: Iterable[str] = [name for name in self._written if name in self.manifest]
        else:
            _remove(self.folder)
            self.folder.mkdir()
            names = self.manifest
        self._folders = {""}
        for name in names:
            self._add_folder(name.rpartition("/")[0])
            os.link(f"{self._before}{name}", f"{self._fresh}{name}")
        self.folder.rename(twin)


@contextmanager
def fresh_site(out: Path, at: datetime) -> Iterator[Site]:
    """A new site, which takes the place of the one in `out` when all of it is on the disk.

    Raises PublicationRefused for a folder that is not ours, while another publication writes there, when the disk is full.
    """
    out = out.resolve()
    beside, twin = (out.with_name(f".{out.name}.{name}") for name in ("publishing", "twin"))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with locked(beside.with_name(f"{beside.name}.lock"), out):
            _require_ours(out)
            _remove(beside)
            try:
                site = Site(beside, out, is_twin=_begins_with(twin, beside, out))
                yield site
                site.finish(at)
                os.sync()
                swap(beside, out)
                with suppress(OSError):  # the site stands: what the next one is made from sooner may be missing
                    site.stands()
                    site.leave_twin(twin)
            finally:
                _remove(beside)
    except OSError as error:
        raise unwritten(out, error.strerror) from error


def _begins_with(twin: Path, beside: Path, out: Path) -> bool:
    """Begin the folder `beside`: with the twin of the site that stands if there is one, else with nothing.  Returns which."""
    markers = twin / MARKER, out / MARKER
    if all(marker.exists() for marker in markers) and markers[0].samefile(markers[1]):
        twin.rename(beside)
        return True
    _remove(twin)
    beside.mkdir()
    return False


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


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _unlink(path: str) -> None:
    """Take a name away, whatever it stands for; it may be gone already."""
    try:
        os.unlink(path)  # noqa: PTH108  # as above
    except (FileNotFoundError, NotADirectoryError):
        return
    except (IsADirectoryError, PermissionError):  # a folder: Linux says the first, others the second
        shutil.rmtree(path)


def _make_folder(path: str) -> None:
    """A folder, and nothing that leads elsewhere, at a path that may be one already."""
    try:
        os.mkdir(path)  # noqa: PTH102  # as above
    except FileExistsError:
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            os.unlink(path)  # noqa: PTH108  # as above
            os.mkdir(path)  # noqa: PTH102  # as above
