"""Steps: one line each, done once, explained when they fail."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from launch.place import Place
from launch.steps import FORBIDDEN, FORGED, FULL, NO_DATABASE, NO_NETWORK, NO_PIP, OLD_NODE, Failure, Steps, explain


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    monkeypatch.chdir(tmp_path)
    return Steps(Place(tmp_path, tmp_path / "var"))


@pytest.mark.parametrize(
    ("log", "remedy"),
    [
        ("OSError: [Errno 28] No space left on device: '/x'", FULL),
        ("npm error code ENOSPC", FULL),
        ("django.db.utils.OperationalError: database or disk is full", FULL),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", FORGED),
        ("npm error code EINTEGRITY", FORGED),
        ("PermissionError: [Errno 13] Permission denied: 'var'", FORBIDDEN),
        ("sqlite3.OperationalError: attempt to write a readonly database", FORBIDDEN),
        ("npm error engine Unsupported engine", OLD_NODE),
        ("/usr/bin/python3: No module named pip", NO_PIP),
        ("The virtual environment was not created successfully because ensurepip is not available.", NO_PIP),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", NO_NETWORK),
        ("npm error code EAI_AGAIN", NO_NETWORK),
        ("ERROR: No matching distribution found for django==5.2", NO_NETWORK),
        (
            'psycopg.OperationalError: connection to server at "127.0.0.1", port 1 failed: Connection refused',
            NO_DATABASE,
        ),
        ("Traceback\n  File x\nValueError: something of its own.\n\n", "ValueError: something of its own"),
        ("Error: The name “a-b” is taken by another plan.", "The name “a-b” is taken by another plan"),
        ("", "it said nothing"),
    ],
)
def test_log_is_explained(log: str, remedy: str) -> None:
    assert explain(log) == remedy


def test_failed_command_names_step_cause_and_log(steps: Steps) -> None:
    with pytest.raises(Failure) as caught:
        steps.run("database", [sys.executable, "-c", "import sys; print('first'); sys.exit('No space left on device')"])

    assert str(caught.value) == f"The step “database” failed: {FULL}; its log is var/log/database.log."
    assert (steps.place.logs / "database.log").read_text() == "first\nNo space left on device\n"


def test_command_that_is_not_there_is_named(steps: Steps) -> None:
    with pytest.raises(Failure) as caught:
        steps.run("assets", ["no-such-program"])

    assert (
        str(caught.value) == "The step “assets” needs no-such-program, which is not there; install it and run it again."
    )


def test_answer_of_a_command_stays_out_of_its_log(steps: Steps) -> None:
    code = "import sys; print('secret'); print('warning', file=sys.stderr)"

    told = steps.run("account", [sys.executable, "-c", code], answers=True)

    assert told == "secret\n"
    assert (steps.place.logs / "account.log").read_text() == "warning\n"


def test_step_is_done_once_for_the_same_inputs(steps: Steps, capsys: pytest.CaptureFixture[str]) -> None:
    done: list[str] = []
    stamp = steps.place.var / "made" / "thing"

    for key in ("one", "one", "two"):
        steps.do("thing", lambda key=key: done.append(key), stamp=stamp, key=key)  # type: ignore[misc]

    assert done == ["one", "two"]
    first, second, third = capsys.readouterr().out.splitlines()
    assert (first[:9], second, third[-2:]) == ("  thing  ", f"  {'thing':<46}   done before", " s")


def test_step_that_failed_is_done_again(steps: Steps) -> None:
    stamp = steps.place.var / "made" / "thing"

    def fail() -> None:
        raise Failure("no")

    with pytest.raises(Failure):
        steps.do("thing", fail, stamp=stamp, key="one")
    done: list[str] = []
    steps.do("thing", lambda: done.append("again"), stamp=stamp, key="one")

    assert done == ["again"]


def test_step_without_a_key_is_done_every_time(steps: Steps) -> None:
    done: list[str] = []

    for _ in range(2):
        steps.do("database", lambda: done.append("x"), stamp=steps.place.var / "tables", key="")

    assert done == ["x", "x"]
