"""Parts of an answer in the notes, each with what it rests on: of a long answer only what changed is made anew."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterator, Set
from contextlib import contextmanager
from datetime import UTC, datetime

from entente.foundation.common import notes
from entente.foundation.common.kept import Make, kept_by

from .contents import NEVER, written

SCHEMA = """
CREATE TABLE IF NOT EXISTS part (
  address TEXT NOT NULL, name TEXT NOT NULL, until TEXT NOT NULL, newest TEXT NOT NULL, asked BLOB NOT NULL,
  value BLOB NOT NULL, PRIMARY KEY (address, name)
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
        self.leave(address, keeper.names)

    def leave(self, address: str, names: Collection[str]) -> None:
        """Nothing of an answer or a family but these is kept any longer."""
        known = self._notes.execute("SELECT name FROM part WHERE address = ?", [address]).fetchall()
        gone = [[address, name] for (name,) in known if name not in names]
        self._notes.executemany("DELETE FROM part WHERE address = ? AND name = ?", gone)

    def leave_answers(self) -> None:
        """Nothing is kept of the pages that are there no more."""
        self._notes.execute("DELETE FROM part WHERE address LIKE '/%' AND address NOT IN (SELECT address FROM page)")

    def kept(self, address: str, name: str, make: Make) -> bytes:
        find = "SELECT until, newest, asked, value FROM part WHERE address = ? AND name = ?"
        found = self._notes.execute(find, [address, name]).fetchone()
        if found is not None:
            until, newest, asked, value = found
            numbers = array("I", asked)
            if until > self._now and self._stale.isdisjoint(numbers):
                if (asking := notes.current()) is not None:
                    asking.take(notes.Notes(set(numbers), _instant(until), _instant(newest)))
                return bytes(value)
        with notes.noting() as noted:
            made = make()
        until, newest = (written(at) if at else none for at, none in ((noted.until, NEVER), (noted.newest, "")))
        row = [address, name, until, newest, array("I", sorted(noted.asked)).tobytes(), made]
        self._notes.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?, ?)", row)
        return made


class _Keeper:
    """That of what one address answers.  names: its own parts that were asked for or stay."""

    def __init__(self, parts: KeptParts, address: str) -> None:
        self._parts, self._address = parts, address
        self.names = set[str]()

    def kept(self, family: str, name: str, make: Make) -> bytes:
        if not family:
            self.names.add(name)
        return self._parts.kept(family or self._address, name, make)

    def stays(self, name: str) -> None:
        self.names.add(name)

    def leave(self, family: str, names: Collection[str]) -> None:
        self._parts.leave(family, names)


def _instant(told: str) -> datetime | None:
    return None if told in ("", NEVER) else datetime.fromisoformat(told).replace(tzinfo=UTC)
