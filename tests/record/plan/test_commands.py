"""Plans are started, filled, edited, adopted; nothing edits them afterwards."""

from __future__ import annotations

import pytest
from django.db import transaction

from entente.foundation.common.errors import ActionDenied, InvalidTransition, RuleBroken
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.commands import seal
from entente.record.plan import commands, queries
from entente.record.plan.commands.adoption import TextFacts
from entente.record.plan.models import AuthenticText, Commitment, Obligation, Plan
from entente.record.plan.queries import PlanStatus, Standing, TextField
from tests.cast import ANA, BELA, CHRIS, DANA, observatory
from tests.record.builders import (
    NOW,
    adopted_plan,
    draft_plan,
    pillar,
    plan_facts,
    promise,
    three_parties,
    two_part_promise,
)

pytestmark = pytest.mark.django_db


def numbers(plan: Plan) -> list[tuple[str, int]]:
    return list(plan.commitments.order_by("position").values_list("number", "position"))


def test_start_plan_makes_a_draft_of_its_owner():
    three_parties()
    plan = commands.start_plan(plan_facts(), by=CHRIS, keeper=observatory())
    assert (plan.status, plan.owner, plan.tier) == (PlanStatus.DRAFT, "observatory", "own")
    assert [row.party.code for row in plan.participations.order_by("position")] == ["AAA", "BBB", "CCC"]
    assert {row.standing for row in plan.participations.all()} == {Standing.NOT_TAKING_PART}


def test_start_plan_of_a_taken_name_is_refused_and_leaves_nothing():
    draft_plan()
    with pytest.raises(RuleBroken) as caught:
        commands.start_plan(plan_facts(), by=ANA, keeper=observatory())
    assert str(caught.value) == "The name “tri-plan” is taken by another plan; choose another with --name."
    assert Plan.objects.count() == 1


def test_start_plan_with_an_unknown_party_is_refused():
    keeper = observatory()
    with pytest.raises(RuleBroken) as caught:
        commands.start_plan(plan_facts(), by=CHRIS, keeper=keeper)
    assert str(caught.value) == (
        "“AAA” is not a party on record; use a code that is (entente party list) or register it first "
        "(entente party add AAA …)."
    )
    assert not Plan.objects.exists()


def test_put_structure_keeps_order_obligors_and_clauses():
    plan = draft_plan()
    assert numbers(plan) == [("1.1", 0), ("1.2", 1), ("2.1", 2)]
    view = queries.get_visible_commitment(CHRIS, "tri-plan/2.1", as_of=NOW)
    assert view.obligors == ("AAA", "BBB")
    assert [(clause.ref, clause.obligors) for clause in view.clauses] == [
        ("tri-plan/2.1#a", ("AAA", "BBB")),
        ("tri-plan/2.1#b", ("AAA",)),
    ]
    assert view.texts["en"].text == "The parties will hold a fair and publish a report."


def test_put_structure_again_replaces_all():
    plan = draft_plan()
    commands.put_structure(plan, [pillar("1", promise("1.1", "Other words."))], by=CHRIS)
    assert numbers(plan) == [("1.1", 0)]
    assert list(AuthenticText.objects.filter(field=TextField.TEXT).values_list("text", flat=True)) == ["Other words."]
    assert Obligation.objects.count() == 2


def test_put_structure_reports_progress_for_each_promise():
    seen: list[tuple[int, int]] = []
    plan = draft_plan()
    commands.put_structure(
        plan, [pillar("1", promise("1.1"), promise("1.2"))], by=CHRIS, progress=lambda *at: seen.append(at)
    )
    assert seen == [(1, 2), (2, 2)]


