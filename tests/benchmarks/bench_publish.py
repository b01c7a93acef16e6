"""The public site as files, beside Django's own way to ask for a page: `python -m tests.benchmarks.bench_publish`.

Both make the same pages of the same record, in turn: a publication by `site_files`, and Django's test client asking for every
address that it wrote (what django-distill does, before it writes files).  Answers are pages, lists and letters; "share" is the
client's processor time over ours, files, hashes, log and swap included.  "again" is a publication after one new piece of
evidence on one promise, as a share of the processor time of the full one.  Memory is the process's highest after the full
publication; "kB/answer" how much of it came with each answer after the first fifth: flat is 0.  How far it is stands on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

SETTINGS = "tests.benchmarks.site_settings"
RECORD = "entente.sqlite3"
SCALES = (1, 20)
"""26 and 520 commitments."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--scale", type=int, action="append", help="how many times 26 commitments; 1 and 20 when left out"
    )
    asked.add_argument("--alone", action="store_true", help="without Django's test client, which takes longest")
    asked.add_argument("--record", help="folder with a record of that scale (`making_sites record`), which is copied")
    options = asked.parse_args()
    columns = (
        "commitments",
        "answers",
        "pages of them",
        "MB",
        "answers/s",
        "client's/s",
        "share by cpu",
        "again, share",
        "files anew",
        "peak MB",
        "of it start",
        "kB/answer",
    )
    table = Table(*columns, title="published beside asked for")
    for scale in options.scale or SCALES:
        with tempfile.TemporaryDirectory() as folder:
            if options.record:
                shutil.copy(Path(options.record) / RECORD, folder)
            table.add_row(str(26 * scale), *_cells(_in_process(scale, folder, is_alone=options.alone)))
    Console(width=150).print(table)


def _in_process(scale: int, folder: str, *, is_alone: bool) -> dict[str, float]:
    """The figures of one scale, from a process of its own: memory starts anew."""
    command = [sys.executable, "-m", "tests.benchmarks.publishing", str(scale), *(["alone"] if is_alone else [])]
    own = {**os.environ, "ENTENTE_VAR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": SETTINGS}
    ended = subprocess.run(command, env=own, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return figures


def _cells(found: dict[str, float]) -> list[str]:
    return [
        f"{found['answers']:,.0f}",
        f"{found['pages']:,.0f}",
        f"{found['bytes'] / 1e6:,.1f}",
        f"{found['answers'] / found['seconds']:,.1f}",
        f"{found['answers'] / found['client_seconds']:,.1f}" if found["client_seconds"] else "",
        f"{found['client_cpu'] / found['cpu']:.2f}" if found["client_cpu"] else "",
        f"{found['again_cpu'] / found['cpu']:.2%} ({found['again_cpu']:.1f} s)",
        f"{found['fresh']:,.0f}",
        f"{found['peak']:,.0f}",
        f"{found['start']:,.0f}",
        f"{found['growth']:.1f}",
    ]


if __name__ == "__main__":
    main()
