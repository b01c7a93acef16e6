"""A long list, some of it at a time, for who writes all of it and holds none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

Key = TypeVar("Key")
Row = TypeVar("Row", bound=Model)
Read = TypeVar("Read")

PIECE = 500
"""So many rows are named to the database at a time; a few megabytes of them are held."""


def in_pieces(
    keys: Sequence[Key], read: Callable[[Sequence[Key]], list[Read]], size: int = PIECE
) -> Iterator[list[Read]]:
    """What `read` answers for these keys, so many of them at a time, in their order."""
    for start in range(0, len(keys), size):
        yield read(keys[start : start + size])


def rows_in_pieces(
    rows: QuerySet[Row], views: Callable[[QuerySet[Row]], list[Read]], size: int = PIECE
) -> Iterator[list[Read]]:
    """What `views` makes of these rows, so many at a time, in their order: one that leaves no two rows equal."""
    keys = list(rows.values_list("pk", flat=True))
    return in_pieces(keys, lambda named: views(rows.filter(pk__in=named)), size)
