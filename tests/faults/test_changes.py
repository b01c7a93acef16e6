"""A plan that closes while an update is published, and two amendments of one promise signed at one instant."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Ended, Record
from .test_signing import begun, entries, written

FROZEN = "old-plan was closed on 2026-11-23; nobody reports on it any more, and what stands in it stays.\n"
CHANGED = "old-plan/1.1 changed meanwhile (amendment 1); write this amendment again on the text that is in force now.\n"
ROUNDS = 4


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_a_plan_that_closes_while_an_update_is_published(record: Record, tmp_path: Path, round_number: int) -> None:
    key = begun(record, "closing_with_update")
    first, last = (written(record, tmp_path, key, party) for party in ("AAA", "BBB"))
    assert record.run("hand_in_signature", first, "AAA").out == "signed\n"

    if round_number % 2:
        publishing, closing = record.start("publish_update"), record.start("hand_in_signature", last, "BBB")
    else:
        closing, publishing = record.start("hand_in_signature", last, "BBB"), record.start("publish_update")
    closed, published = closing.end(), publishing.end()

    assert closed == Ended(0, "agreed\n", "")
    assert published in (Ended(0, "published\n", ""), Ended(0, FROZEN, ""))
    was_published = int(published.out == "published\n")
    assert record.ask("SELECT status FROM plan_plan WHERE slug = 'old-plan'") == [("closed",)]
    assert entries(record, "delivery.update.publish") == was_published
    assert record.ask("SELECT status FROM delivery_update") == [("published" if was_published else "approved",)]
    assert record.is_sound()


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_two_amendments_signed_at_one_instant_put_one_in_force(
    record: Record, tmp_path: Path, round_number: int
) -> None:
    files = []
    for number, key in enumerate(begun(record, "two_amendments").split()):
        folder = tmp_path / str(number)
        folder.mkdir()
        first, last = (written(record, folder, key, party) for party in ("AAA", "BBB"))
        assert record.run("hand_in_signature", first, "AAA").out == "signed\n"
        files.append(last)

    both = [record.start("hand_in_signature", file, "BBB") for file in files]
    ends = sorted(one.end().out for one in both)

    assert ends == ["agreed\n", CHANGED]
    assert record.ask("SELECT count(*) FROM plan_amendment WHERE number = 1") == [(1,)]
    assert record.ask("SELECT count(*) FROM plan_amendment WHERE status = 'proposed'") == [(1,)]
    assert entries(record, "plan.amend") == 1
    assert record.is_sound()
