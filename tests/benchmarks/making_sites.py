"""The processes of `bench_sites` that need the program: `python -m tests.benchmarks.making_sites ACT NUMBER FOLDER`.

record    load so many times 26 invented promises
publish   the whole publication into a folder: from the database to the swap
pages     the pages of the promises alone, in all languages, written by the publication's own writer and noted nowhere
distil    the same pages by django-distill
small     so many small pages of one template, by Django and the publication's own writer
raw       the same by Python's own formatting and writing: the floor
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from django.utils import timezone, translation  # noqa: E402
from django_distill.renderer import DistillRenderer  # noqa: E402

from entente.foundation.common.actors import PUBLIC, SYSTEM  # noqa: E402
from entente.foundation.common.reading import one_instant  # noqa: E402
from entente.foundation.ledger import commands as ledger  # noqa: E402
from entente.record.plan import queries as plans  # noqa: E402
from entente.surfaces.intake.invented import SLUG, invented_plan  # noqa: E402
from entente.surfaces.intake.load import load_package  # noqa: E402
from entente.surfaces.publish.folder import fresh_site  # noqa: E402
from entente.surfaces.publish.grouping import page_of  # noqa: E402
from entente.surfaces.publish.instants import Instant  # noqa: E402
from entente.surfaces.publish.publication import publish  # noqa: E402
from entente.surfaces.publish.rendering import render  # noqa: E402
from entente.surfaces.publish.together import Together  # noqa: E402
from entente.surfaces.web import files, links  # noqa: E402

from .other_makers import SMALL, small_pages  # noqa: E402

ORIGIN = "https://record.example"


def load(scale: int, _folder: Path) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_package(invented_plan(scale), by=SYSTEM, at=timezone.now())
    ledger.seal()


def publish_all(_number: int, folder: Path) -> None:
    now = timezone.now()
    publish(folder, by=SYSTEM, as_of=now, at=timezone.now(), origin=ORIGIN, report=lambda _done, _known: None)


def write_pages(_number: int, folder: Path) -> None:
    now = timezone.now()
    instant = Instant.of(now.astimezone(UTC))
    with fresh_site(folder, now) as site, one_instant():
        together, to_make = Together(), list(addresses(now))
        for at, address in enumerate(to_make):
            together.before(map(page_of, to_make[at :: len(links.languages())]))
            site.write(files.file_of(address), render(address, as_of=instant, origin=ORIGIN).content)


def addresses(as_of: datetime) -> Iterator[str]:
    """Each promise in all languages, as the publication makes them."""
    for promise in plans.commitments(PUBLIC, SLUG, as_of=as_of):
        for tag, _name in links.languages():
            yield links.href("commitment", tag, plan=SLUG, number=promise.number)


def distil(_number: int, folder: Path) -> None:
    assert get_resolver().url_patterns  # it lists what the addresses have registered
    with translation.override("en"), DistillRenderer() as renderer:
        renderer.render_to_directory(str(folder))


def write_small(number: int, folder: Path) -> None:
    template = engines["django"].from_string(SMALL.format(title="{{ title }}", words="{{ words|safe }}"))
    with fresh_site(folder, timezone.now()) as site:
        for name, title, words in small_pages(number):
            site.write(f"{name}/index.html", template.render({"title": title, "words": words}).encode())


def write_raw(number: int, folder: Path) -> None:
    for name, title, words in small_pages(number):
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_bytes(SMALL.format(title=title, words=words).encode())


ACTS = {
    "record": load,
    "publish": publish_all,
    "pages": write_pages,
    "distil": distil,
    "small": write_small,
    "raw": write_raw,
}

if __name__ == "__main__":
    ACTS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
