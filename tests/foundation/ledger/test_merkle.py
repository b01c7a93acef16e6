"""The tree against the recursion that RFC 9162 writes down, word by word."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from entente.foundation.ledger import merkle

KNOWN_LEAVES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
"""The leaves that Certificate Transparency's implementations test with."""
KNOWN_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"

sizes = st.integers(min_value=1, max_value=130)


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


def naive_root(hashes: list[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = naive_split(len(hashes))
    return hashlib.sha256(b"\x01" + naive_root(hashes[:split]) + naive_root(hashes[split:])).digest()


def naive_split(count: int) -> int:
    split = 1
    while split * 2 < count:
        split *= 2
    return split


def naive_path(position: int, hashes: list[bytes]) -> list[bytes]:
    if len(hashes) == 1:
        return []
    split = naive_split(len(hashes))
    if position < split:
        return [*naive_path(position, hashes[:split]), naive_root(hashes[split:])]
    return [*naive_path(position - split, hashes[split:]), naive_root(hashes[:split])]


def naive_subproof(first: int, hashes: list[bytes], is_whole: bool) -> list[bytes]:
    if first == len(hashes):
        return [] if is_whole else [naive_root(hashes)]
    split = naive_split(len(hashes))
    if first <= split:
        return [*naive_subproof(first, hashes[:split], is_whole), naive_root(hashes[split:])]
    return [*naive_subproof(first - split, hashes[split:], False), naive_root(hashes[:split])]


def grown(hashes: list[bytes]) -> tuple[list[bytes], dict[merkle.Subtree, bytes]]:
    """Frontier and every complete subtree after appending the leaves one by one."""
    frontier: list[bytes] = []
    stored = {(0, position): leaf for position, leaf in enumerate(hashes)}
    for position, leaf in enumerate(hashes):
        for level, index, value in merkle.grow(frontier, position, leaf):
            stored[level, index] = value
    return frontier, stored


def span_hashes(spans: list[merkle.Span], stored: dict[merkle.Subtree, bytes]) -> list[bytes]:
    return [merkle.fold([stored[place] for place in merkle.subtrees(*span)]) for span in spans]


def test_root_of_known_leaves() -> None:
    hashes = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in KNOWN_LEAVES]
    frontier, _ = grown(hashes)
    assert merkle.fold(frontier).hex() == KNOWN_ROOT


def test_root_of_no_leaves() -> None:
    assert merkle.fold([]) == merkle.EMPTY_ROOT == hashlib.sha256(b"").digest()


@given(sizes)
def test_root_grown_leaf_by_leaf_is_the_root_of_the_recursion(size: int) -> None:
    frontier, stored = grown(leaves(size))
    assert merkle.fold(frontier) == naive_root(leaves(size))
    assert frontier == [stored[place] for place in merkle.subtrees(0, size)]
    assert len(stored) == 2 * size - size.bit_count()


@given(st.data())
def test_inclusion_proof_is_the_recursions_and_leads_to_the_root(data: st.DataObject) -> None:
    size = data.draw(sizes)
    position = data.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    proof = span_hashes(merkle.inclusion_path(position, size), grown(hashes)[1])
    assert proof == naive_path(position, hashes)
    assert merkle.includes(naive_root(hashes), size, position, hashes[position], proof)


@given(st.data())
def test_consistency_proof_is_the_recursions_and_joins_the_roots(data: st.DataObject) -> None:
    second = data.draw(sizes)
    first = data.draw(st.integers(1, second))
    hashes = leaves(second)
    proof = span_hashes(merkle.consistency_path(first, second), grown(hashes)[1])
    assert proof == naive_subproof(first, hashes, True)
    assert merkle.extends(naive_root(hashes[:first]), first, naive_root(hashes), second, proof)


@given(st.data())
def test_inclusion_of_another_leaf_place_or_proof_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 130))
    position = data.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    root = naive_root(hashes)
    proof = naive_path(position, hashes)
    elsewhere = data.draw(st.integers(0, size - 1).filter(lambda place: place != position))
    spoilt = data.draw(st.integers(0, len(proof) - 1))
    assert not merkle.includes(root, size, position, hashes[elsewhere], proof)
    assert not merkle.includes(root, size, size, hashes[position], proof)
    assert not merkle.includes(root, size, position, hashes[position], proof[:-1])
    assert not merkle.includes(root, size, position, hashes[position], [*proof, root])
    assert not merkle.includes(root, size, position, hashes[position], flipped(proof, spoilt))


@given(st.data())
def test_consistency_with_another_history_is_refused(data: st.DataObject) -> None:
    second = data.draw(st.integers(2, 130))
    first = data.draw(st.integers(1, second - 1))
    hashes = leaves(second)
    proof = naive_subproof(first, hashes, True)
    rewritten = [*hashes]
    rewritten[data.draw(st.integers(0, first - 1))] = merkle.leaf_hash(b"other")
    old, new, other = naive_root(hashes[:first]), naive_root(hashes), naive_root(rewritten[:first])
    spoilt = data.draw(st.integers(0, len(proof) - 1))
    assert not merkle.extends(other, first, new, second, proof)
    assert not merkle.extends(old, first, naive_root(rewritten), second, proof)
    assert not merkle.extends(old, first, new, second, flipped(proof, spoilt))
    assert not merkle.extends(old, first, new, second, [])
    assert not merkle.extends(new, second, old, first, proof)


def test_every_tree_extends_the_empty_one_and_itself() -> None:
    root = naive_root(leaves(5))
    assert merkle.extends(merkle.EMPTY_ROOT, 0, root, 5, [])
    assert merkle.extends(root, 5, root, 5, [])
    assert not merkle.extends(root, 0, root, 5, [])
    assert not merkle.extends(naive_root(leaves(4)), 5, root, 5, [])
    assert not merkle.extends(root, 5, root, 5, [root])


def flipped(proof: list[bytes], place: int) -> list[bytes]:
    other = bytes([proof[place][0] ^ 1]) + proof[place][1:]
    return [*proof[:place], other, *proof[place + 1 :]]
