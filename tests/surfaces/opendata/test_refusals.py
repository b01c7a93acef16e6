"""What a release refuses, and what stands when it did: a strange folder, a second release of a day, a full disk."""

from __future__ import annotations

import errno
import fcntl
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from frictionless import validate

from entente.foundation.common.errors import RuleBroken
from entente.surfaces.opendata import release as releases
from entente.surfaces.opendata.release import Released, release, releases_in
from entente.surfaces.opendata.words import ReleaseRefused
from tests.surfaces.web.stage import finding, staged_plan

from .conftest import quietly

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 12, tzinfo=UTC)


def released(out: Path, as_of: datetime = AT) -> Released:
    return release(out, as_of=as_of, at=AT + timedelta(days=30), report=quietly)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_empty_record_is_a_release_of_headings(tmp_path: Path) -> None:
    made = released(tmp_path / "data")
    assert validate(made.folder / "datapackage.json").valid
    found = json.loads((made.folder / "datapackage.json").read_text("utf-8"))
    assert {one["name"] for one in found["resources"] if one["rows"]} == {"scales"}
    assert found["record"] == {"name": "", "as_of": "2027-03-01T12:00:00Z", "log_size": 0, "log_root": ""}
    assert names(tmp_path / "data") == [".lock", "2027-03-01", "releases.json"]


def test_an_instant_to_come_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="What is to come cannot be released"):
        release(tmp_path / "data", as_of=AT, at=AT - timedelta(seconds=1), report=quietly)
    assert not (tmp_path / "data").exists()


def test_other_tables_of_the_same_day_stand_beside_the_first(tmp_path: Path) -> None:
    plan = staged_plan()
    first = released(tmp_path / "data")
    before = {path: path.read_bytes() for path in first.folder.rglob("*") if path.is_file()}
    assert (released(tmp_path / "data", AT + timedelta(hours=1)).is_new, first.is_new) == (False, True)
    finding("late", f"{plan.slug}/1.2")
    second = released(tmp_path / "data", AT + timedelta(hours=2))
    assert (second.name, second.is_new) == ("2027-03-01.2", True)
    assert {path: path.read_bytes() for path in first.folder.rglob("*") if path.is_file()} == before
    third = released(tmp_path / "data", AT + timedelta(days=1))
    assert [one["name"] for one in releases_in(tmp_path / "data")] == ["2027-03-01", "2027-03-01.2", third.name]


@pytest.mark.parametrize(
    ("put", "sentence"),
    [
        ("data", "is a file; name a folder"),
        ("data/letter.txt", "holds files that no release put there"),
        ("data/releases.json", "is no list of releases"),
    ],
)
def test_a_place_that_is_not_ours_is_refused_and_left(tmp_path: Path, put: str, sentence: str) -> None:
    (tmp_path / put).parent.mkdir(exist_ok=True)
    (tmp_path / put).write_text("Mine.")
    with pytest.raises(ReleaseRefused, match=sentence):
        released(tmp_path / "data")
    assert (tmp_path / put).read_text() == "Mine."


def test_a_folder_in_the_place_of_a_release_is_refused_and_left(tmp_path: Path) -> None:
    released(tmp_path / "data", AT - timedelta(days=1))
    (tmp_path / "data/2027-03-01").mkdir()
    (tmp_path / "data/2027-03-01/letter.txt").write_text("Mine.")
    with pytest.raises(ReleaseRefused, match="holds no release, and one would have to stand there"):
        released(tmp_path / "data")
    assert names(tmp_path / "data") == [".lock", "2027-02-28", "2027-03-01", "releases.json"]
    assert names(tmp_path / "data/2027-03-01") == ["letter.txt"]


def test_a_second_release_waits_for_nobody_and_says_so(tmp_path: Path) -> None:
    released(tmp_path / "data", AT - timedelta(days=1))
    with (tmp_path / "data/.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ReleaseRefused, match="Another release is being written"):
            released(tmp_path / "data")


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(tmp_path / "data", AT - timedelta(days=1))

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(releases, "write_json", full)
    with pytest.raises(ReleaseRefused, match=r"No space left on device.*stay as they were"):
        released(tmp_path / "data")
    assert names(tmp_path / "data") == [".lock", "2027-02-28", "releases.json"]


def test_what_a_kill_left_is_cleared_away(tmp_path: Path) -> None:
    released(tmp_path / "data", AT - timedelta(days=1))
    (tmp_path / "data/.writing/csv").mkdir(parents=True)
    (tmp_path / "data/.writing/csv/plans.csv").write_text("half a li")
    assert [one["name"] for one in releases_in(tmp_path / "data")] == ["2027-02-28"]
    assert released(tmp_path / "data").is_new
    assert names(tmp_path / "data") == [".lock", "2027-02-28", "2027-03-01", "releases.json"]
