"""The order of texts that answer a question equally well: the newer first, then by kind and by number.  Pure.

It is a number, kept beside each text, so that it is the same on every machine and after every way of making an index.
"""

from __future__ import annotations

import zlib
from datetime import date

from .words import Kind

_KINDS = {kind: at for at, kind in enumerate(Kind)}
_BITS = (8, 10, 4)
"""For the parts of a number such as 6.4; of a longer one, the first three count."""
_LAST_DAY = date.max.toordinal()


def place_of(kind: Kind, on: date | None, number: str, key: str) -> int:
    """The lower, the earlier.  What has no day comes last; what is alike in all of it, in an order that its key gives."""
    place = _LAST_DAY - on.toordinal() if on else _LAST_DAY
    place = place << 4 | _KINDS[kind]
    told = [int(part) for part in number.split(".") if part]
    for at, bits in enumerate(_BITS):
        part = told[at] + 1 if at < len(told) else 0
        place = place << bits | min(part, 2**bits - 1)
    return place << 15 | zlib.crc32(key.encode()) >> 17