def test_add_edit_and_remove_a_commitment():
    plan = draft_plan()
    first = plan.pillars.get(number="1")
    commands.add_commitment(first, promise("1.3", "The parties will sing."), by=CHRIS)
    assert numbers(plan) == [("1.1", 0), ("1.2", 1), ("1.3", 2), ("2.1", 3)]
    row = Commitment.objects.get(ref="tri-plan/1.3")
    commands.edit_commitment(row, two_part_promise("9.9"), by=CHRIS)
    view = queries.get_visible_commitment(CHRIS, "tri-plan/1.3", as_of=NOW)
    assert (view.number, len(view.clauses), view.kind) == ("1.3", 2, "deliverable")
    commands.remove_commitment(Commitment.objects.get(ref="tri-plan/1.1"), by=CHRIS)
    assert numbers(plan) == [("1.2", 0), ("1.3", 1), ("2.1", 2)]
    assert not AuthenticText.objects.filter(subject="tri-plan/1.1").exists()


def test_add_commitment_of_a_taken_number_is_refused():
    plan = draft_plan()
    with pytest.raises(RuleBroken) as caught:
        commands.add_commitment(plan.pillars.get(number="1"), promise("2.1"), by=CHRIS)
    assert str(caught.value) == "There are two of commitment 2.1; give each commitment a number of its own."


def test_pillars_are_added_worded_and_removed():
    plan = draft_plan()
    third = commands.add_pillar(plan, pillar("3", promise("3.1")), by=CHRIS)
    commands.edit_pillar(third, pillar("8", title="Art"), by=CHRIS)
    view = queries.pillars(CHRIS, plan.slug, as_of=NOW)[2]
    assert (view.number, view.titles["en"].text, view.commitments) == ("3", "Art", 1)
    commands.remove_pillar(third, by=CHRIS)
    assert [one.number for one in queries.pillars(CHRIS, plan.slug, as_of=NOW)] == ["1", "2"]
    assert not AuthenticText.objects.filter(subject__startswith="tri-plan/3").exists()


def test_edit_plan_replaces_authentic_words_only_where_given():
    plan = draft_plan()
    said = {"by": CHRIS, "title": {"en": "Plan"}, "summary": {}, "launched_on": ""}
    commands.edit_plan(plan, **said, titles={"en": "Plan", "ar": "خطة"}, preambles={"en": "We agree."})
    commands.edit_plan(plan, **said, titles={"en": "Plan"})
    texts = queries.plan_texts("tri-plan")
    assert {name: {tag: one.text for tag, one in words.items()} for name, words in texts.items()} == {
        "title": {"en": "Plan"},
        "preamble": {"en": "We agree."},
    }


def test_discard_draft_takes_everything_but_its_entries():
    plan = draft_plan()
    commands.discard_draft(plan, by=CHRIS)
    for table in (Plan, Commitment, AuthenticText):
        assert not table.objects.exists()


@pytest.mark.parametrize("by", [ANA, BELA, DANA])
def test_edits_by_another_than_the_owner_are_denied(by):
    plan = draft_plan()
    row = Commitment.objects.get(ref="tri-plan/1.1")
    for write in (
        lambda: commands.put_structure(plan, [], by=by),
        lambda: commands.edit_plan(plan, by=by, title={"en": "x"}, summary={}, launched_on=""),
        lambda: commands.add_pillar(plan, pillar("3"), by=by),
        lambda: commands.edit_commitment(row, promise("1.1"), by=by),
        lambda: commands.remove_commitment(row, by=by),
        lambda: commands.discard_draft(plan, by=by),
        lambda: commands.adopt(plan, by=by, at=NOW),
    ):
        with pytest.raises(ActionDenied), transaction.atomic():
            write()
    assert numbers(plan) == [("1.1", 0), ("1.2", 1), ("2.1", 2)]


def test_adopt_makes_everything_public_and_logs_each_promise():
    plan = adopted_plan()
    assert (plan.status, plan.tier, plan.adopted_at) == (PlanStatus.ADOPTED, "public", NOW)
    assert queries.get_visible_commitment(DANA, "tri-plan/1.2", as_of=NOW).texts["en"].text
    seal()
    actions = [entry.action for entry in ledger.entries("public", 0, 100)]
    assert actions.count("plan.commitment") == 3
    assert actions.count("plan.text") == 5
    assert actions.count("plan.adopt") == 1


