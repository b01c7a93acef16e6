"""One record of so many promises, published and asked for in turn: `python -m tests.benchmarks.publishing SCALE`."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from unittest import mock

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from entente.foundation.common.actors import SYSTEM  # noqa: E402
from entente.foundation.ledger import commands as ledger  # noqa: E402
from entente.surfaces.intake.invented import invented_plan  # noqa: E402
from entente.surfaces.intake.load import load_package  # noqa: E402
from entente.surfaces.publish import rendering, site  # noqa: E402
from entente.surfaces.publish.publication import publish  # noqa: E402
from entente.surfaces.publish.rendering import Rendered  # noqa: E402


def measured(scale: int) -> dict[str, float]:
    """answers: pages, lists and letters; pages: HTML alone; start, peak: MB of memory before and after the publication."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_package(invented_plan(scale), by=SYSTEM, at=timezone.now())
    ledger.seal()
    settings.ALLOWED_HOSTS = ["testserver"]
    asked: list[str] = []
    out, at = Path(settings.ENV.var) / "site", timezone.now()
    start, began, cpu = peak(), time.perf_counter(), time.process_time()
    with mock.patch.object(site, "render", _noting(asked)):
        published = publish(out, by=SYSTEM, as_of=at, at=at, origin="https://record.example", report=_silent)
    seconds, spent, after = time.perf_counter() - began, time.process_time() - cpu, peak()
    client, began, cpu = Client(), time.perf_counter(), time.process_time()
    for address in asked:
        client.get(address).close()
    return {
        "answers": len(asked),
        "pages": sum(1 for _ in out.rglob("*.html")),
        "bytes": published.size_bytes,
        "seconds": seconds,
        "cpu": spent,
        "client_seconds": time.perf_counter() - began,
        "client_cpu": time.process_time() - cpu,
        "start": start,
        "peak": after,
    }


def _noting(asked: list[str]) -> Callable[..., Rendered]:
    def render(address: str, *, as_of: datetime, origin: str) -> Rendered:
        asked.append(address)
        return rendering.render(address, as_of=as_of, origin=origin)

    return render


def _silent(done: int, known: int) -> None:
    """Nobody watches."""


def peak() -> float:
    """The process's highest memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
