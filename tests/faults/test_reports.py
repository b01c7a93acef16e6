"""Who makes a report is killed, or finds no room: the job is taken up again, there is one issue, and no file is left over."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .conftest import Record

KILLS = 8
STATES = 'SELECT status, sentence FROM reports_issue ORDER BY "issue"'
JOBS = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'READY' AND task_path LIKE '%reports%'"
FILES_OF_FIRST, FILES_OF_LATER = 2, 4
"""An issue is a PDF and a Word file; from the second on each once more, with its changes marked."""


def put(record: Record, language: str = "en") -> str:
    """A report; its key."""
    ended = record.run("put_report", language)
    assert (ended.code, ended.err) == (0, ""), ended
    return ended.out.strip()


def kept(record: Record) -> list[str]:
    return [name for name in record.files() if name.startswith("reports/")]


def states(record: Record) -> list[str]:
    return [str(row[0]) for row in record.ask(STATES)]


def worked(record: Record) -> None:
    ended = record.entente("worker", "--once")
    assert ended.code == 0, ended


def test_a_maker_that_is_killed_anywhere_leaves_one_issue_and_no_file_of_its_own(record: Record) -> None:
    key = put(record)
    points = int(record.run("count_points", key).out.splitlines()[-1])
    assert points > KILLS
    files = len(kept(record))
    assert files == FILES_OF_FIRST

    for number in range(KILLS):
        assert record.run("ask_for_an_issue", key).code == 0
        point = 1 + number * (points - 1) // (KILLS - 1)
        assert record.run("work_and_die", str(point)).code == -9
        worked(record)
        files += FILES_OF_LATER
        assert states(record) == ["ready"] * (number + 2)
        assert len(kept(record)) == files
        assert all((record.var / "snapshots" / name).stat().st_size > SMALLEST for name in kept(record))
    assert record.is_sound()


SMALLEST = 5_000
"""No whole file of a report is as small."""
VOLUMES = "SELECT volumes, marked_volumes, since > 0 FROM reports_issue"


def test_a_maker_of_volumes_that_is_killed_between_two_leaves_none_of_them_alone(record: Record) -> None:
    key = record.run("put_long_report", "en").out.strip()
    points = int(record.run("in_thin_volumes", "count_points", key).out.splitlines()[-1])
    assert (states(record), len(kept(record)) > FILES_OF_FIRST) == (["ready"], True), record.ask(STATES)
    parted = 0
    for number in range(1, 5):
        before = len(kept(record))
        record.run("ask_for_an_issue", key)
        assert record.run("in_thin_volumes", "work_and_die", str(number * points // 4 - 2)).code == -9
        left = len(kept(record)) - before
        assert record.run("in_thin_volumes", "work").code == 0
        assert states(record) == ["ready"] * (number + 1)
        told = [int(plain) + (int(marked) if is_later else 0) for plain, marked, is_later in record.ask(VOLUMES)]
        assert len(kept(record)) == 2 * sum(told)
        assert all((record.var / "snapshots" / name).stat().st_size > SMALLEST for name in kept(record))
        parted += 0 < left < 2 * told[-1]
    assert parted > 1
    assert record.is_sound()


def test_an_issue_whose_maker_dies_every_time_says_so(record: Record) -> None:
    key = put(record, "fr")
    record.run("ask_for_an_issue", key)
    for _time in range(2):
        assert record.run("work_and_die", "12").code == -9
        assert states(record) == ["making"]
    worked(record)
    ((status, sentence),) = record.ask(STATES)
    assert (status, sentence) == (
        "failed",
        "Its maker was stopped 2 times before it was done, as happens when memory or power fails. "
        "Choose fewer areas or parts, then ask for the issue again.",
    )
    assert kept(record) == []
    assert record.ask(JOBS) == [(0,)]
    record.run("ask_for_an_issue", key)
    worked(record)
    assert states(record) == ["failed", "ready"]


def test_an_issue_whose_job_is_gone_is_taken_up_by_the_clock(record: Record) -> None:
    """Its queue was emptied, or a page's process was killed while it made a note."""
    record.run("ask_for_an_issue", put(record))
    for table in (
        "DELETE FROM django_tasks_database_dbtaskresult",
        "UPDATE reports_issue SET as_of = '2026-01-01 00:00:00'",
    ):
        record.write(table)
    worked(record)
    assert states(record) == ["ready"]


def test_a_report_thrown_away_by_a_process_that_is_killed_is_there_or_gone_with_its_files(record: Record) -> None:
    key = put(record)
    record.run("ask_for_an_issue", key)
    worked(record)
    for statement in range(1, 9):
        assert record.run("throw_away_and_die", key, str(statement)).code in (-9, 0)
        if record.ask("SELECT count(*) FROM reports_report") == [(0,)]:
            break
        assert len(kept(record)) == FILES_OF_FIRST
    record.run("throw_away_and_die", key, "0")
    long_ago = time.time() - 7200
    for name in kept(record):
        os.utime(record.var / "snapshots" / name, (long_ago, long_ago))
    worked(record)
    assert kept(record) == []


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of 8 kB in the place of a folder; whether the system let us have one."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(folder)]
    is_mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_one_sentence_and_no_half_issue(record: Record) -> None:
    key = put(record, "es")
    record.run("ask_for_an_issue", key)
    with small_disk(record.var / "snapshots" / "reports") as is_real:
        assert record.run(*(("entente", "worker", "--once") if is_real else ("work_where_files_stay_small",))).code == 0
        ((status, sentence),) = record.ask(STATES)
        assert (status, sentence) == (
            "failed",
            "The disk is full; nothing is lost. Make room, then ask for the issue again."
            if is_real
            else "The file could not be kept (File too large); nothing is lost. Ask for the issue again.",
        )
        assert kept(record) == []
    record.run("ask_for_an_issue", key)
    worked(record)
    assert states(record) == ["failed", "ready"]
    assert len(kept(record)) == FILES_OF_FIRST
