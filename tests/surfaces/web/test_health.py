"""What a monitor sees."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

import entente
from entente.foundation.common.heartbeat import beat
from entente.foundation.ledger import triggers


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    settings.VAR = tmp_path
    return tmp_path


def test_healthz_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "version": entente.__version__})
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_readyz_when_all_is_well(client: Client, db: None, var: Path) -> None:
    beat(var)

    answer = client.get("/readyz")

    checks = {"database": True, "migrations": True, "log_guarded": True}
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "checks": checks, "worker": "ok"})


def test_readyz_tells_when_the_log_lost_its_guard(client: Client, transactional_db: None) -> None:
    with triggers.lifted():
        answer = client.get("/readyz")

    checks = {"database": True, "migrations": True, "log_guarded": False}
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "not ready", "checks": checks, "worker": "never seen"},
    )


def test_readyz_tells_when_a_migration_is_missing(client: Client, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'plan'")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["checks"]) == (
        503,
        {"database": True, "migrations": False, "log_guarded": True},
    )


def test_readyz_stays_ready_when_the_worker_is_late_and_says_so(client: Client, db: None, var: Path) -> None:
    beat(var)
    os.utime(var / "worker.heartbeat", (0, time.time() - 121))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["worker"]) == (200, "late")
