"""Publications that several processes make: the same bytes, one instant, nothing left behind when one of them is gone."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import psutil
import pytest

from tests.surfaces.publish.reading import verified

from .conftest import Ended, Record
from .test_publications import NEW, OLD, beside, page_times, pages, publish

LOST = (
    "Error: A process that made pages was ended from outside or found no memory; publish again, with "
    "ENTENTE_PUBLISH_PROCESSES=1 where memory is short.  The site that was there before stays as it was.\n"
)
UNREADABLE = (
    "click.exceptions.ClickException: The archive of copies does not answer (Is a directory); try again later."
    "  The site that was there before stays as it was."
)
ENDING_SECONDS = 60


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "public" / "site"


def helped(record: Record, out: Path, as_of: str, processes: int) -> list[int]:
    """Groups that others made, how many others made some, and how many of them are left."""
    ended = record.run("publish_by", str(out), as_of, str(processes))
    assert (ended.code, ended.err) == (0, "")
    return [int(word) for word in ended.out.splitlines()[-1].split()]


def test_one_two_and_three_processes_write_the_same_bytes_whether_all_is_made_or_some(
    record: Record, tmp_path: Path
) -> None:
    assert record.run("put_promises") == Ended(0, "", "")
    whole, next_one = [], []
    for processes in (1, 2, 3):
        out = tmp_path / str(processes) / "site"
        groups, others, left = helped(record, out, OLD, processes)
        assert (others, left) == (processes - 1, 0)
        assert (groups > 0) == (processes > 1)
        whole.append((pages(out), page_times(out)))
        assert helped(record, out, NEW, processes)[2] == 0
        next_one.append((pages(out), page_times(out)))
        assert verified(out) == ""
    assert len(whole[0][0]) > 300
    assert whole[0] == whole[1] == whole[2]
    assert next_one[0] == next_one[1] == next_one[2]
    assert next_one[0] != whole[0]


def test_one_that_had_nothing_left_is_handed_more_when_there_is_more(record: Record) -> None:
    assert record.run("put_promises") == Ended(0, "", "")
    ended = record.run("make_some_and_then_more")
    assert (ended.code, ended.err) == (0, "")
    assert all(int(line) > 0 for line in ended.out.split())
    assert len(ended.out.split()) == 2


def test_worker_publishes_with_others_what_somebody_asked_for_on_the_desk(record: Record, tmp_path: Path) -> None:
    asked, alone = (tmp_path / name / "site" for name in ("asked", "alone"))
    assert record.run("ask_for_the_site_and_die", str(asked), "0") == Ended(0, "", "")
    ended = record.run("work_on_the_site_with_hands", str(asked))
    assert ended.code == 0
    groups, others, left = (int(word) for word in ended.out.splitlines()[-1].split())
    assert groups > 0
    assert (others, left) == (1, 0)
    publish(record, alone, json.loads((asked / "publication.json").read_bytes())["as_of"])
    assert pages(asked) == pages(alone)


def test_what_is_written_while_the_others_begin_is_on_no_page(record: Record, tmp_path: Path) -> None:
    before, meanwhile, after = (tmp_path / name / "site" for name in ("before", "meanwhile", "after"))
    publish(record, before, NEW)
    ended = record.run("publish_while_somebody_writes", str(meanwhile), NEW)
    assert (ended.code, ended.err) == (0, "")
    assert pages(meanwhile) == pages(before)
    publish(record, after, NEW)
    assert pages(after) != pages(before)


@pytest.mark.parametrize("messages", [1, 3, 5])
def test_process_that_is_killed_is_one_sentence_and_the_old_site_stays(
    record: Record, out: Path, messages: int
) -> None:
    publish(record, out, OLD)
    old = pages(out)
    assert record.run("publish_and_lose_a_hand", str(out), NEW, str(messages)) == Ended(1, "0\n", LOST)
    assert pages(out) == old
    assert verified(out) == ""
    assert beside(out) == ["site"]
    publish(record, out, NEW)
    assert record.is_sound()


def test_others_end_when_the_one_that_writes_is_killed(record: Record, out: Path) -> None:
    publish(record, out, OLD)
    old = pages(out)
    for messages in (1, 6):  # while they begin, while they make pages
        ended = record.run("publish_and_die_with_hands", str(out), NEW, str(messages))
        assert (ended.code, ended.err) == (-9, "")
        others = [int(word) for word in ended.out.split()]
        assert len(others) == 2
        deadline = time.monotonic() + ENDING_SECONDS
        while any(map(psutil.pid_exists, others)):
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert pages(out) == old
    publish(record, out, NEW)
    assert verified(out) == ""


def test_page_that_cannot_be_made_is_the_same_sentence_whoever_makes_it(record: Record, out: Path) -> None:
    for act in ("put_promises", "put_copy"):
        assert record.run(act) == Ended(0, "", "")
    publish(record, out, OLD)
    old = pages(out)
    copy = record.var / "snapshots" / record.files()[0]
    copy.unlink()
    copy.mkdir()
    shutil.rmtree(record.var / "publications")  # or it would be taken over from the folder
    for processes in ("1", "3"):
        ended = record.run("publish_by", str(out), NEW, processes)
        assert (ended.code, ended.err.splitlines()[-1]) == (1, UNREADABLE)
        assert pages(out) == old
