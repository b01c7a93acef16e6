"""What the tables of the database held at the last publication and hold now: each is read once a publication."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b

from django.db import connection

from .narrowing import Changes, Unnamed, Values, changed_between, packed, value_of, values_of
from .questions import instants_in, rows_of
from .statements import QUOTED, Column, reads_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS content (name TEXT PRIMARY KEY, rows TEXT NOT NULL, until TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS named (
  tables TEXT NOT NULL, columns TEXT NOT NULL, held BLOB, PRIMARY KEY (tables, columns)
) WITHOUT ROWID;
"""
"""held: the values of a column with the hash of their rows; NULL where they do not tell its rows apart."""
NEVER = "9999"
LONG_PAST = timedelta(days=3)
"""What is written of a day before that tells no instant to come, wherever it is."""
WRITTEN_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Contents:
    """The contents of all tables that were asked for, as noted and as they are.  now: the instant of the publication."""

    def __init__(self, notes: sqlite3.Connection, now: datetime) -> None:
        self._notes, self._now = notes, now
        self._read: dict[str, tuple[str, str]] = {}
        self._values: dict[str, dict[str, bytes | None]] = {}

    @cached_property
    def _was(self) -> Mapping[str, tuple[str, str]]:
        return {
            name: (rows, until) for name, rows, until in self._notes.execute("SELECT name, rows, until FROM content")
        }

    def turned(self) -> set[str]:
        """Tables of which a row tells an instant that passed since."""
        now = written(self._now)
        return {name for name, (_rows, until) in self._was.items() if until <= now}

    def changed(self) -> set[str]:
        """Tables of which a row changed, came or went since."""
        return {name for name, (rows, _until) in self._was.items() if self._content(name)[0] != rows}

    def changes(self, statements: Collection[str]) -> Changes:
        """What changed in tables since, as far as values tell it.  statements: those for which it is asked."""
        tables = self.changed()
        found, grown, texts = {}, set(), {}
        spanned = {column for text in statements for reads in reads_of(text) for column in reads.spanned_columns()}
        for table in sorted(tables):
            held = self._notes.execute("SELECT columns, held FROM named WHERE tables = ? AND held NOT NULL", [table])
            before = dict(held.fetchall())
            now = self._values_in(table, before)
            for column, was in before.items():
                if (is_now := now[column]) is not None:
                    found[table, column], has_grown = changed_between(was, is_now)
                    if has_grown:
                        grown.add((table, column))
                    if (table, column) in spanned:
                        texts[table, column] = _texts_of(table, column, found[table, column])
        return Changes(tables, found, grown, {column: told for column, told in texts.items() if told is not None})

    def _values_in(self, table: str, columns: Iterable[str]) -> Mapping[str, bytes | None]:
        """column -> its values, packed; None where it does not tell its rows apart, or is none.  Each is read once."""
        known = self._values.setdefault(table, {})
        wanted = [column for column in columns if column not in known]
        values = _values_in(table, wanted) if wanted else {}
        known |= {column: packed(values[column]) if column in values else None for column in wanted}
        return known

    def _content(self, table: str) -> tuple[str, str]:
        """What a table holds: read once, since a publication sees one instant of the database."""
        if table not in self._read:
            self._read[table] = _rows_of(table, self._now)
        return self._read[table]

    def note(self, statements: Collection[str]) -> None:
        """Note what the tables hold now that these statements ask for."""
        known = set(connection.introspection.table_names())
        asked = known & {name for text in statements for name in QUOTED.findall(text)}
        reads = [one for text in statements for one in reads_of(text)]
        columns = {column for one in reads for column in one.columns() if column[0] in asked}
        self._note_values(columns)
        self._notes.execute("DELETE FROM content")
        for name in sorted(asked):
            self._notes.execute("INSERT INTO content VALUES (?, ?, ?)", [name, *self._content(name)])

    def _note_values(self, columns: Collection[Column]) -> None:
        noted = {(table, column) for table, column in self._notes.execute("SELECT tables, columns FROM named")}
        stays = {one for one in noted & set(columns) if self._is_as_noted(one[0])}
        self._notes.executemany("DELETE FROM named WHERE tables = ? AND columns = ?", noted - stays)
        fresh = set(columns) - stays
        for table in sorted({table for table, _column in fresh}):
            wanted = [column for at, column in fresh if at == table]
            values = self._values_in(table, wanted)
            self._notes.executemany("INSERT INTO named VALUES (?, ?, ?)", [[table, one, values[one]] for one in wanted])

    def _is_as_noted(self, table: str) -> bool:
        return table in self._was and self._was[table][0] == self._content(table)[0]


def written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"


def _values_in(table: str, columns: Iterable[str]) -> dict[str, Values]:
    """column -> its values.  Left out: one that does not tell its rows apart, or is none."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_all_of(table)} LIMIT 0")
        places = {one[0]: at for at, one in enumerate(cursor.description)}
    at = {column: places[column] for column in columns if column in places}
    return values_of(rows_of(_all_of(table), []), at) if at else {}


def _texts_of(table: str, column: str, wanted: Collection[int]) -> set[str] | None:
    """The values of these hashes, None where one is gone or no text."""
    name = connection.ops.quote_name(column)
    found, left = set(), set(wanted)
    for (value,) in rows_of(f"SELECT DISTINCT {name} FROM {connection.ops.quote_name(table)}", []):  # noqa: S608  # as below
        try:
            hashed = value_of(value)
        except Unnamed:
            return None
        if hashed in wanted:
            if not isinstance(value, str):
                return None
            found.add(value)
            left.discard(hashed)
    return None if left else found


def _all_of(table: str) -> str:
    return f"SELECT * FROM {connection.ops.quote_name(table)}"  # noqa: S608  # a table of ours


def _rows_of(table: str, now: datetime) -> tuple[str, str]:
    """What a table holds, whatever the order of its rows, and the first instant to come that a row tells."""
    whole, number, until, past = 0, 0, NEVER, f"{now - LONG_PAST:%Y-%m-%d}"
    for row in rows_of(_all_of(table), []):
        whole += int.from_bytes(blake2b(repr(row).encode(), digest_size=16).digest())
        number += 1
        recent = [
            one
            for one in row
            if (one[4:5] == "-" and one[:10] >= past if isinstance(one, str) else isinstance(one, date))
        ]
        for at in (*instants_in(recent), *_days_in(recent)) if recent else ():
            if at > now:
                until = min(until, written(at))
    return f"{number} {whole % 2**128:x}", until


def _days_in(row: Sequence[object]) -> list[datetime]:
    """The days that a row tells, as instants: each begins somewhere the day before."""
    days = [value for value in row if isinstance(value, date) and not isinstance(value, datetime)]
    days += [
        date.fromisoformat(value)
        for value in row
        if isinstance(value, str) and value[4:5] == "-" and WRITTEN_DAY.fullmatch(value)
    ]
    first = date(1900, 1, 1)
    return [
        datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=more)
        for day in days
        if day > first
        for more in (-1, 0, 1, 2)
    ]
