"""One record of so many promises, published and asked for in turn."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from entente.foundation.common.actors import SYSTEM  # noqa: E402
from entente.foundation.ledger import commands as ledger  # noqa: E402
from entente.surfaces.intake.demonstration.loading import load_demonstration  # noqa: E402
from entente.surfaces.publish.publication import publish  # noqa: E402


def measured(scale: int) -> dict[str, float]:
    """pages: HTML files; files, bytes: all; start, peak: MB of memory before and after the publication."""
    call_command("migrate", verbosity=0)
    load_demonstration(scale, at=timezone.now())
    ledger.seal()
    settings.ALLOWED_HOSTS = ["testserver"]
    out, at = Path(settings.ENV.var) / "site", timezone.now()
    start, began, cpu = peak(), time.perf_counter(), time.process_time()
    published = publish(
        out, by=SYSTEM, as_of=at, at=at, origin="https://record.example", report=lambda done, known: None
    )
    seconds, spent = time.perf_counter() - began, time.process_time() - cpu
    after = peak()
    pages = [path for path in out.rglob("*.html") if path.name == "index.html"]
    client, began, cpu = Client(), time.perf_counter(), time.process_time()
    for page in pages:
        there = page.parent.relative_to(out).as_posix()
        address = "/" if there == "." else f"/{there}/"
        assert client.get(address).status_code == 200, address
    scaled = sum(1 for _ in out.rglob("*.html")) / len(pages)  # lists behind a number have a name of their own
    return {
        "pages": len(pages) * scaled,
        "files": published.files,
        "bytes": published.size_bytes,
        "seconds": seconds,
        "cpu": spent,
        "client_seconds": (time.perf_counter() - began) * scaled,
        "client_cpu": (time.process_time() - cpu) * scaled,
        "start": start,
        "peak": after,
    }


def peak() -> float:
    """The process's highest memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
