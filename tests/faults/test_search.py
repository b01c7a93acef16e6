"""The writer of the search's indexes is killed, meets another one, or finds them damaged: nothing is lost, nobody waits."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Callable
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


def told_and_told_again(record: Record) -> tuple[tuple[str, int], tuple[str, int]]:
    """The same before the log is followed and after, by one process."""
    ended = record.run("ask_follow_ask", "plant forests")
    assert (ended.code, ended.err) == (0, ""), ended
    before, after = (json.loads(line) for line in ended.out.splitlines())
    return tuple(before), tuple(after)


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
        before, after = told_and_told_again(record)
        assert (before[1] in (6, 10), after) == (True, ("current", 10))


@pytest.mark.usefixtures("plan")
def test_an_index_that_is_damaged_or_of_a_later_record_is_made_anew(record: Record, tmp_path: Path) -> None:
    record.run("follow_the_log")
    generation = record.var / "search" / (record.var / "search" / "current").read_text()
    for spoil in ("*.idx", "meta.json", "*.store"):
        for file in (generation / "public").glob(spoil):
            file.write_bytes(b"\x00" * 7)
        assert told_and_told_again(record) == (("in_the_making", 0), ("current", 6))
        generation = record.var / "search" / (record.var / "search" / "current").read_text()
    state = json.loads((generation / "state.json").read_text())
    state["heads"]["public"] = [
        state["heads"]["public"][0] + 40,
        "00" * 32,
    ]  # the database was put back to an earlier day
    (generation / "state.json").write_text(json.dumps(state))
    assert told_and_told_again(record) == (("in_the_making", 0), ("current", 6))


def generation(record: Record) -> Path:
    return record.var / "search" / (record.var / "search" / "current").read_text()


def found(record: Record) -> list[str]:
    """The evidence and the sources that answer."""
    ended = record.run("find_publicly", "page seen")
    assert (ended.code, ended.err) == (0, ""), ended
    refs: list[str] = json.loads(ended.out)
    return refs


@pytest.mark.usefixtures("plan")
def test_killed_while_it_follows_one_promise_nothing_of_it_is_missing_afterwards(
    record: Record, tmp_path: Path
) -> None:
    record.run("follow_the_log")
    shutil.copytree(record.var / "search", tmp_path / "before")
    assert record.run("put_evidence", "alda-boria/1.1", "seen").code == 0
    for touch in spread(record, "follow"):
        shutil.rmtree(record.var / "search")
        shutil.copytree(tmp_path / "before", record.var / "search")
        record.run("index_and_die", "follow", touch)
        assert record.run("follow_the_log").code == 0
        assert (told(record), len(found(record)), found(record)[-1]) == (("current", 6), 2, "observer/seen")
        assert generation(record).name == (tmp_path / "before" / "current").read_text()  # went on, and began not anew


@pytest.mark.usefixtures("plan")
def test_killed_at_any_moment_of_a_write_the_index_can_be_asked(record: Record) -> None:
    """By the clock: within what the library does between two touches that a hook can see."""
    record.run("follow_the_log")
    for number in range(KILLS):
        put(record, f"plan-{number}", 3)
        started = record.start("follow_the_log")
        time.sleep(0.02 * number)
        os.kill(started.key, signal.SIGKILL)  # its place is kept until its end is asked for
        assert started.end().code in (0, -9)
        (condition, total), after = told_and_told_again(record)
        assert (condition in ("current", "behind"), total in (6 + 3 * number, 9 + 3 * number)) == (True, True)
        assert after == ("current", 9 + 3 * number)


@pytest.mark.usefixtures("plan")
def test_an_index_of_another_version_or_half_a_folder_is_made_anew(record: Record) -> None:
    record.run("follow_the_log")
    put(record, "second-plan", 4)

    def other_version(folder: Path) -> None:
        state = json.loads((folder / "state.json").read_text())
        (folder / "state.json").write_text(json.dumps({**state, "format": "entente-search-1"}))

    spoils: list[Callable[[Path], object]] = [
        other_version,
        lambda folder: (folder / "state.json").write_text("{"),
        lambda folder: (folder / "state.json").unlink(),
        lambda folder: (folder.parent / "current").write_text("no-such-generation"),
        lambda folder: (folder.parent / "current").write_text(""),
        lambda folder: shutil.rmtree(folder / "public"),
        shutil.rmtree,
    ]
    for spoil in spoils:
        spoil(generation(record))
        assert told_and_told_again(record) == (("in_the_making", 0), ("current", 10))
    (generation(record) / "bridge.json").write_text("[")  # the words of other languages are not found; all else is
    assert told(record) == ("current", 10)


@pytest.mark.usefixtures("plan")
def test_bytes_that_changed_unseen_are_noticed_before_anything_is_written_over_them(record: Record) -> None:
    """Nobody has asked meanwhile; the sizes are as they were."""
    for spoil in ("*.idx", "*.store", "*.term", "*.fast", "meta.json"):
        record.run("follow_the_log")
        before = generation(record)
        for file in (before / "public").glob(spoil):
            file.write_bytes(b"\xa5" * file.stat().st_size)
        put(record, f"plan-{spoil.strip('*.')}".replace(".", "-"), 1)
        ended = record.run("follow_the_log")
        assert (ended.code, spoil) == (0, spoil)
        assert generation(record) != before
        assert told(record)[0] == "current"
    assert told(record) == ("current", 11)


@pytest.mark.usefixtures("plan")
def test_a_full_disk_is_told_in_a_sentence_and_the_old_index_is_asked(record: Record) -> None:
    ended = record.run("follow_on_a_small_disk", "200")
    assert "could not be written" in ended.out, ended.err
    assert told(record) == ("in_the_making", 0)
    record.run("follow_the_log")
    put(record, "second-plan", 4)
    for small in ("60", "400", "2000"):
        ended = record.run("follow_on_a_small_disk", small)
        assert (ended.code, ended.out.count("\n"), "free some space" in ended.out) == (0, 1, True), ended
        assert told(record)[1] in (6, 10)
    assert record.run("follow_the_log").code == 0
    assert told(record) == ("current", 10)


@pytest.mark.usefixtures("plan")
def test_of_two_workers_one_writes_and_the_other_waits_its_turn(record: Record) -> None:
    for number in range(4):
        put(record, f"plan-{number}", 3)
        both = [record.start("entente", "search", "rebuild"), record.start("follow_on_a_small_disk", str(10**9))]
        ended = [one.end() for one in both]
        assert {one.code for one in ended} <= {0, 1}
        assert all(one.code == 0 or one.err.startswith("Error: Another process writes") for one in ended)
        assert told_and_told_again(record)[1] == ("current", 9 + 3 * number)
        assert len([one for one in (record.var / "search").iterdir() if one.is_dir()]) == 1


@pytest.mark.usefixtures("plan")
def test_ten_thousand_operators_are_answered(record: Record) -> None:
    record.run("follow_the_log")
    for text in (
        '(((AND +plant* OR "x" NOT ' * 400,
        '"' * 10_000,
        "-" * 10_000,
        "6.4/" * 2_500,
        "* ? ~ ^ \\ : [ ] { } " * 500,
    ):
        ended = record.entente("search", "ask", "--", text)
        assert (ended.code, "Traceback" in ended.err) == (0, False), text[:20]
        assert ended.err.endswith("the index is current.\n")


@pytest.mark.usefixtures("plan")
def test_a_second_writer_is_refused_in_a_sentence_and_questions_go_on(record: Record) -> None:
    record.run("follow_the_log")
    with (record.var / "search" / "lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ended = record.entente("search", "rebuild")
        assert told(record) == ("current", 6)
    assert (ended.code, ended.err) == (1, "Error: Another process writes the search index; wait until it has ended.\n")
