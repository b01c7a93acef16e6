"""A long list, some of it at a time, for who writes all of it and holds none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload
from zlib import crc32

from django.db.models import Model, QuerySet

Key = TypeVar("Key")
Row = TypeVar("Row", bound=Model)
Read_co = TypeVar("Read_co", covariant=True)
Answer = TypeVar("Answer")

PIECE = 500
"""So many rows are named to the database at a time; a few megabytes of them are held."""
LEAST, ONE_IN = 60, 40
"""A piece of a long list may end after so many rows; it does at one key in so many, told by the key itself."""


class Piece(Sequence[Read_co]):
    """Some rows of a list, read when they are first asked for.  keys: which they are."""

    def __init__(self, keys: Sequence[object], read: Callable[[], Sequence[Read_co]]) -> None:
        self.keys, self._read = keys, read

    @cached_property
    def _rows(self) -> Sequence[Read_co]:
        return self._read()

    @overload
    def __getitem__(self, at: int) -> Read_co: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Read_co]: ...
    def __getitem__(self, at: int | slice) -> Read_co | Sequence[Read_co]:
        return self._rows[at]

    def __iter__(self) -> Iterator[Read_co]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return repr(self._rows)


def in_pieces(
    keys: Sequence[Key], read: Callable[[Sequence[Key]], Sequence[Answer]], size: int = PIECE
) -> Iterator[Piece[Answer]]:
    """What `read` answers for these keys, some of them at a time, `size` at most, in their order.

    Where a piece ends is told by its keys: one that comes or goes leaves the pieces after it as they are.
    """
    for begin, end in _bounds(keys, size):
        named = keys[begin:end]
        yield Piece(named, lambda named=named: read(named))  # type: ignore[misc]  # bound now


def _bounds(keys: Sequence[object], size: int) -> Iterator[tuple[int, int]]:
    begin, least = 0, min(LEAST, size)
    for at, key in enumerate(keys, start=1):
        many = at - begin
        if many == size or (many >= least and crc32(str(key).encode()) % ONE_IN == 0):
            yield begin, at
            begin = at
    if begin < len(keys):
        yield begin, len(keys)


def rows_in_pieces(
    rows: QuerySet[Row], views: Callable[[QuerySet[Row]], Sequence[Answer]], size: int = PIECE
) -> Iterator[Piece[Answer]]:
    """What `views` makes of these rows, some at a time, in their order: one that leaves no two rows equal."""
    keys = list(rows.values_list("pk", flat=True))
    return in_pieces(keys, lambda named: views(rows.filter(pk__in=named)), size)
