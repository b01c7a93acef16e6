"""Ten thousand attempts on a published log: `python -m tests.benchmarks.attack_ledger [--entries N] [--attempts N] [--seed N]`.

Each attempt changes files on the disk, runs the verifier over the whole folder, and puts them back.  What is saved, and what
is not: every file is read anew each time, and the tree, the signatures, the agreements and the files of the pages are worked
out anew; but the hashes of a tile's 256 entries are taken from the last time when the bytes just read are the very same, which
are compared whole.  `verifier.check_tile` depends on nothing but these bytes.  Every hundredth attempt is also judged by
the published `verify.py` in a process of its own, with nothing saved at all, and must be judged alike.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

FOLDER = tempfile.TemporaryDirectory(prefix="entente-attack-")
os.environ["ENTENTE_VAR"] = FOLDER.name
os.environ["DATABASE_URL"] = ""
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.foundation.ledger.only_the_log"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from entente.foundation.ledger import verifier  # noqa: E402
from tests.foundation.ledger.attacked import make_site  # noqa: E402
from tests.foundation.ledger.attacks import KINDS, Attacker, Attempt, Site, outcome  # noqa: E402
from tests.foundation.ledger.published import witness_key  # noqa: E402

ALONE_EVERY = 100
UNTOUCHED_EVERY = 250
SHOWN = 500


class Remembering:
    """`check_tile`, which answers as last time when it is given the very same bytes."""

    def __init__(self) -> None:
        self.whole = verifier.check_tile
        self.last: dict[int, tuple[tuple[Any, ...], Any]] = {}

    def __call__(self, first: int, *given: Any) -> Any:
        known = self.last.get(first)
        if known is not None and known[0] == given:
            return known[1]
        answer = self.whole(first, *given)
        self.last.setdefault(first, (given, answer))
        return answer


def judged_alone(site: Site, attempt: Attempt) -> bool:
    """Whether the program that lies in the folder (or, where that was touched, the one that lay there) finds it."""
    program, old = Path(FOLDER.name, "verify.py"), Path(FOLDER.name, "old")
    program.write_bytes(site.files["ledger/verify.py"])
    old.write_bytes(site.old)
    given = {
        "nothing": [],
        "old": ["--checkpoint", str(old)],
        "witness": ["--witness", witness_key()[1], "--since", site.since.isoformat()],
    }
    with site.changed(attempt.files):
        done = subprocess.run(
            [sys.executable, "-I", program, site.root, *given[attempt.given]], capture_output=True, check=False
        )
    return done.returncode == 1 and done.stdout.startswith(b"DOES NOT HOLD")


def main() -> int:
    parser = argparse.ArgumentParser(description="attempts on a published log, and how many are found")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--attempts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20261128)
    options = parser.parse_args()
    call_command("migrate", "ledger", verbosity=0)
    site = make_site(Path(FOLDER.name, "site"), options.entries)
    print(
        f"{site.note.size:,} entries, {len(site.files):,} files, {sum(map(len, site.files.values())):,} bytes",
        flush=True,
    )
    verifier.check_tile = Remembering()  # type: ignore[assignment]
    attacker = Attacker(site, options.seed)
    tried, missed, alone, untouched = Counter[str](), list[str](), 0, 0
    began = time.monotonic()
    for number in range(options.attempts):
        if number % UNTOUCHED_EVERY == 0:
            for given in ("nothing", "old", "witness"):
                site.check(given)  # raises when it alarms
                untouched += 1
        attempt = attacker.attempt()
        tried[attempt.kind] += 1
        said = outcome(site, attempt)
        if number % ALONE_EVERY == 0:
            alone += 1
            if judged_alone(site, attempt) is not bool(said):
                missed.append(f"{attempt.kind}: judged otherwise alone: {said or 'all holds'}")
        if not said:
            missed.append(f"{attempt.kind}: {sorted(attempt.files)[:4]}")
        if number % SHOWN == 0:
            print(f"{number:,} attempts, {len(missed)} not found, {time.monotonic() - began:,.0f} s", flush=True)
    table = Table("attempt", "tried", title=f"{options.attempts:,} attempts, seed {options.seed}")
    for kind in KINDS:
        table.add_row(kind, f"{tried[kind]:,}")
    console = Console(width=120)
    console.print(table)
    console.print(
        f"{len(missed)} not found; the untouched folder checked {untouched} times without an alarm; {alone} judged alone too; "
        f"{time.monotonic() - began:,.0f} s"
    )
    for line in missed:
        console.print(line)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
