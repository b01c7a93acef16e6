"""Counting a subject's entries by day and action."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.ledger import queries
from entente.foundation.ledger.commands import EntryRow, record_many, seal

pytestmark = pytest.mark.django_db
ANA = Actor(Capacity.PARTY, "AAA", "aaa/desk")
FIRST, SECOND = datetime(2026, 3, 1, 23, tzinfo=UTC), datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_tally_counts_what_lies_under_a_subject_newest_day_first() -> None:
    rows = [
        EntryRow("made", "p/1.1", at=FIRST),
        EntryRow("made", "p/1.2#a", at=FIRST),
        EntryRow("made", "p", at=SECOND),
        EntryRow("told", "p/1.1", at=SECOND),
        EntryRow("made", "pp/1.1", at=SECOND),
    ]
    record_many(ANA, rows, public=True)
    record_many(ANA, [EntryRow("made", "p/1.1", at=SECOND)])
    seal()
    counted = queries.tally("p")
    assert counted == {
        (date(2026, 3, 2), "made"): 1,
        (date(2026, 3, 2), "told"): 1,
        (date(2026, 3, 1), "made"): 2,
    }
    assert [on for on, _action in counted] == [date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 1)]


def test_tally_of_nothing() -> None:
    assert queries.tally("p") == {}


def test_months_are_those_of_utc_and_each_is_told_once() -> None:
    at = [datetime(2026, 2, 28, 23, 59, 59, 999_999, UTC), datetime(2026, 3, 1, tzinfo=UTC), SECOND]
    record_many(ANA, [EntryRow("made", "p/1.1", at=one) for one in at], public=True)
    seal()
    assert queries.months("p", as_of=SECOND) == [date(2026, 3, 1), date(2026, 2, 1)]


def test_day_and_month_are_told_without_a_call_of_python_for_each_row() -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.tally("p")
        queries.months("p", as_of=SECOND)
    assert not [one["sql"] for one in asked if "django_" in one["sql"]]
