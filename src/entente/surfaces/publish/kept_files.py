"""The files of a site in the notes of its publication: of which page each is, and how it was left."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

SCHEMA = """
CREATE TABLE IF NOT EXISTS file (
  name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, seconds INTEGER, is_there INTEGER NOT NULL,
  made_from TEXT NOT NULL, page INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_of ON file (page);
"""
OF_NO_PAGE = 0
"""In place of a page: of what is written last, anew each time."""
ALL = "SELECT name, sha256, size, seconds, is_there, made_from FROM file"
OF_PAGES = f"{ALL} WHERE page IN (SELECT value FROM json_each(?))"  # noqa: S608  # ours
AFTER_SLASH = "0"
"""The sign that comes after a slash: what is in a folder lies between the two."""

Left = tuple[str, int, int]
"""A file as it was left or lies there: name, size, the second it bears."""


class KeptFile(NamedTuple):
    """A file that stays as it is.  seconds: the time it bears, None for that of the publication; made_from: see `SiteFile`."""

    name: str
    sha256: str
    size: int
    seconds: int | None
    is_there: bool = True
    made_from: str = ""


class KeptFiles:
    """Those of the pages that stand and of those made since: at the end, all files of the site."""

    def __init__(self, notes: sqlite3.Connection) -> None:
        self._notes = notes

    def note(self, page: int, files: Iterable[KeptFile]) -> None:
        """Raises ValueError for a file that another page has."""
        try:
            self._notes.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", ([*file, page] for file in files))
        except sqlite3.IntegrityError as error:
            raise ValueError(f"two pages cannot be one file: {error}") from error

    def tops(self) -> set[str]:
        """The folders, each with a slash, and the files that lie in no other folder."""
        first = "SELECT DISTINCT substr(name, 1, instr(name, '/')) FROM file WHERE name LIKE '%/%'"
        files = "SELECT name FROM file WHERE name NOT LIKE '%/%'"
        return {name for (name,) in self._notes.execute(f"{first} UNION ALL {files}")}

    def folders(self) -> set[str]:
        """All folders in which a file lies, and those above them; "" for that of the site."""
        found, last = {""}, ""
        for (name,) in self._notes.execute("SELECT name FROM file ORDER BY name"):  # neighbours lie in one folder
            folder = name.rpartition("/")[0]
            if folder != last:
                last = folder
                while folder not in found:
                    found.add(folder)
                    folder = folder.rpartition("/")[0]
        return found

    def dated(self, top: str) -> Iterator[Left]:
        """The files in a folder, or that of this name, which bear a time of their own."""
        end = f"{top[:-1]}{AFTER_SLASH}" if top.endswith("/") else f"{top}\0"
        find = "SELECT name, size, seconds FROM file WHERE name >= ? AND name < ? AND seconds NOT NULL"
        return self._notes.execute(find, [top, end])

    def undated(self) -> list[KeptFile]:
        """The files that bear the time of the publication."""
        return [KeptFile(*row) for row in self._notes.execute(f"{ALL} WHERE seconds IS NULL")]

    def all(self) -> Iterator[KeptFile]:
        return (KeptFile(*row) for row in self._notes.execute(ALL))

    def of(self, pages: Collection[int]) -> list[KeptFile]:
        return [KeptFile(*row) for row in self._notes.execute(OF_PAGES, [json.dumps(list(pages))])]

    def pages_of(self, names: Iterable[str]) -> set[int]:
        find = "SELECT page FROM file WHERE name = ?"
        return {page for name in names for (page,) in self._notes.execute(find, [name])}

    def take_out(self, pages: Iterable[int]) -> None:
        self._notes.executemany("DELETE FROM file WHERE page = ?", ([page] for page in pages))

    def count(self) -> int:
        return self._number("SELECT count(*) FROM file")

    def size_bytes(self) -> int:
        return self._number("SELECT coalesce(sum(size), 0) FROM file")

    def missing(self) -> Sequence[str]:
        """Those whose page the public does not find."""
        return [name for (name,) in self._notes.execute("SELECT name FROM file WHERE NOT is_there ORDER BY name")]

    def lines(self) -> Iterator[tuple[str, str]]:
        """Name and SHA-256 in hexadecimal, by name."""
        return self._notes.execute("SELECT name, sha256 FROM file ORDER BY name")

    def _number(self, sql: str) -> int:
        (found,) = self._notes.execute(sql).fetchone()
        return int(found)
