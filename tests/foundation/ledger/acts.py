"""What the tests of the log run in processes of their own: `python -m tests.foundation.ledger.acts ACT ...`."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from entente.foundation.common.actors import Actor, Capacity  # noqa: E402
from entente.foundation.ledger import commands, publication, queries, triggers, verifier  # noqa: E402
from entente.foundation.ledger.verify import verify_all  # noqa: E402

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PARTIES = [Actor(Capacity.PARTY, code, f"{code.lower()}/desk") for code in ("AAA", "BBB")]


def migrate() -> None:
    call_command("migrate", "ledger", verbosity=0)
    connection.close()


def write(name: str, writers: str, each: str) -> None:
    """Writers that start together, each with a connection of its own: each entry public and private in turn."""
    start = threading.Barrier(int(writers))
    failures: list[BaseException] = []

    def writer(number: int) -> None:
        start.wait()
        for turn in range(int(each)):
            with transaction.atomic():
                by = PARTIES[number % 2]
                commands.record(by, "act", f"{name}/{number}/{turn}", public=turn % 2 == 0, turn=turn)
        connection.close()

    threading.excepthook = lambda raised: failures.append(raised.exc_value or SystemExit())
    threads = [threading.Thread(target=writer, args=(number,)) for number in range(int(writers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps([repr(failure) for failure in failures]))


def write_many(count: str) -> None:
    """One transaction, sealed by the hook on its commit."""
    with transaction.atomic():
        rows = [commands.EntryRow("act", f"many/{number}") for number in range(int(count))]
        commands.record_many(PARTIES[0], rows, public=True)


def die_before_commit() -> None:
    with transaction.atomic():
        commands.record(PARTIES[0], "act", "uncommitted", public=True)
        die()


def die_before_seal() -> None:
    with transaction.atomic():
        transaction.on_commit(die)  # runs first: the entry is committed, its seal has not begun
        commands.record(PARTIES[0], "act", "committed", public=True)


def die_while_sealing(count: str, statement: str, turn: str) -> None:
    """Killed right after the given statement (of that turn) has run, before its transaction commits."""
    left = int(turn)

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        result = execute(sql, params, many, context)
        left -= sql.startswith(statement)
        if left == 0:
            die()
        return result

    with connection.execute_wrapper(watch):
        write_many(count)


def publish(folder: str, more: str) -> None:
    """More entries, one of them removed again, and the folder brought up to date."""
    with transaction.atomic():
        rows = [commands.EntryRow("act", f"more/{number}") for number in range(int(more))]
        made = commands.record_many(PARTIES[0], rows, public=True)
        commands.erase(made[-1], by=PARTIES[0], reason=commands.ErasureReason.PRIVACY, at=NOON)
    publication.write_ledger(Path(folder), as_of=NOON)


def die_while_publishing(folder: str, turn: str) -> None:
    """The same, killed right before one of the steps by which a file gets its name or loses it."""
    old = queries.Entry.objects.filter(log="public", opening__erased_at=None, action="act").first()
    assert old is not None
    commands.erase(old, by=PARTIES[0], reason=commands.ErasureReason.LAW, at=NOON)
    left = int(turn)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in ("os.rename", "os.remove") and folder in str(arguments[0]):
            left -= 1
            if left == 0:
                die()

    sys.addaudithook(watch)
    publish(folder, "40")


def check(folder: str) -> None:
    """What the verifier says of the folder, and how many openings in it say something."""
    told = verifier.verify(verifier.Folder(folder), {}, [], NOON)
    files = (path for path in Path(folder, "ledger", "openings").rglob("*") if path.is_file())
    lines = [line for path in files for line in path.read_bytes().splitlines()]
    print(json.dumps([told, sum(line != b"-" for line in lines)]))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def state() -> None:
    print(json.dumps(_state()))


def recover(way: str) -> None:
    """The state that a killed process left, and the state after the next seal, or after the next act's commit."""
    before = _state()
    if way == "by seal":
        commands.seal()
    else:
        with transaction.atomic():
            commands.record(PARTIES[0], "act", "later", public=True)
    print(json.dumps([before, _state()]))


def _state() -> dict[str, object]:
    """What lies there, per log: size, waiting, distinct subjects, failure, and whether the triggers stand."""
    found = {
        each.log: [
            each.size,
            each.waiting,
            len({entry.subject for entry in queries.entries(each.log, 0, each.size)}),
            str(each.failure or ""),
        ]
        for each in verify_all()
    }
    return {"logs": found, "guarded": triggers.triggers_installed()}


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
