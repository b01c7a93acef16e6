"""What the processes of the jobs' tests do: ask the worker for something, killed before a statement, and work it off."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from entente.surfaces.cli.main import cli
from entente.surfaces.intake import jobs as imports
from entente.surfaces.intake.imports import ImportWish
from entente.surfaces.publish import jobs as publications
from tests.cast import CHRIS, holder, keepers_desk


def put_keeper() -> None:
    """A keeper's post with a holder and a log-in."""
    holder(keepers_desk(), name="Chris")


def upload_and_die(file: str, statement: str) -> None:
    """An upload on the web, killed before a statement, 0 for never."""
    with connection.execute_wrapper(_before(int(statement))):
        imports.submit(Path(file).name, Path(file).read_bytes(), ImportWish(), by=CHRIS)


def ask_for_the_site_and_die(out: str, statement: str) -> None:
    """The button of the release board, killed before a statement, 0 for never."""
    _name(out)
    with connection.execute_wrapper(_before(int(statement))):
        publications.ask(by=CHRIS, at=timezone.now())


def ask_for_the_site_and_die_once_the_page_was_told(out: str) -> None:
    _name(out)

    def kill(_out: Path, _at: object) -> None:
        told(_out, _at)
        os.kill(os.getpid(), signal.SIGKILL)

    told: Callable[..., None] = publications.progress.asked
    publications.progress.asked = kill
    publications.ask(by=CHRIS, at=timezone.now())


def is_the_site_awaited(out: str) -> None:
    """Prints whether the release board says so."""
    print(publications.is_awaited(Path(out), at=timezone.now()))


def work_on_the_site(out: str) -> None:
    """The worker of a server that has a folder named."""
    _name(out)
    cli(["worker", "--once"], prog_name="entente")


def _name(out: str) -> None:
    settings.ENV = settings.ENV.model_copy(update={"publish": out})


def _before(statement: int) -> Callable[..., Any]:
    """A wrapper that kills this process before a statement: what went before may be committed by then."""
    count = 0

    def kill(execute: Callable[..., Any], *words: Any) -> Any:
        nonlocal count
        count += 1
        if count == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*words)

    return kill


ACTS = (
    *(put_keeper, upload_and_die, ask_for_the_site_and_die, ask_for_the_site_and_die_once_the_page_was_told),
    *(is_the_site_awaited, work_on_the_site),
)
