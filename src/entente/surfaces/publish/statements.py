"""How a statement reaches its tables, read from the statement itself, and only where it says so plainly.

A statement of several selections (UNION ALL at its root) is read selection by selection.  Of each:
    named    `"table"."column" = value`, or IN values, that every row must meet (joined by AND at the root of WHERE)
    spanned  alternatives that every row must meet one of, each of which says by value, or between which two or under which
             beginning, a column of the table lies
    joined   `JOIN "table" ON ("other"."column" = "table"."id")`, a key of the database itself: a row that came since is led to
             by none that stood before
    bounded  `"table"."column" <= value` of a table that is joined so, which every row must meet
    lying    `JOIN "table" ON ("other"."id" = "table"."column")`, the same key from its other end: rows that lie at a row
             which came since lie at none that stood before
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

TABLE = re.compile(r'\b(?:FROM|JOIN) "(\w+)"')
QUOTED = re.compile(r'"(\w+)"')
NAMED = re.compile(r'"(\w+)"\."(\w+)" (?:= %s|IN \((%s(?:, %s)*)\))')
ABOVE = re.compile(r'"(\w+)"\."(\w+)" > %s')
BELOW = re.compile(r'"(\w+)"\."(\w+)" < %s')
BOUND = re.compile(r'"(\w+)"\."(\w+)" (<=|>=|<|>) %s')
UNDER = re.compile(r'"(\w+)"\."(\w+)"::text LIKE %s')
JOINED = re.compile(r'JOIN "(\w+)" ON \("(\w+)"\."(\w+)" = "(\w+)"\."(\w+)"\)')
UNREAD = re.compile(r"'|%%|--|/\*| UNION | EXCEPT | INTERSECT ")
"""What the reading of a statement does not know: texts in it, selections set against each other."""
BRACKETS = re.compile(r"[()]")
ESCAPES = " ESCAPE '\\'"
"""What SQLite is told of a beginning: the one text that says nothing of rows."""
SELECTIONS = " UNION ALL "
ENDS = (" GROUP BY ", " HAVING ", " ORDER BY ", " LIMIT ", " OFFSET ", " FOR UPDATE")

Column = tuple[str, str]
"""(table, column)"""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the values of a column lie: equal to some (`=`), between two (`<`) or under a beginning (`LIKE`).

    at, count  where what it is given begins among the values of the question, and how many
    """

    kind: str
    at: int
    count: int


@dataclass(frozen=True, slots=True)
class Reads:
    """How a selection reaches its tables.

    tables   all that it names
    named    table -> (column, where its values begin among those given, how many)
    spanned  table -> (column, spans of which one holds)
    joined   table -> (its key, the table that leads to it, the column of that)
    bounded  table -> (column, how it is compared, where with what is among the values of the question)
    lying    table -> (its column, the table at whose rows its own lie, the key of that)
    plain    tables that stand once in it and outside of any part in brackets
    """

    tables: frozenset[str]
    named: Mapping[str, Sequence[tuple[str, int, int]]] = field(default_factory=dict)
    spanned: Mapping[str, Sequence[tuple[str, Sequence[Span]]]] = field(default_factory=dict)
    joined: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    bounded: Mapping[str, Sequence[tuple[str, str, int]]] = field(default_factory=dict)
    lying: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()

    def columns(self) -> Iterable[Column]:
        """Those by whose values it can be told whether a changed row concerns it."""
        yield from ((table, column) for table, found in self.named.items() for column, _at, _count in found)
        yield from self.spanned_columns()
        for table, (key, other, column) in self.joined.items():
            yield from ((table, key), (other, column))
        for table, (column, other, key) in self.lying.items():
            yield from ((table, column), (other, key))

    def spanned_columns(self) -> Iterable[Column]:
        return ((table, column) for table, found in self.spanned.items() for column, _spans in found)

    def bounded_columns(self) -> Iterable[Column]:
        return ((table, column) for table, found in self.bounded.items() for column, _how, _at in found)


_KNOWN: dict[str, tuple[Reads, ...]] = {}


def reads_of(sql: str) -> tuple[Reads, ...]:
    """Of each of its selections."""
    if sql not in _KNOWN:
        _KNOWN[sql] = _selections(sql)
    return _KNOWN[sql]


def learn(sql: str, reads: tuple[Reads, ...]) -> None:
    """What was read in a statement before need not be read in it again."""
    _KNOWN.setdefault(sql, reads)


def tables_of(sql: str) -> frozenset[str]:
    """All that it names."""
    return frozenset().union(*(reads.tables for reads in reads_of(sql)))


def _selections(sql: str) -> tuple[Reads, ...]:
    sql = sql.replace(ESCAPES, "")
    depths, parts, begin = _depths(sql), [], 0
    while (at := _next_at(sql, depths, SELECTIONS, begin, 0)) >= 0:
        parts.append((begin, at))
        begin = at + len(SELECTIONS)
    return tuple(_reads_of(sql[a:b], sql.count("%s", 0, a)) for a, b in (*parts, (begin, len(sql))))


