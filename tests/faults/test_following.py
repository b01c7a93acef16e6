"""Mails to followers, sent by real processes that are killed: none is lost, and one at most is sent twice."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.surfaces.following.postbox import Postbox, postbox

from .conftest import Record

MORNING = datetime(2026, 11, 24, 6, tzinfo=UTC)
EVERYBODY = {"one@example.org": 1, "two@example.org": 1, "three@example.org": 1}
KILLS = 10


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as server:
        yield server


@pytest.fixture
def morning(record: Record) -> datetime:
    """When the digest is due, the day after three people confirmed."""
    assert record.run("put_followers", (MORNING - timedelta(days=1)).isoformat()).code == 0
    return MORNING


def news(record: Record, name: str, at: datetime) -> None:
    ended = record.run("put_news", name, (at - timedelta(hours=1)).isoformat())
    assert (ended.code, ended.err) == (0, "")


def tell(record: Record, box: Postbox, at: datetime, statements: int = 0) -> tuple[int, list[int]]:
    """How a turn ended: its code, and what it printed."""
    ended = record.run("tell_followers", str(box.port), at.isoformat(), str(statements))
    return ended.code, [int(word) for word in ended.out.split()]


def tell_all(record: Record, box: Postbox, at: datetime) -> None:
    """The turns after the one that was killed: within the quarter of an hour that a mail begun is left alone, and after it."""
    for later in (1, 16, 32):
        assert tell(record, box, at + timedelta(minutes=later))[0] == 0
    assert tell(record, box, at + timedelta(minutes=40))[1][0] == 0


def told(box: Postbox, name: str) -> Counter[str]:
    """Address -> in how many mails a piece of news stands."""
    return Counter(str(one["To"]) for one in box.mails() if f"Step {name}" in one.get_content())


def doubles(found: Counter[str]) -> int:
    return sum((found - Counter(EVERYBODY)).values())


def test_killed_after_any_statement_everybody_is_told_and_one_at_most_twice(
    record: Record, box: Postbox, morning: datetime
) -> None:
    news(record, "first", morning)
    code, (sent, statements) = tell(record, box, morning)
    assert (code, sent, told(box, "first")) == (0, 3, Counter(EVERYBODY))

    for number in range(KILLS):
        at, name = morning + timedelta(days=number + 1), f"step-{number}"
        news(record, name, at)
        assert tell(record, box, at, 1 + number * (statements - 2) // (KILLS - 1))[0] == -9
        tell_all(record, box, at)
        assert set(told(box, name)) == set(EVERYBODY)
        assert doubles(told(box, name)) <= 1


@pytest.mark.parametrize("victim", [1, 2, 3])
def test_killed_when_the_server_has_the_mail_and_nobody_noted_it_that_one_comes_twice(
    record: Record, box: Postbox, morning: datetime, victim: int
) -> None:
    news(record, "news", morning)
    known, key = threading.Event(), 0

    def kill(count: int) -> None:
        if count == victim:
            known.wait(20)
            os.kill(key, signal.SIGKILL)

    box.on_taken = kill
    started = record.start("tell_followers", str(box.port), morning.isoformat())
    key = started.key
    known.set()
    assert started.end().code == -9
    tell_all(record, box, morning)

    twice = str(box.mails()[victim - 1]["To"])
    assert told(box, "news") == Counter(EVERYBODY | {twice: 2})


def test_a_question_that_was_killed_is_asked_again_and_then_no_more(
    record: Record, box: Postbox, morning: datetime
) -> None:
    assert record.run("put_question", morning.isoformat()).code == 0
    assert tell(record, box, morning, 5)[0] == -9
    tell_all(record, box, morning)

    asked = Counter(str(one["To"]) for one in box.mails())
    assert set(asked) == {"new@example.org"}
    assert asked["new@example.org"] <= 2


def test_two_workers_at_once_send_each_mail_once(record: Record, box: Postbox, morning: datetime) -> None:
    news(record, "news", morning)
    both = [record.start("tell_followers", str(box.port), morning.isoformat()) for _worker in range(2)]
    assert [one.end().code for one in both] == [0, 0]
    tell_all(record, box, morning)

    assert told(box, "news") == Counter(EVERYBODY)
