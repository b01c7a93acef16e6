"""200 concurrent writers lose nothing; a killed process leaves nothing half done."""

from __future__ import annotations

import signal

import pytest

from .conftest import Site

PROCESSES = 4
WRITERS = 50
EACH = 6
"""Entries per writer, half of them public."""


def public(size: int, waiting: int) -> dict[str, object]:
    """A sound, guarded record with a public log alone."""
    return {"logs": {"public": [size, waiting, size, ""]}, "guarded": True}


def test_two_hundred_writers_lose_nothing_and_leave_a_dense_log(site: Site) -> None:
    processes = [site.start("write", f"process-{number}", str(WRITERS), str(EACH)) for number in range(PROCESSES)]
    printed = [process.communicate(timeout=280)[0].strip() for process in processes]
    assert printed == ["[]"] * PROCESSES
    assert [process.returncode for process in processes] == [0] * PROCESSES
    written = PROCESSES * WRITERS * EACH
    assert site.run("state") == (
        0,
        {
            "logs": {
                "AAA": [written // 4, 0, written // 4, ""],
                "BBB": [written // 4, 0, written // 4, ""],
                "public": [written // 2, 0, written // 2, ""],
            },
            "guarded": True,
        },
    )


def test_killed_before_commit_leaves_nothing(site: Site) -> None:
    assert site.run("die_before_commit") == (-signal.SIGKILL, None)
    assert site.run("state") == (0, {"logs": {}, "guarded": True})


def test_killed_between_commit_and_seal_is_sealed_next_time(site: Site) -> None:
    assert site.run("die_before_seal") == (-signal.SIGKILL, None)
    assert site.run("recover", "by seal") == (0, [public(0, 1), public(1, 0)])


@pytest.mark.parametrize(
    ("statement", "turn", "sealed"),
    [
        ('INSERT INTO "ledger_leaf"', 1, 0),
        ('INSERT INTO "ledger_node"', 1, 0),
        ('DELETE FROM "ledger_unsealed"', 3, 4_000),
    ],
)
def test_killed_in_the_middle_of_a_batch_is_completed_by_the_next_commit(
    site: Site, statement: str, turn: int, sealed: int
) -> None:
    assert site.run("die_while_sealing", "4500", statement, str(turn)) == (-signal.SIGKILL, None)
    assert site.run("recover", "by commit") == (0, [public(sealed, 4500 - sealed), public(4501, 0)])
