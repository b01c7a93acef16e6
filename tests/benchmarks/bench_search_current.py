"""Keeping the search current: `python -m tests.benchmarks.bench_search_current`.

One new piece of evidence, beside its plan gathered whole and all of it made anew, in the same run on the same record; seconds by
the clock and of processor of the process, and how many documents were written.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.site_settings"
os.environ |= {"DATABASE_URL": "", "ENTENTE_VAR": tempfile.mkdtemp()}

from rich.console import Console
from rich.table import Table

from tests.benchmarks import publishing as made

# isort: split
from django.db import transaction

from entente.foundation.ledger import commands as ledger
from entente.surfaces.search import building

SCALE = 20
"""Times 26 commitments."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scale", type=int, default=SCALE, help="how many times 26 commitments")
    scale = asked.parse_args().scale
    table = Table("what", "s by the clock", "s of processor", "documents", title=f"{26 * scale} commitments")
    for name, act in _acts(scale):
        table.add_row(name, *_timed(act))
    Console(width=110).print(table)


def _acts(scale: int) -> Iterator[tuple[str, Callable[[], int]]]:
    made.call_command("migrate", verbosity=0)
    made.load_package(made.invented_plan(scale), by=made.SYSTEM, at=made.timezone.now())
    ledger.seal()
    at = made.timezone.now() + made.MINUTE
    yield "all of it anew", lambda: _rebuilt(at)
    for number in (1, 2):
        made.add_evidence(at, f"seen-{number}")
        yield f"one new piece of evidence ({number})", lambda: building.bring_up_to_date(as_of=at + made.MINUTE)
    with transaction.atomic():
        ledger.record(made.SYSTEM, "plan.edit", "invented-plan", at=at)
    ledger.seal()
    yield "nothing new, the plan gathered whole", lambda: building.bring_up_to_date(as_of=at + made.MINUTE)
    yield "a look at the log, in which is nothing new", lambda: building.bring_up_to_date(as_of=at + made.MINUTE)


def _rebuilt(at: datetime) -> int:
    return sum(building.rebuild(as_of=at, report=lambda _done, _total: None).indexes.values())


def _timed(act: Callable[[], int]) -> tuple[str, str, str]:
    began, cpu = time.perf_counter(), time.process_time()
    number = act()
    return f"{time.perf_counter() - began:.2f}", f"{time.process_time() - cpu:.2f}", f"{number:,}"


if __name__ == "__main__":
    main()
