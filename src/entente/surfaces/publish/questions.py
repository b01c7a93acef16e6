"""What pages ask of the database: each question once, with what the answer was, so that it can be asked again.

A question that rests on the instant keeps how: asked again for a later instant, it asks for that one.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, islice
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.backends.utils import CursorWrapper

from entente.foundation.common import notes

from .instants import TICK, Day, Instant

WRITTEN_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)?")
"""How SQLite answers an instant."""
KNOWN_MAX = 10_000
"""So many questions are known at once; one that is asked again later gets a second number."""
READ_MAX = 20_000
"""An answer of so many rows is read at once, for who asked and for its hash."""
Given = list[Any]
"""A value of a question as JSON keeps it: its kind and itself."""


class _Text(str):
    """An instant or a day as SQLite takes it, which knows what it stands for."""

    stands_for: Instant | Day


Told = tuple[datetime | None, datetime | None]
"""The first instant to come that an answer tells, and the latest that is past."""


class Question(NamedTuple):
    """given: its values as JSON; answer: the hash of it; told: what it tells of the clock."""

    statement: str
    given: str
    answer: bytes
    told: Told


class Questions:
    """The questions of one publication, in the order in which they are first asked.

    write  keeps a question under its number
    """

    def __init__(self, now: datetime, begin: int, write: Callable[[int, Question], None]) -> None:
        self._now, self._next, self._write = now, begin, write
        self._known: OrderedDict[tuple[str, bytes], tuple[int, Told]] = OrderedDict()
        self._texts: dict[str, str] = {}
        self._is_asking_again = False

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Within it every answer of the database is noted for whoever asked."""
        with _standing_for_themselves(), connection.execute_wrapper(self._ask), notes.telling(self._answered):
            yield

    def _ask(
        self, execute: Callable[..., Any], sql: str, params: Sequence[Any] | None, many: bool, context: dict[str, Any]
    ) -> Any:
        cursor: CursorWrapper = context["cursor"]
        cursor.cursor = getattr(cursor.cursor, "live", cursor.cursor)
        plain = params if many or params is None else [_value_of(one) for one in params]
        noted = notes.current()
        if noted is None or self._is_asking_again:
            return execute(sql, plain, many, context)
        try:
            if many or not sql.lstrip("( ").startswith(("SELECT", "WITH")):
                raise TypeError("it wrote something")
            given = _written(params or ())
        except TypeError:
            noted.turns_at(self._now + TICK)  # cannot be asked again: its page is made anew each time
            return execute(sql, plain, many, context)
        answer = execute(sql, plain, many, context)
        self._note(noted, sql, given, lambda: self._read(sql, given, cursor))
        return answer

    def _answered(self, sql: str, params: Sequence[Any], rows: Sequence[Sequence[Any]]) -> None:
        """Note a question whose answer lay ready (`foundation/common/beside`)."""
        if (noted := notes.current()) is not None:
            self._note(noted, sql, _written(params), lambda: _told(rows, self._now))

    def _read(self, sql: str, given: str, cursor: CursorWrapper) -> tuple[bytes, Told]:
        """Of the answer that lies ready; only a long one is asked for a second time."""
        read = cursor.cursor = _Read(cursor.cursor)
        if read.is_whole:
            return _told(read.rows, self._now)
        self._is_asking_again = True
        try:
            return answer_to(sql, given, self._now)
        finally:
            self._is_asking_again = False

    def _note(self, noted: notes.Notes, sql: str, given: str, answer: Callable[[], tuple[bytes, Told]]) -> None:
        key = self._key(sql, given)
        if key not in self._known:
            self._keep(key, Question(key[0], given, *answer()))
        self._known.move_to_end(key)
        number, (until, newest) = self._known[key]
        noted.asked.add(number)
        if until is not None:
            noted.turns_at(until)
        if newest is not None:
            noted.told(newest)

    def number(self, asked: Question) -> int:
        """That of a question which another process asked: the same for all that ask it."""
        key = self._key(asked.statement, asked.given)
        if key not in self._known:
            self._keep(key, asked)
        self._known.move_to_end(key)
        return self._known[key][0]

    def _key(self, sql: str, given: str) -> tuple[str, bytes]:
        sql = self._texts.setdefault(sql, sql)  # one text for all that ask the same: a statement is long
        return sql, blake2b(given.encode(), digest_size=16).digest()

    def _keep(self, key: tuple[str, bytes], asked: Question) -> None:
        self._write(self._next, asked)
        self._known[key] = self._next, asked.told
        self._next += 1
        if len(self._known) > KNOWN_MAX:
            self._known.popitem(last=False)


