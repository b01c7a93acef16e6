"""Tampering with each table is found, and named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.ledger import queries, triggers
from entente.foundation.ledger import verify as verifying
from entente.foundation.ledger.commands import ErasureReason, erase, record, seal
from entente.foundation.ledger.models import Entry, Leaf, Node, Opening, Unsealed
from entente.foundation.ledger.verify import Failure, verify, verify_all

pytestmark = pytest.mark.django_db
ANA = Actor(Capacity.PARTY, "AAA", "aaa/desk")
BELA = Actor(Capacity.PARTY, "BBB", "bbb/desk")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OTHER = bytes(32)


def entry(position: int) -> Entry:
    return Entry.objects.get(leaf__log="public", leaf__position=position)


def change(position: int, **values: object) -> None:
    Entry.objects.filter(pk=entry(position).pk).update(**values)


def reopen(position: int, **values: object) -> None:
    Opening.objects.filter(entry=entry(position)).update(**values)


def leaf(position: int) -> object:
    return Leaf.objects.filter(log="public", position=position)


def drop(position: int) -> None:
    """Remove an entry with its opening and its leaf."""
    gone = entry(position)
    Leaf.objects.filter(entry=gone).delete()
    Opening.objects.filter(entry=gone).delete()
    gone.delete()


def swap(one: int, other: int) -> None:
    first, second = entry(one), entry(other)
    hashes = {item.position: item.hash for item in Leaf.objects.filter(log="public")}
    Leaf.objects.filter(position__in=(one, other)).delete()
    Leaf.objects.create(entry=first, log="public", position=other, hash=hashes[other])
    Leaf.objects.create(entry=second, log="public", position=one, hash=hashes[one])


def lose_from_queue() -> None:
    waiting = record(ANA, "a", "p/lost", public=True)
    Unsealed.objects.filter(entry=waiting).delete()


ERASED = {"payload": None, "salt": None, "erased_at": NOON, "erased_reason": "law"}
COMMITTED = "is not the one that was committed to"
TAMPERINGS: dict[str, tuple[Callable[[], object], int | None, str, str]] = {
    "subject": (lambda: change(2, subject="p/9"), 2, "p/9", f"its subject {COMMITTED}, “p/2”"),
    "action": (lambda: change(2, action="b"), 2, "p/2", f"its action {COMMITTED}, “a”"),
    "owner": (lambda: change(2, owner="BBB"), 2, "p/2", f"its owner {COMMITTED}, “AAA”"),
    "post": (lambda: change(2, post="bbb/desk"), 2, "p/2", f"its post {COMMITTED}, “aaa/desk”"),
    "instant": (
        lambda: change(2, at=NOON + timedelta(microseconds=1)),
        2,
        "p/2",
        f"its instant {COMMITTED}, 2026-03-01T12:00:00.000000Z",
    ),
    "log of an entry": (lambda: change(2, log="AAA"), 2, "p/2", "the entry calls itself part of the log “AAA”"),
    "commitment": (lambda: change(2, commitment=OTHER), 2, "p/2", "the leaf is not the hash of the entry's commitment"),
    "payload": (lambda: reopen(2, payload=b"{}"), 2, "p/2", "what the entry says is not what was committed to"),
    "salt": (lambda: reopen(2, salt=OTHER), 2, "p/2", "what the entry says is not what was committed to"),
    "opening": (
        lambda: Opening.objects.filter(entry=entry(2)).delete(),
        2,
        "p/2",
        "what the entry said is missing, and nothing says that it was removed",
    ),
    "erased without notice": (
        lambda: reopen(2, **ERASED),
        2,
        "p/2",
        "what the entry said was removed, and no later entry says so",
    ),
    "leaf's hash": (
        lambda: leaf(2).update(hash=OTHER),  # type: ignore[attr-defined]
        2,
        "p/2",
        "the leaf is not the hash of the entry's commitment",
    ),
    "leaf moved past the end": (lambda: leaf(4).update(position=7), 4, "", "the leaf is missing"),  # type: ignore[attr-defined]
    "leaf in the middle gone": (lambda: leaf(1).delete(), 1, "", "the leaf is missing"),  # type: ignore[attr-defined]
    "last leaf gone": (
        lambda: leaf(4).delete(),  # type: ignore[attr-defined]
        None,
        "p/4",
        "the entry has neither a leaf nor a place among those waiting",
    ),
    "entry dropped whole": (lambda: drop(1), 1, "", "the leaf is missing"),
    "newest entries dropped": (
        lambda: (drop(4), drop(3)),
        3,
        "",
        "hashes are stored for leaves past the end of the log",
    ),
    "entries swapped": (lambda: swap(1, 3), 1, "p/3", "the leaf is not the hash of the entry's commitment"),
    "node's hash": (
        lambda: Node.objects.filter(level=1, index=1).update(hash=OTHER),
        3,
        "p/3",
        "the stored hash over the 2 leaves that end here is missing or not theirs",
    ),
    "node gone": (
        lambda: Node.objects.filter(level=2).delete(),
        3,
        "p/3",
        "the stored hash over the 4 leaves that end here is missing or not theirs",
    ),
    "place in the queue": (
        lose_from_queue,
        None,
        "p/lost",
        "the entry has neither a leaf nor a place among those waiting",
    ),
}


@pytest.fixture
def five_entries() -> None:
    for number in range(5):
        record(ANA, "a", f"p/{number}", at=NOON, public=True, number=number)
    record(BELA, "a", "private")
    seal()


@pytest.mark.usefixtures("five_entries")
@pytest.mark.parametrize("reading", [2, 4_096])
def test_untouched_log_holds(reading: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "LEAVES_PER_READ", reading)
    record(ANA, "a", "p/waits", public=True)
    found = verify("public")
    assert (found.failure, found.is_sound, found.size, found.waiting, found.erased) == (None, True, 5, 1, 0)
    assert found.root == queries.root("public")


@pytest.mark.usefixtures("five_entries", "ledger_unlocked")
@pytest.mark.parametrize("reading", [2, 4_096])
@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_named(name: str, reading: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "LEAVES_PER_READ", reading)
    tamper, position, subject, what = TAMPERINGS[name]
    tamper()
    assert verify("public").failure == Failure("public", position, subject, what)
    assert verify("BBB").failure is None


@pytest.mark.usefixtures("five_entries")
def test_removals_with_notices_hold_while_the_notice_still_waits() -> None:
    erase(entry(1), by=ANA, reason=ErasureReason.PRIVACY, at=NOON)
    assert (verify("public").failure, verify("public").erased) == (None, 1)
    seal()
    assert (verify("public").failure, verify("public").erased) == (None, 1)


@pytest.mark.usefixtures("five_entries")
def test_verify_all_names_the_log_that_fails() -> None:
    with triggers.lifted():
        change(2, subject="p/9")
    found = list(verify_all())
    assert [(each.log, each.is_sound) for each in found] == [("BBB", True), ("public", False)]
    assert str(found[1].failure) == (
        "Log “public”, position 2, about p/9: its subject is not the one that was committed to, “p/2”."
    )


def test_failure_without_a_place_reads_as_a_sentence() -> None:
    assert str(Failure("AAA", None, "", "nobody knows")) == "Log “AAA”, an entry without a place: nobody knows."
