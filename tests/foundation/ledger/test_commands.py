"""Recording, sealing, erasing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC, SYSTEM, Actor, Capacity
from entente.foundation.common.errors import ActionDenied, InvalidTransition
from entente.foundation.ledger import commands, queries
from entente.foundation.ledger.commands import EntryRow, ErasureReason, erase, record, record_many, seal
from entente.foundation.ledger.models import Entry, Leaf, Node, Opening, Unsealed
from entente.foundation.ledger.payload import parse
from entente.foundation.ledger.verify import verify

ANA_KEY = "0190a7c2-7b1e-7aaa-8bbb-0123456789ab"
ANA = Actor(Capacity.PARTY, "AAA", "aaa/desk", ANA_KEY)
BELA = Actor(Capacity.PARTY, "BBB", "bbb/desk")
NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
Capture = Callable[..., AbstractContextManager[list[Callable[[], object]]]]


def logs_of(entries: list[Entry]) -> list[str]:
    return [entry.log for entry in entries]


@pytest.mark.django_db
def test_record_writes_an_entry_its_opening_and_its_place_in_the_queue() -> None:
    entry = record(ANA, "delivery.update", "p/6.4", at=NOON, text="done", share=0.5)
    stored = Entry.objects.get()
    opening = Opening.objects.get()
    assert (stored.id, stored.log, stored.action, stored.subject) == (entry.id, "AAA", "delivery.update", "p/6.4")
    assert (stored.owner, stored.post, stored.at) == ("AAA", "aaa/desk", NOON)
    assert parse(bytes(opening.payload or b"")) == {
        "v": 1,
        "action": "delivery.update",
        "subject": "p/6.4",
        "owner": "AAA",
        "post": "aaa/desk",
        "at": "2026-03-01T12:00:00.123456Z",
        "user": ANA_KEY,
        "content": {"text": "done", "share": 0.5},
    }
    assert (len(bytes(opening.salt or b"")), len(bytes(stored.commitment))) == (32, 32)
    assert list(Unsealed.objects.values_list("entry_id", "log")) == [(entry.id, "AAA")]


@pytest.mark.django_db
def test_record_takes_now_when_no_instant_is_given() -> None:
    before = timezone.now()
    assert before <= record(ANA, "delivery.update", "p/6.4").at <= timezone.now()


@pytest.mark.django_db
def test_record_chooses_the_log() -> None:
    entries = [
        record(ANA, "a", "s"),
        record(ANA, "a", "s", public=True),
        record(SYSTEM, "a", "s"),
        record(BELA, "a", "s"),
    ]
    assert logs_of(entries) == ["AAA", "public", "entente", "BBB"]


@pytest.mark.django_db
def test_public_entry_names_the_post_and_no_person() -> None:
    entry = record(ANA, "delivery.update", "p/6.4", public=True, text="done")
    payload = bytes(Opening.objects.get(entry=entry).payload or b"")
    assert sorted(parse(payload)) == ["action", "at", "content", "owner", "post", "subject", "v"]
    assert ANA_KEY.encode() not in payload


@pytest.mark.django_db
def test_public_entry_with_the_key_of_the_log_in_is_refused() -> None:
    with pytest.raises(ValueError, match="names posts only"):
        record(ANA, "delivery.update", "p/6.4", public=True, made_by=ANA_KEY)
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_same_content_twice_gives_two_commitments() -> None:
    first, second = (record(ANA, "a", "s", at=NOON) for _ in range(2))
    assert first.commitment != second.commitment


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "action", "subject", "content", "error"),
    [
        (PUBLIC, "a", "s", {}, ActionDenied),
        (Actor(Capacity.PARTY, "public", "x/desk"), "a", "s", {}, ActionDenied),
        (ANA, "", "s", {}, ValueError),
        (ANA, "a" * 65, "s", {}, ValueError),
        (ANA, "a", "", {}, ValueError),
        (ANA, "a", "s" * 256, {}, ValueError),
        (Actor(Capacity.PARTY, "A" * 65, "x"), "a", "s", {}, ValueError),
        (Actor(Capacity.PARTY, "AAA", "x" * 256), "a", "s", {}, ValueError),
        (ANA, "a", "s", {"on": NOON.date()}, ValueError),
        (ANA, "a", "s", {"at": datetime(2026, 3, 1)}, ValueError),  # noqa: DTZ001
    ],
)
def test_record_refuses(
    by: Actor, action: str, subject: str, content: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        record(by, action, subject, **content)  # type: ignore[arg-type]
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(ANA, "a", "s")
    assert Entry.objects.count() == 0


@transaction.atomic
def command() -> None:
    """What every command does: its own row, then the entry."""
    Session.objects.create(session_key="row", session_data="", expire_date=NOON)
    record(ANA, "a", "s")


@transaction.atomic
def record_and_fail() -> None:
    record(ANA, "a", "p/0", public=True)
    raise ZeroDivisionError


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_opening", "ledger_unsealed"])
def test_failing_ledger_insert_takes_the_callers_row_with_it(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
    with pytest.raises(DatabaseError):
        command()
    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_rolled_back_command_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError):
        record_and_fail()
    assert (Entry.objects.count(), Opening.objects.count(), Unsealed.objects.count()) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_commit_seals_in_the_order_of_writing() -> None:
    with transaction.atomic():
        for number in range(5):
            record(ANA, "a", f"p/{number}", public=True)
    with transaction.atomic():
        record(BELA, "a", "p/5", public=True)
    assert [entry.subject for entry in queries.entries("public", 0, 10)] == [f"p/{number}" for number in range(6)]
    assert queries.waiting() == 0


@pytest.mark.django_db
def test_one_seal_per_transaction(django_capture_on_commit_callbacks: Capture) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        for number in range(3):
            record(ANA, "a", f"p/{number}", public=True)
    assert len(callbacks) == 1
    assert queries.size("public") == 3


@pytest.mark.django_db
def test_seal_still_follows_when_an_inner_rollback_took_the_first_hook(
    django_capture_on_commit_callbacks: Capture,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ZeroDivisionError):
            record_and_fail()
        record(ANA, "a", "p/1", public=True)
    assert [entry.subject for entry in queries.entries("public", 0, 10)] == ["p/1"]


@pytest.mark.django_db
def test_seal_takes_an_entry_with_a_smaller_key_that_committed_late() -> None:
    early = record(ANA, "a", "p/early", public=True)
    Unsealed.objects.filter(entry=early).delete()  # as if its transaction were still open
    record(ANA, "a", "p/late", public=True)
    assert seal() == 1
    Unsealed.objects.create(entry=early, log="public")
    assert seal() == 1
    assert [entry.subject for entry in queries.entries("public", 0, 10)] == ["p/late", "p/early"]
    assert verify("public").failure is None


@pytest.mark.django_db
def test_seal_of_one_log_leaves_the_others_waiting() -> None:
    record(ANA, "a", "s")
    record(BELA, "a", "s")
    assert seal("AAA") == 1
    assert (queries.size("AAA"), queries.size("BBB"), queries.waiting("BBB")) == (1, 0, 1)


@pytest.mark.django_db
def test_seal_of_an_empty_queue_is_nothing() -> None:
    assert seal() == 0


@pytest.mark.django_db
def test_seal_over_many_batches_of_several_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "SEAL_BATCH", 7)
    for number in range(20):
        record(ANA if number % 3 else BELA, "a", f"p/{number}", public=number % 2 == 0)
    assert seal() == 20
    assert [verify(log).failure for log in queries.logs()] == [None, None, None]
    assert [(log, queries.size(log)) for log in queries.logs()] == [("AAA", 7), ("BBB", 3), ("public", 10)]
    assert Unsealed.objects.count() == 0


@pytest.mark.django_db
def test_record_many_is_record_for_each() -> None:
    rows = [EntryRow("a", f"p/{number}", {"n": number}, NOON + timedelta(seconds=number)) for number in range(4_100)]
    entries = record_many(ANA, iter(rows), public=True)
    assert [entry.subject for entry in entries] == [row.subject for row in rows]
    assert seal() == 4_100
    logged = queries.entries("public", 4_000, 200)
    assert [(entry.position, entry.content, entry.at) for entry in logged] == [
        (number, {"n": number}, NOON + timedelta(seconds=number)) for number in range(4_000, 4_100)
    ]
    assert Node.objects.count() == 4_100 - (4_100).bit_count()
    assert verify("public").failure is None


@pytest.mark.django_db
def test_record_many_of_nothing() -> None:
    assert record_many(ANA, []) == []


@pytest.mark.django_db
def test_erase_keeps_leaf_and_root_and_leaves_a_notice() -> None:
    entry = record(ANA, "delivery.update", "p/6.4", public=True, text="Ana's secret")
    seal()
    before = queries.root("public", 1)
    notice = erase(entry, by=ANA, reason=ErasureReason.PRIVACY, at=NOON)
    seal()
    leaf = Leaf.objects.get(entry=entry)
    assert queries.root("public", 1) == before
    assert (Opening.objects.get(entry=entry).payload, Opening.objects.get(entry=entry).salt) == (None, None)
    assert (notice.log, notice.action, notice.subject) == ("public", "ledger.entry.erase", "p/6.4")
    erased, told = queries.entries("public", 0, 2)
    assert (erased.content, erased.erased_at, erased.erased_reason) == (None, NOON, "privacy")
    assert (told.content, told.at) == ({"leaf": bytes(leaf.hash).hex(), "reason": "privacy"}, NOON)
    found = verify("public")
    assert (found.failure, found.size, found.erased) == (None, 2, 1)


@pytest.mark.django_db
def test_erase_in_a_working_log_by_the_operator_leaves_the_notice_there() -> None:
    entry = record(ANA, "a", "s")
    notice = erase(entry, by=SYSTEM, reason=ErasureReason.LAW, at=NOON)
    assert (notice.log, notice.owner) == ("AAA", "entente")


@pytest.mark.django_db
def test_erase_twice_is_refused() -> None:
    entry = record(ANA, "a", "s")
    erase(entry, by=ANA, reason=ErasureReason.PRIVACY, at=NOON)
    with pytest.raises(InvalidTransition, match="removed before"):
        erase(entry, by=ANA, reason=ErasureReason.PRIVACY, at=NOON)
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_erase_by_another_party_is_refused() -> None:
    entry = record(ANA, "a", "s", public=True, text="kept")
    with pytest.raises(ActionDenied):
        erase(entry, by=BELA, reason=ErasureReason.PRIVACY, at=NOON)
    assert Opening.objects.get(entry=entry).payload is not None


@pytest.mark.django_db
def test_requeue_brings_back_what_lost_its_place() -> None:
    record(ANA, "a", "s", public=True)
    record(ANA, "a", "s", public=True)
    seal()
    lost = record(ANA, "a", "lost", public=True)
    Unsealed.objects.filter(entry=lost).delete()
    assert seal() == 0
    assert commands.requeue() == 1
    assert seal() == 1
    assert verify("public").failure is None
    assert commands.requeue() == 0
