"""Which questions a changed row can concern: one that names its rows by value has the same answer when none of those changed.

Read from the statement itself, and only where it says so plainly; of any other the answer is asked for again:
    named   `"table"."column" = value`, or IN values, that every row must meet (joined by AND at the root of WHERE)
    joined  `JOIN "table" ON ("other"."column" = "table"."id")`, a key of the database itself: a row that came since is led to
            by none that stood before
    lying   `JOIN "table" ON ("other"."id" = "table"."column")`, the same key from its other end: rows that lie at a row
            which came since lie at none that stood before
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey

TABLE = re.compile(r'\b(?:FROM|JOIN) "(\w+)"')
NAMED = re.compile(r'"(\w+)"\."(\w+)" (?:= %s|IN \((%s(?:, %s)*)\))')
JOINED = re.compile(r'JOIN "(\w+)" ON \("(\w+)"\."(\w+)" = "(\w+)"\."(\w+)"\)')
UNREAD = re.compile(r"'|%%|--|/\*| UNION | EXCEPT | INTERSECT ")
"""What the reading of a statement does not know: texts in it, several selections."""
ENDS = (" GROUP BY ", " HAVING ", " ORDER BY ", " LIMIT ", " OFFSET ", " FOR UPDATE")
VALUE, ROWS = 8, 16
"""Bytes of the hash of a value, and of all rows that have it."""

Column = tuple[str, str]
"""(table, column)"""
Values = dict[int, int]
"""Hash of a value -> hash of all rows of a table that have it in a column."""


@dataclass(frozen=True, slots=True)
class Reads:
    """How a statement reaches its tables.

    named   table -> (column, where its values begin among those given, how many)
    joined  table -> (its key, the table that leads to it)
    lying   table -> (its column, the table at whose rows its own lie, the key of that)
    plain   tables that stand once in it and outside of any part in brackets
    """

    named: Mapping[str, Sequence[tuple[str, int, int]]]
    joined: Mapping[str, tuple[str, str]]
    lying: Mapping[str, tuple[str, str, str]]
    plain: frozenset[str]

    def columns(self) -> Iterable[Column]:
        """Those by whose values it can be told whether a changed row concerns it."""
        yield from ((table, column) for table, found in self.named.items() for column, _at, _count in found)
        yield from ((table, key) for table, (key, _other) in self.joined.items())
        for table, (column, other, key) in self.lying.items():
            yield from ((table, column), (other, key))


@cache
def reads_of(sql: str) -> Reads:
    depths = _depths(sql)
    found = [(match[1], depths[match.start()]) for match in TABLE.finditer(sql)]
    tables = [table for table, _depth in found]
    plain = frozenset(table for table, depth in found if depth == 0 and tables.count(table) == 1)
    if UNREAD.search(sql) or not sql.startswith("SELECT "):
        return Reads({}, {}, {}, frozenset())
    named: dict[str, list[tuple[str, int, int]]] = {}
    for begin, part in _must_hold(sql, depths):
        match = NAMED.fullmatch(part)
        if match and match[1] in plain:
            named.setdefault(match[1], []).append((match[2], sql.count("%s", 0, begin), part.count("%s")))
    joins = [match for match in JOINED.finditer(sql) if match[1] == match[4] and {match[1], match[2]} <= plain]
    keys = _keys()
    joined = {one[1]: (one[5], one[2]) for one in joins if keys.get((one[2], one[3])) == (one[1], one[5])}
    lying = {one[1]: (one[5], one[2], one[3]) for one in joins if keys.get((one[1], one[5])) == (one[2], one[3])}
    return Reads(named, joined, lying, plain)


def _depths(sql: str) -> list[int]:
    """In how many brackets each letter stands."""
    depth, depths = 0, []
    for letter in sql:
        depth += (letter == "(") - (letter == ")")
        depths.append(depth)
    return depths


def _must_hold(sql: str, depths: Sequence[int]) -> list[tuple[int, str]]:
    """(where it begins, text) of each condition that every row meets; none where the root is no row of AND."""

    def next_at(text: str, begin: int, depth: int) -> int:
        at = sql.find(text, begin)
        while at >= 0 and depths[at] != depth:
            at = sql.find(text, at + 1)
        return at

    where = next_at(" WHERE ", 0, 0)
    if where < 0:
        return []
    begin = where + len(" WHERE ")
    ends = [at for at in (next_at(text, begin, 0) for text in ENDS) if at >= 0]
    end, depth = min(ends, default=len(sql)), 0
    if sql[begin] == "(" and all(depths[at] > 0 for at in range(begin, end - 1)):
        begin, end, depth = begin + 1, end - 1, 1
    if 0 <= next_at(" OR ", begin, depth) < end:
        return []
    parts = []
    while (at := next_at(" AND ", begin, depth)) >= 0 and at < end:
        parts.append((begin, sql[begin:at]))
        begin = at + len(" AND ")
    return [*parts, (begin, sql[begin:end])]


@cache
def _keys() -> Mapping[Column, Column]:
    """Column -> (table, key) that the database itself holds it to."""
    found: dict[Column, Column] = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if (
                isinstance(field, ForeignKey)
                and getattr(field, "db_constraint", False)
                and field.target_field.primary_key
            ):
                key = field.target_field
                found[model._meta.db_table, str(field.column)] = key.model._meta.db_table, str(key.column)
    return found


# --- what changed ------------------------------------------------------------------------------------------------------


class Unnamed(Exception):  # no error: the column is not told by its values
    """A column holds values of a kind that may be equal though they are not written alike."""


def value_of(value: object) -> int | None:
    """A value by its hash, None for none.  What a database may call equal has the same.  Raises Unnamed."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, UUID)):
        raise Unnamed
    text = str(value).lower().replace("-", "")
    return int.from_bytes(blake2b(text.encode(), digest_size=VALUE).digest())


