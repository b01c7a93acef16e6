"""`entente claim` and `entente status`: evidence, its checks, and where parties say they stand."""

from __future__ import annotations

import pytest

from entente.record.verification import commands as verification
from entente.record.verification.words import Verdict
from tests.cast import BELA
from tests.record.assessment.test_statuses import evidence, publish, say, update
from tests.record.builders import NOW, shared_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _plan() -> None:
    shared_plan()


def test_list_shows_where_each_claim_stands(entente: Entente) -> None:
    evidence(slug="fair")
    evidence(slug="report", checked_by=None)
    found = entente("claim", "list", "tri-plan", "--as-of", "2026-11-24", "--json").json
    assert [(one["slug"], one["proof"]["state"]) for one in found] == [("fair", "accepted"), ("report", "not_checked")]
    waiting = entente("claim", "list", "tri-plan", "--waiting", "--as-of", "2026-11-24", "--json").json
    assert [one["slug"] for one in waiting] == ["report"]
    table = entente("claim", "list", "tri-plan", "--as-of", "2026-11-24").out.splitlines()
    assert [line.split()[0] for line in table if line.startswith("AAA/")] == ["AAA/fair", "AAA/report"]


def test_check_tells_who_reads_what_in_the_sources(entente: Entente) -> None:
    made = evidence(checked_by=None)
    verification.check(made, Verdict.IN_PART, by=BELA, at=NOW, clauses=["a"], reading={"en": "Only the fair."})
    assert entente("claim", "check", "AAA/fair", "--as-of", "2026-11-24").out.splitlines() == [
        "A workshop was held.",
        "tri-plan/2.1, all; accepted in part",
        "  source: page",
        "  BBB (ministry-b/desk): accepted in part a Only the fair.",
    ]
    assert entente("claim", "check", "AAA/fair", "--json").json["proof"]["accepted_clauses"] == ["a"]


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("fair", "“fair” names no claim; write OWNER/CLAIM, as `entente claim list PLAN` shows it."),
        ("AAA/none", "There is no claim “AAA/none” here."),
    ],
)
def test_check_of_what_is_not_there(entente: Entente, ref: str, sentence: str) -> None:
    said = entente("claim", "check", ref)
    assert (said.code, said.err.strip().removeprefix("Error: ")) == (1, sentence)


def test_status_list_shows_each_partys_own_word(entente: Entente) -> None:
    draft = update()
    say(draft, "complete", claims=[evidence()])
    publish(draft)
    found = entente("status", "list", "tri-plan", "--as-of", "2026-11-24", "--json").json
    assert [(one["party"], one["value"], one["proof_state"]) for one in found] == [("AAA", "complete", "accepted")]
    assert entente("status", "list", "tri-plan", "--party", "BBB", "--as-of", "2026-11-24", "--json").json == []
    lines = entente("status", "list", "tri-plan", "--as-of", "2026-11-24").out.splitlines()
    assert [line.split()[:3] for line in lines if line.startswith("tri-plan")] == [["tri-plan/2.1", "AAA", "complete"]]
