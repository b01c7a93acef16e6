"""Pieces packed by themselves are, one after the other, what anybody's program unpacks as the whole."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.foundation.common.packed import END, joined, packed, write_zip

PIECES = st.lists(st.one_of(st.binary(max_size=300), st.text("ab<>", max_size=5000).map(str.encode)), max_size=8)


def zipped(parts: dict[str, list[bytes]]) -> bytes:
    out = io.BytesIO()
    write_zip(
        out,
        [
            (zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), [packed(one) for one in pieces])
            for name, pieces in parts.items()
        ],
    )
    return out.getvalue()


@given(PIECES)
def test_pieces_one_after_the_other_are_one_stream(pieces: list[bytes]) -> None:
    stream = b"".join(packed(one).deflated for one in pieces) + END
    assert zlib.decompress(stream, wbits=-zlib.MAX_WBITS) == b"".join(pieces)


@given(PIECES, PIECES)
def test_every_part_of_a_zip_file_holds_its_pieces(first: list[bytes], second: list[bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"one.xml": first, "two.xml": second}))) as read:
        assert read.testzip() is None  # the check sums are those of the content
        assert read.read("one.xml") == b"".join(first)
        assert read.read("two.xml") == b"".join(second)


@given(PIECES, PIECES)
def test_pieces_joined_before_are_the_same_file(first: list[bytes], second: list[bytes]) -> None:
    out = io.BytesIO()
    pieces = [joined(map(packed, first)), joined(map(packed, second))]
    write_zip(out, [(zipfile.ZipInfo("one.xml", (1980, 1, 1, 0, 0, 0)), pieces)])
    assert out.getvalue() == zipped({"one.xml": [*first, *second]})


def test_a_piece_that_was_exchanged_is_found_out() -> None:
    out = io.BytesIO()
    lied = packed(b"paid")._replace(crc=packed(b"owed").crc)
    write_zip(out, [(zipfile.ZipInfo("said"), [packed(b"it was "), lied])])
    with zipfile.ZipFile(out) as read, pytest.raises(zipfile.BadZipFile):
        read.read("said")
