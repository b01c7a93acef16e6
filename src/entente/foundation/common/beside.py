"""Subjects that lie beside each other: what is asked about one of them is asked about all at once, and each has its own answer.

Who makes many pages says which subjects come next (`lie_beside`).  A `prepared` read that names the column its rows belong to
then asks for the rows of all of them with one question, and keeps them apart by that column.  What came together lies
beside each other as well, so that the rows that belong to those rows come together too.  Who asks is told its own rows alone,
in the order of its own question; who notes what an answer rests on notes that narrow question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey
from django.db.models.sql.compiler import SQLCompiler

Row = Sequence[Any]
Lying = tuple[str, object]
"""(table whose key it is, "" for a name of the record; the value as the database is given it)"""
TOGETHER_MAX = 256
"""So many lie beside each other at most."""


@dataclass(frozen=True, slots=True)
class Along:
    """How the statement of a question names the subjects that its rows belong to.

    before, after  the statement around that condition
    begin, count   where their values stand among those given
    place          of the column in a row
    table          whose keys they are, "" for names
    keys           table -> place in a row of a key of it, for all that a row holds
    name, parts    the name of a row, made of what stands at these places
    """

    before: str
    after: str
    column: str
    begin: int
    count: int
    place: int
    table: str
    keys: Sequence[tuple[str, int]]
    name: str
    parts: Mapping[str, int]


def along_of(sql: str, compiler: SQLCompiler, column: str, name: str = "") -> Along | None:
    """None where rows cannot be kept apart by the column, or more is asked than which rows meet the conditions."""
    query = compiler.query
    fields = [one[0] for one in compiler.select[0 : compiler.col_count]]
    named = re.findall(rf'("(\w+)"\."{column}" (?:= %s|IN \(%s(?:, %s)*\)))', sql)
    if len(named) != 1 or query.is_sliced or query.distinct or query.combinator:
        return None
    condition, table = named[0]
    before, after = sql.split(condition)
    own = {
        target.column: place
        for place, one in enumerate(fields)
        if (target := getattr(one, "target", None)) is not None and one.alias == table
    }
    if column not in own:
        return None
    keys = [(of, at) for at, one in enumerate(fields) if (of := _key_of(getattr(one, "target", None)))]
    return Along(
        before,
        after,
        f'"{table}"."{column}"',
        before.count("%s"),
        condition.count("%s"),
        own[column],
        _key_of(getattr(fields[own[column]], "target", None)),
        keys,
        name,
        own,
    )


def _key_of(field: Field[Any, Any] | None) -> str:
    """The table whose key a column holds, "" where it is none."""
    if isinstance(field, ForeignKey):
        return str(field.related_model._meta.db_table) if field.target_field.primary_key else ""
    return str(field.model._meta.db_table) if field is not None and field.primary_key else ""


class _Block:
    """What lies beside each other now, and the rows that came together.

    together  value -> those that lie beside it, itself among them
    rows      question without its subjects -> value -> (the asking they came with, their places in its answer and they)
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._together: dict[Lying, Sequence[Lying]] = {}
        self._rows: dict[object, dict[object, tuple[int, list[tuple[int, Row]]]]] = {}
        self._asked = 0
        self._instants: dict[int, tuple[datetime, Any]] = {}
        self._lay(("", name) for name in names)

    def answer(
        self, along: Along, params: Sequence[Any], ask: Callable[[str, Sequence[Any]], Sequence[Row]]
    ) -> Sequence[Row] | None:
        """The rows of a question among those of all that lie beside; None where none do."""
        end = along.begin + along.count
        wanted = params[along.begin : end]
        kept = self._rows.setdefault((along.before, along.after, *params[: along.begin], *params[end:]), {})
        if len(wanted) == 1 and (known := kept.get(wanted[0])) is not None:
            return [row for _place, row in known[1]]
        if not _came_together(wanted, kept):
            members = self._beside(along.table, wanted)
            if members is None or len(members) == len(wanted):
                return None
            self._keep(along, kept, members, ask(*_widened(along, params, members)))
        if len(wanted) == 1:
            return [row for _place, row in kept[wanted[0]][1]]
        return [row for _place, row in sorted((one for value in wanted for one in kept[value][1]), key=_by_place)]

    def holds(self, name: str) -> bool:
        return ("", name) in self._together

    def instant(self, value: datetime, connection: BaseDatabaseWrapper) -> Any:
        """It as Django gives it to the database: one instant is asked about again and again."""
        if (found := self._instants.get(id(value))) is None:
            found = self._instants[id(value)] = value, connection.ops.adapt_datetimefield_value(value)
        return found[1]

    def _keep(self, along: Along, kept: dict[object, Any], members: Iterable[object], rows: Sequence[Row]) -> None:
        self._asked += 1
        kept.update({value: (self._asked, []) for value in members})
        for number, row in enumerate(rows):
            kept[row[along.place]][1].append((number, row))
        for table, place in along.keys:
            self._lay((table, row[place]) for row in rows if row[place] is not None)
        if along.name:
            self._lay(("", _named(along, row)) for row in rows)

    def _lay(self, found: Iterable[Lying]) -> None:
        """Those that did not lie beside others yet lie beside each other."""
        new = [one for one in dict.fromkeys(found) if one not in self._together]
        for begin in range(0, len(new), TOGETHER_MAX):
            some = new[begin : begin + TOGETHER_MAX]
            self._together.update(dict.fromkeys(some, some))

    def _beside(self, table: str, wanted: Sequence[object]) -> list[object] | None:
        """What lies beside any of them, and they; None where one lies nowhere."""
        found: dict[Lying, None] = {}
        for value in wanted:
            if (table, value) not in self._together:
                return None
            found.update(dict.fromkeys(self._together[table, value]))
        return [value for _table, value in found]


def _named(along: Along, row: Row) -> str:
    return along.name.format_map({column: row[place] for column, place in along.parts.items()})


def _by_place(one: tuple[int, Row]) -> int:
    return one[0]


def _came_together(wanted: Iterable[object], kept: Mapping[object, tuple[int, object]]) -> bool:
    askings = {kept[value][0] if value in kept else None for value in wanted}
    return len(askings) == 1 and None not in askings


def _widened(along: Along, params: Sequence[Any], members: Sequence[Any]) -> tuple[str, list[Any]]:
    """The question about all members; as many places as a power of two, so that few statements differ."""
    many = 1 << (len(members) - 1).bit_length()
    given = [*members, *([members[-1]] * (many - len(members)))]
    sql = f"{along.before}{along.column} IN ({', '.join(['%s'] * many)}){along.after}"
    return sql, [*params[: along.begin], *given, *params[along.begin + along.count :]]


_block: ContextVar[_Block | None] = ContextVar("block", default=None)


def lie_beside(names: Iterable[str]) -> None:
    """Pages about these subjects are made next; what was kept of those before is dropped.  Only within `one_instant`."""
    _block.set(_Block(names))


def lies(name: str) -> bool:
    """Whether a subject is among those that lie beside each other now."""
    return (block := _block.get()) is not None and block.holds(name)


def nothing_lies() -> None:
    _block.set(None)


def current() -> _Block | None:
    return _block.get()
