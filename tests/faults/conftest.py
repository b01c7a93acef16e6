"""A whole record of its own, in a folder and on a database, for tests whose processes die or collide."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = count()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: exit code (-9 when killed), standard output, standard error."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Started:
    """A process that runs."""

    record: Record
    key: int
    folder: Path

    def end(self) -> Ended:
        code = int(self.record.order({"wait": self.key}))
        files = (self.folder / name for name in ("out", "err"))  # neither is there yet when it is killed at once
        out, err = (file.read_text("utf-8", "replace") if file.exists() else "" for file in files)
        return Ended(code, out, err)


@dataclass(slots=True)
class Record:
    """A migrated record with a keeper, emptied for every test; its processes have the program loaded already."""

    var: Path
    address: str
    outputs: Path
    forks: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        own = {"PYTHONPATH": paths, "ENTENTE_VAR": str(self.var), "DATABASE_URL": self.address}
        environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "entente.config.settings"}
        line = [sys.executable, "-m", "tests.faults.forks"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.forks = subprocess.Popen(line, cwd=ROOT, env=environment, text=True, **pipes)  # type: ignore[call-overload]

    def order(self, order: dict[str, Any]) -> str:
        assert self.forks.stdin is not None
        assert self.forks.stdout is not None
        self.forks.stdin.write(json.dumps(order) + "\n")
        self.forks.stdin.flush()
        return self.forks.stdout.readline()

    def start(self, act: str, *arguments: str) -> Started:
        folder = self.outputs / str(next(NUMBERS))
        folder.mkdir()
        order = {"run": [act, *arguments], "out": str(folder / "out"), "err": str(folder / "err")}
        return Started(self, int(self.order(order)), folder)

    def run(self, act: str, *arguments: str) -> Ended:
        return self.start(act, *arguments).end()

    def entente(self, *arguments: str) -> Ended:
        return self.run("entente", *arguments)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Straight from the database, past the program."""
        if self.address:
            with psycopg.connect(self.address) as connection:
                return connection.execute(sql).fetchall()  # type: ignore[arg-type]
        with closing(sqlite3.connect(self.var / "entente.sqlite3")) as connection:
            return connection.execute(sql).fetchall()

    def write(self, sql: str) -> None:
        """The same, where a test needs what no command does."""
        if self.address:
            with psycopg.connect(self.address) as connection:
                connection.execute(sql)  # type: ignore[call-overload]
            return
        with closing(sqlite3.connect(self.var / "entente.sqlite3")) as connection, connection:
            connection.execute(sql)

    def rows(self) -> dict[str, int]:
        """How many rows every table holds."""
        catalogue = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        names = self.ask(catalogue if self.address else "SELECT name FROM sqlite_master WHERE type = 'table'")
        return {str(name): int(self.ask(f'SELECT count(*) FROM "{name}"')[0][0]) for (name,) in sorted(names)}

    def files(self) -> list[str]:
        """Every archived or uploaded file."""
        folder = self.var / "snapshots"
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())

    def is_sound(self) -> bool:
        """Every log can be verified and nothing waits for its seal."""
        verified = self.entente("ledger", "verify")
        return verified.code == 0 and self.rows()["ledger_unsealed"] == 0


@dataclass(frozen=True, slots=True)
class Kept:
    """The state that every test begins with: where it is copied from."""

    record: Record
    template: Path
    server: str

    def restore(self) -> None:
        shutil.rmtree(self.record.var)
        shutil.copytree(self.template, self.record.var)
        if self.server:
            copy_database(self.server, database_of(self.record.address), f"{database_of(self.record.address)}_template")


def database_of(address: str) -> str:
    return urlsplit(address).path.lstrip("/")


def copy_database(server: str, name: str, template: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("faults")
    for name in ("var", "outputs"):
        (folder / name).mkdir()
    server, name = os.environ.get("DATABASE_URL", ""), f"entente_faults_{os.getpid()}"
    address = urlunsplit(urlsplit(server)._replace(path=f"/{name}")) if server else ""
    if server:
        copy_database(server, name, "template1")
    record = Record(folder / "var", address, folder / "outputs")
    assert record.run("prepare") == Ended(0, "", "")
    shutil.copytree(folder / "var", folder / "template")
    if server:
        copy_database(server, f"{name}_template", name)
    yield Kept(record, folder / "template", server)
    record.forks.communicate(timeout=30)  # its input ends, and so does it
    if server:
        with psycopg.connect(server, autocommit=True) as connection:
            for database in (name, f"{name}_template"):
                connection.execute(f"DROP DATABASE {database} WITH (FORCE)")


@pytest.fixture
def record(kept: Kept) -> Record:
    kept.restore()
    return kept.record


def document(commitments: int, per_pillar: int = 50, title: str = "Arcadia-Borduria Accord") -> str:
    """The text of a plan of so many promises."""
    lines = [title, "", "The Governments of Canada and Mexico set out what they will do.", ""]
    for number in range(commitments):
        if number % per_pillar == 0:
            lines += ["", f"{number // per_pillar + 1}. Waters {number // per_pillar + 1}", ""]
        lines.append(f"- Canada and Mexico will share the timetable of river ferry {number + 1}.")
    return "\n".join(lines) + "\n"


def counts(
    record: Record, names: Sequence[str] = ("plan", "pillar", "commitment", "obligation", "authentictext")
) -> list[int]:
    """Rows of the plan's tables."""
    rows = record.rows()
    return [rows[f"plan_{name}"] for name in names]
