"""Pages of a PostgreSQL record with 1, 2 and 4 web workers, beside bare views: `python -m tests.benchmarks.bench_workers`.

The bare server (`bare_urls`) has as many workers and the same database and queries.  Both are asked in turn.  "Growth" is our
rate over our rate with one worker.  The load generator and PostgreSQL run on the same machine, so that a machine of two
processors shows where growth ends, not how far it would go.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests import postgres
from tests.benchmarks.bench_pages import PAGES, Measured
from tests.benchmarks.servers import Server, Site, made, serving

WORKERS = (1, 2, 4)
COLUMNS = (
    "page", "workers", "/s", "growth", "p50 ms", "p99 ms", "cpu ms", "bare /s", "growth", "p50 ms", "p99 ms", "cpu ms",
    "share by cpu",
)  # fmt: skip


def measured(servers: list[Server], path: str, rounds: int, seconds: float, connections: int) -> list[Measured]:
    for server in servers:
        server.load(path, connections=connections, seconds=0.5)
    turns = [[server.load(path, connections=connections, seconds=seconds) for server in servers] for _ in range(rounds)]
    return [Measured(list(loads)) for loads in zip(*turns, strict=True)]


def fill(table: Table, site: Site, options: argparse.Namespace) -> None:
    first: dict[str, list[float]] = {}
    for workers in WORKERS:
        with ExitStack() as stack:
            servers = [
                stack.enter_context(serving(site, settings, options.port + at, workers=workers))
                for at, settings in enumerate(("site_settings", "bare_settings"))
            ]
            for page, path in PAGES.items():
                both = measured(servers, path, options.rounds, options.seconds, options.connections)
                rates = [statistics.median(one.rates) for one in both]
                grown = [now / then for now, then in zip(rates, first.setdefault(page, rates), strict=True)]
                cells = [[one.cells()[0], f"{by:.2f}", *one.cells()[1:]] for one, by in zip(both, grown, strict=True)]
                table.add_row(page, str(workers), *cells[0], *cells[1], f"{both[1].cpu_ms / both[0].cpu_ms:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="pages under load with 1, 2 and 4 workers on PostgreSQL")
    parser.add_argument("--scale", type=int, default=1, help="26 commitments times this")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each load")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--port", type=int, default=8170)
    options = parser.parse_args()
    with postgres.server(is_durable=True) as address, tempfile.TemporaryDirectory(prefix="entente-bench-") as folder:
        site = made(Path(folder), options.scale, address)
        size = f"{26 * options.scale:,} commitments on PostgreSQL"
        title = f"{size}, {options.connections} connections, {os.cpu_count()} processors"
        table = Table(*COLUMNS, title=title)
        fill(table, site, options)
        Console(width=160).print(table)


if __name__ == "__main__":
    main()
