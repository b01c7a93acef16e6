"""What the tables of the database held at the last publication and hold now: each is read once a publication."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from django.db import connection

from .narrowing import Changes, Ends, Unnamed, changed_between, ends_of, packed, value_of, values_of
from .statements import Column, reads_of, tables_of
from .stretches import NEVER, Rows, Stretch, first_to_come, key_of, places_in, stretches_of, told_of, written

__all__ = ["NEVER", "SCHEMA", "Contents", "written"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS content (
  name TEXT NOT NULL, stretch INTEGER NOT NULL, told BLOB NOT NULL, until TEXT NOT NULL, PRIMARY KEY (name, stretch)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS named (
  tables TEXT NOT NULL, columns TEXT NOT NULL, stretch INTEGER NOT NULL, held BLOB, PRIMARY KEY (tables, columns, stretch)
) WITHOUT ROWID;
"""
"""held: the values of a column with the hash of their rows; NULL where they do not tell its rows apart."""

KEPT_MAX = 40
"""The rows of so many stretches that changed are kept, so that their table is read once."""

Held = dict[int, bytes | None]
"""Stretch -> the values of a column there, packed; None where they do not tell its rows apart."""


class Contents:
    """The contents of all tables that were asked for, as noted and as they are.  now: the instant of the publication."""

    def __init__(self, notes: sqlite3.Connection, now: datetime) -> None:
        self._notes, self._now = notes, now
        self._read: dict[str, Sequence[Stretch]] = {}
        self._values: dict[Column, Held] = {}
        self._rows: dict[tuple[str, int], Rows] = {}

    @cached_property
    def _was(self) -> Mapping[str, Sequence[Stretch]]:
        found: dict[str, list[Stretch]] = {}
        for name, *told in self._notes.execute("SELECT name, told, until FROM content ORDER BY name, stretch"):
            found.setdefault(name, []).append(Stretch(*told))
        return found

    def turned(self) -> set[str]:
        """Tables of which a row tells an instant that passed since."""
        now = written(self._now)
        return {name for name, stretches in self._was.items() if any(one.until <= now for one in stretches)}

    def changed(self) -> set[str]:
        """Tables of which a row changed, came or went since."""
        return {name for name in self._was if self._stretches_changed(name)}

    def changes(self, statements: Collection[str]) -> Changes:
        """What changed in tables since, as far as values tell it.  statements: those for which it is asked."""
        tables = self.changed()
        found: dict[Column, set[int]] = {}
        grown, texts, came = set[Column](), dict[Column, set[str]](), dict[Column, Ends]()
        reads = [one for text in statements for one in reads_of(text)]
        spanned = {column for one in reads for column in one.spanned_columns()}
        bounded = {column for one in reads for column in one.bounded_columns()}
        for table in sorted(tables):
            self._compare(table, found, grown)
            for one in sorted(spanned & found.keys()):
                if one[0] == table and (told := self._texts_of(one, found[one])) is not None:
                    texts[one] = told
            key = table, key_of(table)
            for one in sorted(bounded):
                if one[0] == table and key in grown and (ends := self._ends_of(one, key[1], found[key])) is not None:
                    came[one] = ends
        return Changes(tables, found, grown, texts, came)

    def _compare(self, table: str, found: dict[Column, set[int]], grown: set[Column]) -> None:
        """Add to what was found of other tables the values of this one whose rows changed, and its columns that only grew."""
        before = self._held_before(table)
        others = self._stretches_changed(table)
        now = self._values_in(table, dict.fromkeys(before, others))
        for column, was in before.items():
            if None in was.values() or None in now[column].values():
                continue
            found[table, column], has_grown = changed_between(
                [held for at, held in was.items() if held and at in others],
                [held for at, held in now[column].items() if held and at in others],
                [held for at, held in was.items() if held and at not in others],
            )
            if has_grown:
                grown.add((table, column))

    def _texts_of(self, column: Column, wanted: Collection[int]) -> set[str] | None:
        """The values of these hashes in stretches that changed; None where one is there no more or no text."""
        table, name = column
        found, left, place = set[str](), set(wanted), places_in(table)[name]
        for _number, rows in self._stretches_of(table, self._stretches_changed(table)):
            for value in {row[place] for row in rows}:
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

    def _ends_of(self, column: Column, key: str, came: Collection[int]) -> Ends | None:
        """The first and the last instant of a column in rows that came.  came: the hashes of their keys."""
        places = places_in(column[0])
        values, keys = places[column[1]], places[key]
        stretches = self._stretches_of(column[0], self._stretches_changed(column[0]))
        return ends_of(row[values] for _number, rows in stretches for row in rows if value_of(row[keys]) in came)

    def _held_before(self, table: str) -> Mapping[str, Held]:
        found: dict[str, Held] = {}
        rows = self._notes.execute("SELECT columns, stretch, held FROM named WHERE tables = ?", [table])
        for column, stretch, held in rows:
            found.setdefault(column, {})[stretch] = held
        return found

    def _values_in(self, table: str, wanted: Mapping[str, Collection[int]]) -> Mapping[str, Held]:
        """column -> its values in stretches of a table.  wanted: column -> these.  The table is read once for all of them."""
        held = {column: self._values.setdefault((table, column), {}) for column in wanted}
        lacking = {column: set(stretches) - held[column].keys() for column, stretches in wanted.items()}
        if any(lacking.values()):
            places = places_in(table)
            for number, rows in self._stretches_of(table, set().union(*lacking.values())):
                here = [column for column, stretches in lacking.items() if number in stretches]
                values = values_of(rows, {column: places[column] for column in here if column in places})
                for column in here:
                    held[column][number] = packed(values[column]) if column in values else None
        return held

    def _stretches_of(self, table: str, wanted: Collection[int]) -> Iterator[tuple[int, Rows]]:
        """These stretches of a table, those that there are: as they were kept, or read once more."""
        if all((table, number) in self._rows for number in wanted if number < len(self._content(table))):
            yield from (
                (number, self._rows[table, number]) for number in sorted(wanted) if (table, number) in self._rows
            )
        else:
            yield from ((number, rows) for number, rows in enumerate(stretches_of(table)) if number in wanted)

    def _content(self, table: str) -> Sequence[Stretch]:
        """What a table holds: read once, since a publication sees one instant of the database."""
        if table not in self._read:
            self._read[table] = list(self._stretches_in(table))
        return self._read[table]

    def _stretches_in(self, table: str) -> Iterable[Stretch]:
        was, now = self._was.get(table, ()), written(self._now)
        for number, rows in enumerate(stretches_of(table)):
            told = told_of(rows)
            is_known = number < len(was) and was[number].told == told and was[number].until > now
            if was and (number >= len(was) or was[number].told != told) and len(self._rows) < KEPT_MAX:
                self._rows[table, number] = rows
            yield was[number] if is_known else Stretch(told, first_to_come(rows, self._now))

    def _stretches_changed(self, table: str) -> set[int]:
        """Those of which a row changed, came or went since, and those that are new or gone."""
        was, is_now = ([one.told for one in told] for told in (self._was.get(table, ()), self._content(table)))
        differing = {at for at, (before, now) in enumerate(zip(was, is_now, strict=False)) if before != now}
        return differing.union(range(*sorted((len(was), len(is_now)))))

    def note(self, statements: Collection[str]) -> None:
        """Note what the tables hold now that these statements ask for."""
        known = set(connection.introspection.table_names())
        asked = known & {name for text in statements for name in tables_of(text)}
        reads = [one for text in statements for one in reads_of(text)]
        self._note_values({column for one in reads for column in one.columns() if column[0] in asked})
        self._notes.executemany("DELETE FROM content WHERE name = ?", ([name] for name in self._was.keys() - asked))
        for name in sorted(asked):
            was, is_now = self._was.get(name, ()), self._content(name)
            told = [[name, at, *one] for at, one in enumerate(is_now) if at >= len(was) or was[at] != one]
            self._notes.executemany("INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?)", told)
            self._notes.execute("DELETE FROM content WHERE name = ? AND stretch >= ?", [name, len(is_now)])

    def _note_values(self, columns: Collection[Column]) -> None:
        noted = set(self._notes.execute("SELECT DISTINCT tables, columns FROM named"))
        self._notes.executemany("DELETE FROM named WHERE tables = ? AND columns = ?", noted - set(columns))
        for table in sorted({table for table, _column in columns}):
            number = len(self._content(table))
            others = {at for at in self._stretches_changed(table) if at < number}
            every = range(number)
            wanted = {one: others if (table, one) in noted else every for at, one in columns if at == table}
            values = self._values_in(table, wanted)
            told = [[table, one, at, values[one][at]] for one, stretches in wanted.items() for at in stretches]
            self._notes.executemany("INSERT OR REPLACE INTO named VALUES (?, ?, ?, ?)", told)
            self._notes.execute("DELETE FROM named WHERE tables = ? AND stretch >= ?", [table, number])
