"""The worker's loop: duties, then jobs one at a time, then a short rest."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from entente.foundation.common.errors import Refusal
from entente.foundation.common.heartbeat import beat

from .duties import Timetable

log = structlog.get_logger("entente.worker")

REST_SECONDS = 1.0
RETRY_SECONDS = 5.0
"""Pause after the database did not answer."""

ATTEMPTS_MAX = 3
"""A job that took its worker down this often is not tried again."""


class WorkerRuns(Refusal):
    """Another worker holds this record."""

    status = 409
    code = "worker_runs"


def run(*, once: bool = False) -> None:
    """Work until SIGTERM or SIGINT; the job at hand is finished first.  A second signal ends at once.

    Raises WorkerRuns when another worker runs on the same var folder: RUNNING must mean "somebody is at it".
    """
    stopping = threading.Event()
    with only_worker(settings.VAR), stopped_by_signals(stopping):
        log.info("worker.started")
        requeue_stale()
        timetable = Timetable()
        while not stopping.is_set():
            try:
                rest = 0.0 if turn(timetable) else REST_SECONDS
            except (OperationalError, InterfaceError) as error:
                if once:
                    raise
                log.warning("worker.database_silent", error=type(error).__name__)
                rest = RETRY_SECONDS
            if once and rest:
                break
            stopping.wait(rest)
        log.info("worker.stopped")


def turn(timetable: Timetable) -> bool:
    """Do the duties that are due and one queued job; whether there was a job."""
    close_old_connections()
    beat(settings.VAR)
    for duty in timetable.due(time.monotonic()):
        duty.do()
    return run_one_job()


def run_one_job() -> bool:
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=f"{socket.gethostname()[:40]}-{os.getpid()}",
    )
    waiting = DBTaskResult.objects.ready().exists()
    if waiting:
        worker.run()
    return waiting


@transaction.atomic
def requeue_stale() -> int:
    """Jobs that were RUNNING when a worker died.  Only one worker lives, so at its start every RUNNING is stale."""
    requeued = 0
    for job in DBTaskResult.objects.running().select_for_update():
        if len(job.worker_ids) >= ATTEMPTS_MAX:
            job.set_failed(RuntimeError(f"its worker died {ATTEMPTS_MAX} times"))
            log.error("worker.job_given_up", job=str(job.id), task=job.task_path)
        else:
            job.status, job.started_at = "READY", None
            job.save(update_fields=["status", "started_at"])
            requeued += 1
            log.warning("worker.job_requeued", job=str(job.id), task=job.task_path)
    return requeued


@contextmanager
def only_worker(var: Path) -> Iterator[None]:
    """Hold the lock file; the system lets go of it when the process dies, however it dies."""
    with (var / "worker.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WorkerRuns("Another worker runs on this record already; stop it first.") from error
        yield


@contextmanager
def stopped_by_signals(stopping: threading.Event) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        if stopping.is_set():
            raise SystemExit(1)
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
