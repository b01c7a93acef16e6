"""One record of so many promises, published and asked for in turn: `python -m tests.benchmarks.publishing SCALE [alone]`."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

import django
import psutil

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from entente.foundation.common.actors import SYSTEM  # noqa: E402
from entente.foundation.common.records import Tier  # noqa: E402
from entente.foundation.ledger import commands as ledger  # noqa: E402
from entente.foundation.sources import commands as sources  # noqa: E402
from entente.foundation.sources.commands import DocumentFacts  # noqa: E402
from entente.foundation.sources.queries import Side  # noqa: E402
from entente.foundation.texts.queries import WordingStatus  # noqa: E402
from entente.record.plan import queries as plans  # noqa: E402
from entente.record.verification.commands import ClaimFacts, make_claim  # noqa: E402
from entente.record.verification.words import Support  # noqa: E402
from entente.surfaces.intake.invented import invented_plan  # noqa: E402
from entente.surfaces.intake.load import load_package  # noqa: E402
from entente.surfaces.publish import making, rendering  # noqa: E402
from entente.surfaces.publish.publication import Published, publish  # noqa: E402
from entente.surfaces.publish.rendering import Rendered  # noqa: E402

TOLD_EVERY = 5
"""Seconds between two lines that tell how far it is."""
ORIGIN = "https://record.example"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def measured(scale: int, *, is_alone: bool) -> dict[str, float]:
    """The figures of one scale, one process alone making the pages.

    answers: pages, lists, letters and feeds; pages: HTML alone; start, peak: MB of memory before and after the publication;
    growth: kB of memory for each answer, from a fifth of the way to its end; again: a publication after one new piece of
    evidence on one promise; fresh: files it made anew; client: Django's test client for the same addresses (0 when left out)
    """
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if not plans.visible_slugs(SYSTEM, as_of=timezone.now()):
        tell(f"{26 * scale:,} promises are loaded")
        load_package(invented_plan(scale), by=SYSTEM, at=timezone.now())
        ledger.seal()
    settings.ALLOWED_HOSTS = ["testserver"]
    asked: list[str] = []
    memory: list[float] = []
    out, at, start = Path(settings.ENV.var) / "site", timezone.now(), peak()
    with mock.patch.object(making, "render", _noting(asked)):
        published, full = _publish(out, at, _telling("published", memory))
    after, fifth = peak(), len(memory) // 5
    add_evidence(at + MINUTE)
    tell(
        f"{published.files:,} files in {full.cpu:,.1f} s of processor, {after:,.0f} MB at the most; published once more"
    )
    again, partly = _publish(out, at + 2 * MINUTE, _telling("published again", []))
    return {
        "answers": len(asked),
        "pages": sum(1 for _ in out.rglob("*.html")),
        "bytes": published.size_bytes,
        "seconds": full.seconds,
        "cpu": full.cpu,
        "again_seconds": partly.seconds,
        "again_cpu": partly.cpu,
        "fresh": again.fresh,
        "start": start,
        "peak": after,
        "growth": 1024 * (memory[-1] - memory[fifth]) / (len(memory) - fifth),
        **(_asked_for(asked) if not is_alone else {"client_seconds": 0, "client_cpu": 0}),
    }


@dataclass(frozen=True, slots=True)
class Spent:
    """Time on the wall's clock and the processor's."""

    seconds: float
    cpu: float


def _publish(out: Path, at: datetime, report: Callable[[int, int], None]) -> tuple[Published, Spent]:
    began, cpu = time.perf_counter(), time.process_time()
    with mock.patch.object(timezone, "now", return_value=at):
        made = publish(out, by=SYSTEM, as_of=at, at=at + SECOND, origin=ORIGIN, report=report, processes=1)
    return made, Spent(time.perf_counter() - began, time.process_time() - cpu)


def tell(said: str) -> None:
    """How far it is, for who waits: on stderr, since the figures go out on stdout."""
    print(f"{time.strftime('%H:%M:%S')}  {said}", file=sys.stderr, flush=True)


def _telling(said: str, memory: list[float]) -> Callable[[int, int], None]:
    """Tells every few seconds how far a publication is, and notes its memory at each file."""
    last = time.monotonic()

    def report(done: int, known: int) -> None:
        nonlocal last
        memory.append(resident())
        if time.monotonic() - last >= TOLD_EVERY:
            last = time.monotonic()
            tell(f"{said}: {done:,} of {known:,} known, {memory[-1]:,.0f} MB")

    return report


def _asked_for(addresses: list[str]) -> dict[str, float]:
    client, began, cpu = Client(), time.perf_counter(), time.process_time()
    for address in addresses:
        client.get(address).close()
    return {"client_seconds": time.perf_counter() - began, "client_cpu": time.process_time() - cpu}


def add_evidence(at: datetime, slug: str = "seen") -> None:
    """What one officer puts on record about one promise."""
    facts = DocumentFacts(slug="page", title={"en": "A page"}, side=Side.THIRD, address="https://example.org/")
    cited = sources.cite(sources.add_document(facts, by=SYSTEM, owner="observer", tier=Tier.PUBLIC), by=SYSTEM)
    said = ClaimFacts(slug, "invented-plan/1.1", Support.ALL, {"en": "It was done."}, "2026-05-02")
    make_claim(said, [cited], by=SYSTEM, owner="observer", at=at, status=WordingStatus.REVIEWED)
    ledger.seal()


def _noting(asked: list[str]) -> Callable[..., Rendered]:
    def render(address: str, *, as_of: datetime, origin: str) -> Rendered:
        asked.append(address)
        return rendering.render(address, as_of=as_of, origin=origin)

    return render


def peak() -> float:
    """The process's highest memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident() -> float:
    """The process's memory now, in MB."""
    return psutil.Process().memory_info().rss / 1024**2


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), is_alone="alone" in sys.argv)))
