"""The database refuses to rewrite the log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.ledger import triggers
from entente.foundation.ledger.commands import record, seal
from entente.foundation.ledger.models import Entry, Leaf, Node, Opening

ANA = Actor(Capacity.PARTY, "AAA", "aaa/desk")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHANGES = {
    "ledger_entry": "subject = 'other'",
    "ledger_leaf": "position = position + 9",
    "ledger_node": "level = 3",
    "ledger_opening": "erased_reason = ''",
}


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def content() -> list[list[tuple[object, ...]]]:
    models = (Entry, Leaf, Node, Opening)
    return [[tuple(map(str, row)) for row in model.objects.order_by("pk").values_list()] for model in models]


@pytest.fixture
def two_entries(db: None) -> None:
    record(ANA, "a", "p/1", public=True)
    record(ANA, "a", "p/2", public=True)
    seal()
    connection.check_constraints()  # PostgreSQL truncates no table that has checks pending


def rewrites(table: str) -> list[str]:
    """Every way to change or remove a row of a table in this database's SQL."""
    key = {"ledger_entry": "id", "ledger_node": "id"}.get(table, "entry_id")
    column = CHANGES[table].split(" ")[0]
    common = [
        f"UPDATE {table} SET {CHANGES[table]}",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} SELECT * FROM {table} WHERE true "
        f"ON CONFLICT ({key}) DO UPDATE SET {column} = excluded.{column}",
    ]
    if connection.vendor == "postgresql":
        return [*common, f"TRUNCATE {table} CASCADE", f"TRUNCATE {table}, ledger_unsealed CASCADE"]
    return [
        *common,
        f"REPLACE INTO {table} SELECT * FROM {table}",
        f"UPDATE OR REPLACE {table} SET {CHANGES[table]}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ]


@pytest.mark.usefixtures("two_entries")
@pytest.mark.parametrize("table", CHANGES)
def test_every_rewrite_is_refused(table: str) -> None:
    before = content()
    for statement in rewrites(table):
        with pytest.raises(IntegrityError, match=f"{table} refuses"):
            run(statement)
    assert content() == before


@pytest.mark.usefixtures("two_entries")
@pytest.mark.parametrize(
    "change",
    [
        "payload = NULL",
        "salt = NULL",
        "payload = NULL, salt = NULL",
        "payload = NULL, salt = NULL, erased_at = '2026-03-01T12:00:00Z'",
        "payload = NULL, salt = NULL, erased_reason = 'law'",
        "erased_at = '2026-03-01T12:00:00Z', erased_reason = 'law'",
        "payload = salt",
    ],
)
def test_opening_takes_no_change_but_a_whole_erasure(change: str) -> None:
    with pytest.raises(IntegrityError, match="ledger_opening refuses UPDATE"):
        run(f"UPDATE ledger_opening SET {change}")


@pytest.mark.usefixtures("two_entries")
def test_opening_is_erased_once() -> None:
    Opening.objects.update(payload=None, salt=None, erased_at=NOON, erased_reason="law")
    with pytest.raises(IntegrityError, match="ledger_opening refuses UPDATE"), transaction.atomic():
        Opening.objects.update(erased_reason="privacy")
    with pytest.raises(IntegrityError, match="ledger_opening refuses UPDATE"), transaction.atomic():
        Opening.objects.update(payload=b"new", salt=b"new", erased_at=None, erased_reason="")


@pytest.mark.django_db
def test_triggers_installed_after_migrate() -> None:
    assert triggers.triggers_installed()


@pytest.mark.django_db
def test_lifted_restores() -> None:
    with triggers.lifted():
        assert not triggers.triggers_installed()
        assert Entry.objects.update(subject="") == 0
    assert triggers.triggers_installed()


@pytest.mark.django_db
def test_lifted_restores_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), triggers.lifted():
        raise ZeroDivisionError
    assert triggers.triggers_installed()


@pytest.mark.django_db
@pytest.mark.parametrize("table", CHANGES)
def test_one_missing_trigger_shows(table: str) -> None:
    suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER {table}_refuses_delete{suffix}")
    assert not triggers.triggers_installed()
    triggers.install()
    assert triggers.triggers_installed()


@pytest.mark.django_db
def test_weakened_trigger_shows() -> None:
    if connection.vendor == "postgresql":
        weaken = ["ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_refuses_update"]
    else:
        weaken = [
            "DROP TRIGGER ledger_entry_refuses_update",
            "CREATE TRIGGER ledger_entry_refuses_update BEFORE UPDATE ON ledger_entry BEGIN SELECT 1; END",
        ]
    for statement in weaken:
        run(statement)
    assert not triggers.triggers_installed()


@pytest.mark.django_db(transaction=True)
def test_migrate_brings_lost_triggers_back() -> None:
    triggers.remove()
    assert not triggers.triggers_installed()
    call_command("migrate", verbosity=0)
    assert triggers.triggers_installed()


@pytest.mark.django_db(transaction=True)
def test_transactional_tests_can_empty_the_log() -> None:
    with transaction.atomic():
        record(ANA, "a", "p/1", public=True)
    assert Leaf.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_log_is_empty_and_guarded_after_a_transactional_test() -> None:
    assert (Entry.objects.count(), triggers.triggers_installed()) == (0, True)
