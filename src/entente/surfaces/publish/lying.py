"""What lies in a folder, looked at once: no link is followed out of it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .kept_files import Left

NO_FILE = -1
"""In place of the size of what is a link or a pipe."""

OF_FOLDERS = int(datetime(1980, 1, 1, tzinfo=UTC).timestamp())
"""The time that every folder bears, in seconds: one that bears another had a name come or go.  The first that a ZIP can tell."""


def is_as_left(folder: str) -> bool:
    """Whether no name came or went in a folder since it was given its time."""
    try:
        told = os.lstat(folder)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISDIR(told.st_mode) and told.st_mtime_ns == OF_FOLDERS * 10**9


def date(root: str, folders: Iterable[str]) -> None:
    """Give folders the time that all bear, those that are still there.  root: with a slash."""
    for folder in folders:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.utime(f"{root}{folder}", (OF_FOLDERS, OF_FOLDERS), follow_symlinks=False)


@dataclass(slots=True)
class Folders:
    """Those that were walked through: all, and those in which nothing lay."""

    every: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)


def tops(root: str) -> set[str]:
    """The folders of a folder, each with a slash, and whatever else lies in it.  root: with a slash."""
    with os.scandir(root) as found:
        return {f"{one.name}/" if one.is_dir(follow_symlinks=False) else one.name for one in found}


def files_in(root: str, top: str, folders: Folders) -> list[Left]:
    """All files below a folder (with a slash), or that file; what is none has a size of less than nothing.

    Plainly written, since it comes by every file of a site.
    """
    if not top.endswith("/"):
        told = os.lstat(f"{root}{top}")
        return [(top, told.st_size if stat.S_ISREG(told.st_mode) else NO_FILE, int(told.st_mtime))]
    found, waiting = list[Left](), [top]
    while waiting:
        folder = waiting.pop()
        folders.every.add(folder[:-1])
        with os.scandir(f"{root}{folder}") as lying:
            entries = list(lying)
        for one in entries:
            if one.is_dir(follow_symlinks=False):
                waiting.append(f"{folder}{one.name}/")
            else:
                told = one.stat(follow_symlinks=False)
                size = told.st_size if one.is_file(follow_symlinks=False) else NO_FILE
                found.append((folder + one.name, size, int(told.st_mtime)))
        if not entries:
            folders.empty.add(folder[:-1])
    return found


def take_away(path: str) -> None:
    """Take a name away, whatever it stands for; it may be gone already."""
    try:
        os.unlink(path)  # noqa: PTH108  # texts and not paths: so many files
    except (FileNotFoundError, NotADirectoryError):
        return
    except (IsADirectoryError, PermissionError):  # a folder: Linux says the first, others the second
        shutil.rmtree(path)


def make_folder(path: str) -> None:
    """A folder, and nothing that leads elsewhere, at a path that may be one already."""
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileExistsError:
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            os.unlink(path)  # noqa: PTH108  # texts and not paths: so many files
            os.mkdir(path)  # noqa: PTH102
