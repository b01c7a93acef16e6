"""What lies in a folder, looked at once: no link is followed out of it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field

from .kept_files import Left

NO_FILE = -1
"""In place of the size of what is a link or a pipe."""


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
