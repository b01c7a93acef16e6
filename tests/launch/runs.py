"""start.py as a running program, on a port and a var folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings(var: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ENTENTE_", "DATABASE_URL", "PYTHON"))
    }
    return {**kept, "ENTENTE_VAR": str(var)}


@contextmanager
def started(var: Path, port: int, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running program and what it said until it was ready; it is stopped at the end, however the test goes."""
    command = [sys.executable, "start.py", "--port", str(port), *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=settings(var), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        assert run.stdout is not None
        said = ""
        for line in run.stdout:
            said += line
            if line.startswith("Next:"):
                break
        try:
            yield run, said
        finally:
            if run.poll() is None:
                run.send_signal(signal.SIGTERM)
