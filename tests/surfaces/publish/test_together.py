"""Promises that are made one after the other are asked about together, and each page rests on its own narrow questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import time_machine

from entente.foundation.common import notes
from entente.foundation.ledger import commands as ledger
from entente.record.plan.queries import Plan
from entente.surfaces.publish import together
from entente.surfaces.publish.grouping import page_of
from entente.surfaces.publish.together import come_next, promise_of

from .happenings import HAPPENINGS
from .test_changed import ACTS, BEGIN, answered_otherwise, files, plan, published, var

assert plan  # the record of those tests is the record of this one
assert var

ROUNDS = 3
SEVERAL = """
    assessment_finding assessment_inquiry delivery_milestone delivery_update
    plan_authentictext plan_clause plan_obligation texts_wordingstate verification_backing verification_check
    verification_claim
"""
"""Tables of which one promise has several rows in this record."""


def test_answers_of_several_are_those_of_each(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random, at = Random(1), BEGIN
    for _round in range(ROUNDS):
        at += timedelta(days=40)  # an amendment comes after that of the round before
        for act in dict.fromkeys((*ACTS, *HAPPENINGS)):
            at += timedelta(minutes=5)
            with time_machine.travel(at, tick=False):
                act(random, at)
    with time_machine.travel(at, tick=False):
        ledger.seal()
    most: Counter[str] = Counter()

    def answered(sql: str, params: Sequence[Any], rows: Sequence[Sequence[Any]]) -> None:
        table = re.findall(r' FROM "(\w+)"', sql)[0]
        most[table] = max(most[table], len(rows))
        tell(sql, params, rows)

    tell = notes.answered
    monkeypatch.setattr(notes, "answered", answered)
    published(tmp_path / "site", at + timedelta(minutes=5))

    assert answered_otherwise(tmp_path / "site", at + timedelta(minutes=5)) == []
    assert {table for table, rows in most.items() if rows > 1} >= set(SEVERAL.split())

    monkeypatch.setattr(together, "lie_beside", lambda _names: None)
    most.clear()
    published(tmp_path / "alone", at + timedelta(minutes=5))
    assert files(tmp_path / "alone") == files(tmp_path / "site")
    assert not most


def test_pages_to_come_are_asked_about_together(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(together, "lie_beside", lambda names: asked.append(list(names)))

    come_next(["/en/", "/fr/plans/a-plan/engagements/1.2/", "/en/plans/a-plan/commitments/1.1/", "/fr/plans/a-plan/"])
    come_next(["/es/planes/a-plan/compromisos/1.3/", "/en/plans/a-plan/commitments/1.3/ask/observatory/nothing/"])
    come_next(["/en/plans/a-plan/"])

    assert asked == [["a-plan/1.2", "a-plan/1.1"], ["a-plan/1.3"]]


@pytest.mark.parametrize(
    ("address", "ref"),
    [
        ("/en/plans/a-plan/commitments/1.2/", "a-plan/1.2"),
        ("/es/planes/a-plan/compromisos/1.2/", "a-plan/1.2"),
        ("/en/plans/a-plan/pillars/1/", ""),
        ("/en/plans/a-plan/", ""),
        ("/robots.txt", ""),
    ],
)
def test_only_pages_of_a_promise_are_about_one(address: str, ref: str) -> None:
    assert promise_of(page_of(address)) == ref
