"""Workbooks whose process is killed while they are applied, which two people apply at once, and for which there is no room."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from .conftest import Ended, Record

PROMISES = 40
POINTS = 10
TABLES = ("delivery_update", "assessment_status", "delivery_milestone", "intake_sheetcell")
WHOLE, NOTHING = [PROMISES, PROMISES, 1, 3 * PROMISES + 2], [0, 0, 0, 0]


@pytest.fixture
def key(record: Record, tmp_path: Path) -> str:
    """A workbook that came back and waits."""
    assert record.run("sheet_plan", str(PROMISES)) == Ended(0, "", "")
    return dropped(record, tmp_path / "plan.xlsx", "It went well")


def dropped(record: Record, file: Path, words: str) -> str:
    assert record.run("write_sheet", str(file), words) == Ended(0, "", "")
    ended = record.run("drop_sheet", str(file))
    assert (ended.code, ended.err) == (0, "")
    return ended.out.split()[0]


def counted(record: Record) -> list[int]:
    rows = record.rows()
    return [rows[name] for name in TABLES]


def spread(statements: int) -> list[str]:
    """From the first statement to right before the commit; they were counted with a few savepoints more around them."""
    return [str(1 + number * (statements - 6) // (POINTS - 1)) for number in range(POINTS)]


def test_apply_and_take_back_killed_after_any_statement_leave_no_trace(
    record: Record, key: str, tmp_path: Path
) -> None:
    measured = dropped(record, tmp_path / "other.xlsx", "Another text")
    to_apply, to_take_back = (int(number) for number in record.run("count_apply", measured).out.split())
    # That one is applied now: its promises have an open update, so this one has at least as much to do.
    assert record.run("take_sheet_back", measured) == Ended(0, "", "")
    before, files = record.rows(), record.files()

    ended = record.run("die_while", "apply", key, *spread(to_apply))

    assert ended == Ended(0, " ".join(["-9"] * POINTS) + "\n", "")
    assert (record.rows(), record.files()) == (before, files)

    assert record.run("apply_sheet", key) == Ended(0, "applied\n", "")
    applied = record.rows()
    ended = record.run("die_while", "take_back", key, *spread(to_take_back))
    assert ended == Ended(0, " ".join(["-9"] * POINTS) + "\n", "")
    assert record.rows() == applied
    assert record.run("take_sheet_back", key) == Ended(0, "", "")
    assert record.is_sound()


def test_apply_killed_at_any_moment_is_all_or_nothing_and_can_be_repeated(record: Record, key: str) -> None:
    chance, is_whole = random.Random(26), False
    for _round in range(6):
        started = record.start("apply_sheet", key)
        time.sleep(0.1 + 1.2 * chance.random())
        os.kill(started.key, signal.SIGKILL)
        ended = started.end()
        found = counted(record)
        assert found in ([WHOLE] if is_whole else [NOTHING, WHOLE])
        assert ended.code in (-9, 0)
        is_whole = found == WHOLE

    last = record.run("apply_sheet", key)

    assert (last.code, last.err) == (0, "")
    assert counted(record) == WHOLE
    # One that was killed after it wrote may have left its entries to the worker, which seals what waits.
    assert record.entente("worker", "--once").code == 0
    assert record.is_sound()


def test_two_who_apply_at_once_write_once_and_the_second_is_told(record: Record, key: str) -> None:
    both = [record.start("apply_sheet", key) for _ in range(2)]
    ends = sorted((one.end() for one in both), key=lambda end: end.out)

    assert ends == [
        Ended(0, "applied\n", ""),
        Ended(
            0, "“plan.xlsx” was applied or thrown away already, by ministry-a/desk; nothing was written twice.\n", ""
        ),
    ]
    assert counted(record) == WHOLE
    assert record.is_sound()


def test_two_who_drop_the_same_bytes_at_once_have_one_batch(record: Record, key: str, tmp_path: Path) -> None:
    file = tmp_path / "twice.xlsx"
    assert record.run("write_sheet", str(file), "Twice") == Ended(0, "", "")

    both = [record.start("drop_sheet", str(file)) for _ in range(2)]
    ends = [one.end() for one in both]

    keys = {end.out.split()[0] for end in ends}
    assert (len(keys), sorted(end.out.split()[1] for end in ends)) == (1, ["False", "True"])
    assert record.rows()["intake_sheetbatch"] == 2


def test_workbook_for_which_there_is_no_room_leaves_nothing(record: Record, tmp_path: Path) -> None:
    assert record.run("sheet_plan", "2") == Ended(0, "", "")
    file = tmp_path / "plan.xlsx"
    assert record.run("write_sheet", str(file), "Words") == Ended(0, "", "")
    (record.var / "snapshots").mkdir(exist_ok=True)
    (record.var / "snapshots" / "uploads").write_text("in the way")

    ended = record.run("drop_sheet", str(file))

    assert (ended.code, "The workbook cannot be kept (" in ended.err) == (1, True)
    assert record.rows()["intake_sheetbatch"] == 0
