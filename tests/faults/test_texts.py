"""Translations whose process is killed while they are applied, and which two people apply at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Ended, Record

DRAFTS = 12
POINTS = 8


@pytest.fixture
def key(record: Record, tmp_path: Path) -> str:
    """A file of translations that came back and waits."""
    assert record.run("text_plan", str(DRAFTS)) == Ended(0, "", "")
    file = tmp_path / "pt.docx"
    assert record.run("write_texts", str(file), "A feira.") == Ended(0, "", "")
    ended = record.run("drop_texts", str(file))
    assert (ended.code, ended.err) == (0, "")
    return ended.out.strip()


def spread(statements: int) -> list[str]:
    """From the first statement to right before the commit; they were counted with a few savepoints more around them."""
    return [str(1 + number * (statements - 6) // (POINTS - 1)) for number in range(POINTS)]


def test_apply_and_take_back_killed_after_any_statement_leave_no_trace(record: Record, key: str) -> None:
    for act in ("apply", "take_back"):
        statements = int(record.run("count_texts", act, key).out)
        before, files = record.rows(), record.files()
        ended = record.run("die_while_texts", act, key, *spread(statements))
        assert ended == Ended(0, " ".join(["-9"] * POINTS) + "\n", "")
        assert (record.rows(), record.files()) == (before, files)
        assert record.run("do_texts", act, key) == Ended(0, "done\n", "")
    assert record.is_sound()


def test_two_who_apply_at_once_write_once_and_the_second_is_told(record: Record, key: str) -> None:
    both = [record.start("do_texts", "apply", key) for _ in range(2)]
    ends = sorted((one.end() for one in both), key=lambda end: end.out)

    assert ends == [
        Ended(0, "done\n", ""),
        Ended(0, "“pt.docx” was applied or thrown away already, by ministry-a/desk; nothing was written twice.\n", ""),
    ]
    assert record.rows()["intake_sheetcell"] == DRAFTS
    assert record.is_sound()
