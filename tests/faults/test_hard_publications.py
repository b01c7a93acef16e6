"""Publications killed at moments that nobody chose, and on a disk that is really full: the old site stays, the next clears up.

The small disk is a tmpfs of its own where the machine lets one be mounted, else a limit on the size of a file refuses what
it holds no more, as the system does for a full disk.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.surfaces.publish.reading import verified

from .conftest import Ended, Record
from .test_publications import NEW, OLD, beside, pages, publish

DISK_MB = 64
KILLS = 8
LEFT_KB = (0, 8, 200, 1000)
"""What is free on the disk when a publication begins: nothing, a page, some, most of what it writes anew."""


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder on a disk of its own.  is_real: it is one, and not a limit for each file."""

    folder: Path
    is_real: bool

    def fill(self, left_kb: int) -> None:
        """Leave so much free."""
        free = shutil.disk_usage(self.folder).free
        with (self.folder / "ballast").open("wb") as ballast:
            os.posix_fallocate(ballast.fileno(), 0, max(free - left_kb * 1024, 1))

    def make_room(self) -> None:
        (self.folder / "ballast").unlink(missing_ok=True)

    def publish(self, record: Record, out: Path) -> Ended:
        act = ["entente", "publish", str(out), "--as-of", NEW] if self.is_real else []
        return record.run(*act) if act else record.run("publish_on_a_full_disk", str(out), NEW, "60000")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)]
    is_real = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    yield Disk(folder, is_real)
    if is_real:
        subprocess.run(["umount", str(folder)], check=True)


def test_killed_by_the_clock_at_any_moment_leaves_a_whole_site(record: Record, tmp_path: Path) -> None:
    out, random = tmp_path / "public" / "site", Random(7)  # a seed that can be repeated, on a clock that cannot
    publish(record, out, NEW)
    new = pages(out)
    publish(record, out, OLD)
    old, began = pages(out), time.monotonic()
    publish(record, out, OLD)
    lasts = time.monotonic() - began
    ends = set()

    for _kill in range(KILLS):
        ended = record.run("publish_and_die_after", str(out), NEW, str(random.uniform(0, 1.2 * lasts)))
        ends.add(ended.code)
        found = pages(out)
        assert found in (old, new)
        assert verified(out) == ""
        if found == new:
            publish(record, out, OLD)
    assert -9 in ends
    publish(record, out, NEW)
    assert pages(out) == new
    assert verified(out) == ""
    assert beside(out) == [".site.twin", "site"]
    assert record.is_sound()


def test_disk_that_is_full_is_one_sentence_and_the_old_site_stays(record: Record, disk: Disk) -> None:
    out = disk.folder / "site"
    publish(record, out, OLD)
    old = pages(out)
    for left_kb in LEFT_KB if disk.is_real else LEFT_KB[:1]:
        disk.fill(left_kb)
        ended = disk.publish(record, out)
        disk.make_room()
        assert ended.code == 1
        assert re.fullmatch(
            "Error: “.*” cannot be written \\(.*\\); the site that was there before stays as it was.\n", ended.err
        )
        assert pages(out) == old
        assert verified(out) == ""
        assert beside(out) == ["site"]
        assert record.is_sound()
    publish(record, out, NEW)
    assert pages(out) != old
    assert verified(out) == ""


def test_disk_of_the_notes_that_is_full_is_one_sentence_too(record: Record, disk: Disk, tmp_path: Path) -> None:
    out, notes = tmp_path / "public" / "site", record.var / "publications"
    publish(record, out, OLD)
    old = pages(out)
    shutil.rmtree(notes)
    notes.symlink_to(disk.folder)
    disk.fill(8)
    ended = disk.publish(record, out)
    disk.make_room()
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert ended.err.endswith("the site that was there before stays as it was.\n")
    assert pages(out) == old
    publish(record, out, NEW)
    assert verified(out) == ""
    assert record.is_sound()