def values_of(rows: Iterable[Sequence[object]], at: Mapping[str, int]) -> dict[str, Values]:
    """column -> its values with the hash of their rows.  at: column -> its place in a row.  Left out: one that is Unnamed."""
    found: dict[str, Values] = {column: {} for column in at}
    for row in rows:
        told = int.from_bytes(blake2b(repr(row).encode(), digest_size=ROWS).digest())
        for column in list(found):
            try:
                value = value_of(row[at[column]])
            except Unnamed:
                del found[column]
                continue
            if value is not None:
                found[column][value] = (found[column].get(value, 0) + told) % 2 ** (8 * ROWS)
    return found


def packed(values: Values) -> bytes:
    return b"".join(value.to_bytes(VALUE) + rows.to_bytes(ROWS) for value, rows in values.items())


def unpacked(content: bytes) -> Values:
    size = VALUE + ROWS
    parts = (content[at : at + size] for at in range(0, len(content), size))
    return {int.from_bytes(part[:VALUE]): int.from_bytes(part[VALUE:]) for part in parts}


def never(_given: str) -> bool:
    """Of a question that no change concerns, whatever it is given."""
    return False


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in tables since the last publication.

    tables   those of which anything did
    values   column -> hashes of the values whose rows changed, came or went; only where that is known
    grown    columns of which no value that was there before changed
    """

    tables: Collection[str]
    values: Mapping[Column, Collection[int]]
    grown: Collection[Column]

    def concern(self, reads: Reads, tables: Collection[str]) -> Callable[[str], bool]:
        """Whether a question of these tables, with what it is given as JSON, may be answered differently now."""
        changed = [table for table in tables if table in self.tables]
        if not changed:
            return never
        by_name = [table for table in changed if not self._only_grew(table, reads, changed)]
        if not all(table in reads.plain and self._named(table, reads) for table in by_name):
            return lambda _given: True

        def may(given: str) -> bool:
            values = json.loads(given)
            return not all(
                any(self._misses(table, one, values) for one in self._named(table, reads)) for table in by_name
            )

        return may

    def _named(self, table: str, reads: Reads) -> list[tuple[str, int, int]]:
        return [one for one in reads.named.get(table, ()) if (table, one[0]) in self.values]

    def _only_grew(self, table: str, reads: Reads, changed: Collection[str]) -> bool:
        """Whether its changed rows are new, and led to from none but rows of a table whose own are as they were."""
        if table not in reads.plain:
            return False
        if table in reads.lying:
            column, other, key = reads.lying[table]
            came = self.values.get((other, key), ()) if (other, key) in self.grown else ()
            is_new = (table, column) in self.values and set(self.values[table, column]) <= set(came)
            return is_new and self._only_grew(other, reads, changed)
        key, other = reads.joined.get(table, ("", ""))
        if not key or (table, key) not in self.grown:
            return False
        return other not in changed or bool(self._named(other, reads)) or self._only_grew(other, reads, changed)

    def _misses(self, table: str, one: tuple[str, int, int], values: Sequence[Any]) -> bool:
        column, begin, count = one
        for kind, value in values[begin : begin + count]:
            if kind not in ("", "uuid"):
                return False
            try:
                hashed = value_of(value)
            except Unnamed:
                return False
            if hashed in self.values[table, column]:
                return False
        return True
