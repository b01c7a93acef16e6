"""What other surfaces add to a publication: files that no page of the site answers, such as a data release or a search index.

A surface lands its function in PARTS.  Whatever a page leads to through `web.links` is found by the walk and needs no line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from entente.surfaces.opendata.copied import copied_files
from entente.surfaces.web.files import FileToMake
from entente.surfaces.web.search_files import search_files

from .instants import Instant


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site.

    content    its bytes, or what makes them: called only where the old site has no file `made_from` the same
    is_there   False for a link that leads nowhere; the file says so
    at         the time it bears, None for that of the publication
    made_from  all that its bytes follow from, "" where that is not said
    """

    name: str
    content: bytes | Callable[[], bytes]
    is_there: bool = True
    at: datetime | None = None
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a part writes about: the public record as of an instant.  origin: where it will be served, "" unknown, no slash."""

    as_of: Instant
    origin: str


Part = Callable[[Sight], Iterator[SiteFile]]
"""Files one by one, so that memory stays flat; names relative to the site; the same sight gives the same names and bytes."""


def _made_of(files: Callable[..., Iterator[FileToMake]]) -> Part:
    def part(sight: Sight) -> Iterator[SiteFile]:
        for one in files(as_of=sight.as_of):
            yield SiteFile(one.name, one.make, at=one.newest, made_from=one.made_from)

    return part


PARTS = _made_of(search_files), _made_of(copied_files)
"""Added after the pages, in this order."""
