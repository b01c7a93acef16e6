"""All files of the site: what every page leads to, from the choice of a language on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from entente.foundation.common import notes
from entente.surfaces.web import files, links

from . import memory, parts
from .folder import Site
from .hands import Hands
from .making import Group, MadePage
from .parts import Sight, SiteFile
from .rendering import render_missing
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


def write_site(site: Site, trace: Trace, hands: Hands, *, sight: Sight, report: Report) -> Made:
    """Write every file but the ledger's: what the trace knows to be unchanged is taken over, the rest is made.

    A page is written because another leads to it, so no link of the folder leads nowhere and nothing is listed twice.
    """
    walk = _Walk(site, trace)
    waiting, done = _Waiting(trace), 0
    waiting.add([trace.place(files.file_of(address), address) for address in STARTS])

    def reach(places: Sequence[int]) -> None:
        nonlocal done
        waiting.add(places)
        done += 1
        report(done, len(waiting.known))

    while True:
        while group := waiting.take():
            if to_make := [page for page in group if not walk.is_kept(page[1], reach)]:
                hands.give(to_make)
        if not (pages := hands.take()):
            break
        for page in pages:
            reach(walk.page(page))
    memory.give_back()
    for tag in ("", *(tag for tag, _name in links.languages())):
        walk.answer(f"no page {tag}", lambda tag=tag: _missing(tag, sight))  # type: ignore[misc]  # bound now
    for number, part in enumerate(parts.PARTS):
        walk.answer(f"part {number}", lambda part=part: (part(sight), {}, frozenset()))  # type: ignore[misc]
    for file in _assets(walk.assets):
        walk.write(file)
    walk.made.missing.sort()
    return walk.made


Answer = tuple[Iterable[SiteFile], Mapping[str, str], frozenset[str]]
"""Files, what they lead to (file -> address), what of style and script they show."""


class _Walk:
    """The writing of one site.  assets: what of style and script the pages show, so far."""

    def __init__(self, site: Site, trace: Trace) -> None:
        self.site, self.trace = site, trace
        self.made, self.assets = Made(), set[str]()

    def is_kept(self, address: str, reach: Callable[[Sequence[int]], None]) -> bool:
        """Whether what an address answered last time is taken over; then what it leads to is reached."""
        kept = self.trace.page(address)
        if kept is None or not all(self.site.holds(file) for file in kept.files):
            return False
        self.trace.seen(address)
        for file in kept.files:
            self.site.keep(file)
            self._count(file.name, file.size, is_there=file.is_there)
        if not kept.assets <= self.assets:
            self.assets |= kept.assets
        reach(kept.reached)
        return True

    def page(self, page: MadePage) -> Sequence[int]:
        """Write a page that was made; the numbers of what it leads to."""
        made = page.rendered
        file = SiteFile(page.file, made.content, made.is_there)
        return self._note(page.address, page.noted, [self.write(file, page.noted.newest)], made.reached, made.assets)

    def answer(self, address: str, make: Callable[[], Answer]) -> None:
        """Write what is no page, unless it is kept."""
        if self.is_kept(address, lambda _places: None):
            return
        with notes.noting() as noted:
            answered, reached, assets = make()
            written = [self.write(file, noted.newest) for file in answered]
        self._note(address, noted, written, reached, assets)

    def _note(
        self,
        address: str,
        noted: notes.Notes,
        written: Sequence[KeptFile],
        reached: Mapping[str, str],
        assets: frozenset[str],
    ) -> Sequence[int]:
        places = [self.trace.place(*pair) for pair in reached.items()]
        self.trace.note(address, noted, written, reached=places, assets=assets)
        self.assets |= assets
        return places

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

    known  numbers of all places that were ever reached
    """

    def __init__(self, trace: Trace) -> None:
        self.known = set[int]()
        self._trace = trace
        self._groups: OrderedDict[str, list[tuple[str, str]]] = OrderedDict()

    def add(self, reached: Sequence[int]) -> None:
        for number in reached:
            if number not in self.known:
                self.known.add(number)
                name, address, page = self._trace.at(number)
                self._groups.setdefault(page, []).append((name, address))

    def take(self) -> Group:
        """The next page in its languages; () when nothing waits."""
        return self._groups.popitem(last=False)[1] if self._groups else ()


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
