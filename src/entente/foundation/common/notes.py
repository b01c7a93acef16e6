"""What an answer rests on, noted while it is made: the questions asked of the database, and when the clock changes it.

A publication makes each page within `noting`; who reads the database or the clock notes it.  Elsewhere nothing is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .holding import holding


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


class noting:  # noqa: N801  # read as a verb, as `holding` is
    """Notes of their own for what happens inside; whatever is noted inside is noted outside too."""

    __slots__ = ("_mine", "_outer", "_token")

    def __enter__(self) -> Notes:
        self._outer, self._mine = _notes.get(), Notes()
        self._token = _notes.set(self._mine)
        return self._mine

    def __exit__(self, *_raised: object) -> None:
        _notes.reset(self._token)
        if self._outer is not None:
            self._outer.take(self._mine)


def unnoted() -> AbstractContextManager[None]:
    """Nothing that happens inside is noted: what is read is told by who has it read (`answered`)."""
    return holding(_notes, None)


Answered = Callable[[str, Sequence[Any], Sequence[Sequence[Any]]], None]
"""answered(statement, values, rows) of a question as if the database had been asked it."""
_listening: ContextVar[Answered | None] = ContextVar("listening", default=None)


def telling(listener: Answered) -> AbstractContextManager[None]:
    """Within it the listener is told of questions that were answered without the database."""
    return holding(_listening, listener)


def answered(sql: str, params: Sequence[Any], rows: Sequence[Sequence[Any]]) -> None:
    """The answer to a question was known from rows that were read for several at once."""
    if (listener := _listening.get()) is not None and _notes.get() is not None:
        listener(sql, params, rows)
