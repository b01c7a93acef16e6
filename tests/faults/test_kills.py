"""Killed in the middle: all of it or none of it, and the next one succeeds."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from .conftest import Ended, Record, counts, document

COMMITMENTS = 2000
WHOLE = [1, 40, COMMITMENTS, 2 * COMMITMENTS, COMMITMENTS + 42]
NOTHING = [0, 0, 0, 0, 0]


def big_document(folder: Path) -> Path:
    file = folder / "accord.txt"
    file.write_text(document(COMMITMENTS), "utf-8")
    return file


def test_import_killed_after_any_statement_leaves_no_trace(record: Record, tmp_path: Path) -> None:
    """Twelve kills spread over the statements of the import, the last ones right before its commit."""
    for title in ("First Accord", "Second Accord"):  # the first registers the countries too
        small = tmp_path / "small.txt"
        small.write_text(document(10, title=title), "utf-8")
        fewest = int(record.run("count_statements", str(small)).out)
    file, before = big_document(tmp_path), record.rows()
    points = [str(1 + number * (fewest - 4) // 11) for number in range(12)]

    ended = record.run("die_while_writing", str(file), *points)

    assert ended == Ended(0, " ".join(["-9"] * 12) + "\n", "")
    assert record.rows() == before
    assert record.is_sound()


def test_import_killed_at_any_moment_leaves_all_or_nothing_and_can_be_repeated(record: Record, tmp_path: Path) -> None:
    file = big_document(tmp_path)
    began = time.monotonic()
    assert record.entente("plan", "import", str(file), "--name", "first").code == 0
    whole = time.monotonic() - began
    assert counts(record) == WHOLE
    chance = random.Random(26)

    for number in range(6):
        name = f"again-{number}"
        before = counts(record)
        started = record.start("entente", "plan", "import", str(file), "--name", name)
        time.sleep(whole * (0.3 + 0.7 * chance.random()))
        os.kill(started.key, signal.SIGKILL)
        ended = started.end()
        grown = [after - earlier for after, earlier in zip(counts(record), before, strict=True)]
        assert (ended.code, grown) in ((-9, NOTHING), (-9, WHOLE), (0, WHOLE))

    before = counts(record)
    assert record.entente("plan", "import", str(file), "--name", "at-last").code == 0
    assert [after - earlier for after, earlier in zip(counts(record), before, strict=True)] == WHOLE
    assert record.entente("worker", "--once").code == 0
    assert record.is_sound()


def test_upload_whose_reader_was_killed_is_read_again(record: Record, tmp_path: Path) -> None:
    key = record.run("submit", str(big_document(tmp_path))).out.strip().replace("-", "")
    status = 'SELECT status, "read", to_read FROM intake_importjob'

    started = record.start("entente", "worker")
    deadline = time.monotonic() + 60
    while record.ask(status)[0][1] == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(started.key, signal.SIGKILL)
    assert started.end().code == -9
    assert record.ask(status)[0][0] == "reading"
    assert key

    assert record.entente("worker", "--once").code == 0

    assert record.ask(status) == [("ready", COMMITMENTS, COMMITMENTS)]
    assert counts(record) == NOTHING
    assert record.is_sound()
