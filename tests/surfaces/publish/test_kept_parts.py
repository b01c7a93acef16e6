"""A part is given as it was kept while what it rests on is as it was; whoever takes it rests on the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from entente.foundation.common import notes
from entente.foundation.common.kept import is_kept, kept, left_of, stays
from entente.surfaces.publish.kept_parts import SCHEMA, KeptParts

NOW = datetime(2027, 1, 10, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def opened() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(SCHEMA)
        yield opened


def part(word: str) -> bytes:
    """What rests on question 7, on an instant past and on one to come."""
    noted = notes.current()
    assert noted is not None
    noted.asked.add(7)
    noted.told(NOW - HOUR)
    noted.turns_at(NOW + HOUR)
    return word.encode()


def made(opened: sqlite3.Connection, word: str, *, at: datetime = NOW, stale: frozenset[int] = frozenset()) -> bytes:
    """The part "rows" at an instant, with what it rests on looked at."""
    with notes.noting() as noted, KeptParts(opened, at, stale).of("tables"):
        found = kept("rows", lambda: part(word))
    assert (noted.asked, noted.newest, noted.until) == ({7}, NOW - HOUR, NOW + HOUR)
    return found


def test_part_is_made_once(opened: sqlite3.Connection) -> None:
    assert [made(opened, "first"), made(opened, "second")] == [b"first", b"first"]


def test_part_is_made_anew_when_a_question_is_answered_otherwise_or_its_instant_has_come(
    opened: sqlite3.Connection,
) -> None:
    made(opened, "first")
    assert made(opened, "second", stale=frozenset({8})) == b"first"
    assert made(opened, "third", stale=frozenset({7})) == b"third"
    assert made(opened, "fourth", at=NOW + HOUR) == b"fourth"


def test_part_that_is_not_asked_for_goes_and_those_of_other_answers_stay(opened: sqlite3.Connection) -> None:
    made(opened, "first")
    with notes.noting(), KeptParts(opened, NOW, frozenset()).of("others"):
        kept("rows", lambda: b"other")
    assert made(opened, "second") == b"first"
    with KeptParts(opened, NOW, frozenset()).of("tables"):
        pass
    assert made(opened, "third") == b"third"


def test_part_of_a_family_serves_several_answers_and_stays_until_who_makes_it_leaves_it_out(
    opened: sqlite3.Connection,
) -> None:
    def asked(address: str, word: str, left: list[str]) -> bytes:
        with notes.noting() as noted, KeptParts(opened, NOW, frozenset()).of(address):
            left_of("rows", left)
            found = kept("first", lambda: part(word), family="rows")
        assert noted.asked == {7}
        return found

    assert [asked("/a", "one", []), asked("/b", "two", ["first"])] == [b"one", b"one"]
    assert asked("/a", "three", ["second"]) == b"three"


def test_nothing_is_kept_of_pages_that_are_there_no_more(opened: sqlite3.Connection) -> None:
    parts = KeptParts(opened, NOW, frozenset())
    for address in ("/here", "/gone", "part 1"):
        with parts.of(address):
            kept("rows", lambda: b"rows")
            kept("shared", lambda: b"rows", family="family")
    opened.execute("CREATE TABLE page (address TEXT)")
    opened.execute("INSERT INTO page VALUES ('/here')")
    parts.leave_answers()
    left = opened.execute("SELECT DISTINCT address FROM part ORDER BY address").fetchall()
    assert left == [("/here",), ("family",), ("part 1",)]


def test_part_that_is_spoken_of_stays(opened: sqlite3.Connection) -> None:
    made(opened, "first")
    with KeptParts(opened, NOW, frozenset()).of("tables"):
        stays("rows")
    assert made(opened, "second") == b"first"


def test_nothing_is_kept_where_nothing_is_published() -> None:
    left_of("family", [])
    assert not is_kept()
    assert [kept("rows", lambda: b"first"), kept("rows", lambda: b"second")] == [b"first", b"second"]
