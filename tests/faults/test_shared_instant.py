"""Several processes read at one instant while others write: the same, or said to be another."""

from __future__ import annotations

import json

from .conftest import Record

WRITES = 60


def test_who_begins_after_a_write_reads_as_before_it_or_is_known_to_read_another_instant(record: Record) -> None:
    ended = record.run("read_at_one_instant")
    assert (ended.code, ended.err) == (0, "")
    is_possible, first, *begun = json.loads(ended.out)
    assert is_possible
    if record.address:
        assert begun == [[first, True, first]] * 3
    else:  # SQLite cannot lead back to an instant that is past
        assert begun == [[first, True, first], [first + 1, False, first], [first + 2, False, first]]


def test_no_process_is_said_to_read_at_an_instant_at_which_it_does_not(record: Record) -> None:
    ended = record.run("read_while_others_write", str(WRITES))
    assert (ended.code, ended.err) == (0, "")
    told = json.loads(ended.out)
    assert all(is_so for is_said, is_so in told if is_said)
    assert record.rows()["ledger_entry"] > WRITES
    if record.address:
        assert told
        assert all(is_said for is_said, _is_so in told)
