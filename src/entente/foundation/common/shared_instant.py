"""One instant of the database for several processes: one reads it, and the others begin where it stands.

PostgreSQL hands the instant on by a name of its own.  SQLite has no such name: another process begins, and was not too late
if nobody wrote since the first one began.  Nobody who writes waits for either.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from .reading import one_instant


class Offer:
    """The instant at which this process reads, for others to begin at.

    is_possible  False within a transaction and for a database in memory: nobody else can see those
    """

    def __init__(self, watching: sqlite3.Connection | None, *, is_possible: bool) -> None:
        self._watching = watching
        self.is_possible = is_possible
        self._name = ""
        self._began = self._version()

    def name(self) -> str:
        """What another process begins `at`."""
        if connection.vendor == "postgresql" and not self._name:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_export_snapshot()")
                self._name = cursor.fetchone()[0]
        return self._name

    def is_same(self) -> bool:
        """Whether who has begun by now reads at this very instant."""
        return self.is_possible and self._version() == self._began

    def _version(self) -> int:
        """A number that is another one after somebody wrote."""
        return int(self._watching.execute("PRAGMA data_version").fetchone()[0]) if self._watching else 0


@contextmanager
def offered_instant() -> Iterator[Offer]:
    """Like `one_instant`; other processes may begin at the same."""
    if connection.in_atomic_block or _is_in_memory():
        with one_instant():
            yield Offer(None, is_possible=False)
        return
    watching = None
    if connection.vendor == "sqlite":
        watching = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        offer = Offer(watching, is_possible=True)
        with one_instant():
            _begin()
            yield offer
    finally:
        if watching is not None:
            watching.close()


@contextmanager
def instant_of(name: str) -> Iterator[None]:
    """Like `one_instant`, at the instant that another process offers and still reads at."""
    with one_instant(at=name):
        _begin()
        yield


def _is_in_memory() -> bool:
    asked = getattr(connection, "is_in_memory_db", None)  # SQLite's connections alone can be asked
    return asked is not None and bool(asked())


def _begin() -> None:
    """The first read: from here on the instant is fixed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        cursor.fetchone()
