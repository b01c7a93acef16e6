"""Calendars that two sides, or two windows of one side, act on at one instant."""

from __future__ import annotations

import pytest

from .conftest import Ended, Record

ROUNDS = 4
ACCEPTED_BEFORE = "The calendar “half-yearly” for AAA"
TAKEN_BACK = "The calendar “half-yearly” was taken back by who proposed it."
BOUND = "a party has accepted this calendar; each party ends it for itself"


def begun(record: Record) -> None:
    assert record.run("two_calendars") == Ended(0, "", "")


def entries(record: Record, action: str) -> int:
    return int(record.ask(f"SELECT count(*) FROM ledger_entry WHERE log = 'public' AND action = '{action}'")[0][0])


def accepted(record: Record) -> list[tuple[object, ...]]:
    return sorted(
        record.ask(
            "SELECT slug, party FROM assessment_acceptance "
            "JOIN assessment_calendar ON assessment_calendar.id = calendar_id"
        )
    )


def test_two_calendars_accepted_at_one_instant_both_bind(record: Record) -> None:
    begun(record)
    both = [record.start("accept_calendar", slug, "AAA") for slug in ("half-yearly", "other")]
    assert [one.end() for one in both] == [Ended(0, "accepted\n", "")] * 2
    assert accepted(record) == [("half-yearly", "AAA"), ("other", "AAA")]
    assert record.is_sound()


def test_two_sides_accept_one_calendar_at_one_instant(record: Record) -> None:
    begun(record)
    both = [record.start("accept_calendar", "half-yearly", party) for party in ("AAA", "BBB")]
    assert [one.end() for one in both] == [Ended(0, "accepted\n", "")] * 2
    assert accepted(record) == [("half-yearly", "AAA"), ("half-yearly", "BBB")]


def test_one_side_accepts_it_in_two_windows_and_is_bound_once(record: Record) -> None:
    begun(record)
    both = [record.start("accept_calendar", "half-yearly", "AAA") for _ in range(3)]
    said = sorted(one.end().out for one in both)
    assert said.count("accepted\n") == 1
    assert [out.startswith(ACCEPTED_BEFORE) for out in said] == [True, True, False]
    assert entries(record, "assessment.calendar.accept") == 1
    assert record.is_sound()


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_it_is_accepted_or_taken_back_and_never_both(record: Record, round_number: int) -> None:
    begun(record)
    acts = [("accept_calendar", "half-yearly", "AAA"), ("take_calendar_back", "half-yearly")]
    if round_number % 2:
        acts.reverse()
    both = {act[0]: record.start(*act) for act in acts}
    said = {name: one.end() for name, one in both.items()}
    assert [(one.code, one.err) for one in said.values()] == [(0, "")] * 2
    came = (said["accept_calendar"].out, said["take_calendar_back"].out)
    assert came in (("accepted\n", f"{BOUND}\n"), (f"{TAKEN_BACK}\n", "taken back\n"))
    bound = int(came[0] == "accepted\n")
    assert [entries(record, f"assessment.calendar.{verb}") for verb in ("accept", "withdraw")] == [bound, 1 - bound]
    assert record.is_sound()
