"""A release of the open data, beside pandas writing the same tables: `python -m tests.benchmarks.bench_opendata`.

Both write the same cells of the same record in one process: a release by `write_release` (queries, three formats, hashes,
description), then pandas, which has the rows in memory and writes each table by to_csv and to_parquet, and one workbook by
to_excel (openpyxl).  "share" is pandas' processor time over ours for the files alone; "reading" is what the queries take.
Memory is the process's highest after the release; pandas comes after it, and its own is beside.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile

from rich.console import Console
from rich.table import Table

SCALES = (1, 100)
"""26 and 2,600 commitments."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--scale", type=int, action="append", help="how many times 26 commitments; 1 and 100 if left out"
    )
    options = asked.parse_args()
    columns = (
        "commitments", "rows", "MB", "release s", "release cpu s", "reading cpu s", "pandas cpu s", "share", "start MB",
        "peak MB", "pandas peak MB",
    )  # fmt: skip
    table = Table(*columns, title="a release beside pandas")
    for scale in options.scale or SCALES:
        with tempfile.TemporaryDirectory() as folder:
            table.add_row(*_cells(scale, _in_process(scale, folder)))
    Console(width=150).print(table)


def _in_process(scale: int, folder: str) -> dict[str, float]:
    """The figures of one scale.  What puts the record on is another process than what releases it: memory starts anew."""
    own = {
        **os.environ,
        "ENTENTE_VAR": folder,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.site_settings",
    }
    command = [sys.executable, "-m", "tests.benchmarks.releasing"]
    subprocess.run([*command, "record", str(scale)], env=own, check=True, stdout=subprocess.DEVNULL)
    ended = subprocess.run([*command, "release"], env=own, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return figures


def _cells(scale: int, found: dict[str, float]) -> list[str]:
    files = found["cpu"] - found["reading_cpu"]
    return [
        f"{26 * scale:,}",
        f"{found['rows']:,.0f}",
        f"{found['bytes'] / 1e6:,.1f}",
        f"{found['seconds']:.1f}",
        f"{found['cpu']:.1f}",
        f"{found['reading_cpu']:.1f}",
        f"{found['pandas_cpu']:.1f}",
        f"{found['pandas_cpu'] / files:.2f}",
        f"{found['start']:,.0f}",
        f"{found['peak']:,.0f}",
        f"{found['pandas_peak']:,.0f}",
    ]


if __name__ == "__main__":
    main()
