"""`entente activity` and `entente candidate`."""

from __future__ import annotations

import pytest

from entente.record.delivery import commands
from entente.record.delivery.commands import CandidateFacts
from entente.record.delivery.words import CandidateAnswer, Weight
from tests.cast import ANA, CHRIS
from tests.record.builders import NOW, shared_plan
from tests.record.delivery.activity_acts import ADA, PLAN, activity

from .conftest import Entente

pytestmark = pytest.mark.django_db
MEMO = f"{PLAN}/activities/river-memorandum"


@pytest.fixture(autouse=True)
def memo() -> None:
    shared_plan()
    one = activity()
    commands.serve(one, f"{PLAN}/2.1", Weight.PART, by=ANA, at=NOW)
    commands.mark_stage(one, "signed", by=ADA, happened="2026-05-02", at=NOW)


def test_activities_are_listed(entente: Entente) -> None:
    said = entente("activity", "list", PLAN)
    assert (said.code, said.out.splitlines()[1].split()) == (
        0, ["river-memorandum", "River", "memorandum", "instrument", "2.1"],
    )  # fmt: skip


def test_an_activity_is_shown_with_who_said_what(entente: Entente) -> None:
    said = entente("activity", "show", MEMO)
    assert said.out.splitlines()[:3] == [
        f"{MEMO}  River memorandum", "Instrument; parties; AAA, BBB; kept by AAA", f"Serves {PLAN}/2.1: part",
    ]  # fmt: skip
    assert [line.split() for line in said.out.splitlines() if line.startswith("signed")] == [["signed", "AAA", "BBB"]]
    stages = {stage["code"]: stage for stage in entente("activity", "show", MEMO, "--json").json["stages"]}
    assert stages["signed"] == {
        "code": "signed", "said_by": ["AAA"], "seen_by": [], "waits_for": ["BBB"], "reached_on": None, "seen_on": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        (f"{PLAN}/activities/none", f"Error: There is no activity “{PLAN}/activities/none” here."),
        ("No ref", "Error: 'No ref' is not a ref; it looks like canada-mexico-2023/6.4."),
    ],
)
def test_an_activity_that_is_not_there(entente: Entente, ref: str, sentence: str) -> None:
    said = entente("activity", "show", ref)
    assert (said.code, said.err.splitlines()[0]) == (1, sentence)


def test_candidates_are_listed_with_what_was_decided(entente: Entente) -> None:
    facts = CandidateFacts(f"{PLAN}/1.1", "fair", {"en": "Fair"}, "2026-05")
    commands.decide_candidate(
        commands.propose_candidate(facts, by=CHRIS, at=NOW), CandidateAnswer.ACCEPT, {"en": "It is."}, by=ANA, at=NOW
    )
    assert entente("candidate", "list", PLAN).out.splitlines()[1].split() == [
        f"{PLAN}/1.1/candidates/fair", "Fair", "2026-05", "open", "0", "0", "BBB",
    ]  # fmt: skip
    (listed,) = entente("candidate", "list", PLAN, "--json").json
    assert (listed["state"], listed["undecided"]) == ("open", ["BBB"])
