"""What an answer rests on, noted while it is made: the questions asked of the database, and when the clock changes it.

A publication makes each page within `noting`; who reads the database or the clock notes it.  Elsewhere nothing is noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Notes:
    """asked   numbers of the questions that were asked
    until   the first instant at which the clock may change the answer, None: never
    newest  the latest instant that any row told, None: no row told one
    """

    asked: set[int] = field(default_factory=set)
    until: datetime | None = None
    newest: datetime | None = None

    def turns_at(self, at: datetime) -> None:
        if self.until is None or at < self.until:
            self.until = at

    def told(self, at: datetime) -> None:
        if self.newest is None or at > self.newest:
            self.newest = at

    def take(self, other: Notes) -> None:
        """All that another answer rests on as well."""
        self.asked |= other.asked
        if other.until is not None:
            self.turns_at(other.until)
        if other.newest is not None:
            self.told(other.newest)


_notes: ContextVar[Notes | None] = ContextVar("notes", default=None)


def current() -> Notes | None:
    return _notes.get()


@contextmanager
def noting() -> Iterator[Notes]:
    """Notes of their own for what happens inside; whatever is noted inside is noted outside too."""
    outer, mine = _notes.get(), Notes()
    token = _notes.set(mine)
    try:
        yield mine
    finally:
        _notes.reset(token)
        if outer is not None:
            outer.take(mine)
