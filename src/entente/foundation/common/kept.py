"""Parts of an answer that a publication keeps for the next one, each with what it rests on.

Elsewhere nothing is kept: a part is made whenever it is asked for.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Protocol, TypeVar

from .holding import holding

Make = Callable[[], bytes]
Value = TypeVar("Value")


class Keeper(Protocol):
    """Who keeps the parts of one answer, and those that it shares with others.

    family  of parts that several answers are made of, "" for those of this one
    """

    def kept(self, family: str, name: str, make: Make) -> bytes:
        """A part as it was kept while it is what it would be made as now, else made and kept."""

    def stays(self, name: str) -> None:
        """A part of the answer is not asked for and stays, if it was kept; what it is neither asked for nor told of goes."""

    def leave(self, family: str, names: Collection[str]) -> None:
        """Nothing of a family but these is kept any longer."""


_keeper: ContextVar[Keeper | None] = ContextVar("keeper", default=None)


def kept(name: str, make: Make, *, family: str = "") -> bytes:
    """A part of the answer in progress.

    name    says all that it is made from but the database and the instant: the same name, rows and clock give the same part
    family  of parts that several answers are made of; who makes them says which are left of it (`left_of`)
    """
    keeper = _keeper.get()
    return make() if keeper is None else keeper.kept(family, name, make)


def kept_value(name: str, make: Callable[[], Value], *, family: str = "") -> Value:
    """The same of any value."""
    held: Value = pickle.loads(kept(name, lambda: pickle.dumps(make()), family=family))  # noqa: S301  # of this program
    return held


def stays(name: str) -> None:
    """A part that is not asked for this time, and may be the next time.

    Only for one whose name says all that it holds: whether what it rests on changed is not looked at.
    """
    if (keeper := _keeper.get()) is not None:
        keeper.stays(name)


def left_of(family: str, names: Collection[str]) -> None:
    """Of a family of parts only these are there now."""
    if (keeper := _keeper.get()) is not None:
        keeper.leave(family, names)


def is_kept() -> bool:
    """Whether parts of the answer in progress are kept: who makes some of them then makes those that will be asked for."""
    return _keeper.get() is not None


def kept_by(keeper: Keeper) -> AbstractContextManager[None]:
    """Within it parts are kept."""
    return holding(_keeper, keeper)
