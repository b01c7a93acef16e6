"""What the processes of the reports' tests do: a worker that makes an issue, killed at a point of it or on a full disk."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from entente.foundation.ledger import commands as ledger
from entente.surfaces.cli.main import cli
from entente.surfaces.reports import editing, issues, limits
from entente.surfaces.reports.compose import Choice
from entente.surfaces.reports.models import Report
from entente.surfaces.reports.words import Kind, Reach
from tests.surfaces.a_plan import CHRIS, SLUG, on_record

TOUCHES = frozenset({"open", "os.remove", "subprocess.Popen"})
SMALL = 2_000
"""Bytes that a file of reports may have on what stands for a full disk."""


def put_report(language: str) -> None:
    """A plan of four promises, and a placemat of it that waits for its first issue.  Prints the key of the report."""
    on_record(promises=4, facts=1, slug=SLUG)
    ledger.seal()
    choice = Choice(Kind.PLACEMAT, SLUG, language, Reach.PUBLIC)
    print(editing.begin(choice, by=CHRIS, at=timezone.now()).pk)


def put_long_report(language: str) -> None:
    """The same with an annual report, which is told in volumes where these are thin.  Prints the key of the report."""
    on_record(promises=16, facts=2, slug=SLUG)
    ledger.seal()
    print(editing.begin(Choice(Kind.ANNUAL, SLUG, language, Reach.PUBLIC), by=CHRIS, at=timezone.now()).pk)


def in_thin_volumes(act: str, *words: str) -> None:
    """One of the other acts where a volume holds two pages beside its cover and contents."""
    limits.PAGES_MAX, limits.PAGES_OF_VOLUME = 6, 2
    {one.__name__: one for one in ACTS}[act](*words)


def work() -> None:
    """The worker until nothing waits."""
    cli(["worker", "--once"], prog_name="entente", standalone_mode=False)


def ask_for_an_issue(key: str) -> None:
    issues.ask(Report.objects.get(pk=UUID(key)), by=CHRIS, at=timezone.now())


def count_points(key: str) -> None:
    """Make an issue; prints how many statements and touches of its folder that took, from its first to its last."""
    counts = [0]

    def keep(count: int) -> None:
        counts[0] = count

    ask_for_an_issue(key)
    _worked(keep)
    print(counts[0])


def work_and_die(point: str) -> None:
    """The worker, killed at a point of what it makes."""

    def kill(count: int) -> None:
        if count == int(point):
            os.kill(os.getpid(), signal.SIGKILL)

    _worked(kill)


def throw_away_and_die(key: str, statement: str) -> None:
    """Throw a report away, killed after so many statements."""
    left = [int(statement)]

    def kill(execute: Callable[..., Any], *words: Any) -> Any:
        result = execute(*words)
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(kill):
        editing.discard(Report.objects.get(pk=UUID(key)), by=CHRIS)


def work_where_files_stay_small() -> None:
    """The worker where the system lets no file of reports grow: for who may mount no small disk."""
    folder = str(settings.MEDIA_ROOT)

    def shut(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and "/reports/" in str(arguments[0]) and folder in str(arguments[0]):
            resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, resource.RLIM_INFINITY))

    def opened(execute: Callable[..., Any], *words: Any) -> Any:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        return execute(*words)

    sys.addaudithook(shut)
    with connection.execute_wrapper(opened):
        cli(["worker", "--once"], prog_name="entente")


def _worked(act: Callable[[int], None]) -> None:
    """The worker until nothing waits; counted from the moment on at which an issue is being made."""
    folder, count, is_making = f"{settings.MEDIA_ROOT}/reports", 0, False

    def told() -> None:
        nonlocal count
        if is_making:
            count += 1
            act(count)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in TOUCHES and (event == "subprocess.Popen" or folder in str(arguments[0])):
            told()

    def statement(execute: Callable[..., Any], sql: str, *words: Any) -> Any:
        nonlocal is_making
        is_making = is_making or sql.startswith('UPDATE "reports_issue"')
        result = execute(sql, *words)
        told()
        if "django_tasks_database" in sql and sql.startswith("UPDATE"):
            is_making = False
        return result

    sys.addaudithook(hook)
    with connection.execute_wrapper(statement):
        cli(["worker", "--once"], prog_name="entente", standalone_mode=False)


ACTS = (
    *(put_report, ask_for_an_issue, count_points, work_and_die, throw_away_and_die),
    *(work_where_files_stay_small, put_long_report, in_thin_volumes, work),
)