def _reads_of(sql: str, before: int) -> Reads:
    """before: how many values are given before it."""
    whole = Clause(0, sql, _depths(sql)).bare()
    sql, depths = whole.text, whole.depths
    found = [(match[1], depths[match.start()]) for match in TABLE.finditer(sql)]
    tables = [table for table, _depth in found]
    all_tables = frozenset((*QUOTED.findall(sql), *tables))
    if UNREAD.search(sql) or not sql.startswith("SELECT "):
        return Reads(all_tables)
    plain = frozenset(table for table, depth in found if depth == 0 and tables.count(table) == 1)
    named: dict[str, list[tuple[str, int, int]]] = {}
    spanned: dict[str, list[tuple[str, Sequence[Span]]]] = {}
    bounds: dict[str, list[tuple[str, str, int]]] = {}
    for one in _must_hold(whole):
        given = before + sql.count("%s", 0, one.begin - whole.begin)
        match = NAMED.fullmatch(one.text)
        if match and match[1] in plain:
            named.setdefault(match[1], []).append((match[2], given, one.text.count("%s")))
        if match := BOUND.fullmatch(one.text):
            bounds.setdefault(match[1], []).append((match[2], match[3], given))
        for (table, column), spans in _alternatives(one, given):
            if table in plain:
                spanned.setdefault(table, []).append((column, spans))
    joins = [match for match in JOINED.finditer(sql) if match[1] == match[4] and {match[1], match[2]} <= plain]
    keys = _keys()
    joined = {one[1]: (one[5], one[2], one[3]) for one in joins if keys.get((one[2], one[3])) == (one[1], one[5])}
    lying = {one[1]: (one[5], one[2], one[3]) for one in joins if keys.get((one[1], one[5])) == (one[2], one[3])}
    bounded = {table: found for table, found in bounds.items() if table in joined}
    return Reads(all_tables, named, spanned, joined, bounded, lying, plain)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a statement.  begin: where; depths: in how many brackets each of its letters stands, beside those around it."""

    begin: int
    text: str
    depths: Sequence[int]

    def part(self, begin: int, end: int) -> Clause:
        return Clause(self.begin + begin, self.text[begin:end], self.depths[begin:end])

    def bare(self) -> Clause:
        """Without the brackets around all of it."""
        found = self
        while found.text[:1] == "(":
            outside = found.depths[0] - 1
            if any(depth == outside for depth in found.depths[:-1]) or found.depths[-1] != outside:
                break
            inner = found.part(1, len(found.text) - 1)
            found = Clause(inner.begin, inner.text, [depth - outside - 1 for depth in inner.depths])
        return found

    def split(self, mark: str) -> list[Clause]:
        """Its parts between the marks at its root."""
        found, begin = [], 0
        while (at := _next_at(self.text, self.depths, mark, begin, 0)) >= 0:
            found.append(self.part(begin, at))
            begin = at + len(mark)
        return [*found, self.part(begin, len(self.text))]


def _depths(sql: str) -> list[int]:
    """In how many brackets each letter stands."""
    depth, depths = 0, list[int]()
    for bracket in BRACKETS.finditer(sql):
        depths += [depth] * (bracket.start() - len(depths))
        depth += 1 if bracket[0] == "(" else -1
        depths.append(depth)
    return depths + [depth] * (len(sql) - len(depths))


def _next_at(text: str, depths: Sequence[int], mark: str, begin: int, depth: int) -> int:
    at = text.find(mark, begin)
    while at >= 0 and depths[at] != depth:
        at = text.find(mark, at + 1)
    return at


def _must_hold(whole: Clause) -> list[Clause]:
    """Each condition that every row meets; none where the root is no row of AND."""
    where = _next_at(whole.text, whole.depths, " WHERE ", 0, 0)
    if where < 0:
        return []
    begin = where + len(" WHERE ")
    ends = [at for at in (_next_at(whole.text, whole.depths, text, begin, 0) for text in ENDS) if at >= 0]
    root = whole.part(begin, min(ends, default=len(whole.text))).bare()
    return root.split(" AND ") if len(root.split(" OR ")) == 1 else [root]


def _alternatives(condition: Clause, given: int) -> Iterator[tuple[Column, Sequence[Span]]]:
    """(column, spans) of each column that every alternative of a condition tells.  given: how many values come before it."""
    bare = condition.bare()
    told = [
        _told(one, given + condition.text.count("%s", 0, one.begin - condition.begin)) for one in bare.split(" OR ")
    ]
    for column in set(told[0]).intersection(*told[1:]) if len(told) > 1 else ():
        yield column, [one[column] for one in told]


def _told(alternative: Clause, given: int) -> dict[Column, Span]:
    """Where an alternative says that the values of a column lie."""
    found: dict[Column, Span] = {}
    bare = alternative.bare()
    above: dict[Column, int] = {}
    has_byte_order = connection.vendor == "sqlite"  # elsewhere texts stand in the order of a language
    for one in bare.split(" AND "):
        at = given + alternative.text.count("%s", 0, one.begin - alternative.begin)
        if match := NAMED.fullmatch(one.text):
            found[match[1], match[2]] = Span("=", at, one.text.count("%s"))
        elif match := UNDER.fullmatch(one.text):
            found[match[1], match[2]] = Span("LIKE", at, 1)
        elif match := ABOVE.fullmatch(one.text):
            above[match[1], match[2]] = at
        elif (match := BELOW.fullmatch(one.text)) and has_byte_order and above.get((match[1], match[2])) == at - 1:
            found[match[1], match[2]] = Span("<", at - 1, 2)
    return found


@cache
def _keys() -> Mapping[Column, Column]:
    """Column -> (table, key) that the database itself holds it to."""
    found: dict[Column, Column] = {}
    for model in apps.get_models(include_auto_created=True):
        for field_of_it in model._meta.local_concrete_fields:
            if (
                isinstance(field_of_it, ForeignKey)
                and getattr(field_of_it, "db_constraint", False)
                and field_of_it.target_field.primary_key
            ):
                key = field_of_it.target_field
                found[model._meta.db_table, str(field_of_it.column)] = key.model._meta.db_table, str(key.column)
    return found
