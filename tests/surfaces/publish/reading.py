"""What a published folder holds, as a reader's browser would find it."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyarrow.parquet

from tests.surfaces.web.conftest import parsed

FETCHED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "form": "action"}


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page leads or what it fetches.  is_fetched: without anybody following it."""

    page: str
    to: str
    is_fetched: bool


def contents(folder: Path, *, with_ledger: bool = True) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if with_ledger or not name.startswith("ledger/")}


def opened(held: bytes) -> str:
    """All that a file says, whatever it is packed in: workbooks and other archives, gzip, Parquet."""
    if held.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(held)) as packed:
            return "\n".join(f"{name}\n{opened(packed.read(name))}" for name in packed.namelist())
    if held.startswith(b"\x1f\x8b"):
        return opened(gzip.decompress(held))
    if held.startswith(b"PAR1"):
        table = pyarrow.parquet.read_table(io.BytesIO(held))
        return f"{table.schema.to_string(truncate_metadata=False)}\n{table.to_pylist()}"
    return held.decode("utf-8", "replace")


def verified(folder: Path) -> str:
    """What the program beside the log says of the folder, run as a stranger would: "" when all holds, else its first line."""
    command = [sys.executable, "-I", str(folder / "ledger" / "verify.py"), str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if ended.returncode == 0 else (ended.stdout or ended.stderr).splitlines()[0]


def times(folder: Path) -> dict[str, float]:
    """The time that every file and folder bears."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime for path in (folder, *folder.rglob("*"))}


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
