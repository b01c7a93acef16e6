"""Questions that are put together once and asked often: only their values differ from one time to the next.

Django takes longer to put a question together than the database to answer it.  What it made of a question is kept here for
each shape of what is asked with; a later question of that shape takes the statement and gives it its own values.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q, QuerySet, prefetch_related_objects

from . import beside, notes
from .beside import Along, along_of
from .rows import answer_of

Asked = ParamSpec("Asked")
Row = TypeVar("Row")
Key = TypeVar("Key")
SHAPES_MAX = 64
"""So many shapes of one question are kept: readers who read differently, lists of different lengths."""
MEMBERS_MAX = 100
"""So many members of a list are told apart; a question with more is put together each time."""
NOT_YET = object()
STANDS: Mapping[str, Callable[[int, int], Any]] = {
    "at": lambda which, place: datetime(2001 + which, 1, 1, tzinfo=UTC) + timedelta(minutes=place),
    "on": lambda which, place: date(1801 + which, 1, 1) + timedelta(days=place),
    "key": lambda which, place: UUID(int=(which + 1 << 100) + place),
    "text": lambda which, place: f"\2{which}:{place}\3",
    "number": lambda which, place: 31_000 + 500 * which + place,
}
"""Kind of value that may differ -> what stands for one while a question is put together."""


PLAIN: Mapping[type, str] = {str: "text", int: "number", date: "on", datetime: "at", UUID: "key"}
"""A member of an enumeration, which is a text or number as well, says by itself what is asked."""


class _NoShape(Exception):  # no error: the question is put together anew
    """What is asked with holds something else than plain values."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What Django made of a question.

    values    each value that the statement is given: the place and kind of one that was asked with, or no place and what is
              always given
    answer    what is answered, made of the rows as the driver gives them
    along     how it names the subjects that its rows belong to, None where it does not or is always asked on its own
    is_whole  False where more belongs to the rows than the statement reads (`prefetch_related`)
    """

    database: str
    sql: str
    values: Sequence[tuple[int | None, Any]]
    answer: Callable[[Sequence[Sequence[Any]]], list[Any]]
    is_whole: bool
    along: Along | None


def prepared(build: Callable[Asked, QuerySet[Any, Row]]) -> Callable[Asked, list[Row]]:
    """A read of rows, put together once for each shape of what it is asked with.

    May differ without another shape: texts, keys, numbers, days and instants, and the members of lists of them; how many
    members a list has is of the shape.  `build` hands these on to the database as they are and decides nothing by them.
    (Where it makes another value of one, or asks by the beginning of a text, the question is put together each time.)
    """
    return _preparing(build, None)


def prepared_along(
    column: str, *, names: str = ""
) -> Callable[[Callable[Asked, QuerySet[Any, Row]]], Callable[Asked, list[Row]]]:
    """The same for rows that belong to the subjects by which they are asked for, told by a column of their table.

    Every row meets the condition that names it, and the order leaves no two rows of those subjects equal: so they may be
    asked for together with those that lie `beside`.

    names  under which name of the record other rows belong to one of these: its columns in braces
    """

    def decorate(build: Callable[Asked, QuerySet[Any, Row]]) -> Callable[Asked, list[Row]]:
        return _preparing(build, (column, names))

    return decorate


def _preparing(build: Callable[Asked, QuerySet[Any, Row]], named: tuple[str, str] | None) -> Callable[Asked, list[Row]]:
    shapes: OrderedDict[object, Any] = OrderedDict()

    @wraps(build)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> list[Row]:
        apart = _Apart()
        try:
            shape = tuple(map(apart.shape, args)), tuple((name, apart.shape(kwargs[name])) for name in sorted(kwargs))
        except _NoShape:
            return list(build(*args, **kwargs))
        made = shapes.get(shape, NOT_YET)
        if made is NOT_YET:  # two threads at once put it together twice, and neither waits
            made = shapes[shape] = _made(
                lambda given: build(*list(map(given, args)), **{name: given(kwargs[name]) for name in sorted(kwargs)}),
                named,
            )
            if len(shapes) > SHAPES_MAX:
                shapes.popitem(last=False)
        if made is None:
            return list(build(*args, **kwargs))
        if not isinstance(made, _Made):
            return []
        rows = _asked(made, apart.values)
        if rows and not made.is_whole:
            prefetch_related_objects(rows, *_lookups(build(*args, **kwargs)))
        return rows

    return ask


def grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """Rows by what they belong to, in their order."""
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


class _Apart:
    """What a question is asked with, taken apart: its shape, and the values that may differ, in their order."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def shape(self, given: object) -> object:
        if (kind := _kind(given)) is not None:
            self.values.append(given)
            return kind
        if isinstance(given, (list, tuple)):
            return self._members(dict.fromkeys(given))
        if isinstance(given, Q):
            return given.connector, given.negated, tuple(self._condition(one) for one in given.children)
        if not _is_of_shape(type(given)):  # type: ignore[arg-type]  # a type can be a key
            raise _NoShape
        return type(given), given

    def _members(self, given: Collection[object]) -> object:
        if len(given) > MEMBERS_MAX:
            raise _NoShape
        return "list", tuple(map(self.shape, given))

    def _condition(self, one: object) -> object:
        if isinstance(one, tuple):
            return one[0], self.shape(one[1])
        if isinstance(one, Q):
            return self.shape(one)
        raise _NoShape


