"""The writer of the search's indexes is killed, meets another one, or finds them damaged: nothing is lost, nobody waits."""

from __future__ import annotations

import fcntl
import json
import shutil
from pathlib import Path

import pytest

from .conftest import Record

KILLS = 12


@pytest.fixture
def plan(record: Record) -> None:
    put(record, "alda-boria", 6)


def put(record: Record, slug: str, promises: int) -> None:
    ended = record.run("put_plan", slug, str(promises))
    assert (ended.code, ended.err) == (0, "")


def told(record: Record) -> tuple[str, int]:
    """How far the index speaks for the record, and how many promises answer."""
    ended = record.run("ask_publicly", "plant forests")
    assert (ended.code, ended.err) == (0, ""), ended
    condition, total = json.loads(ended.out)
    return condition, total


def spread(record: Record, which: str) -> list[str]:
    touches = int(record.run("count_index_touches", which).out.splitlines()[-1])
    return [str(1 + at * (touches - 1) // (KILLS - 1)) for at in range(KILLS)]


@pytest.mark.usefixtures("plan")
def test_a_rebuild_that_is_killed_leaves_the_old_index_to_be_asked(record: Record) -> None:
    assert told(record) == ("in_the_making", 0)
    for touch in spread(record, "rebuild"):
        assert record.run("index_and_die", "rebuild", touch).code == -9
        assert told(record) == ("current", 6)
    assert record.run("follow_the_log").code == 0
    assert told(record) == ("current", 6)


@pytest.mark.usefixtures("plan")
def test_killed_while_it_follows_the_log_it_goes_on_from_there(record: Record, tmp_path: Path) -> None:
    record.run("follow_the_log")
    shutil.copytree(record.var / "search", tmp_path / "before")
    put(record, "second-plan", 4)
    assert told(record) == ("behind", 6)
    for touch in spread(record, "follow"):
        shutil.rmtree(record.var / "search")
        shutil.copytree(tmp_path / "before", record.var / "search")
        record.run("index_and_die", "follow", touch)
        assert told(record)[1] in (6, 10)
        assert record.run("follow_the_log").code == 0
        assert told(record) == ("current", 10)


@pytest.mark.usefixtures("plan")
def test_an_index_that_is_damaged_or_of_a_later_record_is_made_anew(record: Record, tmp_path: Path) -> None:
    record.run("follow_the_log")
    generation = record.var / "search" / (record.var / "search" / "current").read_text()
    for spoil in ("*.idx", "meta.json", "*.store"):
        for file in (generation / "public").glob(spoil):
            file.write_bytes(b"\x00" * 7)
        assert told(record) == ("in_the_making", 0)
        assert record.run("follow_the_log").code == 0
        assert told(record) == ("current", 6)
        generation = record.var / "search" / (record.var / "search" / "current").read_text()
    state = json.loads((generation / "state.json").read_text())
    state["heads"]["public"] = [
        state["heads"]["public"][0] + 40,
        "00" * 32,
    ]  # the database was put back to an earlier day
    (generation / "state.json").write_text(json.dumps(state))
    assert told(record) == ("in_the_making", 0)
    record.run("follow_the_log")
    assert told(record) == ("current", 6)


@pytest.mark.usefixtures("plan")
def test_a_second_writer_is_refused_in_a_sentence_and_questions_go_on(record: Record) -> None:
    record.run("follow_the_log")
    with (record.var / "search" / "lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ended = record.entente("search", "rebuild")
        assert told(record) == ("current", 6)
    assert (ended.code, ended.err) == (1, "Error: Another process writes the search index; wait until it has ended.\n")
