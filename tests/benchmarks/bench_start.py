"""How long set-up takes: `python -m tests.benchmarks.bench_start`.  Uses the environment and assets of this folder.

A first start with an empty var folder, a second start, both until the server answers; and the command alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.launch.runs import ROOT, free_port, settings, started

SECOND_START_SECONDS_MAX = 5.0
"""The promise of the README."""

REPEATS = 3


def seconds_until_ready(var: Path) -> float:
    begun = time.monotonic()
    with started(var, free_port()):
        return time.monotonic() - begun


def seconds_of_command(var: Path, *arguments: str) -> float:
    begun = time.monotonic()
    subprocess.run([ROOT / ".venv" / "bin" / "entente", *arguments], env=settings(var), check=True, capture_output=True)
    return time.monotonic() - begun


def main() -> int:
    table = Table("what", "seconds", title="Start")
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder) / "var"
        table.add_row("first start, empty record, packages and assets there", f"{seconds_until_ready(var):.1f}")
        second = min(seconds_until_ready(var) for _ in range(REPEATS))
        table.add_row(f"second start, best of {REPEATS} (at most {SECOND_START_SECONDS_MAX:.0f})", f"{second:.1f}")
        table.add_row("entente --version", f"{seconds_of_command(var, '--version'):.2f}")
        table.add_row("entente plan list", f"{seconds_of_command(var, 'plan', 'list'):.2f}")
    Console().print(table)
    return int(second > SECOND_START_SECONDS_MAX)


if __name__ == "__main__":
    sys.exit(main())
