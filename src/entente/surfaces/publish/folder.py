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
import sqlite3
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from . import lying
from .kept_files import KeptFile, KeptFiles
from .swapping import locked, swap
from .words import PublicationRefused, unwritten

MARKER = "publication.json"
FORMAT = "entente-publication-v1"


class Site:
    """A site being written.  Nothing of it is seen before `fresh_site` ends well.

    folder    where it is written; before: the site whose place it takes
    is_twin   `folder` holds the files of `before` already, each under its second name
    stands    called when it took its place
    ends      called at last, whether it took its place or not
    has_looked  every file of the old site was looked at
    """

    def __init__(self, folder: Path, before: Path, *, is_twin: bool = False) -> None:
        self.folder = folder
        self.before = before
        self.stands: Callable[[], None] = lambda: None
        self.ends: Callable[[], None] = lambda: None
        self.has_looked = True
        self._is_twin = is_twin
        self._fresh, self._before = f"{folder}/", f"{before}/"
        self._looked_at = self._fresh if is_twin else self._before
        self._folders, self._undated = {""}, list[str]()
        self._taken_over: list[str] = []
        self._written, self._kept = set[str](), set[str]()
        self._out, self._gone = set[str](), set[str]()
        self._emptied, self._touched = set[str](), {""}

    def write(self, name: str, content: bytes, at: datetime | None = None) -> str:
        """Add a file; its SHA-256 in hexadecimal.  at: the time it bears, None for that of the publication.

        Raises ValueError for a name that leads out of the folder or was written before.
        """
        target = self._target(name)
        with open(target, "wb", buffering=0) as out:  # noqa: PTH123  # a path as text: so many files
            out.write(content)
        self._date(name, target, at)
        return hashlib.sha256(content).hexdigest()

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

    def differing(self, files: KeptFiles, *, is_whole: bool) -> set[str]:
        """Those of the old site that are not as they were left there.  What else lies in its twin is taken out.

        is_whole: look at every file of the twin, and not only where a name came or went
        """
        if not self._is_twin:
            return {file.name for file in files.all() if not self.holds(file)}
        undated = {file.name: file for file in files.undated()}
        differing = {name for name, file in undated.items() if not self.holds(file)}
        self.has_looked = is_whole or not self._has_names_of(files)
        return differing | self._looked_through(files, undated.keys()) if self.has_looked else differing

    def _has_names_of(self, files: KeptFiles) -> bool:
        """Whether the twin holds the files that it was left with, as its folders tell."""
        there = lying.tops(self._fresh).difference(f"{name}/" for name in self._taken_over)
        folders = files.folders()
        self._folders |= folders
        return there == files.tops() and all(lying.is_as_left(f"{self._fresh}{one}") for one in folders if one)

    def _looked_through(self, files: KeptFiles, undated: Collection[str]) -> set[str]:
        differing = set[str]()
        self._folders = {""}
        folders, there = lying.Folders(self._folders, self._emptied), lying.tops(self._fresh)
        for top in (there | files.tops()).difference(f"{name}/" for name in self._taken_over):
            left, found = set(files.dated(top)), set(lying.files_in(self._fresh, top, folders) if top in there else ())
            differing.update(name for name, *_told in left - found)
            for name in {name for name, *_told in found - left}.difference(undated):
                self._remove(name)
        self._touched |= self._folders
        return differing

    def _remove(self, name: str) -> None:
        lying.take_away(f"{self._fresh}{name}")
        self._gone.add(name)
        folder = name.rpartition("/")[0]
        self._emptied.add(folder)
        self._touched.add(folder)

    def take_out(self, names: Iterable[str]) -> None:
        """What is none of this site, unless it is written or kept."""
        self._out.update(names)

    def keep_all(self, files: KeptFiles) -> None:
        """Add these files of the old site as they are."""
        for file in files.undated() if self._is_twin else files.all():
            self.keep(file)

    def keep(self, file: KeptFile) -> None:
        """Add a file of the old site as it is: the same content under two names."""
        if self._is_twin and file.seconds is not None:
            self._kept.add(file.name)
            return
        old, target = f"{self._before}{file.name}", self._target(file.name)
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
        self._date(file.name, target, at)

    def leave_out(self, name: str) -> None:
        """A file that was added, and is none of this site after all."""
        self._written.discard(name)
        self._out.add(name)

    def _target(self, name: str) -> str:
        """Where a file goes, its folder made.  Texts and not paths, since there are as many as pages."""
        if name in self._written or name.startswith("/") or ".." in name.split("/"):
            raise ValueError(f"{name!r} cannot be a file of the site")
        folder = name.rpartition("/")[0]
        self._add_folder(folder)
        self._touched.add(folder)
        target = f"{self._fresh}{name}"
        if self._is_twin:
            lying.take_away(target)  # never written over: the old site has the same file
            if name in self._folders:  # a folder that somebody put there
                self._folders = {one for one in self._folders if not f"{one}/".startswith(f"{name}/")}
        self._written.add(name)
        return target

    def _add_folder(self, folder: str) -> None:
        if folder not in self._folders:
            above = folder.rpartition("/")[0]
            self._add_folder(above)
            lying.make_folder(f"{self._fresh}{folder}")
            self._folders.add(folder)
            self._touched |= {above, folder}

    def take_over(self, name: str) -> None:
        """Copy a folder of the old site, which goes on there and is no file of the manifest."""
        self._taken_over.append(name)
        if (self.before / name).is_dir():
            shutil.copytree(self.before / name, self.folder / name)

    def mark(self, **facts: Any) -> KeptFile:
        """Write the file by which the next publication knows this folder."""
        content = json.dumps({"format": FORMAT, **facts}, indent=1, ensure_ascii=False).encode() + b"\n"
        return KeptFile(MARKER, self.write(MARKER, content), len(content), None)

    def finish(self, at: datetime) -> None:
        """Take out what is no file of it, and give every file that bears no time of its own the same one, and every folder
        that of all folders: the same record, the same folder.
        """
        for name in self._out - self._written - self._kept:
            self._remove(name)
        for folder in self._emptied:
            self._leave_out_empty(folder)
        seconds = int(at.timestamp())
        for name in self._taken_over:
            for path in (self.folder / name, *(self.folder / name).rglob("*")):
                os.utime(path, (seconds, seconds))
        for name in self._undated:
            if name in self._written:
                os.utime(f"{self._fresh}{name}", (seconds, seconds))
        lying.date(self._fresh, self._touched)

    def _leave_out_empty(self, folder: str) -> None:
        """Take out a folder in which nothing is left, and those above it."""
        while folder:
            with suppress(FileNotFoundError, NotADirectoryError):  # a file stands there by now
                try:
                    os.rmdir(f"{self._fresh}{folder}")  # noqa: PTH106  # as above
                except OSError as error:
                    if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
                        return
                    raise
            self._folders.discard(folder)
            folder = folder.rpartition("/")[0]
            self._touched.add(folder)

    def leave_twin(self, twin: Path) -> None:
        """Make of the old site, which lies in `folder` now, another name of every file of the new one."""
        for name in self._taken_over:
            _remove(self.folder / name)
        changed = set[str]()  # folders in which somebody else changed something: their time goes on telling it
        if self._is_twin:
            lost = {name.rpartition("/")[0] for name in self._gone}
            folders = {above for name in self._written | self._gone for above in _above(name)}
            changed = {
                one for one in folders if os.path.lexists(path := f"{self._fresh}{one}") and not lying.is_as_left(path)
            }
            for name in self._written | self._gone:
                lying.take_away(f"{self._fresh}{name}")
            names: Iterable[str] = self._written
        else:
            _remove(self.folder)
            self.folder.mkdir()
            lost = set()
            tops = lying.tops(self._before).difference(f"{name}/" for name in self._taken_over)
            names = (name for top in tops for name, *_told in lying.files_in(self._before, top, lying.Folders()))
        self._folders, self._touched = {""}, {""} | lost
        for name in names:
            self._add_folder(name.rpartition("/")[0])
            self._touched.add(name.rpartition("/")[0])
            os.link(f"{self._before}{name}", f"{self._fresh}{name}")
        for folder in lost:
            self._leave_out_empty(folder)
        lying.date(self._fresh, self._touched - changed)
        self.folder.rename(twin)


def _above(name: str) -> Iterator[str]:
    """The folders in which a file lies, but for the first."""
    while name := name.rpartition("/")[0]:
        yield name


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
                try:
                    yield site
                    site.finish(at)
                    os.sync()
                    swap(beside, out)
                    with suppress(OSError, sqlite3.Error):  # the site stands: what the next is made from may be missing
                        site.stands()
                        site.leave_twin(twin)
                finally:
                    site.ends()
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
