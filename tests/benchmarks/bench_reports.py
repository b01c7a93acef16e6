"""The annual report from the record, as tagged PDF: `python -m tests.benchmarks.bench_reports [--times 60]`.

A record of 26 commitments with their evidence, three years of half-yearly updates of both sides (312) and 30 charts.  Each
row is made in a process of its own, so that nothing was set before and kept; the best of three is told.  Beside the tagged
PDF, in the same run and of the same document: the same pages by typst without tags and without a standard, and the Word file
that python-docx writes.  Typst sets in a process of its own: its memory is
told apart.  `--times` repeats the areas, for a report of many pages.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

os.environ.setdefault("ENTENTE_VAR", tempfile.mkdtemp(prefix="entente-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from entente.foundation.common.actors import PUBLIC, SYSTEM  # noqa: E402
from entente.foundation.common.records import Tier  # noqa: E402
from entente.foundation.ledger import commands as ledger  # noqa: E402
from entente.record.delivery.models import Update  # noqa: E402
from entente.record.delivery.words import UpdateStatus  # noqa: E402
from entente.record.plan import queries as plans  # noqa: E402
from entente.surfaces.intake.invented import SLUG, invented_plan  # noqa: E402
from entente.surfaces.intake.load import load_package  # noqa: E402
from entente.surfaces.reports.compose import Choice, compose  # noqa: E402
from entente.surfaces.reports.model import Document, Figure, Section, dumped, loaded, words  # noqa: E402
from entente.surfaces.reports.words import Kind, Reach  # noqa: E402
from entente.surfaces.reports.writers import pdf  # noqa: E402
from entente.surfaces.reports.writers.pdf import pdf_of  # noqa: E402
from entente.surfaces.reports.writers.word import word_of  # noqa: E402

AS_OF = datetime(2026, 11, 29, 12, tzinfo=UTC)
CHARTS, HALF_YEARS, RUNS = 30, 6, 3
SAID = "The working group met, agreed the text of the protocol and sent it to both capitals for signature. " * 3


def record() -> None:
    """26 commitments; of each side an update on each, every half year."""
    call_command("migrate", verbosity=0)
    load_package(invented_plan(1), by=SYSTEM, at=AS_OF - timedelta(days=1200))
    rows = []
    for promise in plans.commitments(PUBLIC, SLUG, as_of=AS_OF):
        for side in ("XNA", "XWE"):
            for number in range(HALF_YEARS):
                at = AS_OF - timedelta(days=182 * number + 1)
                rows.append(_update(promise.ref, side, len(rows) + 1, at))
    Update.objects.bulk_create(rows)
    ledger.seal()


def _update(ref: str, side: str, number: int, at: datetime) -> Update:
    return Update(
        owner=side, tier=Tier.PUBLIC, plan=SLUG, commitment=ref, number=number, as_of_on=at.date(), made_at=at,
        done={"en": SAID}, next_step={"en": SAID[:90]}, status=UpdateStatus.PUBLISHED, written_by="office/desk",
        changed_at=at, published_at=at, public_at=at, is_announced=True,
    )  # fmt: skip


def document() -> Document:
    """The annual report over three years, filled up to 30 charts with those that it has."""
    from entente.surfaces.reports import compose as composing  # noqa: PLC0415

    composing.DAYS = {**composing.DAYS, Kind.ANNUAL: 1200}
    made = compose(Choice(Kind.ANNUAL, SLUG, "en", Reach.PUBLIC), by=PUBLIC, as_of=AS_OF)
    figures = [block for section in made.walk() for block in section.blocks if isinstance(block, Figure)]
    more = tuple(replace(figures[at % len(figures)], title=f"Chart {at}") for at in range(CHARTS - len(figures)))
    return replace(made, sections=(*made.sections, Section("more", words("More charts"), more)))


def untagged(made: Document) -> bytes:
    (written,) = pdf.typeset(made, b"", format="pdf", pdf_tags=False)
    return written


FORMS: dict[str, Callable[[Document], bytes]] = {
    "tagged PDF (PDF/UA-1)": pdf_of,
    "typst without tags": untagged,
    "Word (python-docx)": word_of,
}


def once(name: str, times: int) -> dict[str, Any]:
    """One form, in this process.  times: how often the areas are repeated."""
    wall, processor = time.perf_counter(), time.process_time()
    made = document()
    composed = time.perf_counter() - wall
    if times > 1:
        areas = made.sections[2].sections
        again = [replace(one, key=f"{one.key}-{at}") for at in range(times) for one in areas]
        sections = (*made.sections[:2], replace(made.sections[2], sections=tuple(again)), *made.sections[3:])
        made = loaded(dumped(replace(made, sections=sections)))
    began = time.perf_counter()
    content = FORMS[name](made)
    return {
        "composed": composed,
        "written": time.perf_counter() - began,
        "cpu": time.process_time() - processor + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime,
        "bytes": len(content),
        "pages": content.count(b"/Type /Page\n") + content.count(b"/Type/Page/"),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "apart": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def apart(name: str, times: int) -> dict[str, Any]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_reports", "--only", name, "--times", str(times)]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return told


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", choices=FORMS)
    asked.add_argument("--times", type=int, default=1)
    options = asked.parse_args()
    if options.only:
        print(json.dumps(once(options.only, options.times)))
        return
    record()
    columns = (
        "form",
        "read and put together, s",
        "written, s",
        "both, s",
        "cpu, s",
        "pages",
        "kB",
        "peak MB",
        "apart MB",
    )
    table = Table(*columns, title=f"the annual report, areas repeated {options.times} times")
    for name in FORMS:
        best = min(
            (apart(name, options.times) for _ in range(RUNS if options.times == 1 else 1)), key=lambda one: one["cpu"]
        )
        times = [best["composed"], best["written"], best["composed"] + best["written"], best["cpu"]]
        table.add_row(
            name,
            *(f"{one:.2f}" for one in times),
            f"{best['pages']}",
            f"{best['bytes'] // 1024}",
            f"{best['peak']:.0f}",
            f"{best['apart']:.0f}",
        )
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
