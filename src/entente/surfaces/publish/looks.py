"""Looks at what a publication would change, kept beside its notes: a look reads them whole, and many ask for the same one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from entente.foundation.ledger import queries as ledger

from .progress import notes_of, put
from .trace import StalePage

HOLDS = timedelta(minutes=5)
"""So long the clock may have turned a page unseen; a new entry or another publication is seen at once."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a publication would change.

    at     when it was looked
    pages  language ("" for what is of none) -> addresses that would be made anew, None where nothing is noted: all of them
    new    language -> addresses that the folder has not and that new entries are about
    """

    at: datetime
    pages: Mapping[str, Sequence[StalePage]] | None
    new: Mapping[str, Sequence[str]]


def kept_look(out: Path, *, as_of: datetime, make: Callable[[], Look]) -> Look:
    """The last look, while it still holds; else `make` looks once more and what it saw is kept."""
    file = notes_of(out).with_suffix(".look.json")
    rests_on = _rests_on(out)
    found = _read(file, rests_on)
    if found is not None and found.at <= as_of < found.at + HOLDS:
        return found
    look = make()
    put(file, [rests_on, look.at.isoformat(), _written(look.pages), look.new])
    return look


def _rests_on(out: Path) -> list[int]:
    """The notes as they are on the disk, and how many entries there are in all logs."""
    try:
        noted = notes_of(out).stat()
    except FileNotFoundError:
        return [0, 0, sum(ledger.heads().values()), ledger.waiting()]
    return [noted.st_mtime_ns, noted.st_size, sum(ledger.heads().values()), ledger.waiting()]


def _written(pages: Mapping[str, Sequence[StalePage]] | None) -> dict[str, list[tuple[Any, ...]]] | None:
    return None if pages is None else {tag: [astuple(page) for page in found] for tag, found in pages.items()}


def _read(file: Path, rests_on: list[int]) -> Look | None:
    """What was kept, None where nothing was, of something else, or in another shape."""
    try:
        known, at, pages, new = json.loads(file.read_text("utf-8"))
        if known != rests_on:
            return None
        stale = pages and {
            tag: [StalePage(address, name, passed, tuple(tables)) for address, name, passed, tables in found]
            for tag, found in pages.items()
        }
        return Look(datetime.fromisoformat(at), stale, new)
    except (FileNotFoundError, ValueError, TypeError):
        return None
