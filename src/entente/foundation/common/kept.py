"""Parts of an answer that a publication keeps for the next one, each with what it rests on.

Elsewhere nothing is kept: a part is made whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Protocol

from .holding import holding

Make = Callable[[], Sequence[bytes]]


class Keeper(Protocol):
    """Who keeps the parts of one answer.  What it is neither asked for nor told of goes."""

    def kept(self, name: str, make: Make) -> Sequence[bytes]:
        """The values of a part as they were kept while they are what would be made as now, else made and kept."""

    def stays(self, name: str) -> None:
        """A part is not asked for and stays, if it was kept."""


_keeper: ContextVar[Keeper | None] = ContextVar("keeper", default=None)


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """A part of the answer in progress.

    name  says all that it is made from but the database and the instant: the same name, rows and clock give the same part
    """
    return kept_apart(name, lambda: [make()])[0]


def kept_apart(name: str, make: Make) -> Sequence[bytes]:
    """A part of several values, each of which is read only when it is looked at."""
    keeper = _keeper.get()
    return make() if keeper is None else keeper.kept(name, make)


def stays(name: str) -> None:
    """A part that is not asked for this time, and may be the next time."""
    if (keeper := _keeper.get()) is not None:
        keeper.stays(name)


def kept_by(keeper: Keeper) -> AbstractContextManager[None]:
    """Within it parts are kept."""
    return holding(_keeper, keeper)
