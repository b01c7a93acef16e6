"""All files of the site: what every page leads to, from the choice of a language on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from entente.foundation.common import notes
from entente.surfaces.web import files, links

from . import memory, parts
from .folder import Site
from .hands import Hands
from .kept_files import OF_NO_PAGE, KeptFile
from .making import Group, MadePage
from .parts import Sight, SiteFile
from .rendering import render_missing
from .trace import Trace
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
    missing: Sequence[str] = ()


def write_site(site: Site, trace: Trace, hands: Hands, *, sight: Sight, report: Report) -> Made:
    """Write every file but the ledger's: what the trace knows to be unchanged is taken over, the rest is made.

    A page is written because another leads to it, so no link of the folder leads nowhere and nothing is listed twice.
    """
    walk, starts = _Walk(site, trace), [trace.web.place(files.file_of(address), address) for address in STARTS]
    differing = site.differing(trace.files, is_whole=trace.looks_at_all())
    if site.has_looked:
        trace.note_look()
    site.take_out(trace.take_out(trace.turned() | trace.files.pages_of(differing) | {OF_NO_PAGE}))
    site.keep_all(trace.files)
    waiting, done = _Waiting(trace), trace.files.count()
    kept = done
    waiting.add([*starts, *trace.web.to_make()])
    while True:
        for group in waiting.whole():
            hands.give(group)
        if not (pages := hands.take()):
            if not (left := waiting.left()):
                break
            for group in left:
                hands.give(group)
        for page in pages:
            waiting.add(walk.page(page))
            done += 1
            report(done, kept + len(waiting.known))
    memory.give_back()
    walk.leave_out(trace.web.unreached(starts))
    trace.parts.leave_answers()
    for tag in ("", *(tag for tag, _name in links.languages())):
        walk.answer(f"no page {tag}", lambda tag=tag: _missing(tag, sight))  # type: ignore[misc]  # bound now
    for number, part in enumerate(parts.PARTS):
        walk.answer(f"part {number}", lambda part=part: (part(sight), {}, frozenset()))  # type: ignore[misc]
    trace.files.note(OF_NO_PAGE, map(walk.write, _assets(trace.assets())))
    walk.made.size_bytes, walk.made.missing = trace.files.size_bytes(), trace.files.missing()
    return walk.made


Answer = tuple[Iterable[SiteFile], Mapping[str, str], frozenset[str]]
"""Files, what they lead to (file -> address), what of style and script they show."""


class _Walk:
    """The writing of one site."""

    def __init__(self, site: Site, trace: Trace) -> None:
        self.site, self.trace = site, trace
        self.made = Made()

    def page(self, page: MadePage) -> Sequence[int]:
        """Write a page that was made; the numbers of what it leads to."""
        made = page.rendered
        written = self.write(SiteFile(page.file, made.content, made.is_there), page.noted.newest)
        return self._note(page.address, page.noted, [written], made.reached, made.assets)

    def answer(self, address: str, make: Callable[[], Answer]) -> None:
        """Write what no page answers, unless it stands."""
        if self.trace.web.is_noted(address):
            return
        with notes.noting() as noted, self.trace.parts.of(address):
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
        places = [self.trace.web.place(*pair) for pair in reached.items()]
        self.trace.note(address, noted, written, reached=places, assets=assets)
        return places

    def leave_out(self, gone: Sequence[int]) -> None:
        """Pages that nothing leads to any more."""
        for file in self.trace.files.of(gone):
            self.site.leave_out(file.name)
        self.trace.files.take_out(gone)

    def write(self, file: SiteFile, at: datetime | None = None) -> KeptFile:
        """Write a file, or leave it as the old site has it where that was made from the same."""
        at = file.at or at
        seconds = int(at.timestamp()) if at else None
        left = self.trace.left.get(file.name)
        if left is not None and file.made_from == left.made_from and self.site.holds(left):
            if seconds == left.seconds:
                self.site.keep(left)
            else:
                self.site.keep_at(left, at)
            sha256, size = left.sha256, left.size
        else:
            content = file.content if isinstance(file.content, bytes) else file.content()
            sha256, size = self.site.write(file.name, content, at), len(content)
            self.made.fresh += 1
        return KeptFile(file.name, sha256, size, seconds, file.is_there, file.made_from)


class _Waiting:
    """What is reached and not made yet: in the order of the first link to a page, in whatever language.

    known  numbers of all places that were ever reached, but for those whose pages stand
    """

    def __init__(self, trace: Trace) -> None:
        self.known = set[int]()
        self._standing = set[int]()
        self._trace = trace
        self._groups: dict[str, list[tuple[str, str]]] = {}
        self._whole: list[Group] = []
        self._languages = len(links.languages())

    def add(self, reached: Sequence[int]) -> None:
        for number in reached:
            if number in self.known or number in self._standing:
                continue
            if self._trace.web.stands(number):
                self._standing.add(number)
                continue
            self.known.add(number)
            name, address, page = self._trace.web.at(number)
            group = self._groups.setdefault(page, [])
            group.append((name, address))
            if len(group) == self._languages or page == address:  # of no language
                self._whole.append(self._groups.pop(page))

    def whole(self) -> list[Group]:
        """What waits and is known in every language: each page is read once for all of them."""
        groups, self._whole = self._whole, []
        return groups

    def left(self) -> list[Group]:
        """What still waits when nothing more comes: pages that are in some languages only, or changed in some only."""
        groups: list[Group] = [*self._groups.values()]
        self._groups.clear()
        return groups


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
