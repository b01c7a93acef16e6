"""Making pages: a page in all its languages at a time, with what each rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache

from entente.foundation.common import notes
from entente.surfaces.web import links

from . import memory
from .kept_parts import KeptParts
from .parts import Sight
from .rendering import Rendered, render
from .together import come_next

KEY = re.compile("<[^>]*>")
Group = Sequence[tuple[str, str]]
"""(file, address) of one page in its languages: what they read is read once."""
OF_PARTS = ("commitments_csv", "commitments_xlsx", "a_z", "a_z_letter")
"""Pages that are made of parts which are kept.  The tables of charts, as many as promises, are none."""


def is_of_parts(group: Group) -> bool:
    """Whether pages are made by the process that keeps their parts."""
    path, _mark, _query = group[0][1].partition("?")
    return any(pattern.fullmatch(path) for pattern in _of_parts())


@cache
def _of_parts() -> tuple[re.Pattern[str], ...]:
    """The paths of such pages in all languages: anything may stand where a key does."""
    routes = [links.route(page, tag) for page in OF_PARTS for tag, _name in links.languages()]
    return tuple(re.compile("/" + "[^/]+".join(map(re.escape, KEY.split(route)))) for route in routes)


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page that was made, and what it rests on."""

    file: str
    address: str
    rendered: Rendered
    noted: notes.Notes


class Maker:
    """Makes pages for one sight, and gives memory back now and then.  parts: None where none are kept."""

    def __init__(self, sight: Sight, parts: KeptParts | None = None) -> None:
        self._sight, self._parts, self._made = sight, parts, 0

    def comes(self, groups: Iterable[Group], later: Iterable[Group] = ()) -> None:
        """These are made next, others perhaps later: what is asked about one of them is asked about all at once."""
        come_next((group[0][1] for group in groups), (group[0][1] for group in later))

    def make(self, group: Group) -> list[MadePage]:
        if self._made >= memory.AFTER:
            self._made = 0
            memory.give_back()
        self._made += len(group)
        return [self._page(file, address) for file, address in group]

    def _page(self, file: str, address: str) -> MadePage:
        with notes.noting() as noted, self._parts_of(address):
            rendered = render(address, as_of=self._sight.as_of, origin=self._sight.origin)
        return MadePage(file, address, rendered, noted)

    def _parts_of(self, address: str) -> AbstractContextManager[None]:
        return nullcontext() if self._parts is None else self._parts.of(address)
