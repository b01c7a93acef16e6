"""No answer that a page rests on comes in an order that the database is free to choose."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import time_machine

from entente.foundation.ledger import commands as ledger
from entente.record.plan.models import Plan
from entente.surfaces.publish.progress import notes_of
from entente.surfaces.publish.questions import hash_of

from .test_changed import ACTS, BEGIN, plan, published

assert plan  # the record of those tests is the record of this one

ORDER, LIMIT, CHANCE = " ORDER BY ", " LIMIT ", "RANDOM()"
TIMES = 3
"""How often chance deals: two rows that may change places stay where they are in all of them once in eight."""


def test_every_answer_comes_in_one_order(plan: Plan, tmp_path: Path) -> None:
    random, at = Random(0), BEGIN
    for act in ACTS:
        at += timedelta(minutes=5)
        with time_machine.travel(at, tick=False):
            act(random, at)
            ledger.seal()
    at += timedelta(minutes=5)
    published(tmp_path / "site", at)

    asked = questions(tmp_path / "site")

    assert len(asked) > 200
    assert sorted({sql for sql, given in asked if is_left_open(sql, given, at)}) == []


@pytest.mark.parametrize("order", ["", " LIMIT 2", " ORDER BY party", " ORDER BY 1 DESC LIMIT 2"])
@pytest.mark.parametrize("all_or_each", ["", "DISTINCT "])
def test_an_order_that_leaves_rows_equal_is_noticed(all_or_each: str, order: str, db: None) -> None:
    rows = " UNION ALL ".join(f"SELECT 'AAA' AS party, {number} AS number" for number in range(50))

    sql = f"SELECT {all_or_each}party, number FROM ({rows}) AS rows_of_one{order}"

    assert is_left_open(sql, "[]", BEGIN)
    assert not is_left_open(
        f"SELECT party, number FROM ({rows}) AS rows_of_one ORDER BY party, number DESC LIMIT 2", "[]", BEGIN
    )


def questions(out: Path) -> list[tuple[str, str]]:
    """(statement, what was given to it) of every question that was noted."""
    with closing(sqlite3.connect(notes_of(out))) as notes:
        return notes.execute(
            "SELECT text, given FROM question JOIN statement ON question.statement = statement.number"
        ).fetchall()


def is_left_open(sql: str, given: str, at: datetime) -> bool:
    """The answer is another when rows that its order leaves equal are dealt out by chance."""
    answer, dealt = hash_of(sql, given, at), by_chance(sql)
    return any(hash_of(dealt, given, at) != answer for _ in range(TIMES))


def by_chance(sql: str) -> str:
    """The same question; among rows that its own order leaves equal chance decides."""
    asked, limited, limit = sql.rpartition(LIMIT)
    if not limited or ")" in limit:  # none, or that of a question within
        asked, limited, limit = sql, "", ""
    before, ordered, order = asked.rpartition(ORDER)
    if not ordered or order.count("(") != order.count(")"):
        before, ordered, order = asked, "", ""
    if not ordered or before.startswith("SELECT DISTINCT ") or " UNION " in before:
        before = f"SELECT * FROM ({before}) AS asked"
    return f"{before}{ORDER}{order}{', ' if order else ''}{CHANCE}{limited}{limit}"
