"""Captures and uploads whose process is killed, whose page is hostile, or whose disk is full: all of it or nothing."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from uuid import UUID

import pytest

from tests.foundation.sources.capture.site import Site, open_site

from .conftest import Ended, Record

POINTS = [str(number) for number in range(1, 31)]
"""More than a capture or an upload has statements; what is left over ends well."""

LONG = b"<!doctype html><html><body>" + b"<p>A fair was held in May.</p>\n" * 20_000 + b"</body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        opened.answers["/long"] = trickle
        yield opened


def trickle(to: BaseHTTPRequestHandler) -> None:
    """A long page that takes its time, so that a kill finds it under way."""
    to.send_response(200)
    to.send_header("Content-Type", "text/html")
    to.send_header("Content-Length", str(len(LONG)))
    to.end_headers()
    for start in range(0, len(LONG), 20_000):
        to.wfile.write(LONG[start : start + 20_000])
        time.sleep(0.01)


def copies(record: Record) -> list[tuple[int, int]]:
    """Copies on record, and citations that have one."""
    return [
        (
            int(record.ask("SELECT count(*) FROM sources_snapshot")[0][0]),
            int(record.ask("SELECT count(*) FROM sources_citation WHERE snapshot_id IS NOT NULL")[0][0]),
        )
    ]


def captures(record: Record) -> list[tuple[str, bool]]:
    rows = record.ask("SELECT status, snapshot_id IS NOT NULL FROM sources_capture ORDER BY asked_at")
    return [(str(status), bool(kept)) for status, kept in rows]


def archived(record: Record) -> int:
    return int(record.ask("SELECT count(*) FROM ledger_entry WHERE action = 'sources.snapshot.archive'")[0][0])


def after_the_next_round(record: Record, site: Site) -> tuple[object, ...]:
    """What is on record and in the folders once the worker had its next turn."""
    assert record.run("run_captures", site.place) == Ended(0, "0\n", "")
    assert record.entente("worker", "--once").code == 0
    left = list((record.var / "captures").glob("*"))
    return copies(record), archived(record), len(record.files()), left, record.is_sound()


WHOLE = ([(1, 1)], 1, 1, [], True)
"""One copy with its citation, its entry and its file, and nothing else anywhere."""


def test_capture_killed_after_any_statement_is_taken_up_and_keeps_one_copy(record: Record, site: Site) -> None:
    assert record.run("put_address", site.address("/fair"), site.place) == Ended(0, "", "")

    ended = record.run("die_while_capturing", site.place, *POINTS)

    ends = ended.out.split()
    kills = ends.index("0")
    assert (ended.code, ended.err, set(ends[:kills]), set(ends[kills:])) == (0, "", {"-9"}, {"0"})
    assert kills >= 10
    assert captures(record) == [("kept", True)]
    assert after_the_next_round(record, site) == WHOLE


def test_capture_killed_at_any_moment_leaves_nothing_half_written(record: Record, site: Site) -> None:
    chance = random.Random(7)
    assert record.run("put_address", site.address("/long"), site.place) == Ended(0, "", "")
    for _ in range(2):
        started = record.start("run_captures", site.place)
        time.sleep(0.1 + 0.3 * chance.random())
        os.kill(started.key, signal.SIGKILL)
        assert started.end().code == -9
        assert (copies(record), archived(record), record.files()) == ([(0, 0)], 0, [])
        assert captures(record) in ([("running", False)], [("waiting", False)])

    ended = record.run("run_captures", site.place)

    assert (ended.code, ended.out, captures(record)) == (0, "1\n", [("kept", True)])
    assert after_the_next_round(record, site) == WHOLE


def test_capture_under_way_is_not_run_by_another_process(record: Record, site: Site) -> None:
    record.run("put_address", site.address("/long"), site.place)
    both = [record.start("run_captures", site.place) for _ in range(2)]
    assert [one.end().code for one in both] == [0, 0]
    assert captures(record) == [("kept", True)]
    assert len([path for path, _ in site.asked if path == "/long"]) == 1
    assert after_the_next_round(record, site) == WHOLE


def test_upload_killed_after_any_statement_leaves_all_or_nothing(record: Record, site: Site, tmp_path: Path) -> None:
    record.run("put_address", site.address("/fair"), site.place)
    file = tmp_path / "fair.html"
    file.write_bytes(LONG)

    ended = record.run("die_while_archiving", str(file), *POINTS[:4])

    assert (ended.out.split(), copies(record), archived(record)) == (["-9"] * 4, [(0, 0)], 0)
    assert record.run("die_while_archiving", str(file), *POINTS).out.split()[-1] == "0"
    record.entente("worker", "--once")
    assert (copies(record), archived(record), len(record.files()), record.is_sound()) == ([(1, 1)], 1, 1, True)


def test_bytes_that_a_kill_left_without_a_record_go_after_a_day(record: Record, site: Site, tmp_path: Path) -> None:
    record.run("put_address", site.address("/fair"), site.place)
    file = tmp_path / "fair.html"
    file.write_bytes(LONG)
    for number in POINTS:
        record.run("die_while_archiving", str(file), number)
        if record.files():
            break
    assert (copies(record), len(record.files())) == ([(0, 0)], 1)

    assert record.run("discard_left_over") == Ended(0, "1\n", "")

    assert record.files() == []


def test_removal_is_finished_by_the_worker_when_its_process_died(record: Record, site: Site, tmp_path: Path) -> None:
    record.run("put_address", site.address("/fair"), site.place)
    file = tmp_path / "fair.html"
    file.write_bytes(LONG)
    assert record.run("upload_copy", str(file)) == Ended(0, "", "")
    kept = record.var / "snapshots" / record.files()[0]
    assert record.run("remove_copies") == Ended(0, "", "")
    assert not kept.exists()
    kept.write_bytes(LONG)  # as if it had died between its commit and its last step

    assert record.run("discard_left_over") == Ended(0, "1\n", "")
    assert (record.files(), record.is_sound()) == ([], True)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/says_five_gb", "refused"), ("/streams_five_gb", "refused"), ("/bomb", "refused"), ("/breaks_off", "failed")],
)
def test_hostile_page_ends_in_one_sentence_and_keeps_nothing(
    record: Record, site: Site, path: str, status: str
) -> None:
    record.run("put_address", site.address(path), site.place)
    began = time.monotonic()
    assert record.run("run_captures", site.place) == Ended(0, "1\n", "")
    sentence = str(record.ask("SELECT sentence FROM sources_capture")[0][0])
    assert (captures(record), sentence.startswith(site.address(path)), sentence[-1]) == ([(status, False)], True, ".")
    assert (copies(record), record.files(), list((record.var / "captures").glob("*"))) == ([(0, 0)], [], [])
    assert time.monotonic() - began < 30


def test_full_disk_ends_in_one_sentence_and_the_next_capture_keeps(record: Record, site: Site) -> None:
    """The system's own full disk stands where the page would be written."""
    record.run("put_address", site.address("/long"), site.place)
    key = UUID(str(record.ask("SELECT id FROM sources_capture")[0][0]))
    folder = record.var / "captures"
    folder.mkdir()
    (folder / f"{key}.part").symlink_to("/dev/full")

    assert record.run("run_captures", site.place) == Ended(0, "1\n", "")

    full = "What was fetched cannot be written (No space left on device); make room on the disk, then capture it again."
    assert record.ask("SELECT status, sentence FROM sources_capture") == [("failed", full)]
    assert (copies(record), record.files(), list(folder.iterdir())) == ([(0, 0)], [], [])
    record.run("put_address", site.address("/long"), site.place)
    time.sleep(5)  # the host rests
    assert record.run("run_captures", site.place) == Ended(0, "1\n", "")
    assert after_the_next_round(record, site) == WHOLE
