"""All files of the site: what every page leads to, from the choice of a language on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve

from entente.surfaces.web import files, links

from . import parts
from .parts import Sight, SiteFile
from .rendering import Rendered, render, render_missing
from .words import PublicationRefused

STARTS = ("/", "/robots.txt", "/sitemap.xml")
"""Where the walk begins; everything else is reached from there."""

Report = Callable[[int, int], None]
"""report(done, known): so many files are written, so many are known of."""


def site_files(*, as_of: datetime, origin: str, report: Report) -> Iterator[SiteFile]:
    """Every file but the ledger's, in an order that depends on nothing but the record.

    A page is written because another leads to it, so no link of the folder leads nowhere and nothing is listed twice.
    A page is made in all languages one after the other: what it reads is read once.
    """
    waiting, known, assets, done = _Waiting(), set[str](), set[str](), 0
    waiting.add({files.file_of(address): address for address in STARTS}, known)
    while (next_one := waiting.take()) is not None:
        name, address = next_one
        rendered = render(address, as_of=as_of, origin=origin)
        yield SiteFile(name, rendered.content, rendered.is_there)
        waiting.add(rendered.reached, known)
        assets |= rendered.assets
        done += 1
        report(done, len(known))
    for name, rendered in _missing(as_of, origin):
        yield SiteFile(name, rendered.content)
        assets |= rendered.assets
    for part in parts.PARTS:
        yield from part(Sight(as_of, origin))
    yield from _assets(assets)


class _Waiting:
    """What is reached and not made yet: in the order of the first link to a page, in whatever language."""

    def __init__(self) -> None:
        self._pages: deque[object] = deque()
        self._files: dict[object, deque[tuple[str, str]]] = {}

    def add(self, reached: Mapping[str, str], known: set[str]) -> None:
        for name, address in reached.items():
            if name not in known:
                known.add(name)
                page = _page_of(address)
                if page not in self._files:
                    self._pages.append(page)
                self._files.setdefault(page, deque()).append((name, address))

    def take(self) -> tuple[str, str] | None:
        if not self._pages:
            return None
        group = self._files[self._pages[0]]
        taken = group.popleft()
        if not group:
            del self._files[self._pages.popleft()]
        return taken


def _page_of(address: str) -> object:
    """What is the same of an address in every language: its page, its keys and its query; the address itself of no page."""
    path, _mark, query = address.partition("?")
    try:
        match = resolve(unquote(path))
    except Resolver404:
        return address
    keys = tuple((key, value) for key, value in match.kwargs.items() if key != "language")
    return (match.url_name, keys, query) if match.url_name in links.PAGES else address


def _missing(as_of: datetime, origin: str) -> Iterator[tuple[str, Rendered]]:
    yield "404.html", render_missing("", as_of=as_of, origin=origin)
    for tag, _name in links.languages():
        yield f"{tag}/404.html", render_missing(tag, as_of=as_of, origin=origin)


def _assets(shown: set[str]) -> Iterator[SiteFile]:
    """The built assets, fonts with their licences among them, and whatever else a page shows."""
    built = Path(settings.ENV.assets)
    found = {path.relative_to(built).as_posix(): path for path in built.rglob("*") if path.is_file()}
    for name in shown - found.keys():
        path = finders.find(name)
        if not isinstance(path, str):
            raise PublicationRefused(f"The pages need “{name}”, which is not built; run `python3 start.py --no-serve`.")
        found[name] = Path(path)
    for name in sorted(found):
        yield SiteFile(files.ASSETS + name, found[name].read_bytes())