def test_adopt_twice_is_refused():
    plan = adopted_plan()
    with pytest.raises(InvalidTransition) as caught:
        commands.adopt(plan, by=CHRIS, at=NOW)
    assert str(caught.value) == "The plan tri-plan is “adopted”; from there it cannot become “adopted”."


def test_every_edit_after_adoption_is_denied():
    plan = adopted_plan()
    plan.refresh_from_db()
    row = Commitment.objects.select_related("plan").get(ref="tri-plan/1.1")
    for write in (
        lambda: commands.put_structure(plan, [], by=CHRIS),
        lambda: commands.edit_plan(plan, by=CHRIS, title={"en": "x"}, summary={}, launched_on=""),
        lambda: commands.edit_commitment(row, promise("1.1"), by=CHRIS),
        lambda: commands.remove_commitment(row, by=CHRIS),
        lambda: commands.remove_pillar(plan.pillars.get(number="2"), by=CHRIS),
        lambda: commands.discard_draft(plan, by=CHRIS),
    ):
        with pytest.raises(ActionDenied), transaction.atomic():
            write()


def test_a_draft_is_not_visible_to_others():
    draft_plan()
    assert [view.slug for view in queries.visible_plans(CHRIS, as_of=NOW)] == ["tri-plan"]
    for by in (ANA, DANA):
        assert queries.visible_plans(by, as_of=NOW) == []


def test_attach_texts_joins_a_language_and_is_idempotent():
    plan = adopted_plan()
    facts = [TextFacts("tri-plan/1.1", TextField.TEXT, "pt", "As partes cumprirão a promessa.")]
    assert len(commands.attach_texts(plan, facts, by=CHRIS, at=NOW, document=None)) == 1
    assert commands.attach_texts(plan, facts, by=CHRIS, at=NOW, document=None) == []
    view = queries.get_visible_commitment(DANA, "tri-plan/1.1", as_of=NOW)
    assert view.texts["pt"].text == "As partes cumprirão a promessa."
    assert list(queries.commitment_rows(DANA, "tri-plan", as_of=NOW).filter(search_text__contains="cumprirao")) == [
        Commitment.objects.get(ref="tri-plan/1.1")
    ]


def test_attach_texts_never_overwrites():
    plan = adopted_plan()
    facts = [TextFacts("tri-plan/1.1", TextField.TEXT, "en", "The parties may keep promise 1.1.")]
    with pytest.raises(RuleBroken) as caught:
        commands.attach_texts(plan, facts, by=CHRIS, at=NOW, document=None)
    assert str(caught.value) == (
        "The words of tri-plan/1.1 in “en” differ from those on record; "
        "a changed promise takes an amendment that every party signs."
    )


def test_set_standing_by_the_party_itself():
    plan = adopted_plan()
    commands.set_standing(plan, "AAA", Standing.TAKING_PART, by=ANA, on=NOW.date())
    view = queries.get_visible_plan(DANA, "tri-plan", as_of=NOW)
    assert [party.standing for party in view.parties] == ["taking_part", "not_taking_part", "not_taking_part"]
    with pytest.raises(ActionDenied):
        commands.set_standing(plan, "BBB", Standing.TAKING_PART, by=ANA, on=NOW.date())


def test_revise_wording_changes_words_and_nothing_else():
    plan = adopted_plan()
    facts = [pillar("1", promise("1.1", title={"en": "First"}, summary={"en": "In short."}))]
    assert commands.revise_wording(plan, facts, by=CHRIS, status="project") == 1
    assert commands.revise_wording(plan, facts, by=CHRIS, status="project") == 0
    assert queries.get_visible_commitment(DANA, "tri-plan/1.1", as_of=NOW).title == {"en": "First"}


@pytest.mark.parametrize("count", [1, 30])
def test_reads_take_the_same_number_of_queries(count, django_assert_num_queries):
    adopted_plan(count=count)
    with django_assert_num_queries(6):
        assert len(queries.commitments(DANA, "tri-plan", as_of=NOW)) == count + 1
    with django_assert_num_queries(2):
        queries.pillars(DANA, "tri-plan", as_of=NOW)
    with django_assert_num_queries(2):
        queries.visible_plans(DANA, as_of=NOW)
