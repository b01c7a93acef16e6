"""A record of its own for a benchmark, in a temporary folder, and real servers over it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
PLAN = "invented-plan"
READY_SECONDS_MAX = 90

LOAD = """
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from entente.foundation.common.actors import SYSTEM
from entente.surfaces.intake.invented import invented_plan
from entente.surfaces.intake.load import load_package
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
load_package(invented_plan({scale}), by=SYSTEM, at=timezone.now())
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A migrated record that holds the invented plan at some scale."""

    var: Path
    scale: int
    database: str = ""
    """Its DATABASE_URL; none is SQLite in the folder."""

    def environ(self, settings: str) -> dict[str, str]:
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        own = {"PYTHONPATH": paths, "ENTENTE_VAR": str(self.var), "ENTENTE_IS_DEMONSTRATION": "true"}
        own["DATABASE_URL"] = self.database
        return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": f"tests.benchmarks.{settings}"}


def made(folder: Path, scale: int, database: str = "") -> Site:
    """A fresh site in a folder, on an empty database."""
    site = Site(folder / f"scale-{scale}", scale, database)
    site.var.mkdir()
    (site.var / "secret_key").write_text("a key for measuring only")
    command = [sys.executable, "-c", LOAD.format(scale=scale)]
    subprocess.run(command, cwd=ROOT, env=site.environ("site_settings"), check=True)
    return site


@dataclass(frozen=True, slots=True)
class Server:
    """A granian.  seconds_to_first: from its start to its first answer."""

    port: int
    process: psutil.Popen
    seconds_to_first: float

    def cpu_seconds(self) -> float:
        """Processor time of the server and its workers so far."""
        tree = [self.process, *self.process.children(recursive=True)]
        return sum(times.user + times.system for times in (one.cpu_times() for one in tree))

    def load(self, path: str, *, connections: int, seconds: float) -> Load:
        """Ask for a page for some seconds, from a process of its own."""
        before = self.cpu_seconds()
        command = [sys.executable, "-m", "tests.benchmarks.load", str(self.port), str(connections), str(seconds), path]
        printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
        answer = json.loads(printed)
        return Load(answer["taken"], answer["spent"], self.cpu_seconds() - before, answer["bytes"])


@dataclass(frozen=True, slots=True)
class Load:
    """What a load measured: the seconds of every answer, of the whole, of the server's processor; the size of a body."""

    taken: list[float]
    spent: float
    cpu: float
    size: int


@contextmanager
def serving(site: Site, settings: str, port: int, *, workers: int = 1) -> Iterator[Server]:
    """The production server with some settings, until the end of the block."""
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
        "entente.config.wsgi:application",
    ]  # fmt: skip
    began = time.perf_counter()
    process = psutil.Popen(command, cwd=ROOT, env=site.environ(settings))
    try:
        _wait(process, f"http://127.0.0.1:{port}/api/v1/plans/{PLAN}/commitments?per_page=1")
        yield Server(port, process, time.perf_counter() - began)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(30)


def _wait(process: psutil.Popen, address: str) -> None:
    deadline = time.perf_counter() + READY_SECONDS_MAX
    while time.perf_counter() < deadline:
        if process.poll() is not None:
            raise SystemExit("the server ended before it answered")
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"the server did not answer within {READY_SECONDS_MAX} s")
