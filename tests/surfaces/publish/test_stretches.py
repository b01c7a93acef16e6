"""A table is known by its stretches: one that came, changed or went is told, and the first instant that a row tells."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.models import Document
from entente.foundation.sources.words import Side
from entente.surfaces.publish import stretches
from entente.surfaces.publish.contents import SCHEMA, Contents
from entente.surfaces.publish.narrowing import value_of
from entente.surfaces.publish.stretches import NEVER, first_to_come, places_in, stretches_of, told_of

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 1, 10, 9, tzinfo=UTC)
TABLE = "sources_document"
ASKS = f'SELECT 1 FROM "{TABLE}" WHERE "{TABLE}"."slug" = %s'


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Of a publication that saw seven documents, in stretches of three."""
    monkeypatch.setattr(stretches, "ROWS", 3)
    for number in range(7):
        document(f"d{number}")
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(SCHEMA)
        Contents(opened, NOW).note([ASKS])
        yield opened


def document(slug: str) -> Document:
    facts = DocumentFacts(slug=slug, title={"en": slug}, side=Side.THIRD, address="https://example.org/")
    return sources.add_document(facts, by=SYSTEM, owner="observer", tier=Tier.PUBLIC)


def changes(notes: sqlite3.Connection) -> tuple[set[str], set[int], bool]:
    """Tables that changed; the slugs whose rows did; whether those that were there are as they were."""
    found = Contents(notes, NOW).changes([ASKS])
    return set(found.tables), set(found.values.get((TABLE, "slug"), ())), (TABLE, "slug") in found.grown


def slugs(*names: str) -> set[int]:
    return {value_of(one) or 0 for one in names}


def test_table_that_is_as_it_was_did_not_change(notes: sqlite3.Connection) -> None:
    assert changes(notes) == (set(), set(), False)


def test_rows_that_came_changed_and_went_are_told(notes: sqlite3.Connection) -> None:
    document("d7")
    assert changes(notes) == ({TABLE}, slugs("d7"), True)
    Document.objects.filter(slug="d1").update(title={"en": "Other"})
    assert changes(notes) == ({TABLE}, slugs("d7", "d1"), False)
    Document.objects.filter(slug="d0").delete()  # every stretch after it holds other rows
    assert changes(notes) == ({TABLE}, slugs("d7", "d1", "d0"), False)
    Contents(notes, NOW).note([ASKS])
    assert changes(notes) == (set(), set(), False)
    Document.objects.all().delete()
    assert changes(notes)[1] == slugs(*(f"d{number}" for number in range(1, 8)))


def test_one_more_row_of_a_value_that_was_there_is_no_new_value(notes: sqlite3.Connection) -> None:
    made = document("d8")
    Contents(notes, NOW).note([ASKS])
    Document.objects.filter(pk=made.pk).update(slug="d0x")
    assert changes(notes) == ({TABLE}, slugs("d8", "d0x"), False)


def test_rows_that_came_tell_when_unless_others_changed_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stretches, "ROWS", 3)
    asks = (
        'SELECT 1 FROM "ledger_leaf" INNER JOIN "ledger_entry" ON ("ledger_leaf"."entry_id" = "ledger_entry"."id") '
        'WHERE ("ledger_entry"."subject" = %s AND "ledger_entry"."at" <= %s)'
    )
    column = "ledger_entry", "at"
    days = [NOW + timedelta(days=number) for number in range(6)]
    for at in days[:4]:
        ledger.record(SYSTEM, "made", "p/1.1", at=at, public=True)
    ledger.seal()
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(SCHEMA)
        Contents(opened, NOW).note([asks])
        ledger.record(SYSTEM, "made", "p/1.1", at=days[4], public=True)
        ledger.seal()
        first, last = Contents(opened, NOW).changes([asks]).came[column]
        assert [str(one)[:10] for one in (first, last)] == [f"{days[4]:%Y-%m-%d}"] * 2
        Contents(opened, NOW).note([asks])
        ledger.record(SYSTEM, "made", "p/1.1", at=days[5], public=True)
        opened.execute(
            "UPDATE named SET held = zeroblob(24) WHERE columns = 'id' AND tables = 'ledger_entry' AND stretch = 1"
        )
        assert column not in Contents(opened, NOW).changes([asks]).came  # one that was there is another, as it seems


def test_rows_are_read_as_the_database_holds_them() -> None:
    document("d0")
    (rows,) = stretches_of(TABLE)
    has_them_as_text = connection.vendor == "sqlite"  # and `marshal` knows all that is there
    assert any(isinstance(value, datetime) for value in rows[0]) is not has_them_as_text


def test_a_table_of_which_little_changed_is_read_once(
    notes: sqlite3.Connection, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    document("d7")
    places_in(TABLE)  # its columns are known
    with django_assert_num_queries(1):
        Contents(notes, NOW).changes([ASKS])


def test_what_is_equal_is_written_alike_whoever_holds_it() -> None:
    word = "".join(["of ", "one"])
    assert told_of([(word, word, 1, None, b"x", 0.5)]) == told_of(
        [("of one", "".join(["of", " one"]), 1, None, b"x", 0.5)]
    )
    assert told_of([(1,)]) != told_of([(True,)])
    assert told_of([(NOW,)]) != told_of([(NOW + timedelta(seconds=1),)])  # as PostgreSQL gives it


def test_first_instant_to_come_is_found_among_days_and_instants() -> None:
    assert (
        first_to_come([("2027-01-10 08:00:00", None), ("2027-01-11 08:00:00", 3)], NOW) == "2027-01-11T08:00:00.000000"
    )
    assert first_to_come([("2027-01-12", None)], NOW) == "2027-01-11T00:00:00.000000"
    assert first_to_come([("2026-01-12", "none", NOW - timedelta(days=9))], NOW) == NEVER
