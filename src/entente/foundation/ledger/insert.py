"""Many rows with one prepared statement.

The log writes five rows an entry.  `bulk_create` builds an object for each, and on SQLite
a statement for every few hundred; this records and seals more than half as many entries again a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as values in the order of `columns`; a foreign key is given as its key."""
    fields = [_field(model, name) for name in columns]
    prepared = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)] for row in rows
    ]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    if prepared:
        with connection.cursor() as cursor:
            table = quote(model._meta.db_table)
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", prepared)  # noqa: S608 - names are ours


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, Field)
    return field
