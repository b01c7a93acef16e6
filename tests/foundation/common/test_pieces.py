"""What comes in pieces comes whole, in order, and each piece is asked for only when the one before was taken."""

from __future__ import annotations

from collections.abc import Sequence

from entente.foundation.common.pieces import in_pieces


def test_pieces_keep_the_order_and_the_last_may_be_shorter() -> None:
    assert list(in_pieces("abcde", list, 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(in_pieces("", list, 2)) == []


def test_a_piece_is_read_when_it_is_asked_for() -> None:
    read: list[Sequence[int]] = []
    pieces = in_pieces([1, 2, 3], lambda keys: read.append(keys) or list(keys), 1)
    assert read == []
    assert next(pieces) == [1]
    assert read == [[1]]
