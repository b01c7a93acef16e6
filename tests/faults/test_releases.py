"""A release that is killed anywhere, or meets a full disk: what stands under a name is whole, and the next one goes through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Record

OLD, NEW = "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z"
KILLS = (1, 2, 3, 8, 40, 100, 170, 240, 300)
"""At the folder itself, the lock, the tables while they are open, the workbook, the description, the times, the renaming."""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "data"


def released(record: Record, out: Path, as_of: str) -> None:
    ended = record.entente("data", "release", str(out), "--as-of", as_of)
    assert (ended.code, ended.err) == (0, "")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(out: Path) -> set[str]:
    return {path.name for path in out.iterdir() if not path.name.startswith(".")} - {"releases.json"}


def test_killed_at_any_touch_of_the_disk_nothing_half_written_stands(record: Record, out: Path, tmp_path: Path) -> None:
    released(record, tmp_path / "whole", NEW)
    new = contents(tmp_path / "whole" / "2026-03-02")
    released(record, out, OLD)
    old = contents(out / "2026-03-01")
    for touch in KILLS:
        ended = record.run("release_and_die", str(out), NEW, str(touch))
        assert ended.code in (-9, 0)
        assert contents(out / "2026-03-01") == old
        assert names(out) <= {"2026-03-01", "2026-03-02"}
        if "2026-03-02" in names(out):
            assert contents(out / "2026-03-02") == new
            break
    released(record, out, NEW)
    assert contents(out / "2026-03-02") == new
    listed = json.loads((out / "releases.json").read_bytes())["releases"]
    assert [one["name"] for one in listed] == ["2026-03-01", "2026-03-02"]
    assert not (out / ".writing").exists()


def test_a_full_disk_is_told_in_a_sentence_and_leaves_what_was_there(record: Record, out: Path) -> None:
    released(record, out, OLD)
    old = contents(out)
    for bytes_max in ("60000", "150000"):  # less, and the database itself is refused
        ended = record.run("release_on_a_full_disk", str(out), NEW, bytes_max)
        assert ended.code == 1
        assert "cannot be written (File too large); the releases that were there stay as they were." in ended.err
        assert contents(out) == old
    released(record, out, NEW)
    assert names(out) == {"2026-03-01", "2026-03-02"}
