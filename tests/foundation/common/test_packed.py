"""Pieces packed by themselves are, one after the other, what anybody's program unpacks as the whole."""

from __future__ import annotations

import io
import subprocess
import zipfile
import zlib
from itertools import repeat
from pathlib import Path

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


@pytest.mark.unzip
def test_a_part_of_more_than_four_gigabytes_is_read_to_the_letter(tmp_path: Path) -> None:
    """A part that said so; the one after it is found as well."""
    piece = packed(b"0123456789abcdef" * (1 << 22))  # 64 MB, which are packed once
    many = 66
    head = zipfile.ZipInfo("large")
    head.file_size = many * piece.size
    with (tmp_path / "large.zip").open("wb") as out:
        write_zip(out, [(head, repeat(piece, many)), (zipfile.ZipInfo("small"), [packed(b"said")])])
    with zipfile.ZipFile(tmp_path / "large.zip") as read:
        assert read.getinfo("large").file_size == many * piece.size > 1 << 32
        assert read.read("small") == b"said"
        assert read.testzip() is None
    listed = subprocess.run(
        ["unzip", "-l", tmp_path / "large.zip"], check=True, capture_output=True, text=True, timeout=60
    )
    assert str(many * piece.size) in listed.stdout


def test_a_part_that_did_not_say_that_it_is_large_is_refused() -> None:
    """Its head would tell a size that no reader believes."""
    piece = packed(b"0" * (1 << 26))
    with pytest.raises(ValueError, match="nobody said that it would be so large"):
        write_zip(io.BytesIO(), [(zipfile.ZipInfo("large"), repeat(piece, 33))])


@pytest.mark.unzip
def test_more_parts_than_a_plain_file_counts(tmp_path: Path) -> None:
    piece, many = packed(b"said"), 65_536
    with (tmp_path / "many.zip").open("wb") as out:
        write_zip(out, ((zipfile.ZipInfo(f"{number}"), [piece]) for number in range(many)))
    with zipfile.ZipFile(tmp_path / "many.zip") as read:
        assert len(read.namelist()) == many
        assert read.read(f"{many - 1}") == b"said"
    subprocess.run(["unzip", "-tqq", tmp_path / "many.zip", "0", f"{many - 1}"], check=True, timeout=60)
