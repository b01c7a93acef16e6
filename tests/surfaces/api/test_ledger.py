"""GET /ledger/..."""

from __future__ import annotations

import hashlib

import pytest

from entente.foundation.ledger import commands, queries
from entente.foundation.ledger.commands import ErasureReason
from entente.foundation.ledger.models import Entry
from tests.surfaces import a_plan

from .conftest import Get

pytestmark = pytest.mark.django_db


@pytest.fixture
def size() -> int:
    """Entries of the public log, from a plan on record; working entries lie in another log."""
    a_plan.on_record()
    commands.seal()
    return queries.size("public")


def test_entries_from_a_position_on(size: int, get: Get) -> None:
    answer = get(f"ledger/entries?start={size - 2}&count=5")
    assert (answer["log"], answer["size"], answer["start"]) == ("public", size, size - 2)
    assert [one["position"] for one in answer["items"]] == [size - 2, size - 1]


def test_entry_names_the_post_and_what_it_said(size: int, get: Get) -> None:
    everything = get("ledger/entries?count=1000")["items"]
    entry = next(one for one in everything if one["action"] == "plan.adopt")
    assert {name: entry[name] for name in ("at", "subject", "owner", "post", "erased_at", "erased_reason")} == {
        "at": "2026-03-01T12:00:00Z",
        "subject": "alda-boria",
        "owner": "observatory",
        "post": "observatory/record-keeper",
        "erased_at": None,
        "erased_reason": "",
    }
    assert entry["content"]["parties"] == ["XAA", "XBB"]


def test_every_entry_comes_with_what_its_leaf_is_made_of(size: int, get: Get) -> None:
    everything = get("ledger/entries?count=1000")["items"]
    assert len(everything) == size
    for entry in everything:
        commitment = hashlib.sha256(bytes.fromhex(entry["salt"]) + entry["payload"].encode()).digest()
        assert hashlib.sha256(b"\x00" + commitment).hexdigest() == entry["leaf"]


def test_working_entries_are_in_no_answer(size: int, get: Get) -> None:
    actions = {one["action"] for one in get("ledger/entries?count=1000")["items"]}
    assert "plan.start" in {entry.action for entry in Entry.objects.all()}
    assert actions & {"plan.start", "plan.draft"} == set()


def test_removed_entry_keeps_its_leaf(size: int, get: Get) -> None:
    before = get("ledger/entries?count=1")["items"][0]
    entry = Entry.objects.get(leaf__log="public", leaf__position=0)
    commands.erase(entry, by=a_plan.CHRIS, reason=ErasureReason.PRIVACY, at=a_plan.AT)
    after = get("ledger/entries?count=1")["items"][0]
    gone = {"content": None, "payload": "", "salt": "", "erased_at": "2026-03-01T12:00:00Z", "erased_reason": "privacy"}
    assert after == {**before, **gone}


def test_root_of_an_empty_log(get: Get) -> None:
    assert get("ledger/root") == {"log": "public", "size": 0, "root": hashlib.sha256(b"").hexdigest()}


def test_root_of_the_first_entry_is_its_leaf(size: int, get: Get) -> None:
    leaf = get("ledger/entries?count=1")["items"][0]["leaf"]
    assert get("ledger/root?size=1") == {"log": "public", "size": 1, "root": leaf}


def test_inclusion_proof_leads_from_the_leaf_to_the_root(size: int, get: Get) -> None:
    proof = get("ledger/proof/inclusion?position=0&size=4")
    digest = bytes.fromhex(proof["leaf"])
    for right in proof["path"]:  # position 0 is always a left child
        digest = hashlib.sha256(b"\x01" + digest + bytes.fromhex(right)).digest()
    assert digest.hex() == proof["root"] == get("ledger/root?size=4")["root"]


def test_consistency_proof_of_two_and_three(size: int, get: Get) -> None:
    proof = get("ledger/proof/consistency?first=2&second=3")
    third = get("ledger/entries?start=2&count=1")["items"][0]["leaf"]
    assert proof == {
        "log": "public",
        "first": 2,
        "second": 3,
        "first_root": get("ledger/root?size=2")["root"],
        "second_root": get("ledger/root?size=3")["root"],
        "path": [third],
    }


def test_whole_log_is_meant_when_no_size_is_given(size: int, get: Get) -> None:
    whole = get("ledger/root")
    assert whole["size"] == size
    assert get("ledger/proof/inclusion?position=1")["root"] == whole["root"]
    assert get("ledger/proof/consistency?first=1")["second_root"] == whole["root"]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("root?size=9999", "The public log has {size} entries, not 9999."),
        ("proof/inclusion?position=9999", "The public log has no position 9999 among its first {size} entries."),
        ("proof/inclusion?position=2&size=2", "The public log has no position 2 among its first 2 entries."),
        ("proof/consistency?first=3&second=2", "The log of 2 entries cannot begin with the log of 3."),
    ],
)
def test_what_the_log_has_not(size: int, get: Get, path: str, sentence: str) -> None:
    assert get(f"ledger/{path}", status=422) == {
        "error": sentence.format(size=size),
        "code": "rule_broken",
        "reasons": [],
        "status": 422,
    }
