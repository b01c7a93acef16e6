"""The order of texts that answer a question equally well: the newer first, then by kind and by number.  Pure.

It is a number, kept beside each text, so that it is the same on every machine and after every way of making an index.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from .words import Kind

_KINDS = {kind: at for at, kind in enumerate(Kind)}
_BITS = (8, 10, 4)
"""For the parts of a number such as 6.4; of a longer one, the first three count."""
_KEY_BITS = 15
"""Of the check sum of a key, in a place; a spot has the others too."""
_MORE_BITS = 32 - _KEY_BITS
_PLACES = 2**63
_LAST_DAY = date.max.toordinal()


def place_of(kind: Kind, on: date | None, number: str, key: str) -> int:
    """The lower, the earlier.  What has no day comes last; what is alike in all of it, in an order that its key gives."""
    place = _LAST_DAY - on.toordinal() if on else _LAST_DAY
    place = place << 4 | _KINDS[kind]
    told = [int(part) for part in number.split(".") if part]
    for at, bits in enumerate(_BITS):
        part = told[at] + 1 if at < len(told) else 0
        place = place << bits | min(part, 2**bits - 1)
    return place << _KEY_BITS | zlib.crc32(key.encode()) >> _MORE_BITS


def spot_of(place: int, key: str) -> int:
    """Where something stands among all, the oldest first: the other way round than a place, and its own almost surely."""
    return (_PLACES - 1 - place) << _MORE_BITS | ~zlib.crc32(key.encode()) & (1 << _MORE_BITS) - 1


def neighbourhoods(spots: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """(begin, end) of each group of neighbours among sorted spots, so many at most.

    A group that grows too large is halved where its spots can be halved: others are as they were, whatever comes elsewhere.
    """
    yield from _halved(spots, 0, len(spots), most)


def _halved(spots: Sequence[int], begin: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    if end - begin <= most:
        if begin < end:
            yield begin, end
        return
    bit = (spots[begin] ^ spots[end - 1]).bit_length() - 1
    middle = bisect_left(spots, (spots[end - 1] >> bit) << bit, begin, end) if bit >= 0 else begin + most
    yield from _halved(spots, begin, middle, most)
    yield from _halved(spots, middle, end, most)
