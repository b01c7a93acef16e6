"""A database of its own for tests whose processes are many, or die."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[3]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
"""Each process of a parallel run has databases of its own."""
TEMPLATE = f"entente_ledger_template_{WORKER}"


@dataclass(frozen=True)
class Site:
    """A migrated, empty database, and the environment in which processes find it."""

    environment: dict[str, str]

    def start(self, *command: str) -> subprocess.Popen[str]:
        """A process that runs one of the acts in `acts.py`."""
        line = [sys.executable, "-W", "error", "-m", "tests.foundation.ledger.acts", *command]
        return subprocess.Popen(line, cwd=ROOT, env=self.environment, text=True, stdout=subprocess.PIPE)

    def run(self, *command: str) -> tuple[int, Any]:
        """Exit code (-9 when killed) and the JSON that the act printed (None when it printed nothing)."""
        process = self.start(*command)
        printed, _ = process.communicate(timeout=300)
        return process.returncode, json.loads(printed) if printed else None


def environment(var: Path, address: str) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    own = {
        "PYTHONPATH": paths,
        "ENTENTE_VAR": str(var),
        "DATABASE_URL": address,
        "ENTENTE_SECRET_KEY": "one for all" * 5,
    }
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "tests.foundation.ledger.only_the_log"}


def named(address: str, database: str) -> str:
    """The address of another database on the same server; "" stays "": SQLite in the var folder."""
    return urlunsplit(urlsplit(address)._replace(path=f"/{database}")) if address else ""


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The database that each site is copied from."""
    address = os.environ.get("DATABASE_URL", "")
    site = Site(environment(tmp_path_factory.mktemp("template"), named(address, TEMPLATE)))
    if address:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {TEMPLATE}")
    assert site.run("migrate") == (0, None)
    yield site
    if address:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"DROP DATABASE {TEMPLATE} WITH (FORCE)")


@pytest.fixture
def site(migrated: Site, tmp_path: Path) -> Iterator[Site]:
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        shutil.copytree(migrated.environment["ENTENTE_VAR"], tmp_path, dirs_exist_ok=True)
        yield Site(environment(tmp_path, ""))
        return
    name = f"entente_ledger_site_{WORKER}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        yield Site(environment(tmp_path, named(address, name)))
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
