"""Pieces of a file that are packed once, kept, and put together as one part of a zip file without being packed again.

A packed piece ends on a whole byte and looks back at nothing before it (zlib's full flush), so that one after the other is
one stream (RFC 1951); the check sum of the whole follows from those of the pieces, as zlib's `crc32_combine` finds it.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterable
from itertools import accumulate, repeat
from typing import BinaryIO, NamedTuple

END = b"\x03\x00"
"""The last block of a stream, which holds nothing."""
LARGE = zipfile.ZIP64_LIMIT
"""So many bytes a part holds at the most where its head has no room for more."""
POLYNOMIAL = 0xEDB88320
ONE, X = 1 << 31, 1 << 30
"""Polynomials over two elements as CRC-32 writes them: the highest bit is the lowest power."""


class Packed(NamedTuple):
    """deflated: the piece as a stream without its end; crc, size: of what it holds, size in bytes."""

    deflated: bytes
    crc: int
    size: int


def packed(plain: bytes) -> Packed:
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return Packed(packing.compress(plain) + packing.flush(zlib.Z_FULL_FLUSH), zlib.crc32(plain), len(plain))


def joined(pieces: Iterable[Packed]) -> Packed:
    """One piece that holds these, one after the other."""
    deflated = list[bytes]()
    crc, size = _taken(pieces, deflated.append)
    return Packed(b"".join(deflated), crc, size)


def write_zip(out: BinaryIO, parts: Iterable[tuple[zipfile.ZipInfo, Iterable[Packed]]]) -> None:
    """Write a zip file of parts, each of pieces one after the other, into a file that can be sought in.

    A part that may hold more than LARGE says so beforehand by the `file_size` of its head: its sizes then take more room
    there (zip64).  That a file has many parts, or many bytes before a part, the library sees for itself.

    The library writes the pieces as they are, and the part's head a second time as that of a packed one.
    """
    with zipfile.ZipFile(out, "w") as archive:
        for head, pieces in parts:
            is_large = head.file_size > LARGE
            head.compress_type, head.file_size = zipfile.ZIP_STORED, 0
            with archive.open(head, "w", force_zip64=is_large) as part:
                crc, size = _taken(pieces, part.write)
                part.write(END)
            if size > LARGE and not is_large:
                raise ValueError(f"“{head.filename}” holds {size} bytes, and nobody said that it would be so large.")
            head.compress_type, head.CRC, head.file_size = zipfile.ZIP_DEFLATED, crc, size
            out.seek(head.header_offset)
            out.write(head.FileHeader(zip64=is_large))


def _taken(pieces: Iterable[Packed], take: Callable[[bytes], object]) -> tuple[int, int]:
    """The check sum and size of all that pieces hold, each of which is taken as it comes."""
    crc = size = 0
    for piece in pieces:
        take(piece.deflated)
        crc, size = _crc_of_both(crc, piece), size + piece.size
    return crc, size


def _crc_of_both(before: int, piece: Packed) -> int:
    """The check sum of what lies before a piece, and the piece."""
    return _times(_power(8 * piece.size), before) ^ piece.crc


def _times(one: int, other: int) -> int:
    """The product of two polynomials, modulo that of CRC-32."""
    product, bit = 0, ONE
    while one:
        if one & bit:
            product ^= other
            one ^= bit
        bit >>= 1
        other = (other >> 1) ^ POLYNOMIAL if other & 1 else other >> 1
    return product


def _power(exponent: int) -> int:
    """x to a power below 2^64, modulo the polynomial of CRC-32."""
    found = ONE
    for square in SQUARES:
        if exponent & 1:
            found = _times(square, found)
        exponent >>= 1
    return found


SQUARES = tuple(accumulate(repeat(X, 64), lambda power, _x: _times(power, power)))
"""x, x², x⁴ and so on."""
