"""The public site as files, beside Django's own way to ask for a page: `python -m tests.benchmarks.bench_publish`.

Both make the same pages of the same record, in turn: a publication by `site_files`, and Django's test client asking for every
address that it wrote (what django-distill does, before it writes files).  Answers are pages, lists and letters; "share" is the
client's processor time over ours, files, hashes, log and swap included.  "again" is a publication after one new piece of
evidence on one promise, as a share of the processor time of the full one.  Memory is the process's highest after the full
publication; "kB/answer" how much of it came with each answer after the first fifth: flat is 0.  How far it is stands on stderr.

`--kinds` measures instead what a change of each kind costs: the command `entente publish`, which makes all pages itself, for the
whole record and then after each change (`tests/benchmarks/changes.py`).  Its start (`--help`) is in the seconds and told apart.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

SETTINGS = "tests.benchmarks.site_settings"
RECORD = "entente.sqlite3"
SCALES = (1, 20)
"""26 and 520 commitments."""
PUBLISH = (sys.executable, "-m", "entente", "publish")
KINDS = (
    "first status of a side",
    "second status of a side",
    "update without a status",
    "evidence on a promise that had none",
    "evidence on a promise that had some",
    "a reading of evidence",
    "nothing",
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--scale", type=int, action="append", help="how many times 26 commitments; 1 and 20 when left out"
    )
    asked.add_argument("--alone", action="store_true", help="without Django's test client, which takes longest")
    asked.add_argument("--record", help="folder with a record of that scale (`making_sites record`), which is copied")
    asked.add_argument("--kinds", action="store_true", help="what a change of each kind costs")
    options = asked.parse_args()
    if options.kinds:
        for scale in options.scale or SCALES:
            _measure_kinds(scale)
        return
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


def _measure_kinds(scale: int) -> None:
    table = Table(
        "what",
        "s",
        "without the start",
        "of a full one",
        "without the start",
        "files anew",
        "of",
        title=f"{26 * scale:,}",
    )
    with tempfile.TemporaryDirectory() as folder:
        own = {**os.environ, "ENTENTE_VAR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": SETTINGS}
        own["ENTENTE_SECRET_KEY"] = secrets.token_hex(32)  # the same for all: it opens the record's key
        changed = (sys.executable, "-m", "tests.benchmarks.changes")
        published = (*PUBLISH, f"{folder}/site", "--processes", "1", "--address", "https://record.example", "--json")
        _spent((*changed, "load", str(scale)), own)
        start, _told = min(_spent((*PUBLISH, "--help"), own) for _time in range(3))
        full = 0.0
        for what in ("the whole record", *KINDS):
            if full:
                _spent((*changed, what), own)
            cpu, told = _spent(published, own)
            full = full or cpu
            made = json.loads(told)
            shares = (f"{cpu / full:.1%}", f"{(cpu - start) / (full - start):.1%}")
            table.add_row(
                what, f"{cpu:,.1f}", f"{cpu - start:,.1f}", *shares, f"{made['fresh']:,}", f"{made['files']:,}"
            )
            print(what, f"{cpu:,.2f}", file=sys.stderr, flush=True)
    Console(width=150).print(table)


def _spent(command: Sequence[str], own: Mapping[str, str]) -> tuple[float, str]:
    """Seconds of processor that a command took in all, and what it said."""
    with subprocess.Popen(command, env=own, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        told = running.stdout.read()
        _pid, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return used.ru_utime + used.ru_stime, told


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
