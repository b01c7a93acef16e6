"""Triggers by which the database itself refuses to rewrite the log.

Installed after every `migrate` (SQLite drops a table's triggers when Django rebuilds it).  They stop mistakes and
careless hands; an administrator of the database can drop them, and is caught by the roots that others keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

FIXED = ("ledger_entry", "ledger_leaf", "ledger_node")
OPENING = "ledger_opening"
TABLES = (*FIXED, OPENING)

ERASES = (
    "OLD.payload IS NOT NULL AND NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.entry_id = OLD.entry_id "
    "AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.erased_reason <> ''"
)
"""The one change that an opening may undergo."""

FUNCTION = "ledger_refuse"
FUNCTION_BODY = """
BEGIN
    RAISE EXCEPTION '% refuses %: the log is only ever appended to', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
"""


def _name(table: str, operation: str) -> str:
    return f"{table}_refuses_{operation.lower()}"


def _condition(table: str, operation: str) -> str:
    return f" WHEN (NOT ({ERASES}))" if (table, operation) == (OPENING, "UPDATE") else ""


def _sqlite_triggers() -> dict[str, str]:
    """Name -> statement.  SQLite keeps the statement word for word, so that a weakened trigger shows."""
    found = {}
    for table in TABLES:
        for operation in ("UPDATE", "DELETE"):
            name = _name(table, operation)
            refusal = f"{table} refuses {operation}: the log is only ever appended to"
            found[name] = (
                f"CREATE TRIGGER {name} BEFORE {operation} ON {table}{_condition(table, operation)} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
    return found


def _postgresql_triggers() -> dict[str, tuple[str, str]]:
    """Name -> (table, statement)."""
    found = {}
    for table in TABLES:
        for operation in ("UPDATE", "DELETE", "TRUNCATE"):
            name = _name(table, operation)
            each = "STATEMENT" if operation == "TRUNCATE" else "ROW"
            found[name] = (
                table,
                f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH {each}{_condition(table, operation)} "
                f"EXECUTE FUNCTION {FUNCTION}()",
            )
    return found


def install(using: str = "default") -> None:
    """Put every trigger in its place; those that stand there already are replaced."""
    database = connections[using]
    if database.vendor == "sqlite":
        statements = [
            statement
            for name, create in _sqlite_triggers().items()
            for statement in (f"DROP TRIGGER IF EXISTS {name}", create)
        ]
    else:
        statements = [
            f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${FUNCTION_BODY}$$",
            *(
                create.replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER", 1)
                for _, create in _postgresql_triggers().values()
            ),
        ]
    _run(database, statements)


def remove(using: str = "default") -> None:
    """Take every trigger away: for `lifted`, and before a migration that must rewrite these tables."""
    database = connections[using]
    if database.vendor == "sqlite":
        statements = [f"DROP TRIGGER IF EXISTS {name}" for name in _sqlite_triggers()]
    else:
        statements = [
            f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, (table, _) in _postgresql_triggers().items()
        ]
    _run(database, statements)


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """The log without its guard, for tests: to tamper with it, and to empty it between tests."""
    remove(using)
    try:
        yield
    finally:
        install(using)


def triggers_installed(using: str = "default") -> bool:
    """Whether every trigger stands, unchanged and switched on, REPLACE included.  For /readyz."""
    database = connections[using]
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("PRAGMA recursive_triggers")  # off: REPLACE deletes without asking a trigger
            if cursor.fetchone() != (1,):
                return False
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            standing = dict(cursor.fetchall())
            return all(standing.get(name) == create for name, create in _sqlite_triggers().items())
        cursor.execute(
            "SELECT t.tgname, t.tgrelid::regclass::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgenabled IN ('O', 'A') AND p.proname = %s AND p.prosrc = %s",
            [FUNCTION, FUNCTION_BODY],
        )
        found = dict(cursor.fetchall())
        return all(found.get(name) == table for name, (table, _) in _postgresql_triggers().items())


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Receiver of post_migrate.  Does nothing while the tables are not there (a migration back to before them)."""
    database = connections[using]
    if set(TABLES) <= set(database.introspection.table_names()):
        install(using)


def _run(database: BaseDatabaseWrapper, statements: list[str]) -> None:
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks pending takes no DROP TRIGGER
        for statement in statements:
            cursor.execute(statement)
        if database.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
