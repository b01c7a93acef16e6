"""All files of the site: what every page leads to, from the choice of a language on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

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
    """
    waiting = deque((files.file_of(address), address) for address in STARTS)
    known, assets, done = {name for name, _address in waiting}, set[str](), 0
    while waiting:
        name, address = waiting.popleft()
        rendered = render(address, as_of=as_of, origin=origin)
        yield SiteFile(name, rendered.content, rendered.is_there)
        new = [(file, there) for file, there in rendered.reached.items() if file not in known]
        known.update(file for file, _there in new)
        waiting.extend(new)
        assets |= rendered.assets
        done += 1
        report(done, len(known))
    for name, rendered in _missing(as_of, origin):
        yield SiteFile(name, rendered.content)
        assets |= rendered.assets
    for part in parts.PARTS:
        yield from part(Sight(as_of, origin))
    yield from _assets(assets)


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
