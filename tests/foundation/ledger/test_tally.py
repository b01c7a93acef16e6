"""Counting a subject's entries by day and action."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

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
