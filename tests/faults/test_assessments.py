"""Assessors whose process is killed while they code, consolidate or send, and two who code at the same instant."""

from __future__ import annotations

import pytest

from .conftest import Ended, Record

POINTS = 5


@pytest.fixture(autouse=True)
def _plan(record: Record) -> None:
    assert record.run("assessed_plan") == Ended(0, "", "")


def spread(statements: int) -> list[str]:
    """From the first statement to right before the commit; they were counted with a few savepoints more around them."""
    return [str(1 + number * max(statements - 6, 1) // (POINTS - 1)) for number in range(POINTS)]


def test_act_killed_after_any_statement_leaves_no_trace_and_is_done_again(record: Record) -> None:
    for act, who in (("code", "erin"), ("code", "finn"), ("consolidate", "gwen"), ("send", "gwen")):
        statements = int(record.run("count_assess", act, who).out)
        before = record.rows()
        ended = record.run("die_while_assess", act, who, *spread(statements))
        assert ended == Ended(0, " ".join(["-9"] * POINTS) + "\n", "")
        assert record.rows() == before
        assert record.run("do_assess", act, who) == Ended(0, "done\n", "")
    assert record.is_sound()


def test_two_who_code_at_the_same_instant_are_both_in_and_the_log_is_told_once(record: Record) -> None:
    entries = record.rows()["ledger_entry"]
    both = [record.start("do_assess", "code", who) for who in ("erin", "finn")]
    assert [one.end() for one in both] == [Ended(0, "done\n", "")] * 2

    rows = record.rows()
    assert (rows["assessment_code"], rows["ledger_entry"] - entries) == (2, 1)
    assert record.run("do_assess", "code", "gwen").out == (
        "the codes of this assessment are in; a new version is coded anew\n"
    )
    assert record.is_sound()


def test_two_who_take_the_last_place_at_once_are_not_both_in(record: Record) -> None:
    assert record.run("do_assess", "code", "erin") == Ended(0, "done\n", "")
    both = [record.start("do_assess", "code", who) for who in ("finn", "gwen")]
    ends = sorted(one.end().out for one in both)

    assert ends == ["done\n", "the codes of this assessment are in; a new version is coded anew\n"]
    assert record.rows()["assessment_code"] == 2
    assert record.is_sound()
