"""My desk and the workspace beside a bare list of the same rows: `python -m tests.benchmarks.bench_desk`.

Each size has a record and a process of its own (`desk_site`), in which Django's test client asks the views with nothing in
between.  Both are made first and then asked in turn, so that whatever else the machine does weighs on both.  The bare view is
Django's own ListView of commitments, 25 a page, with its own template: what one would write without a desk.  It says nothing of
lists, counts or rights.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from typing import Any

from rich.console import Console
from rich.table import Table


class Site:
    """A record of 26 times `scale` promises in a process of its own."""

    def __init__(self, scale: int, folder: str) -> None:
        self.scale = scale
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.desk_site", str(scale)],
            env={**os.environ, "ENTENTE_VAR": folder, "ENTENTE_DEBUG": "false", "DATABASE_URL": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.queries: dict[str, int] = {}
        self.wall_ms: dict[str, list[float]] = defaultdict(list)
        self.cpu_ms: dict[str, list[float]] = defaultdict(list)

    def wait(self) -> None:
        """Until the record is made."""
        self.queries = self._answer()

    def ask(self) -> None:
        """Every page once."""
        assert self.process.stdin is not None
        self.process.stdin.write("ask\n")
        self.process.stdin.flush()
        for page, (wall, cpu) in self._answer().items():
            self.wall_ms[page].append(1000 * wall)
            self.cpu_ms[page].append(1000 * cpu)

    def end(self) -> None:
        self.process.communicate()
        assert self.process.returncode == 0, self.process.returncode

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"The record of {26 * self.scale:,} commitments ended early; what it said stands above.")
        answer: dict[str, Any] = json.loads(line)
        return answer


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20, method="inclusive")[18]


def report(sites: list[Site]) -> Table:
    table = Table(
        "page", "commitments", "queries", "p50 ms", "p95 ms", "over the smaller", "cpu p95 ms", "over the smaller"
    )
    for page in sites[0].queries:
        first = sites[0]
        for site in sites:
            wall, cpu = p95(site.wall_ms[page]), p95(site.cpu_ms[page])
            table.add_row(
                page, f"{26 * site.scale:,}", str(site.queries[page]), f"{statistics.median(site.wall_ms[page]):.1f}",
                f"{wall:.1f}", f"{wall / p95(first.wall_ms[page]):.2f}", f"{cpu:.1f}", f"{cpu / p95(first.cpu_ms[page]):.2f}",
            )  # fmt: skip
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description="my desk and the workspace at 26 and at 26,000 commitments")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--scales", type=int, nargs="+", default=[1, 1000], help="26 commitments times each")
    options = parser.parse_args()
    with ExitStack() as folders:
        sites = [
            Site(scale, folders.enter_context(tempfile.TemporaryDirectory(prefix="entente-desk-")))
            for scale in options.scales
        ]
        for site in sites:
            site.wait()
        for _ in range(options.rounds):
            for site in sites:
                site.ask()
        for site in sites:
            site.end()
        Console(width=120).print(report(sites))


if __name__ == "__main__":
    main()
