"""Parts of an answer that a publication keeps for the next one, each with what it rests on.

Elsewhere nothing is kept: a part is made whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar

from .holding import holding

Make = Callable[[], Sequence[bytes]]
Keeper = Callable[[str, Make], Sequence[bytes]]
"""Gives the values of a part as they were kept while they are what would be made as now, else makes and keeps them."""

_keeper: ContextVar[Keeper | None] = ContextVar("keeper", default=None)


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """A part of the answer in progress.

    name  says all that it is made from but the database and the instant: the same name, rows and clock give the same part
    """
    return kept_apart(name, lambda: [make()])[0]


def kept_apart(name: str, make: Make) -> Sequence[bytes]:
    """A part of several values, each of which is read only when it is looked at."""
    keeper = _keeper.get()
    return make() if keeper is None else keeper(name, make)


def kept_by(keeper: Keeper) -> AbstractContextManager[None]:
    """Within it parts are kept."""
    return holding(_keeper, keeper)
