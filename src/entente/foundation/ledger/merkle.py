"""The Merkle tree of RFC 9162, section 2.1: hashes, growth, roots, proofs.  Pure: bytes in, bytes out.

A *subtree* is named (level, index): it covers the 2**level leaves from index * 2**level on, all of them present.
Its hash never changes once made, so the log stores it (`Node`; level 0 is the leaf itself), and a root or a proof
takes O(log n) look-ups.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

Subtree = tuple[int, int]
Span = tuple[int, int]
"""Leaves [start, stop)."""

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(commitment: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + commitment).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def subtrees(start: int, stop: int) -> list[Subtree]:
    """The complete subtrees that cover the leaves [start, stop), largest first, as RFC 9162 splits them.

    `start` is a multiple of the largest of them: 0, or the right side of a split.
    """
    found = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def fold(hashes: Sequence[bytes]) -> bytes:
    """The hash over neighbouring complete subtrees, given largest first.  Of none: the root of the empty tree."""
    if not hashes:
        return EMPTY_ROOT
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result


def grow(frontier: list[bytes], size: int, leaf: bytes) -> list[tuple[int, int, bytes]]:
    """Append a leaf to a tree of `size` leaves whose complete subtrees hash to `frontier`, which changes in place.

    Returns the subtrees above leaf level that the leaf completes, as (level, index, hash), lowest first.
    """
    made = []
    level = 0
    while size >> level & 1:
        leaf = node_hash(frontier.pop(), leaf)
        level += 1
        made.append((level, size >> level, leaf))
    frontier.append(leaf)
    return made


def inclusion_path(position: int, size: int) -> list[Span]:
    """The spans whose hashes prove that a tree of `size` leaves holds the one at `position`, lowest first (2.1.3.1)."""
    start, stop = 0, size
    spans: list[Span] = []
    while stop - start > 1:
        middle = _split(start, stop)
        if position < middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_path(first: int, second: int) -> list[Span]:
    """The spans whose hashes prove that the tree of `second` leaves begins with the tree of `first` (2.1.4.1)."""
    start, stop = 0, second
    spans: list[Span] = []
    while stop != first:
        middle = _split(start, stop)
        if first <= middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start = middle
    if start:  # else the verifier knows this hash: it is the first root
        spans.append((start, stop))
    return spans[::-1]


def _split(start: int, stop: int) -> int:
    """Where RFC 9162 divides a tree: after the largest power of two smaller than its number of leaves."""
    return start + (1 << (stop - start - 1).bit_length() - 1)


def includes(root: bytes, size: int, position: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Whether an inclusion proof leads from a leaf hash to a root (2.1.3.2)."""
    if not 0 <= position < size:
        return False
    place, last, result = position, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            result = node_hash(sibling, result)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and result == root


def extends(first_root: bytes, first: int, second_root: bytes, second: int, proof: Sequence[bytes]) -> bool:
    """Whether a consistency proof shows that the second tree begins with the first (2.1.4.2).

    Every tree extends the empty one, without proof.
    """
    if first in (0, second):
        return not proof and first_root == (second_root if first else EMPTY_ROOT)
    if not 0 < first < second or not proof:
        return False
    hashes = list(proof) if first & (first - 1) else [first_root, *proof]
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root
