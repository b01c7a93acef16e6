"""Reading the database as it is at one instant, while others go on writing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from . import beside, notes
from .holding import holding

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
ANSWERS_MAX = 256
"""So many answers are kept at once, however long the instant lasts."""
WHOLE_MAX = 6
"""So many answers of one read that is of a whole plan: each is as large as the plan."""
_answers: ContextVar[dict[object, OrderedDict[object, Any]] | None] = ContextVar("answers", default=None)


@contextmanager
def one_instant(*, at: str = "") -> Iterator[None]:
    """Every read inside sees the database at the same instant, and nobody waits for it.

    at  name of the instant at which another process reads, if it is to be the same (see `shared_instant`)

    Inside a transaction it changes nothing: what that transaction sees is seen.  Only for reading: what a `remembered`
    read answered once, it answers to the end, of the outermost where one lies within another.
    """
    if _answers.get() is not None:
        yield
        return
    try:
        with holding(_answers, {}), _one_sight(at):
            yield
    finally:
        beside.nothing_lies()


def unremembered() -> AbstractContextManager[None]:
    """Inside, answers are given and not kept: for who reads a long list in pieces, each of which is read once."""
    return holding(_answers, None)


def remembered(read: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A read whose answer is asked for by every page: within `one_instant` the database is asked once.

    Its arguments can be keys of a dictionary or are lists and sets of such, and nobody changes what it answers.
    """
    return _remembering(read, "", ANSWERS_MAX)


def remembered_whole(read: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same for a read whose answer is as large as a plan: the last few are kept, so that memory stays flat."""
    return _remembering(read, read, WHOLE_MAX)


def _remembering(read: Callable[Asked, Answer], among: object, most: int) -> Callable[Asked, Answer]:
    """among: with whose answers those of this read are counted, at most so many."""

    @wraps(read)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return read(*args, **kwargs)
        kept = answers.setdefault(among, OrderedDict())
        key = (read, *map(_frozen, args), *[(name, _frozen(given)) for name, given in sorted(kwargs.items())])
        found: Answer
        if (known := kept.get(key)) is not None:
            kept.move_to_end(key)
            found, rests_on = known
        else:
            with notes.noting() as rests_on:
                found = read(*args, **kwargs)
            kept[key] = found, rests_on
            if len(kept) > most:
                kept.popitem(last=False)
        if (asking := notes.current()) is not None:
            asking.take(rests_on)
        return found

    return answer


def _frozen(argument: object) -> object:
    if isinstance(argument, list):
        return tuple(argument)
    return frozenset(argument) if isinstance(argument, set) else argument


@contextmanager
def _one_sight(at: str) -> Iterator[None]:
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # A deferred transaction: `atomic` would take the write lock (see DATABASES in the settings).
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("COMMIT")
    else:
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                if at:
                    cursor.execute("SET TRANSACTION SNAPSHOT %s", [at])
            yield
