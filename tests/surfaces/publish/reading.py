"""What a published folder holds, as a reader's browser would find it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.surfaces.web.conftest import parsed

FETCHED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "form": "action"}


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page leads or what it fetches.  is_fetched: without anybody following it."""

    page: str
    to: str
    is_fetched: bool


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder: Path) -> set[float]:
    return {path.stat().st_mtime for path in (folder, *folder.rglob("*"))}


def links_of(folder: Path) -> Iterator[Link]:
    """Every link of every page but the one that hosts show anywhere."""
    for path in sorted(folder.rglob("*.html")):
        page = path.relative_to(folder).as_posix()
        if path.name == "404.html":
            continue
        for tag, attrs in parsed(path.read_text("utf-8")).attrs:
            for name in ("href", "src", "action", "data-hx-get"):
                value = attrs.get(name)
                if value:
                    is_fetched = FETCHED.get(tag) == name and attrs.get("rel") not in ("canonical", "alternate")
                    yield Link(page, value, is_fetched)


def target(folder: Path, link: Link) -> Path | None:
    """The file that a link of the folder leads to; None for a link out of it or within the page."""
    parts = urlsplit(link.to)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    return (folder / link.page).parent / unquote(parts.path)


def fetched_by_styles(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.rglob("*.css"):
        for address in re.findall(r"url\(\"?([^)\"]+)", path.read_text("utf-8")):
            yield path, address
