"""GET /plans/{plan}/joint and /commitments/{plan}/{number}/joint."""

from __future__ import annotations

import pytest
import time_machine

from tests.cast import ANA, BELA
from tests.record.assessment.test_joint import ALL, REASON, SOON, _plan, propose, said, sign  # noqa: F401

from .conftest import Get

pytestmark = pytest.mark.django_db


def test_joint_holds_what_a_stranger_checks_it_by(get: Get) -> None:
    sign(propose(), *ALL)
    with time_machine.travel(SOON, tick=False):
        answer = get("commitments/tri-plan/2.1/joint")
        whole = get("plans/tri-plan/joint")
    first = answer["items"][0]
    assert (first["subject"], first["state"], first["value"], first["reason"]) == (
        "tri-plan/2.1",
        "agreed",
        "limited",
        REASON,
    )
    assert [one["party"] for one in first["signatures"]] == ["AAA", "BBB", "CCC"]
    assert all(one["statement"] and one["key"] and one["signature"] for one in first["signatures"])
    assert [one["subject"] for one in whole["items"]] == [
        "tri-plan/1.1",
        "tri-plan/1.2",
        "tri-plan/2.1",
        "tri-plan/2.1#a",
        "tri-plan/2.1#b",
    ]


def test_joint_is_null_while_the_sides_differ(get: Get) -> None:
    said(ANA, "limited")
    said(BELA, "not_started")
    with time_machine.travel(SOON, tick=False):
        first = get("commitments/tri-plan/2.1/joint?lang=en")["items"][0]
    assert (first["state"], first["value"], first["voices"]) == (
        "differ",
        None,
        {"AAA": "limited", "BBB": "not_started"},
    )
