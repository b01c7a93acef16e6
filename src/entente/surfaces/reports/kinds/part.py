"""A part of a report: chosen and put in order by who makes the report; typed by its authors, or made from the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from entente.surfaces.reports.facts import Facts
from entente.surfaces.reports.model import Section

Typed = Mapping[str, str]
"""Key of a part -> what its authors typed."""

Make = Callable[[Facts, Typed], Section]


@dataclass(frozen=True, slots=True)
class Part:
    """A part.

    title     in words of the reader's language when asked for its str()
    hint      what belongs there, for who types it; None for a part that is made from the record
    is_chosen whether a new report has it
    """

    key: str
    title: object
    make: Make
    hint: object | None = None
    is_chosen: bool = True

    @property
    def is_typed(self) -> bool:
        return self.hint is not None
