"""Signatures whose process is killed before what follows from them, and those that meet an edit, each other, a withdrawal."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Ended, Record

STALE = "The words were changed after this signature was made; download the proposal again, read what changed and sign it anew."
ROUNDS = 5


def begun(record: Record, act: str) -> str:
    ended = record.run(act)
    assert (ended.code, ended.err) == (0, "")
    return ended.out.strip()


def written(record: Record, folder: Path, key: str, party: str) -> str:
    file = folder / f"{party}.json"
    assert record.run("write_signature", str(file), key, party) == Ended(0, "", "")
    return str(file)


def entries(record: Record, action: str) -> int:
    return int(record.ask(f"SELECT count(*) FROM ledger_entry WHERE log = 'public' AND action = '{action}'")[0][0])


def test_killed_between_the_last_signature_and_what_follows_leaves_neither(record: Record, tmp_path: Path) -> None:
    key = begun(record, "closing_plan")
    first, last = (written(record, tmp_path, key, party) for party in ("AAA", "BBB"))
    assert record.run("hand_in_signature", first, "AAA").out == "signed\n"
    statements = int(record.run("count_signing", last, "BBB").out)
    before = record.rows()

    points = [str(number) for number in range(1, statements - 2)]
    ended = record.run("die_while_signing", last, "BBB", *points)

    assert ended == Ended(0, " ".join(["-9"] * len(points)) + "\n", "")
    assert record.rows() == before
    assert record.ask("SELECT status FROM plan_plan WHERE slug = 'old-plan'") == [("adopted",)]
    assert record.run("hand_in_signature", last, "BBB").out == "agreed\n"
    assert record.ask("SELECT status FROM plan_plan WHERE slug = 'old-plan'") == [("closed",)]
    assert entries(record, "accord.proposal.agree") == 1
    assert record.is_sound()


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_an_edit_and_a_signature_at_one_instant_come_one_after_the_other(
    record: Record, tmp_path: Path, round_number: int
) -> None:
    key = begun(record, "joint_status")
    first, last = (written(record, tmp_path, key, party) for party in ("AAA", "BBB"))
    record.run("hand_in_signature", first, "AAA")

    if round_number % 2:
        editing = record.start("edit_words", key)
        signing = record.start("hand_in_signature", last, "BBB")
    else:
        signing = record.start("hand_in_signature", last, "BBB")
        editing = record.start("edit_words", key)
    said, edited = signing.end(), editing.end()

    assert edited == Ended(0, "", "")
    assert said in (Ended(0, "agreed\n", ""), Ended(0, f"{STALE}\n", ""))
    agreed = int(said.out == "agreed\n")
    assert (entries(record, "accord.proposal.agree"), entries(record, "accord.proposal.void")) == (agreed, agreed)
    on_new_words = (
        "SELECT count(*) FROM accord_signature JOIN accord_revision ON accord_revision.id = revision_id "
        "WHERE accord_revision.number = 2"
    )
    assert record.ask(on_new_words) == [(0,)]
    assert record.is_sound()


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_both_sign_at_one_instant_and_it_is_agreed_once(record: Record, tmp_path: Path, round_number: int) -> None:
    key = begun(record, "joint_status")
    files = {party: written(record, tmp_path, key, party) for party in ("AAA", "BBB")}

    both = [record.start("hand_in_signature", file, party) for party, file in files.items()]

    assert sorted(one.end().out for one in both) == ["agreed\n", "signed\n"]
    assert entries(record, "accord.proposal.agree") == 1
    assert record.is_sound()


def test_one_file_handed_in_by_two_at_one_instant_counts_once(record: Record, tmp_path: Path) -> None:
    key = begun(record, "joint_status")
    file = written(record, tmp_path, key, "AAA")

    both = [record.start("hand_in_signature", file, "AAA") for _ in range(4)]

    assert [one.end() for one in both] == [Ended(0, "signed\n", "")] * 4
    assert record.rows()["accord_signature"] == 1
    assert record.is_sound()


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_the_last_signature_meets_a_withdrawal(record: Record, tmp_path: Path, round_number: int) -> None:
    key = begun(record, "joint_status")
    first, last = (written(record, tmp_path, key, party) for party in ("AAA", "BBB"))
    record.run("hand_in_signature", first, "AAA")

    both = [record.start("hand_in_signature", last, "BBB"), record.start("take_signature_back", key)]
    said, taken = (one.end() for one in both)

    assert taken == Ended(0, "", "")
    assert said.out in ("agreed\n", "signed\n")
    # What was agreed and then taken back is told to everybody; what never was agreed to nobody.
    agreed = int(said.out == "agreed\n")
    assert entries(record, "accord.proposal.agree") == agreed
    assert entries(record, "accord.signature.withdraw") == agreed
    assert record.is_sound()
