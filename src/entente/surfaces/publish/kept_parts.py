"""Parts of an answer in the notes, each with what it rests on: of a long answer only what changed is made anew."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import overload

from entente.foundation.common import notes
from entente.foundation.common.kept import Make, kept_by

from .contents import NEVER, written

SCHEMA = """
CREATE TABLE IF NOT EXISTS kept_part (
  number INTEGER PRIMARY KEY, address TEXT NOT NULL, name TEXT NOT NULL, until TEXT NOT NULL, newest TEXT NOT NULL,
  asked BLOB NOT NULL, many INTEGER NOT NULL, UNIQUE (address, name)
);
CREATE TABLE IF NOT EXISTS kept_value (
  part INTEGER NOT NULL, place INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (part, place)
);
"""


class KeptParts:
    """Those of all answers.

    stale  the questions that are answered differently now
    """

    def __init__(self, opened: sqlite3.Connection, now: datetime, stale: Set[int]) -> None:
        self._notes, self._now, self._stale = opened, written(now), stale

    @contextmanager
    def of(self, address: str) -> Iterator[None]:
        """Within it the parts of what an address answers are kept; those that it neither asked for nor spoke of go."""
        keeper = _Keeper(self, address)
        with kept_by(keeper):
            yield
        known = self._notes.execute("SELECT name, number FROM kept_part WHERE address = ?", [address]).fetchall()
        self._leave_out(number for name, number in known if name not in keeper.names)

    def kept(self, address: str, name: str, make: Make) -> Sequence[bytes]:
        find = "SELECT number, until, newest, asked, many FROM kept_part WHERE address = ? AND name = ?"
        found = self._notes.execute(find, [address, name]).fetchone()
        if found is not None:
            number, until, newest, asked, many = found
            numbers = array("I", asked)
            if until > self._now and self._stale.isdisjoint(numbers):
                if (asking := notes.current()) is not None:
                    asking.take(notes.Notes(set(numbers), _instant(until), _instant(newest)))
                return _Values(self._notes, number, many)
            self._leave_out([number])
        with notes.noting() as noted:
            made = make()
        until, newest = (written(at) if at else none for at, none in ((noted.until, NEVER), (noted.newest, "")))
        row = [address, name, until, newest, array("I", sorted(noted.asked)).tobytes(), len(made)]
        number = self._notes.execute("INSERT INTO kept_part VALUES (NULL, ?, ?, ?, ?, ?, ?)", row).lastrowid
        values = ([number, place, value] for place, value in enumerate(made))
        self._notes.executemany("INSERT INTO kept_value VALUES (?, ?, ?)", values)
        return made

    def _leave_out(self, numbers: Iterable[int]) -> None:
        gone = [[number] for number in numbers]
        for table, column in (("kept_part", "number"), ("kept_value", "part")):
            self._notes.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)  # noqa: S608  # tables of ours


class _Keeper:
    """That of what one address answers.  names: the parts that were asked for or stay."""

    def __init__(self, parts: KeptParts, address: str) -> None:
        self._parts, self._address = parts, address
        self.names = set[str]()

    def kept(self, name: str, make: Make) -> Sequence[bytes]:
        self.names.add(name)
        return self._parts.kept(self._address, name, make)

    def stays(self, name: str) -> None:
        self.names.add(name)


class _Values(Sequence[bytes]):
    """The values of a part, each read when it is looked at.  Only while its answer is in progress."""

    def __init__(self, opened: sqlite3.Connection, number: int, many: int) -> None:
        self._notes, self._number, self._many = opened, number, many

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._many))]
        find = "SELECT value FROM kept_value WHERE part = ? AND place = ?"
        found = self._notes.execute(find, [self._number, range(self._many)[at]]).fetchone()
        return bytes(found[0])

    def __len__(self) -> int:
        return self._many


def _instant(told: str) -> datetime | None:
    return None if told in ("", NEVER) else datetime.fromisoformat(told).replace(tzinfo=UTC)
