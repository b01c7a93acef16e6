"""The rows of a table, stretch by stretch: what changed is looked for row by row only in a stretch whose hash is another."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection

from .questions import instants_in

ROWS = 500
"""So many make a stretch."""
NEVER = "9999"
LONG_PAST = timedelta(days=3)
"""What is written of a day before that tells no instant to come, wherever it is."""
WRITTEN_DAY = re.compile(r"\d{4}-\d\d-\d\d")
WITHOUT_REFERENCES = 0
"""The form of `marshal` that writes the same for what is equal, whoever else holds it."""

Rows = Sequence[Sequence[Any]]


class Stretch(NamedTuple):
    """told: the hash of its rows; until: the first instant to come that one of them tells, NEVER for none."""

    told: bytes
    until: str


def stretches_of(table: str) -> Iterator[Rows]:
    """All rows of a table in an order that stays: what was added last comes last.  One at least, though it holds none."""
    with connection.cursor() as cursor:
        cursor.execute(f"{all_of(table)}{_in_order(table)}")
        yield cursor.fetchmany(ROWS)
        while rows := cursor.fetchmany(ROWS):
            yield rows


@cache
def places_in(table: str) -> Mapping[str, int]:
    """column -> its place in a row."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")  # noqa: S608  # a table of ours
        return {one[0]: at for at, one in enumerate(cursor.description)}


@cache
def all_of(table: str) -> str:
    """Asks for all rows, as the database itself holds them: an instant is text in SQLite, and no Python is called for it."""
    columns = map(connection.ops.quote_name, places_in(table))
    plain = ", ".join(f"+{one}" for one in columns) if connection.vendor == "sqlite" else "*"
    return f"SELECT {plain} FROM {connection.ops.quote_name(table)}"  # noqa: S608  # a table of ours


def _in_order(table: str) -> str:
    """SQLite reads rows as they were added; PostgreSQL puts a changed one elsewhere, so it is asked for them by their key."""
    key = key_of(table)
    return f" ORDER BY {connection.ops.quote_name(key)}" if key and connection.vendor != "sqlite" else ""


def key_of(table: str) -> str:
    """The column of its key, "" for a table that is none of ours."""
    return _keys().get(table, "")


@cache
def _keys() -> Mapping[str, str]:
    """Table -> its key."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: str(model._meta.pk.column) for model in models if model._meta.pk is not None}


def told_of(rows: Rows) -> bytes:
    """The hash of rows in their order."""
    try:
        written = marshal.dumps(list(rows), WITHOUT_REFERENCES)  # a tenth of the time of their text
    except ValueError:  # values of a kind that it does not know: instants and keys, as PostgreSQL gives them
        written = repr(rows).encode()
    return blake2b(written, digest_size=16).digest()


def first_to_come(rows: Rows, now: datetime) -> str:
    """The first instant to come that a row tells."""
    until, past = NEVER, f"{now - LONG_PAST:%Y-%m-%d}"
    for row in rows:
        recent = [
            one
            for one in row
            if (one[4:5] == "-" and one[:10] >= past if isinstance(one, str) else isinstance(one, date))
        ]
        for at in (*instants_in(recent), *_days_in(recent)) if recent else ():
            if at > now:
                until = min(until, written(at))
    return until


def written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"


def _days_in(row: Iterable[object]) -> list[datetime]:
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
