"""Reading the database as it is at one instant, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_instant() -> Iterator[None]:
    """Every read inside sees the database at the same instant, and nobody waits for it.

    Inside a transaction it changes nothing: what that transaction sees is seen.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # A deferred transaction: `atomic` would take the write lock (see DATABASES in the settings).
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("COMMIT")
    else:
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
