"""A writing that is killed leaves what was published before whole, or the new whole; the next one completes it."""

from __future__ import annotations

import signal
from pathlib import Path

from .conftest import Site

MOST_STEPS = 60


def test_killed_before_any_step_of_a_writing_leaves_a_folder_that_holds(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    assert site.run("publish", str(folder), "600") == (0, None)
    seen, step = {(folder / "ledger" / "checkpoint").read_bytes()}, 1
    while True:
        code, _ = site.run("die_while_publishing", str(folder), str(step))
        sound, told = site.run("check", str(folder))
        assert (sound, told[0][0].split(":")[0]) == (0, f"Log {seen.copy().pop().split()[0].decode()}")
        seen.add((folder / "ledger" / "checkpoint").read_bytes())
        if code == 0:
            break
        assert code == -signal.SIGKILL
        step += 4
        assert step < MOST_STEPS
    assert step > 10
    assert len(seen) > 2
    assert site.run("publish", str(folder), "2") == (0, None)
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert not any(name.endswith(".unfinished") for name in names)
    _, (told, _) = site.run("check", str(folder))
    assert len(told) == 3


def test_several_that_write_at_once_leave_one_folder_that_holds(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    processes = [site.start("publish", str(folder), "300") for _ in range(4)]
    assert [process.wait(timeout=280) for process in processes] == [0] * 4
    for process in processes:
        process.communicate()
    told, opened = site.run("check", str(folder))[1]
    assert (told[0].split(": ")[1].split(",")[0], opened) == ("1205 entries", 1201)
