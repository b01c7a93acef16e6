"""Pages under load beside bare views with the same queries: `python -m tests.benchmarks.bench_pages`.

Two granian servers of one worker each on the same database: ours as in production, and the bare one of `bare_urls`.
They are asked in turn, a second or two each, so that both see the same machine.  "Rate" is the median over the rounds;
"share" is ours over bare, once by answers a second and once by processor time an answer, which a busy machine disturbs less.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.servers import PLAN, Load, Server, made, serving

PAGES = {
    "commitment page": f"/en/plans/{PLAN}/commitments/2.1/",
    "list page, 50 a page": f"/en/plans/{PLAN}/commitments/",
    "overview": f"/en/plans/{PLAN}/overview/",
    "list as JSON, 100 a page": f"/api/v1/plans/{PLAN}/commitments",
    "whole plan as JSON": f"/api/v1/plans/{PLAN}",
}
CONNECTIONS = (1, 8)
TARGET, AIM = 0.5, 0.8
COLUMNS = (
    "page", "conn.", "kB", "/s", "p50 ms", "p99 ms", "cpu ms", "bare /s", "p50 ms", "p99 ms", "cpu ms",
    "share by rate", "share by cpu", "",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """Several loads of one page on one server."""

    loads: list[Load]

    @property
    def rates(self) -> list[float]:
        return [len(load.taken) / load.spent for load in self.loads]

    @property
    def cpu_ms(self) -> float:
        return 1000 * sum(load.cpu for load in self.loads) / sum(len(load.taken) for load in self.loads)

    def percentile_ms(self, share: float) -> float:
        taken = sorted(one for load in self.loads for one in load.taken)
        return 1000 * taken[min(len(taken) - 1, int(share * len(taken)))]

    def cells(self) -> list[str]:
        numbers = (self.percentile_ms(0.5), self.percentile_ms(0.99), self.cpu_ms)
        return [f"{statistics.median(self.rates):,.0f}", *(f"{number:,.1f}" for number in numbers)]


def row(page: str, connections: int, ours: Measured, bare: Measured) -> list[str]:
    by_rate = statistics.median(mine / theirs for mine, theirs in zip(ours.rates, bare.rates, strict=True))
    by_cpu = bare.cpu_ms / ours.cpu_ms
    verdict = "aim" if by_rate >= AIM else "target" if by_rate >= TARGET else "SHORT"
    size = f"{ours.loads[0].size / 1000:,.0f}"
    return [page, str(connections), size, *ours.cells(), *bare.cells(), f"{by_rate:.2f}", f"{by_cpu:.2f}", verdict]


def rows(ours: Server, bare: Server, rounds: int, seconds: float) -> Iterator[list[str]]:
    for page, path in PAGES.items():
        for server in (ours, bare):
            server.load(path, connections=1, seconds=0.5)
        for connections in CONNECTIONS:
            pairs = [
                [server.load(path, connections=connections, seconds=seconds) for server in (ours, bare)]
                for _ in range(rounds)
            ]
            yield row(page, connections, Measured([pair[0] for pair in pairs]), Measured([pair[1] for pair in pairs]))


def main() -> None:
    parser = argparse.ArgumentParser(description="pages under load beside bare views with the same queries")
    parser.add_argument("--scales", type=int, nargs="+", default=[1, 100], help="26 commitments times each")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.5, help="of each load")
    parser.add_argument("--port", type=int, default=8160)
    options = parser.parse_args()
    console = Console(width=170)
    with tempfile.TemporaryDirectory(prefix="entente-bench-") as folder:
        for scale in options.scales:
            site = made(Path(folder), scale)
            with ExitStack() as stack:
                ours = stack.enter_context(serving(site, "site_settings", options.port))
                bare = stack.enter_context(serving(site, "bare_settings", options.port + 1))
                title = (
                    f"{26 * scale:,} commitments; first answer {ours.seconds_to_first:.1f} s after the server's start"
                )
                table = Table(*COLUMNS, title=title)
                for cells in rows(ours, bare, options.rounds, options.seconds):
                    table.add_row(*cells)
            console.print(table)


if __name__ == "__main__":
    main()
