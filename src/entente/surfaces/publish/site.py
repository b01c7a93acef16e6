"""All files of the site: what every page leads to, from the choice of a language on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from entente.foundation.common import notes
from entente.surfaces.web import files, links

from . import memory, parts
from .folder import Site
from .parts import Sight, SiteFile
from .rendering import render, render_missing
from .together import AHEAD, Together
from .trace import KeptFile, Trace
from .words import PublicationRefused

STARTS = ("/", "/robots.txt", "/sitemap.xml")
"""Where the walk begins; everything else is reached from there."""

Report = Callable[[int, int], None]
"""report(done, known): so many files are written, so many are known of."""


@dataclass(slots=True)
class Made:
    """What came of the walk.

    fresh    files that were made anew; the others are those of the old site
    missing  files whose page the public does not find, though another page leads to it
    """

    size_bytes: int = 0
    fresh: int = 0
    missing: list[str] = field(default_factory=list)


def write_site(site: Site, trace: Trace, *, sight: Sight, report: Report) -> Made:
    """Write every file but the ledger's: what the trace knows to be unchanged is taken over, the rest is made.

    A page is written because another leads to it, so no link of the folder leads nowhere and nothing is listed twice.
    A page is made in all languages one after the other: what it reads is read once.
    """
    walk, starts = _Walk(site, trace, sight), [trace.web.place(files.file_of(address), address) for address in STARTS]
    trace.take_over(site.holds, walk.keep)
    waiting, done = _Waiting(trace), len(site.manifest)
    kept = done
    waiting.add([*starts, *trace.web.to_make()])
    together = Together()
    while waiting:
        together.before(waiting.pages())
        waiting.add(walk.page(*waiting.take()))
        done += 1
        report(done, kept + len(waiting.known))
    walk.leave_out(trace.web.unreached(starts))
    for tag in ("", *(tag for tag, _name in links.languages())):
        walk.answer(f"no page {tag}", lambda tag=tag: _missing(tag, sight))  # type: ignore[misc]  # bound now
    for number, part in enumerate(parts.PARTS):
        walk.answer(f"part {number}", lambda part=part: (part(sight), {}, frozenset()))  # type: ignore[misc]
    for file in _assets(trace.assets()):
        walk.write(file)
    return walk.made


Answer = tuple[Iterable[SiteFile], Mapping[str, str], frozenset[str]]
"""Files, what they lead to (file -> address), what of style and script they show."""


class _Walk:
    """The writing of one site."""

    def __init__(self, site: Site, trace: Trace, sight: Sight) -> None:
        self.site, self.trace, self.sight = site, trace, sight
        self.made = Made()
        self._given_back = 0

    def page(self, name: str, address: str) -> Sequence[int]:
        """Write the page at an address; the numbers of what it leads to."""

        def made() -> Answer:
            rendered = render(address, as_of=self.sight.as_of, origin=self.sight.origin)
            return [SiteFile(name, rendered.content, rendered.is_there)], rendered.reached, rendered.assets

        return self.answer(address, made)

    def answer(self, address: str, make: Callable[[], Answer]) -> Sequence[int]:
        if self.trace.web.is_noted(address):
            return ()
        with notes.noting() as noted:
            if self.made.fresh >= self._given_back + memory.AFTER:
                self._given_back = self.made.fresh
                memory.give_back()
            answered, reached, assets = make()
            written = [self.write(file, noted.newest) for file in answered]
        places = [self.trace.web.place(*pair) for pair in reached.items()]
        self.trace.note(address, noted, written, reached=places, assets=assets)
        return places

    def keep(self, file: KeptFile) -> None:
        self.site.keep(file)
        self._count(file.name, file.size, is_there=file.is_there)

    def leave_out(self, gone: Iterable[tuple[str, int]]) -> None:
        """Files of pages that nothing leads to any more."""
        for name, size in gone:
            self.site.leave_out(name)
            self.made.size_bytes -= size
        self.made.missing = [name for name in self.made.missing if name in self.site.manifest]

    def write(self, file: SiteFile, at: datetime | None = None) -> KeptFile:
        at = file.at or at
        self.site.write(file.name, file.content, at)
        self.made.fresh += 1
        self._count(file.name, len(file.content), is_there=file.is_there)
        seconds = int(at.timestamp()) if at else None
        return KeptFile(file.name, self.site.manifest[file.name], len(file.content), seconds, file.is_there)

    def _count(self, name: str, size: int, *, is_there: bool) -> None:
        self.made.size_bytes += size
        if not is_there:
            self.made.missing.append(name)


class _Waiting:
    """What is reached and not made yet: in the order of the first link to a page, in whatever language.

    known  numbers of all places that were ever reached, but for those whose pages stand
    """

    def __init__(self, trace: Trace) -> None:
        self.known = set[int]()
        self._trace = trace
        self._pages: deque[str] = deque()
        self._files: dict[str, deque[tuple[str, str]]] = {}

    def add(self, reached: Sequence[int]) -> None:
        for number in reached:
            if number not in self.known and not self._trace.web.stands(number):
                self.known.add(number)
                name, address, page = self._trace.web.at(number)
                if page not in self._files:
                    self._pages.append(page)
                self._files.setdefault(page, deque()).append((name, address))

    def __bool__(self) -> bool:
        return bool(self._pages)

    def pages(self) -> Iterator[str]:
        """Those that come next."""
        return islice(self._pages, AHEAD)

    def take(self) -> tuple[str, str]:
        group = self._files[self._pages[0]]
        taken = group.popleft()
        if not group:
            del self._files[self._pages.popleft()]
        return taken


def _missing(tag: str, sight: Sight) -> Answer:
    rendered = render_missing(tag, as_of=sight.as_of, origin=sight.origin)
    return [SiteFile(f"{tag}/404.html" if tag else "404.html", rendered.content)], {}, rendered.assets


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
