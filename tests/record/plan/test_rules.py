"""The plan's pure rules: who may, and what a plan must be."""

from __future__ import annotations

import pytest

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.decisions import ALLOWED, Denied
from entente.foundation.common.errors import RuleBroken
from entente.record.plan import rules
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import pillar, plan_facts, promise, two_part_promise

EDIT_FOREIGN = Denied("this draft belongs to somebody else; only its owner edits it")
EDIT_ADOPTED = Denied("this plan is adopted and its text is never edited; a change of the promise takes an amendment")


@pytest.mark.parametrize(
    ("by", "status", "decision"),
    [
        (CHRIS, "draft", ALLOWED),
        (SYSTEM, "draft", ALLOWED),
        (ANA, "draft", EDIT_FOREIGN),
        (ERIN, "draft", EDIT_FOREIGN),
        (DANA, "draft", EDIT_FOREIGN),
        (CHRIS, "adopted", EDIT_ADOPTED),
        (SYSTEM, "adopted", EDIT_ADOPTED),
        (CHRIS, "closed", EDIT_ADOPTED),
    ],
)
def test_can_edit_each_actor_and_state(by, status, decision):
    assert rules.can_edit(by, owner="observatory", status=status) == decision


@pytest.mark.parametrize(("by", "allowed"), [(CHRIS, True), (ANA, True), (SYSTEM, True), (ERIN, False), (DANA, False)])
def test_can_start_each_actor(by, allowed):
    assert bool(rules.can_start(by)) is allowed


@pytest.mark.parametrize(
    ("by", "allowed"), [(ANA, True), (BELA, False), (CHRIS, False), (SYSTEM, False), (DANA, False)]
)
def test_can_set_standing_only_the_party_itself(by, allowed):
    assert bool(rules.can_set_standing(by, party="AAA")) is allowed


def test_can_adopt_an_empty_draft_is_denied():
    denied = rules.can_adopt(CHRIS, owner="observatory", status="draft", commitments=0)
    assert denied == Denied("this draft holds no commitment yet; add one before adopting it")
    assert rules.can_adopt(CHRIS, owner="observatory", status="draft", commitments=1) == ALLOWED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"slug": "Not A Slug"},
            "“Not A Slug” cannot be the short name of a plan; use up to 80 small letters, figures and hyphens, "
            "like canada-mexico-2023.",
        ),
        ({"languages": ()}, "A plan is kept in at least one language; name it, for instance en."),
        ({"languages": ("English",)}, "“English” is not a language tag; write for instance en, fr or es."),
        (
            {"parties": ("AAA",)},
            "A plan is between two parties at least; name them, for instance --party AAA --party BBB.",
        ),
        ({"parties": ("AAA", "AAA")}, "A party is named twice; name each party of the plan once."),
        ({"title": {}}, "The plan has no title; give it one in at least one language."),
    ],
)
def test_check_plan_names_the_fault(changes, sentence):
    with pytest.raises(RuleBroken) as caught:
        rules.check_plan(plan_facts(**changes))
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("commitment", "sentence"),
    [
        (promise("1.1", obligors=()), "Nobody owes commitment 1.1; name at least one party of the plan."),
        (
            promise("1.1", obligors=("ZZZ",)),
            "Commitment 1.1 is owed by “ZZZ”, which is no party of this plan; its parties are AAA, BBB.",
        ),
        (
            promise("1.1", kind="event"),
            "“event” is not a kind of promise (commitment 1.1); use deliverable, standing, time_bound.",
        ),
        (
            promise("1.1", strength="iron"),
            "“iron” is not a strength (commitment 1.1); use firm, best_efforts, exploratory.",
        ),
        (promise("1.1", texts={}), "Commitment 1.1 has no words; write its text in at least one language."),
        (promise("one"), "“one” is not the number of a commitment; write for instance 6 or 6.4."),
    ],
)
def test_check_structure_names_the_fault(commitment, sentence):
    with pytest.raises(RuleBroken) as caught:
        rules.check_structure([pillar("1", commitment)], ["AAA", "BBB"])
    assert str(caught.value) == sentence


def test_check_structure_refuses_one_number_twice():
    with pytest.raises(RuleBroken) as caught:
        rules.check_structure([pillar("1", promise("1.1")), pillar("2", promise("1.1"))], ["AAA", "BBB"])
    assert str(caught.value) == "There are two of commitment 1.1; give each commitment a number of its own."


def test_fold_drops_case_accents_and_doubled_spaces():
    assert rules.fold("  Políticas  ÉTRANGÈRES ") == "politicas etrangeres"


def test_same_words_ignores_white_space_only():
    assert rules.same_words("a  b\nc", "a b c")
    assert not rules.same_words("a b c", "a b, c")


def test_refs_of_lists_pillars_promises_and_clauses():
    assert rules.refs_of("tri-plan", [pillar("2", two_part_promise("2.1"))]) == [
        "tri-plan/2",
        "tri-plan/2.1",
        "tri-plan/2.1#a",
        "tri-plan/2.1#b",
    ]