class _Read:
    """A cursor whose first rows were read already: whoever asked has them from here.

    live  the cursor of the driver; its rows follow
    """

    def __init__(self, live: Any) -> None:
        self.live, self.rows = live, live.fetchmany(READ_MAX + 1)
        self.is_whole = len(self.rows) <= READ_MAX
        self._to_come = iter(self.rows) if self.is_whole else chain(self.rows, live)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.live, name)

    def __iter__(self) -> Iterator[Any]:
        return self._to_come

    def fetchone(self) -> Any:
        return next(self._to_come, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return list(islice(self._to_come, size))

    def fetchall(self) -> list[Any]:
        return list(self._to_come)


def answer_to(sql: str, given: str, now: datetime) -> tuple[bytes, Told]:
    """The hash of an answer at an instant; the first instant to come that it tells, and the latest that is past."""
    return _told(rows_of(sql, [_for(one, now) for one in json.loads(given)]), now)


def _told(rows: Iterable[Sequence[Any]], now: datetime) -> tuple[bytes, Told]:
    told, until, newest = blake2b(digest_size=16), None, None
    for row in rows:
        told.update(repr(row).encode())
        for at in instants_in(row):
            if at > now:
                until = at if until is None or at < until else until
            elif newest is None or at > newest:
                newest = at
    return told.digest(), (until, newest)


def hash_of(sql: str, given: str, now: datetime) -> bytes:
    """The hash of an answer at an instant, as `answer_to` tells it."""
    told = blake2b(digest_size=16)
    for row in rows_of(sql, [_for(one, now) for one in json.loads(given)]):
        told.update(repr(row).encode())
    return told.digest()


def rows_of(sql: str, params: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The rows as the database's own driver gives them."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(500):
            yield from rows


def instants_in(row: Iterable[Any]) -> Iterator[datetime]:
    for value in row:
        if isinstance(value, datetime):
            yield value.astimezone(UTC)
        elif isinstance(value, str) and value[4:5] == "-" and WRITTEN_INSTANT.fullmatch(value):
            found = datetime.fromisoformat(value)
            yield found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def rests_on_more_than_the_instant(given: str) -> bool:
    """Whether a question asks about a day, or an instant some time before or after that of the publication."""
    return any(kind == "day" or (kind == "instant" and value[0]) for kind, value in json.loads(given))


@contextmanager
def _standing_for_themselves() -> Iterator[None]:
    """Instants and days of the publication reach the recorder as such, on SQLite too, which is given texts."""
    was = connection.ops.adapt_datetimefield_value, connection.ops.adapt_datefield_value

    def adapted(plainly: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def adapt(value: Any) -> Any:
            if not isinstance(value, (Instant, Day)):
                return plainly(value)
            text = _Text(plainly(value.plain))
            text.stands_for = value
            return text

        return adapt

    setattr(connection.ops, "adapt_datetimefield_value", adapted(was[0]))  # noqa: B010  # for this connection alone
    setattr(connection.ops, "adapt_datefield_value", adapted(was[1]))  # noqa: B010
    try:
        yield
    finally:
        del connection.ops.adapt_datetimefield_value
        del connection.ops.adapt_datefield_value


def _written(params: Sequence[Any]) -> str:
    """The values of a question as they are kept.  Raises TypeError for one of a kind that cannot be."""
    return json.dumps([_given(value) for value in params], separators=(",", ":"))


def _given(value: Any) -> Given:
    """A value as it is kept.  Raises TypeError for one of a kind that cannot be."""
    if isinstance(value, _Text):
        value = value.stands_for
    if isinstance(value, Instant):
        return ["instant", [value.shift.total_seconds()]]
    if isinstance(value, Day):
        return ["day", [value.shift.total_seconds(), str(value.zone or "UTC"), value.later.days]]
    if value is None or isinstance(value, (str, bool, int, float)):
        return ["", value]
    if isinstance(value, (bytes, memoryview)):
        return ["bytes", bytes(value).hex()]
    if isinstance(value, (list, tuple)):
        return ["list", [_given(one) for one in value]]
    for name, (kind, keep, _read) in KINDS.items():
        if isinstance(value, kind):
            return [name, keep(value)]
    raise TypeError(f"{type(value).__name__} cannot be kept as part of a question")


KINDS: dict[str, tuple[type, Callable[[Any], str], Callable[[str], Any]]] = {
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "uuid": (UUID, str, UUID),
    "decimal": (Decimal, str, Decimal),
}


def _for(given: Given, now: datetime) -> Any:
    """The value that a question is asked with at an instant."""
    kind, value = given
    if kind == "instant":
        return _instant_for(value[0], now)
    if kind == "day":
        there = (now + timedelta(seconds=value[0])).astimezone(UTC if value[1] == "UTC" else ZoneInfo(value[1]))
        return connection.ops.adapt_datefield_value(there.date() + timedelta(days=value[2]))
    if kind == "bytes":
        return bytes.fromhex(value)
    if kind == "list":
        return [_for(one, now) for one in value]
    return KINDS[kind][2](value) if kind else value


@lru_cache(maxsize=256)
def _instant_for(shift: float, now: datetime) -> Any:
    """An instant as the database takes it: thousands of questions that are asked again name the same."""
    return connection.ops.adapt_datetimefield_value(now + timedelta(seconds=shift))


def _value_of(value: Any) -> Any:
    """What the driver is given."""
    if isinstance(value, _Text):
        plain = value.stands_for.plain
        return str(value) if connection.vendor == "sqlite" else plain
    if isinstance(value, (Instant, Day)):
        return value.plain
    return value
