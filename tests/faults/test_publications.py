"""A publication that is killed, meets another one, a full disk or a folder that is not ours: the old site stays whole."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.surfaces.publish.reading import contents, times, verified

from .conftest import Record

OLD, NEW = "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z"
KILLS = 5


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "public" / "site"


def publish(record: Record, out: Path, as_of: str) -> None:
    ended = record.entente("publish", str(out), "--as-of", as_of)
    assert (ended.code, ended.err) == (0, "")


def pages(out: Path) -> dict[str, bytes]:
    """What a publication made; the log beside it grows with each of them."""
    return contents(out, with_ledger=False)


def page_times(out: Path) -> dict[str, float]:
    return {name: at for name, at in times(out).items() if not name.startswith("ledger/")}


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


def left_beside(out: Path, *, has_twin: bool) -> None:
    """Nothing that a killed publication left, and the twin of the site or none."""
    for name in (".site.publishing", ".site.twin"):
        shutil.rmtree(out.with_name(name), ignore_errors=True)
    if has_twin:
        shutil.copytree(
            out, out.with_name(".site.twin"), copy_function=os.link, ignore=shutil.ignore_patterns("ledger")
        )


@pytest.mark.parametrize("has_twin", [True, False])
def test_killed_at_any_touch_of_the_disk_leaves_a_whole_site_and_can_be_repeated(
    record: Record, out: Path, has_twin: bool
) -> None:
    publish(record, out, NEW)
    new, dated = pages(out), page_times(out)
    publish(record, out, OLD)
    old = pages(out)
    left_beside(out, has_twin=has_twin)
    touches, swap = map(int, record.run("count_touches", str(out), NEW).out.splitlines()[-1].split())
    publish(record, out, OLD)
    spread = [1 + at * (touches - 1) // (KILLS - 1) for at in range(KILLS)]
    around = [swap + more for more in (-4, 0, 1, 8)]  # what comes after it makes the old site the twin of the new
    seen = set()

    for touch in sorted({*spread, *around}):
        left_beside(out, has_twin=has_twin)  # as when they were counted
        assert record.run("publish_and_die", str(out), NEW, str(touch)).code == -9
        found = pages(out)
        assert found in (old, new)
        assert verified(out) == ""
        seen.add(found == new)
        if found == new:
            publish(record, out, OLD)
            assert pages(out) == old

    assert seen == {True, False}  # killed before the swap, and after it
    publish(record, out, NEW)
    assert pages(out) == new
    assert verified(out) == ""
    assert page_times(out) == dated  # though most of them were taken over from the other site
    assert beside(out) == [".site.twin", "site"]
    assert record.is_sound()


def test_what_somebody_did_to_the_folder_or_its_twin_is_in_no_next_one(record: Record, out: Path) -> None:
    publish(record, out, NEW)
    new, page, twin = pages(out), "en/about/index.html", out.with_name(".site.twin")
    (out / "en/stray.html").write_text("left there")
    (out / "stray").symlink_to(out / "en")
    (twin / "en/stray/of/twin").mkdir(parents=True)
    (twin / page).unlink()
    (twin / page).write_text("another page")
    shutil.rmtree(twin / "es")
    (twin / "es").symlink_to(out / "fr")
    for _time in range(2):  # what was done to the folder is in the twin that is made of it
        publish(record, out, NEW)
        assert pages(out) == new
        assert not (out / "es").is_symlink()
        folders = {path.name for path in out.iterdir() if path.is_dir()}
        assert folders == {name.partition("/")[0] for name in new if "/" in name} | {"ledger"}
        assert verified(out) == ""
    inodes = [(folder / page).stat().st_ino for folder in (out, twin)]
    assert inodes[0] == inodes[1]
    assert not (twin / "ledger").exists()


def test_first_publication_killed_leaves_nothing_under_its_name(record: Record, out: Path) -> None:
    for touch in ("3", "40", "150"):
        assert record.run("publish_and_die", str(out), NEW, touch).code == -9
        assert not out.exists()
    publish(record, out, NEW)
    assert beside(out) == [".site.twin", "site"]


def test_second_publication_at_once_is_refused_in_a_sentence(record: Record, out: Path) -> None:
    publish(record, out, OLD)
    old = pages(out)
    with (out.parent / ".site.publishing.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ended = record.entente("publish", str(out), "--as-of", NEW)
    assert ended.code == 1
    assert ended.err == f"Error: Another publication is writing “{out}”; wait until it has ended.\n"
    assert pages(out) == old


def test_four_publications_at_once_leave_one_whole_site(record: Record, out: Path) -> None:
    publish(record, out, NEW)
    new = pages(out)
    ends = [one.end() for one in [record.start("entente", "publish", str(out), "--as-of", NEW) for _ in range(4)]]
    assert {end.code for end in ends} <= {0, 1}
    assert 0 in {end.code for end in ends}
    assert {end.err for end in ends if end.code} <= {
        f"Error: Another publication is writing “{out}”; wait until it has ended.\n"
    }
    assert pages(out) == new
    assert verified(out) == ""
    assert beside(out) == [".site.twin", "site"]


def test_full_disk_is_one_sentence_and_the_old_site_stays(record: Record, out: Path) -> None:
    publish(record, out, OLD)
    old = pages(out)
    ended = record.run("publish_on_a_full_disk", str(out), NEW, "60000")
    assert ended.code == 1
    assert re.fullmatch(
        "Error: “.*” cannot be written \\(.*\\); the site that was there before stays as it was.\n", ended.err
    )
    assert pages(out) == old
    assert beside(out) == ["site"]


def test_folder_that_is_not_ours_is_refused_and_untouched(record: Record, out: Path) -> None:
    out.mkdir(parents=True)
    (out / "thesis.txt").write_text("years of work")
    ended = record.entente("publish", str(out), "--as-of", NEW)
    assert ended.code == 1
    assert ended.err == (
        f"Error: “{out}” holds files that no publication put there (it has no publication.json); "
        "name a new or empty folder.\n"
    )
    assert pages(out) == {"thesis.txt": b"years of work"}
    assert beside(out) == ["site"]


def test_marker_of_another_program_is_none_of_ours(record: Record, out: Path) -> None:
    out.mkdir(parents=True)
    (out / "publication.json").write_text('["a list of papers"]')
    assert record.entente("publish", str(out), "--as-of", NEW).code == 1
    assert beside(out) == ["site"]


def test_file_of_that_name_is_refused(record: Record, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    ended = record.entente("publish", str(tmp_path / "site"), "--as-of", NEW)
    assert (ended.code, ended.err) == (1, f"Error: “{tmp_path}/site” is a file; name a folder to publish into.\n")


def test_empty_folder_and_a_link_to_one_are_taken(record: Record, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "disk")
    publish(record, tmp_path / "site", NEW)
    assert (tmp_path / "disk" / "index.html").is_file()
    assert (tmp_path / "site").is_symlink()


def test_instant_to_come_is_refused(record: Record, out: Path) -> None:
    ended = record.entente("publish", str(out), "--as-of", "2999-01-01")
    assert ended.code == 1
    assert ended.err.startswith("Error: What is to come cannot be published")
    assert not out.exists()
