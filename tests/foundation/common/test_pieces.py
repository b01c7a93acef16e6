"""What comes in pieces comes whole, in order, and each piece is asked for only when the one before was taken."""

from __future__ import annotations

from collections.abc import Sequence

from entente.foundation.common.pieces import in_pieces


def test_pieces_keep_the_order_and_the_last_may_be_shorter() -> None:
    assert [list(one) for one in in_pieces("abcde", list, 2)] == [["a", "b"], ["c", "d"], ["e"]]
    assert list(in_pieces("", list, 2)) == []


def test_a_piece_is_read_when_it_is_asked_for() -> None:
    read: list[Sequence[int]] = []
    pieces = in_pieces([1, 2, 3], lambda keys: read.append(keys) or list(keys), 1)
    assert read == []
    assert list(next(pieces)) == [1]
    assert read == [[1]]


def test_key_that_comes_leaves_the_pieces_after_it_as_they_are() -> None:
    keys = [f"plan/{number}" for number in range(5000)]
    before = [tuple(one.keys) for one in in_pieces(keys, list)]
    after = [tuple(one.keys) for one in in_pieces(["plan/0a", *keys], list)]
    assert len(before) > 20
    assert [key for one in before for key in one] == keys
    assert len(set(after) - set(before)) == 1
    assert {len(one) > 500 for one in before} == {False}