@lru_cache(maxsize=256)
def _is_of_shape(kind: type) -> bool:
    """Whether what is of this kind says by itself what is asked."""
    return issubclass(kind, Hashable) and not issubclass(kind, QuerySet)


def _kind(given: object) -> str | None:
    if (plain := PLAIN.get(type(given))) is not None:
        return plain
    if isinstance(given, datetime):
        return "at"
    if isinstance(given, date):
        return "on"
    return "key" if isinstance(given, UUID) else None


class _Standing:
    """What a question is put together with: others stand for the values that may differ, in the same order."""

    def __init__(self, which: int) -> None:
        self.which = which
        self.kinds: list[str] = []

    def given(self, value: Any) -> Any:
        if (kind := _kind(value)) is not None:
            self.kinds.append(kind)
            return STANDS[kind](self.which, len(self.kinds) - 1)
        if isinstance(value, (list, tuple)):
            return [self.given(one) for one in dict.fromkeys(value)]
        if isinstance(value, Q):
            conditions = [
                (one[0], self.given(one[1])) if isinstance(one, tuple) else self.given(one) for one in value.children
            ]
            return Q.create(conditions, value.connector, negated=value.negated)
        return value

    def places(self, params: Sequence[Any], database: str) -> list[tuple[int | None, Any]]:
        """Which of these values stand for others, and for which."""
        connection = connections[database]
        adapted = [_adapted(kind, STANDS[kind](self.which, place), connection) for place, kind in enumerate(self.kinds)]
        places = {_told_apart(one): place for place, one in enumerate(adapted)}
        found = (places.get(_told_apart(value)) if isinstance(value, Hashable) else None for value in params)
        return [(None, value) if at is None else (at, self.kinds[at]) for at, value in zip(found, params, strict=True)]


def _made(
    build: Callable[[Callable[[Any], Any]], QuerySet[Any, Any]], named: tuple[str, str] | None
) -> _Made | tuple[()] | None:
    """(): no row can answer it; None: it has to be put together each time.

    Put together twice with other values: what is in both alike is always given, and what is neither this nor one of the
    values was made of them.
    """
    found = []
    for which in (0, 1):
        standing = _Standing(which)
        try:
            queryset = build(standing.given)
            compiler = queryset.query.get_compiler(using=queryset.db)
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return ()
        except (ValueError, ValidationError):  # a text for a number or a key: the field makes a value of it
            return None
        found.append((sql, standing.places(params, queryset.db)))
    if found[0] != found[1] or (answer := answer_of(queryset, compiler)) is None:
        return None
    along = along_of(sql, compiler, *named) if named else None
    return _Made(queryset.db, *found[1], answer, is_whole=not _lookups(queryset), along=along)


def _lookups(queryset: QuerySet[Any, Any]) -> tuple[Any, ...]:
    """What else belongs to its rows."""
    found: tuple[Any, ...] = getattr(queryset, "_prefetch_related_lookups")  # noqa: B009  # the stubs know no such name
    return found


def _told_apart(value: Hashable) -> tuple[type, Hashable]:
    """A whole number stays one in the form that a driver gives it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int, int(value)
    return type(value), value


def _adapted(kind: str, value: Any, connection: BaseDatabaseWrapper) -> Any:
    """A value as Django gives it to the database."""
    if kind == "at":
        return connection.ops.adapt_datetimefield_value(value)
    if kind == "on":
        return connection.ops.adapt_datefield_value(value)
    return value.hex if kind == "key" and not connection.features.has_native_uuid_field else value


def _asked(made: _Made, values: Sequence[Any]) -> list[Any]:
    """The answer to a question that was put together before."""
    connection, block = connections[made.database], beside.current()
    given: dict[int, Any] = {}
    for place, kind in made.values:
        if place is not None and place not in given:
            value = values[place]
            given[place] = (
                _adapted(kind, value, connection) if block is None or kind != "at" else block.instant(value, connection)
            )
    params = [one if place is None else given[place] for place, one in made.values]
    if made.along is not None and block is not None:
        rows = block.answer(made.along, params, lambda sql, given: _unnoted_rows(connection, sql, given))
        if rows is not None:
            notes.answered(made.sql, params, rows)
            return made.answer(rows)
    return made.answer(_rows(connection, made.sql, params))


def _unnoted_rows(connection: BaseDatabaseWrapper, sql: str, params: Sequence[Any]) -> list[Sequence[Any]]:
    """For several that lie beside each other: each notes its own rows."""
    with notes.unnoted():
        return _rows(connection, sql, params)


def _rows(connection: BaseDatabaseWrapper, sql: str, params: Sequence[Any]) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[Sequence[Any]] = cursor.fetchall()
        return rows
