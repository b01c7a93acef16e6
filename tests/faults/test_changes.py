"""A plan that closes while an update is published; amendments signed, killed and given up at one instant; a page read
while others write."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from .conftest import Ended, Record
from .test_signing import begun, entries, written

FROZEN = "old-plan was closed on 2026-11-23; nobody reports on it any more, and what stands in it stays.\n"
CHANGED = "old-plan/1.1 changed meanwhile (amendment 1); write this amendment again on the text that is in force now.\n"
OFF_THE_TABLE = "this was taken off the table; nothing is left to sign, and other words take a new proposal\n"
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


def terms(record: Record) -> list[tuple[object, ...]]:
    """What an amendment of 2.1 touches: strength, parts in force, and how many texts there are."""
    asked = (
        "SELECT strength, (SELECT count(*) FROM plan_clause WHERE commitment_id = c.id AND struck_by_id IS NULL), "
        "(SELECT count(*) FROM plan_clause WHERE commitment_id = c.id), "
        "(SELECT count(*) FROM plan_authentictext WHERE subject = c.ref) FROM plan_commitment c WHERE ref = 'old-plan/2.1'"
    )
    return record.ask(asked)


def test_killed_between_the_last_signature_and_the_amendment_leaves_neither(record: Record, tmp_path: Path) -> None:
    key = begun(record, "one_amendment")
    first, last = (written(record, tmp_path, key, party) for party in ("AAA", "BBB"))
    assert record.run("hand_in_signature", first, "AAA").out == "signed\n"
    statements = int(record.run("count_signing", last, "BBB").out)
    before, was = record.rows(), terms(record)

    points = [str(number) for number in range(1, statements - 2)]
    ended = record.run("die_while_signing", last, "BBB", *points)

    assert ended == Ended(0, " ".join(["-9"] * len(points)) + "\n", "")
    assert (record.rows(), terms(record)) == (before, was)
    assert record.ask("SELECT status, number FROM plan_amendment") == [("proposed", None)]
    assert record.run("hand_in_signature", last, "BBB").out == "agreed\n"
    assert record.ask("SELECT status, number FROM plan_amendment") == [("agreed", 1)]
    assert [row[:3] for row in terms(record)] == [("exploratory", 2, 3)]
    assert record.ask("SELECT count(*) FROM delivery_milestone WHERE agreed_in = 1") == [(2,)]
    assert [entries(record, action) for action in ("plan.amend", "accord.proposal.agree")] == [1, 1]
    assert record.is_sound()


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_the_last_signature_meets_a_proposal_that_is_given_up(
    record: Record, tmp_path: Path, round_number: int
) -> None:
    key = begun(record, "one_amendment")
    first, last = (written(record, tmp_path, key, party) for party in ("AAA", "BBB"))
    record.run("hand_in_signature", first, "AAA")

    acts = [("hand_in_signature", last, "BBB"), ("give_up", key)]
    if round_number % 2:
        acts.reverse()
    both = {act[0]: record.start(*act) for act in acts}
    said = {name: one.end() for name, one in both.items()}

    assert [(one.code, one.err) for one in said.values()] == [(0, "")] * 2
    is_agreed = said["hand_in_signature"].out == "agreed\n"
    if is_agreed:
        assert said["give_up"].out != "given up\n"
    else:
        assert (said["hand_in_signature"].out, said["give_up"].out) == (OFF_THE_TABLE, "given up\n")
    assert record.ask("SELECT status FROM plan_amendment") == [("agreed" if is_agreed else "withdrawn",)]
    assert entries(record, "plan.amend") == int(is_agreed)
    assert record.is_sound()


def test_a_page_is_of_the_instant_of_its_first_question(record: Record, tmp_path: Path) -> None:
    begun(record, "one_amendment")
    ready, go = tmp_path / "ready", tmp_path / "go"

    reading = record.start("read_promises", str(ready), str(go))
    while not ready.exists():
        time.sleep(0.02)
    record.write("""UPDATE plan_commitment SET title = '{"en": "Changed meanwhile"}'""")
    go.touch()
    during, after = reading.end(), record.run("read_promises", str(ready), str(go))

    assert (during.code, after.code) == (0, 0), (during.err, after.err)
    assert "Promise 1.1" in during.out
    assert "Changed meanwhile" not in during.out
    assert "Changed meanwhile" in after.out
