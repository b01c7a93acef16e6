"""The processes of `bench_sites` that need the program: `python -m tests.benchmarks.making_sites ACT NUMBER FOLDER`.

record    load so many times 26 invented promises
publish   the whole publication into a folder, by so many processes: from the database to the swap; 0: as `entente publish`
pages     the pages of the promises alone, in all languages, made and written as in a publication and noted nowhere; the same
distil    the same pages by django-distill
data      the same pages into `ours`; sources of Hugo and Eleventy that make them from data; what our templates were `handed`
handed    the same pages by our templates alone, from what they were handed, which lies in `data` beside the folder
small     so many small pages of one template, by Django and the publication's own writer
raw       the same by Python's own formatting and writing: the floor
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.template import Context, engines  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import get_resolver, resolve  # noqa: E402
from django.utils import timezone, translation  # noqa: E402
from django_distill.renderer import DistillRenderer  # noqa: E402

from entente.foundation.common.actors import PUBLIC, SYSTEM  # noqa: E402
from entente.foundation.common.shared_instant import offered_instant  # noqa: E402
from entente.foundation.ledger import commands as ledger  # noqa: E402
from entente.record.plan import queries as plans  # noqa: E402
from entente.surfaces.intake.invented import SLUG, invented_plan  # noqa: E402
from entente.surfaces.intake.load import load_package  # noqa: E402
from entente.surfaces.publish.folder import fresh_site  # noqa: E402
from entente.surfaces.publish.grouping import ADDRESSES  # noqa: E402
from entente.surfaces.publish.hands import hands, processes_wanted  # noqa: E402
from entente.surfaces.publish.instants import Instant  # noqa: E402
from entente.surfaces.publish.memory import loaded_program_apart  # noqa: E402
from entente.surfaces.publish.parts import Sight  # noqa: E402
from entente.surfaces.publish.publication import publish  # noqa: E402
from entente.surfaces.publish.rendering import REQUESTS  # noqa: E402
from entente.surfaces.web import files, links  # noqa: E402

from .data_sites import EleventySource, HugoSource, PagesAsData  # noqa: E402
from .other_makers import SMALL, small_pages  # noqa: E402
from .recorded import TEMPLATE  # noqa: E402

ORIGIN = "https://record.example"


def load(scale: int, _folder: Path) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_package(invented_plan(scale), by=SYSTEM, at=timezone.now())
    ledger.seal()


def publish_all(processes: int, folder: Path) -> None:
    now, at = timezone.now(), timezone.now()
    publish(folder, by=SYSTEM, as_of=now, at=at, origin=ORIGIN, report=lambda *_told: None, processes=processes)


def write_pages(processes: int, folder: Path) -> None:
    now = timezone.now()
    sight, many = Sight(Instant.of(now.astimezone(UTC)), ORIGIN), processes or processes_wanted()
    with (
        fresh_site(folder, now) as site,
        offered_instant() as offer,
        loaded_program_apart(),
        hands(sight, offer, None, processes=many) as makers,
    ):
        for named in _addresses(now):
            makers.give([(files.file_of(address), address) for _tag, address in named])
        while pages := makers.take():
            for page in pages:
                site.write(page.file, page.rendered.content)


def _addresses(now: datetime) -> Iterator[list[tuple[str, str]]]:
    """(language, address) of the page of each promise."""
    tags = [tag for tag, _name in links.languages()]
    for promise in plans.commitments(PUBLIC, SLUG, as_of=now):
        yield [(tag, links.href("commitment", tag, plan=SLUG, number=promise.number)) for tag in tags]


def distil(_number: int, folder: Path) -> None:
    assert get_resolver().url_patterns  # it lists what the addresses have registered
    with translation.override("en"), DistillRenderer() as renderer:
        renderer.render_to_directory(str(folder))


def write_data(_number: int, folder: Path) -> None:
    now, data = timezone.now(), PagesAsData(folder / "values")
    setup_test_environment()  # templates tell what they are handed
    with fresh_site(folder / "ours", now) as site:
        pages = chain.from_iterable(_addresses(now))
        for page in data.made(pages, as_of=now.astimezone(UTC), origin=ORIGIN):
            site.write(page.name, page.content)
            handed = folder / "handed" / f"{page.name}.pickle"
            handed.parent.mkdir(parents=True)
            handed.write_bytes(pickle.dumps((page.language, page.address, page.handed)))
    data.add_to([HugoSource(folder / "hugo"), EleventySource(folder / "eleventy")])


def write_from_data(_number: int, folder: Path) -> None:
    template = get_template(TEMPLATE).template
    with loaded_program_apart(), fresh_site(folder, timezone.now()) as site:
        for path in sorted((folder.parent / "data" / "handed").rglob("*.pickle")):
            tag, address, handed = pickle.loads(path.read_bytes())  # written by `write_data`
            request = REQUESTS.get(address)
            request.resolver_match = resolve(address, ADDRESSES)
            with translation.override(tag), files.written(address, origin=ORIGIN):
                html = template.render(Context({**handed, "request": request}))
            site.write(files.file_of(address), html.encode())


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
    "data": write_data,
    "handed": write_from_data,
    "small": write_small,
    "raw": write_raw,
}

if __name__ == "__main__":
    ACTS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
