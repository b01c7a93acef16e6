"""Feeds and digests: `python -m tests.benchmarks.bench_following [--followers 2000]`.

A feed of a hundred entries, read from the record and written, beside Django's own Atom writer with the same facts in the same
run; what an answer costs, whole and when there is nothing new; and the morning digest of so many followers in three
languages, handed to a server in memory, so that what is measured is ours.  Milliseconds of the processor, best of five rounds.
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


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--followers", type=int, default=2000)
    followers = asked.parse_args().followers
    found = _in_process(followers)
    table = Table("what", "ms of the processor", "a second", "beside", title="following")
    for name, words in (
        ("built", "a feed’s hundred entries read from the record"),
        ("atom", "written as Atom"),
        ("django", "the same by Django’s Atom1Feed"),
        ("json", "written as JSON Feed"),
        ("whole", "a whole answer, nothing kept"),
        ("again", "“nothing new” (304)"),
    ):
        ratio = f"{found['django'] / found[name]:.1f} x Django’s writer" if name in {"atom", "json"} else ""
        table.add_row(words, f"{found[name]:.2f}", f"{1000 / found[name]:,.0f}", ratio)
    per = found["mail_cpu"] / followers * 1000
    table.add_row(f"a digest, of {followers:,}", f"{per:.2f}", f"{1000 / per:,.0f}", f"{found['turns']:.0f} turns")
    Console(width=120).print(table)
    print(
        f"Atom: {found['atom_bytes']:,.0f} bytes, Django’s {found['django_bytes']:,.0f}; "
        f"all digests: {found['mail_wall']:.1f} s of the clock"
    )


def _in_process(followers: int) -> dict[str, float]:
    """On a record of its own, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"ENTENTE_VAR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "tests.benchmarks.site_settings"}
        line = [sys.executable, "-m", "tests.benchmarks.telling", str(followers)]
        ended = subprocess.run(line, env={**os.environ, **own}, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    main()
