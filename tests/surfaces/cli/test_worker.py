"""The worker seals, runs jobs, takes up what a dead one left, and ends when told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from entente.config.env import ROOT
from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.heartbeat import heartbeat_age_seconds
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger import queries
from entente.surfaces.cli.main import cli
from entente.surfaces.cli.worker import duties, loop

DONE: list[str] = []


@task()
def note(word: str) -> None:
    DONE.append(word)


@task()
def fail() -> None:
    raise ValueError("on purpose")


@pytest.fixture
def var(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    settings.VAR = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    DONE.clear()
    return tmp_path


def test_worker_runs_queued_jobs_in_order_and_one_failure_stops_nothing(transactional_db: None, var: Path) -> None:
    for job in (note.enqueue("first"), fail.enqueue(), note.enqueue("second")):
        assert job.status == "READY"

    loop.run(once=True)

    assert DONE == ["first", "second"]
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL", "SUCCESSFUL"]


def test_worker_seals_what_a_kill_left_unsealed(
    transactional_db: None, var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_seal_after_commit", lambda: None)  # the kill: committed, not sealed
    with transaction.atomic():
        ledger.record(SYSTEM, "test.entry", "a-b/1", public=True)
    assert (queries.waiting(), queries.size("public")) == (1, 0)

    loop.run(once=True)

    assert (queries.waiting(), queries.size("public")) == (0, 1)


def test_job_of_a_dead_worker_is_done_again(transactional_db: None, var: Path) -> None:
    note.enqueue("taken up")
    DBTaskResult.objects.get().claim("worker-that-died")

    loop.run(once=True)

    assert DONE == ["taken up"]


def test_job_that_took_three_workers_down_is_given_up(transactional_db: None, var: Path) -> None:
    note.enqueue("poison")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=["a", "b", "c"])

    loop.run(once=True)

    assert DONE == []
    assert DBTaskResult.objects.get().status == "FAILED"


def test_finished_jobs_are_forgotten_after_30_days(db: None) -> None:
    now = timezone.now()
    common = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "x", "backend_name": "default", "run_after": now}
    for days, status in ((31, "SUCCESSFUL"), (31, "FAILED"), (29, "SUCCESSFUL")):
        DBTaskResult.objects.create(status=status, finished_at=now - timedelta(days=days), **common)

    duties.forget_finished_jobs()

    assert DBTaskResult.objects.count() == 1


def test_duties_are_due_at_the_start_and_then_after_their_interval() -> None:
    often, seldom = duties.Duty("often", 5, lambda: None), duties.Duty("seldom", 60, lambda: None)
    timetable = duties.Timetable((often, seldom))

    assert timetable.due(100.0) == [often, seldom]
    assert timetable.due(104.9) == []
    assert timetable.due(105.0) == [often]
    assert timetable.due(160.0) == [often, seldom]


def test_second_worker_on_the_same_record_is_refused(db: None, var: Path) -> None:
    with loop.only_worker(var):
        result = CliRunner().invoke(cli, ["worker", "--once"])

    assert result.exit_code == 1
    assert result.output == "Error: Another worker runs on this record already; stop it first.\n"


def test_worker_gives_signs_of_life(transactional_db: None, var: Path) -> None:
    assert heartbeat_age_seconds(var) is None

    loop.run(once=True)

    age = heartbeat_age_seconds(var)
    assert age is not None
    assert age < 5


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_ends_cleanly_when_told_to(tmp_path: Path, number: signal.Signals) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "ENTENTE_VAR": str(tmp_path), "DATABASE_URL": ""}
    django = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(django, env={**environ, "DJANGO_SETTINGS_MODULE": "entente.config.settings"}, check=True)
    with subprocess.Popen(
        [sys.executable, "-m", "entente", "worker"], env=environ, stderr=subprocess.DEVNULL
    ) as worker:
        deadline = time.monotonic() + 30
        while not (tmp_path / "worker.heartbeat").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        worker.send_signal(number)
        assert worker.wait(timeout=10) == 0
