"""The day and the month (UTC) of an instant, told by the database.

Django has SQLite call Python for each row; an instant is written there in UTC, so its first letters are its day.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField
from django.db.models.functions import TruncDate, TruncMonth
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, tuple[Any, ...]]


class DayOf(TruncDate):
    """As a date."""

    def __init__(self, expression: Any) -> None:
        super().__init__(expression, tzinfo=UTC)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any) -> Sql:
        sql, params = compiler.compile(self.lhs)
        return f"substr({sql}, 1, 10)", tuple(params)


class MonthOf(TruncMonth):
    """As its first day."""

    def __init__(self, expression: Any) -> None:
        super().__init__(expression, DateField(), UTC)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any) -> Sql:
        sql, params = compiler.compile(self.lhs)
        return f"substr({sql}, 1, 7) || %s", (*params, "-01")
