"""`python3 start.py` for real: set up, serve, stop, and again.  Uses the environment and assets of this folder."""

from __future__ import annotations

import os
import re
import signal
import urllib.request
from pathlib import Path

import pytest

from .runs import free_port, started


def status(port: int, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return int(answer.status)


def processes_of(var: Path) -> list[int]:
    """Ids of the processes that were started with this var folder."""
    wanted = f"ENTENTE_VAR={var}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environ = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if wanted in environ:
            found.append(int(folder.name))
    return found


@pytest.mark.timeout(600)
def test_first_run_serves_tells_one_log_in_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    var, port = tmp_path / "var", free_port()

    with started(var, port) as (run, said):
        assert [status(port, path) for path in ("/healthz", "/readyz", "/en/", "/fr/", "/es/")] == [200] * 5
        run.send_signal(signal.SIGINT)
        rest = run.communicate(timeout=60)[0]

    assert run.returncode == 0, rest
    assert rest.splitlines()[-1] == "Stopping …"
    assert processes_of(var) == []
    assert len(re.findall(r"log in as \S+ .*with the one-time password \S+", said)) == 1
    assert f"Entente runs at http://127.0.0.1:{port} " in said

    with started(var, port) as (run, said):
        assert status(port, "/readyz") == 200
        run.send_signal(signal.SIGTERM)
        run.wait(timeout=60)

    assert run.returncode == 0
    assert re.findall(r"log in as|\d s$", said, re.MULTILINE) == re.findall(r"\d s$", said, re.MULTILINE)
    assert processes_of(var) == []


@pytest.mark.timeout(600)
def test_server_that_dies_takes_the_worker_along_and_says_where_to_look(tmp_path: Path) -> None:
    var, port = tmp_path / "var", free_port()

    with started(var, port) as (run, _):
        server = next(pid for pid in processes_of(var) if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes())
        os.kill(server, signal.SIGKILL)
        rest = run.communicate(timeout=60)[0]

    assert run.returncode == 1
    assert re.fullmatch(r"\s*(.*\n)*\nThe server ended: .*; its log is .*/log/server\.log\.\n", rest)
    assert processes_of(var) == []
