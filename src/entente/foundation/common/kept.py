"""Parts of an answer that a publication keeps for the next one, each with what it rests on.

Elsewhere nothing is kept: a part is made whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar

from .holding import holding

Make = Callable[[], bytes]
Keeper = Callable[[str, Make], bytes]
"""Gives a part as it was kept while it is what it would be made as now, else makes and keeps it."""

_keeper: ContextVar[Keeper | None] = ContextVar("keeper", default=None)


def kept(name: str, make: Make) -> bytes:
    """A part of the answer in progress.

    name  says all that it is made from but the database and the instant: the same name, rows and clock give the same part
    """
    keeper = _keeper.get()
    return make() if keeper is None else keeper(name, make)


def kept_by(keeper: Keeper) -> AbstractContextManager[None]:
    """Within it parts are kept."""
    return holding(_keeper, keeper)
