"""Pages as files: where each lies in a folder that no server serves, and how one leads to another.

    file_of("/fr/plans/canada-mexico-2023/")                       ->  fr/plans/canada-mexico-2023/index.html
    file_of("/fr/plans/canada-mexico-2023/engagements/?kind=standing")  ->  .../engagements/index.kind-standing.html

`links` writes addresses; within `written` it asks here for the relative ones.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from entente.foundation.common.holding import holding
from entente.foundation.sources.media import ENDINGS, HTML

ASSETS = "assets/"
"""Folder of style sheet, script, fonts and images."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder that a page is being written into.

    address  of the page, as the site with a server has it
    origin   where the folder will be served, without a closing slash
    is_anywhere  True for a page that a host shows at addresses nobody knows before (404): its links begin at the host
    reached  file -> address, of everything that the page leads to within the folder
    assets   files of style, script and image that it shows
    known    link -> address, of those whose file is named as they are
    here     folder of its file, "" for the whole; above: the folder above that
    told     the newest instant that anything on the page told so far, None while nothing did
    """

    address: str
    origin: str
    is_anywhere: bool = False
    told: Callable[[], datetime | None] = lambda: None
    reached: dict[str, str] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    known: dict[str, str] = field(default_factory=dict)
    here: str = field(init=False)
    above: str = field(init=False)

    def __post_init__(self) -> None:
        folder = file_of(self.address).rpartition("/")[0]
        object.__setattr__(self, "here", folder)
        object.__setattr__(self, "above", folder.rpartition("/")[0])

    def link(self, file: str) -> str:
        """How this page leads to a file of the folder."""
        if self.is_anywhere:
            return f"{urlsplit(self.origin).path.rstrip('/')}/{quote(file)}"
        if not self.here or file.startswith(f"{self.here}/"):
            return quote(file.removeprefix(f"{self.here}/"))
        return f"../{_way(self.above, file)}"

    def to(self, address: str, file: str = "") -> str:
        """How this page leads to an address of the site; remembered, so that it is written too."""
        named = file or file_of(address)
        self.reached.setdefault(named, address)
        link = self.link(named)
        if not (file or self.is_anywhere or "?" in address):
            self.known[link] = address
        return link

    def address_of(self, link: str) -> str:
        """The address of the site that a link of this page stands for."""
        if (known := self.known.get(link)) is not None:
            return known
        return _address_of("" if self.is_anywhere else self.here, link)

    def with_query(self, link: str, query: tuple[tuple[str, str], ...]) -> str:
        """How this page leads to what a link of it stands for, asked with a query; remembered as well."""
        if self.is_anywhere:
            return self.to(f"{self.address_of(link)}?{urlencode(query)}")
        file, address, way = _asked(self.here, link, query)
        self.reached.setdefault(file, address)
        return way

    def asset(self, name: str) -> str:
        self.assets.add(name)
        return self.link(ASSETS + name)


@dataclass(frozen=True, slots=True)
class FileToMake:
    """A file that is no page, made where the folder has none that is made from the same.

    make       makes its bytes
    made_from  all that they follow from
    newest     the latest instant that was told by what they follow from, None for that of all that stands with it
    """

    name: str
    make: Callable[[], bytes]
    made_from: str
    newest: datetime | None = None


_folder: ContextVar[Folder | None] = ContextVar("folder", default=None)


def current() -> Folder | None:
    """The folder that is being written into, None while pages are served."""
    return _folder.get()


@contextmanager
def written(
    address: str,
    *,
    origin: str = "",
    is_anywhere: bool = False,
    told: Callable[[], datetime | None] = lambda: None,
) -> Iterator[Folder]:
    """Within it, links lead from the page at `address` to files."""
    folder = Folder(address, origin.rstrip("/"), is_anywhere, told)
    with holding(_folder, folder):
        yield folder


@lru_cache(maxsize=50_000)
def _way(folder: str, file: str) -> str:
    """How a file is reached from a folder, as a link.  Kept: what lies above the folder of a page is that of many pages."""
    if file.startswith(f"{folder}/"):
        return quote(file[len(folder) + 1 :])
    return f"../{_way(folder.rpartition('/')[0], file)}" if folder else quote(file)


def _address_of(folder: str, link: str) -> str:
    """The address of the site that a link stands for which is read from a folder."""
    return posixpath.normpath(posixpath.join(f"/{folder}", link)).removesuffix("index.html")


@lru_cache(maxsize=20_000)
def _asked(folder: str, link: str, query: tuple[tuple[str, str], ...]) -> tuple[str, str, str]:
    """File, address and way to it: each page of a long list leads to all others, and all lie in one folder."""
    address = f"{_address_of(folder, link)}?{urlencode(query)}"
    file = file_of(address)
    return file, address, _way(folder, file)


@lru_cache(maxsize=50_000)
def file_of(address: str) -> str:
    """The file of an address.  A query is part of the file's name: every list that a page leads to has its own file."""
    parts = urlsplit(address)
    path = unquote(parts.path.lstrip("/"))
    if not path or path.endswith("/"):
        path += "index.html"
    if not parts.query:
        return path
    stem, dot, ending = path.rpartition(".")
    wanted = ".".join(f"{_plain(key)}-{_plain(value)}" for key, value in parse_qsl(parts.query))
    return f"{stem}.{wanted}{dot}{ending}"


def _plain(text: str) -> str:
    """A text as part of a file's name on any host."""
    return quote(text, safe="").replace("%", "~").replace(".", "~2E")


def copy_file(key: str, media_type: str) -> str:
    """The file of an archived copy: one for all languages, and never one that a browser would run as a page of the site."""
    ending = ".html.txt" if media_type == HTML else ENDINGS.get(media_type, ".bin")
    return f"copies/{key}{ending}"
