"""No answer that a page rests on comes in an order that the database is free to choose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import time_machine
from django.db import connection

from entente.foundation.ledger import commands as ledger
from entente.record.plan.models import Plan

from .test_changed import ACTS, BEGIN, answered_otherwise, plan, published

assert plan  # the record of those tests is the record of this one

WAYS = ("enable_seqscan", "enable_hashjoin", "enable_nestloop", "enable_mergejoin", "enable_sort", "enable_indexscan")
"""What PostgreSQL is kept from, one at a time, to come by an answer another way."""


def test_every_answer_comes_in_one_order(plan: Plan, tmp_path: Path) -> None:
    random, at = Random(0), BEGIN
    for act in ACTS:
        at += timedelta(minutes=5)
        with time_machine.travel(at, tick=False):
            act(random, at)
            ledger.seal()
    at += timedelta(minutes=5)
    published(tmp_path / "site", at)

    assert [asked for _way in other_ways() for asked in answered_otherwise(tmp_path / "site", at)] == []


def other_ways() -> Iterator[str]:
    """For each turn of the loop the database comes by its answers in another way, and as ever after it."""
    sqlite = connection.vendor == "sqlite"
    switches = ("PRAGMA reverse_unordered_selects = {}",) if sqlite else [f"SET {way} = {{}}" for way in WAYS]
    away, back = ("ON", "OFF") if sqlite else ("off", "on")
    for switch in switches:
        with connection.cursor() as cursor:
            cursor.execute(switch.format(away))
            try:
                yield switch
            finally:
                cursor.execute(switch.format(back))
