"""Reading the log: order, roots, proofs, history."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.ledger import merkle, queries
from entente.foundation.ledger.commands import EntryRow, record, record_many, seal
from entente.foundation.ledger.models import Leaf

from .test_merkle import naive_path, naive_root, naive_subproof

pytestmark = pytest.mark.django_db
ANA = Actor(Capacity.PARTY, "AAA", "aaa/desk")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def sealed(count: int) -> list[bytes]:
    """The leaf hashes of that many entries in the public log, beside some in another."""
    record_many(ANA, [EntryRow("a", f"p/{number}") for number in range(count)], public=True)
    record_many(ANA, [EntryRow("a", "private") for _ in range(3)])
    seal()
    return [
        bytes(leaf) for leaf in Leaf.objects.filter(log="public").order_by("position").values_list("hash", flat=True)
    ]


def test_empty_log() -> None:
    assert (queries.size("public"), queries.root("public"), queries.entries("public", 0, 9)) == (
        0,
        merkle.EMPTY_ROOT,
        [],
    )
    assert queries.history("p") == []
    assert queries.latest_for("p") is None
    assert queries.logs() == []


def test_roots_and_proofs_are_the_recursions() -> None:
    hashes = sealed(21)
    assert queries.root("public") == naive_root(hashes)
    for second in range(1, 22):
        assert queries.root("public", second) == naive_root(hashes[:second])
        for position in range(second):
            assert queries.inclusion_proof("public", position, second) == naive_path(position, hashes[:second])
        for first in range(1, second + 1):
            assert queries.consistency_proof("public", first, second) == naive_subproof(first, hashes[:second], True)
    assert queries.consistency_proof("public", 0, 21) == []


@pytest.mark.parametrize("size", [-1, 4])
def test_root_of_a_size_that_the_log_has_not(size: int) -> None:
    sealed(3)
    with pytest.raises(ValueError, match="has 3 entries"):
        queries.root("public", size)


@pytest.mark.parametrize(("position", "size"), [(-1, 3), (3, 3), (2, 2), (0, 0)])
def test_inclusion_proof_of_a_place_that_is_not_there(position: int, size: int) -> None:
    sealed(3)
    with pytest.raises(ValueError, match="has no position"):
        queries.inclusion_proof("public", position, size)


@pytest.mark.parametrize(("first", "second"), [(-1, 3), (3, 2)])
def test_consistency_proof_of_sizes_out_of_order(first: int, second: int) -> None:
    sealed(3)
    with pytest.raises(ValueError, match="cannot prove"):
        queries.consistency_proof("public", first, second)


@pytest.mark.parametrize("count", [3, 300])
def test_proof_and_root_take_the_same_number_of_queries_in_any_log(count: int) -> None:
    sealed(count)
    with CaptureQueriesContext(connection) as made:
        queries.root("public")
        queries.inclusion_proof("public", 1)
        queries.consistency_proof("public", 2)
    assert len(made) <= 9


def test_entries_are_pages_of_the_log() -> None:
    hashes = sealed(5)
    page = queries.entries("public", 3, 10)
    assert [(entry.position, entry.subject, entry.leaf) for entry in page] == [
        (3, "p/3", hashes[3].hex()),
        (4, "p/4", hashes[4].hex()),
    ]
    assert queries.entries("public", 5, 10) == []


def test_logged_entry_holds_what_pages_show() -> None:
    record(ANA, "plan.adopt", "p", at=NOON, public=True, title={"en": "A plan"})
    seal()
    (entry,) = queries.entries("public", 0, 1)
    assert entry == queries.LoggedEntry(
        0, NOON, "plan.adopt", "p", "AAA", "aaa/desk", {"title": {"en": "A plan"}}, entry.leaf,
        entry.payload, entry.salt, None, "",
    )  # fmt: skip
    commitment = hashlib.sha256(bytes.fromhex(entry.salt) + entry.payload.encode()).digest()
    assert hashlib.sha256(b"\x00" + commitment).hexdigest() == entry.leaf
    assert queries.inclusion_proof("public", 0) == []
    assert queries.root("public").hex() == entry.leaf


def test_history_covers_what_lies_under_a_ref_newest_first() -> None:
    subjects = ["p", "p/6", "p/6.4", "p/6.4#b", "p/6.40", "p-2", "p0", "P/6.4", "p!", "q/6.4", "p%/6.4"]
    for subject in subjects:
        record(ANA, "a", subject, public=True)
    record(ANA, "a", "p/6.4")
    seal()
    assert [entry.subject for entry in queries.history("p")] == ["p/6.40", "p/6.4#b", "p/6.4", "p/6", "p"]
    assert [entry.subject for entry in queries.history("p/6.4")] == ["p/6.4#b", "p/6.4"]
    assert [entry.subject for entry in queries.history("p%")] == ["p%/6.4"]
    assert [entry.subject for entry in queries.history("p", limit=2)] == ["p/6.40", "p/6.4#b"]
    assert [entry.subject for entry in queries.history("p", log="AAA")] == ["p/6.4"]


def test_latest_for_is_the_newest_about_exactly_this() -> None:
    for number in range(3):
        record(ANA, "a", "p/6.4", public=True, number=number)
    record(ANA, "a", "p/6.4#b", public=True, number=9)
    seal()
    latest = queries.latest_for("p/6.4")
    assert latest is not None
    assert (latest.position, latest.content) == (2, {"number": 2})


def test_unsealed_entries_are_not_read() -> None:
    record(ANA, "a", "p", public=True)
    assert (queries.entries("public", 0, 9), queries.history("p"), queries.waiting("public")) == ([], [], 1)
