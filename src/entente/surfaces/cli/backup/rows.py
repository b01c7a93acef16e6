"""Rows as lines of JSON and back: the same for every database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import connection
from django.db.models import Field, JSONField, Model

LEFT_OUT = frozenset({"auth", "contenttypes", "sessions"})
"""Apps whose rows Django makes anew, or (sessions) that must not outlive their database."""

CHUNK = 1000


def kept_models(apps: Apps) -> list[type[Model]]:
    """Every model with a table of its own that belongs in a backup, in a stable order."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT
    ]
    return sorted(models, key=lambda model: model._meta.label_lower)


def stored_fields(model: type[Model]) -> list[Field[Any, Any]]:
    """Everything the row holds but what the database computes."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def columns_of(fields: list[Field[Any, Any]]) -> str:
    names = [field.column for field in fields if field.column]
    return ", ".join(connection.ops.quote_name(name) for name in names)


def lines(model: type[Model]) -> Iterator[bytes]:
    """One JSON array a row; the first line names the columns."""
    names = [field.attname for field in stored_fields(model)]
    yield _line(names)
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK):
        yield _line([_plain(value) for value in row])


def insert(model: type[Model], source: Iterable[bytes]) -> int:
    """Insert the rows of `lines`, keys and instants as they were.  Returns how many."""
    rows = iter(source)
    by_name = {field.attname: field for field in stored_fields(model)}
    fields = [by_name[name] for name in json.loads(next(rows))]
    table = connection.ops.quote_name(model._meta.db_table)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {table} ({columns_of(fields)}) VALUES ({places})"  # noqa: S608  our own names
    count = 0
    with connection.cursor() as cursor:
        for chunk in _chunks(rows):
            cursor.executemany(statement, [_stored(fields, json.loads(line)) for line in chunk])
            count += len(chunk)
    return count


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def _stored(fields: list[Field[Any, Any]], values: list[Any]) -> list[Any]:
    return [_for_database(field, value) for field, value in zip(fields, values, strict=True)]


def _for_database(field: Field[Any, Any], value: Any) -> Any:
    if isinstance(field, JSONField):  # None is the JSON null where the column takes no NULL
        return None if value is None and field.null else field.get_db_prep_value(value, connection)
    return field.get_db_prep_save(field.to_python(value), connection)


def _chunks(rows: Iterator[bytes]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
