"""Questions by the values that they name, in the notes: those that a change may concern are looked up and not looked through."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from .narrowing import ANY, Changes, always, given_value, never
from .statements import Reads, reads_of, tables_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS question (
  number INTEGER PRIMARY KEY, statement INTEGER NOT NULL, given TEXT NOT NULL, answer BLOB NOT NULL,
  is_restless INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS question_of ON question (statement);
CREATE INDEX IF NOT EXISTS question_restless ON question (number) WHERE is_restless;
CREATE TABLE IF NOT EXISTS naming (
  statement INTEGER NOT NULL, place INTEGER NOT NULL, value INTEGER NOT NULL, question INTEGER NOT NULL,
  PRIMARY KEY (statement, place, value, question)
) WITHOUT ROWID;
"""
FEW = 500
"""So many questions that name a value are looked at one by one; with more of them another value, or all of the statement."""

Row = tuple[int, int, str, bytes]
"""Number, statement, what it is given as JSON, the hash of its answer."""
COLUMNS = "SELECT number, statement, given, answer FROM question"
RESTLESS = f"{COLUMNS} WHERE is_restless"
OF_STATEMENT = f"{COLUMNS} WHERE statement = ? AND NOT is_restless"
AMONG = f"{OF_STATEMENT} AND number IN (SELECT value FROM json_each(?))"  # noqa: S608  # ours
NAMING = """
SELECT question FROM naming WHERE statement = ? AND place = ? AND value IN (SELECT value FROM json_each(?)) LIMIT ?
"""
UNNAMED = """
DELETE FROM naming WHERE NOT EXISTS (
  SELECT 1 FROM question WHERE question.number = naming.question AND question.statement = naming.statement
)
"""


class Asked:
    """The questions in the notes."""

    def __init__(self, notes: sqlite3.Connection) -> None:
        self._notes = notes

    def keep(self, number: int, statement: int, sql: str, given: str, answer: bytes, *, is_restless: bool) -> None:
        row = [number, statement, given, answer, is_restless]
        self._notes.execute("INSERT INTO question VALUES (?, ?, ?, ?, ?)", row)
        named = [[statement, place, value, number] for place, value in _named_in(reads_of(sql), given)]
        self._notes.executemany("INSERT OR IGNORE INTO naming VALUES (?, ?, ?, ?)", named)

    def concerned(self, texts: Mapping[int, str], turned: Collection[str], changes: Changes) -> Iterator[Row]:
        """Those whose answer may be another: they rest on the instant, or a change may concern them.

        texts   number of a statement -> its text
        turned  tables of which a row's own instant has passed
        """
        yield from self._notes.execute(RESTLESS).fetchall()
        for number, text in texts.items():
            tables = tables_of(text)
            if not tables.isdisjoint(turned):
                yield from self._notes.execute(OF_STATEMENT, [number]).fetchall()
            elif not tables.isdisjoint(changes.tables):
                yield from self._changed(number, reads_of(text), changes)

    def _changed(self, statement: int, selections: Sequence[Reads], changes: Changes) -> Iterator[Row]:
        may = changes.concern(selections)
        if may is never:
            return
        found = None if may is always else self._naming(statement, changes.told_at(selections))
        if found is None:
            rows = self._notes.execute(OF_STATEMENT, [statement])
        else:
            rows = self._notes.execute(AMONG, [statement, json.dumps(sorted(found))])
        yield from (row for row in rows.fetchall() if may(row[2]))

    def _naming(self, statement: int, parts: Sequence[Mapping[int, Collection[int]]] | None) -> set[int] | None:
        """The questions that name what changed; None where they are many or cannot be told."""
        found = set[int]()
        for places in parts or ():
            fewest = min((self._naming_at(statement, *one) for one in places.items()), key=len)
            if len(fewest) == FEW:
                return None
            found.update(number for (number,) in fewest)
        return None if parts is None else found

    def _naming_at(self, statement: int, place: int, values: Collection[int]) -> Sequence[tuple[int]]:
        wanted = json.dumps([ANY, *map(_signed, values)])
        found: list[tuple[int]] = self._notes.execute(NAMING, [statement, place, wanted, FEW]).fetchall()
        return found

    def leave_out(self, numbers: Iterable[int]) -> None:
        """Take questions out of the notes; what tells where they name a value goes with `forget`."""
        self._notes.executemany("DELETE FROM question WHERE number = ?", ([number] for number in numbers))

    def forget(self) -> None:
        """Leave out what is said of questions that are gone, and statements that no question is left of."""
        self._notes.execute(UNNAMED)
        self._notes.execute("DELETE FROM statement WHERE number NOT IN (SELECT statement FROM question)")


def _named_in(selections: Sequence[Reads], given: str) -> Iterator[tuple[int, int]]:
    """Where a question names a value that tells its rows, and the hash of it; ANY for one that may be equal to others."""
    values = json.loads(given)
    for reads in selections:
        for named in reads.named.values():
            for _column, place, count in named:
                for value in values[place : place + count]:
                    hashed = given_value(value)
                    if hashed is not None:
                        yield place, _signed(hashed)


def _signed(hashed: int) -> int:
    """As the notes keep it: their whole numbers have a sign."""
    return hashed - 2**64 if hashed >= 2**63 else hashed
