"""My desk and the workspace beside a bare list of the same rows: `python -m tests.benchmarks.bench_desk`.

In one process, through Django's test client, with nothing between it and the views: as many answers as `--rounds`, the sizes
one after the other, ours and the bare view in turn.  The bare view is Django's own ListView of commitments, 25 a page, with its
own template: what one would write without a desk.  It says nothing of lists, counts or rights.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from rich.console import Console
from rich.table import Table

from tests.benchmarks.desk_site import counted, made, pages


def p95_ms(taken: list[float]) -> float:
    return 1000 * sorted(taken)[max(0, int(0.95 * len(taken)) - 1)]


def measure(rounds: int, scale: int) -> list[tuple[str, int, float, float]]:
    """(page, queries, median ms, p95 ms) in a record of 26 times `scale` promises, half of them with something to do."""
    client = made(scale)
    found = []
    for name, ask in pages(client).items():
        queries, taken = counted(ask), []
        for _ in range(rounds):
            begun = time.perf_counter()
            ask()
            taken.append(time.perf_counter() - begun)
        found.append((name, queries, 1000 * statistics.median(taken), p95_ms(taken)))
    return found


def measured(rounds: int, scale: int) -> list[tuple[str, int, float, float]]:
    """The same in a process and a record of its own."""
    with tempfile.TemporaryDirectory(prefix="entente-desk-") as folder:
        command = [sys.executable, "-m", "tests.benchmarks.bench_desk", "--rounds", str(rounds), "--scale", str(scale)]
        settings = {
            "ENTENTE_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "entente.config.settings",
            "ENTENTE_DEBUG": "false",
        }
        answer = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=True)
        return [tuple(row) for row in json.loads(answer.stdout.splitlines()[-1])]  # type: ignore[misc]


def main() -> None:
    parser = argparse.ArgumentParser(description="my desk and the workspace at 26 and at 26,000 commitments")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--scales", type=int, nargs="+", default=[1, 1000], help="26 commitments times each")
    parser.add_argument("--scale", type=int, default=0, help="measure this one alone, as JSON")
    options = parser.parse_args()
    if options.scale:
        sys.stdout.write(json.dumps(measure(options.rounds, options.scale)) + "\n")
        return
    table = Table("page", "commitments", "queries", "p50 ms", "p95 ms", "p95 over the smaller")
    first: dict[str, float] = {}
    for scale in options.scales:
        for name, queries, median, p95 in measured(options.rounds, scale):
            ratio = p95 / first.setdefault(name, p95)
            table.add_row(name, f"{26 * scale:,}", str(queries), f"{median:.1f}", f"{p95:.1f}", f"{ratio:.2f}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
