"""What waits on the desk: for this officer, of their side, and what the others did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entente.foundation.common.actors import Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger.models import Entry
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import MilestoneFacts, ObstacleFacts
from entente.record.delivery.queries import Level
from entente.record.plan import commands as plans
from entente.record.plan.queries import Plan, Standing
from tests.cast import ANA, BELA, CHRIS, DANA
from tests.record.builders import NOW, adopted_plan
from tests.record.delivery.builders import (
    ADA,
    AUDITOR,
    BORIS,
    PROMISE,
    approved,
    draft,
    facts,
    published,
    submitted,
)  # fmt: skip

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
LATER = NOW + timedelta(days=100)


@pytest.fixture(autouse=True)
def plan():
    made = adopted_plan()
    for code, by in (("AAA", ANA), ("BBB", BELA)):
        plans.set_standing(made, code, Standing.TAKING_PART, by=by, on=TODAY)
    return made


def kinds(found):
    return [(str(row.kind), row.commitment) for row in found.rows]


def milestone(by=ANA, due="2026-12-01", slug="first-list"):
    title = {"en": "A first list", "pt": "Uma primeira lista"}
    return commands.plan_milestone(MilestoneFacts(PROMISE, slug, title, due), by=by, at=NOW)


def test_each_sees_what_waits_for_them_and_not_their_own_words():
    submitted(commitment="tri-plan/1.1")
    approved(commitment="tri-plan/1.2")
    assert kinds(queries.waiting_for(ADA, as_of=NOW)) == [("approve", "tri-plan/1.1"), ("publish", "tri-plan/1.2")]
    assert kinds(queries.waiting_for(ANA, as_of=NOW)) == [("publish", "tri-plan/1.2")]
    for by in (AUDITOR, BELA, CHRIS, DANA):
        assert queries.waiting_for(by, as_of=NOW).total == 0


def test_what_is_decided_leaves_the_list_at_once():
    update = submitted()
    commands.send_back(update, by=ADA, at=NOW, reason="Which?", revision=1)
    assert queries.waiting_for(ADA, as_of=NOW).total == 0
    assert kinds(queries.waiting_for(ANA, as_of=NOW)) == [("rewrite", PROMISE)]


def test_a_reported_milestone_waits_for_the_other_side_and_a_returned_one_for_its_own():
    step = milestone()
    commands.report_milestone(step, by=ANA, on=TODAY, done={"en": "Done."}, at=NOW)
    assert [queries.waiting_for(by, as_of=NOW).total for by in (ANA, ADA, BELA, BORIS, CHRIS)] == [0, 0, 1, 1, 0]
    (row,) = queries.waiting_for(BELA, as_of=NOW).rows
    assert (str(row.kind), row.ref, row.revision) == ("accept", f"{PROMISE}/milestones/first-list", 2)
    commands.return_milestone(step, by=BELA, on=TODAY, reason={"pt": "Falta."}, at=NOW)
    assert kinds(queries.waiting_for(ANA, as_of=NOW)) == [("redo", PROMISE)]


@pytest.mark.parametrize("taking_part", [True, False])
def test_the_list_and_the_rule_agree_on_who_accepts(plan, taking_part):
    if not taking_part:
        plans.set_standing(plan, "BBB", Standing.NOT_TAKING_PART, by=BELA, on=None)
    step = milestone()
    commands.report_milestone(step, by=ANA, on=TODAY, done={"en": "Done."}, at=NOW)
    allowed = []
    for by in (ANA, ADA, BELA, BORIS, CHRIS):
        listed = queries.waiting_for(by, as_of=NOW).total == 1
        try:
            commands.return_milestone(step, by=by, on=TODAY, reason={"en": "No.", "pt": "Não."}, at=NOW)
            commands.report_milestone(step, by=ANA, on=TODAY, done={"en": "Done."}, at=NOW)
            may = True
        except ActionDenied:
            may = False
        allowed.append((listed, may))
    assert allowed == [(may, may) for _, may in allowed]
    assert [may for _, may in allowed] == (
        [False, False, True, True, False] if taking_part else [False, True] + [False] * 3
    )


def test_due_soon_holds_what_is_overdue_first_and_nothing_that_is_far():
    for slug, due in (("soon", "2026-12-07"), ("far", "2026-12-08"), ("late", "2026-11-22")):
        milestone(due=due, slug=slug)
    found = queries.due_soon(ADA, as_of=NOW)
    assert [(row.ref.rpartition("/")[2], row.is_overdue) for row in found.rows] == [("late", True), ("soon", False)]
    assert queries.due_soon(BELA, as_of=NOW).total == 0


def test_silence_is_counted_from_the_adoption_and_ended_by_an_update_that_says_something():
    owed = ["tri-plan/1.1", "tri-plan/1.2", "tri-plan/2.1"]
    assert [row.ref for row in queries.silent(ANA, as_of=NOW + timedelta(days=60)).rows] == []
    assert [row.ref for row in queries.silent(ANA, as_of=NOW + timedelta(days=60, seconds=1)).rows] == owed
    update = commands.write_update(facts(), by=ANA, at=NOW + timedelta(days=50))
    commands.submit(update, by=ANA, at=NOW + timedelta(days=50))
    commands.approve(update, by=ADA, at=NOW + timedelta(days=50), revision=1)
    commands.publish(update, by=ADA, at=NOW + timedelta(days=50))
    commands.note_no_change(PROMISE, by=ANA, at=NOW + timedelta(days=105))
    assert [row.ref for row in queries.silent(ANA, as_of=LATER).rows] == owed[1:]
    found = queries.silent(ANA, as_of=NOW + timedelta(days=111))
    assert [(row.ref, row.since) for row in found.rows] == [
        (owed[0], NOW + timedelta(days=50)), (owed[1], None), (owed[2], None),
    ]  # fmt: skip
    assert [queries.silent(by, as_of=LATER).total for by in (BELA, CHRIS, DANA)] == [3, 0, 0]


def test_what_others_changed_is_what_one_may_read():
    published(BELA, BORIS, done={"pt": "Feito."})
    commands.publish(approved(BELA, BORIS, done={"pt": "Depois."}), by=BORIS, at=NOW, embargo_until=LATER)
    commands.publish(approved(BELA, BORIS, done={"pt": "Nosso."}), by=BORIS, at=NOW, tier=Tier.OWN)
    published()
    draft(BELA, done={"pt": "Rascunho."})
    milestone(BELA)
    before = NOW - timedelta(days=1)
    found = queries.changed_by_others(ANA, since=before, as_of=NOW)
    assert sorted((str(row.kind), row.owner) for row in found.rows) == [("moved", "BBB"), ("updated", "BBB")]
    assert queries.changed_by_others(ANA, since=NOW, as_of=NOW).total == 0
    later = queries.changed_by_others(ANA, since=NOW, as_of=LATER)
    assert [(str(row.kind), row.since) for row in later.rows] == [("updated", LATER)]


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_the_same_queries_for_one_and_thirty(count, django_assert_num_queries):
    for at in range(count):
        submitted()
        published(BELA, BORIS, done={"pt": "Feito."})
        milestone(due="2026-12-01", slug=f"step-{at}")
    Plan.objects.update(adopted_at=NOW - timedelta(days=400))
    with django_assert_num_queries(11):
        assert queries.waiting_for(ADA, as_of=NOW).total == count
    with django_assert_num_queries(7):
        assert queries.due_soon(ADA, as_of=NOW).total == count
    with django_assert_num_queries(7):
        assert queries.silent(ADA, as_of=NOW).total == 3
    with django_assert_num_queries(6):
        assert queries.changed_by_others(ADA, since=NOW - timedelta(days=1), as_of=NOW).total == count


def test_a_page_begins_where_the_last_one_ended():
    for at in range(5):
        milestone(due=f"2026-12-0{at + 1}", slug=f"step-{at}")
    pages = [queries.due_soon(ANA, as_of=NOW, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [[row.due for row in page.rows] for page in pages] == [
        ["2026-12-01", "2026-12-02"], ["2026-12-03", "2026-12-04"], ["2026-12-05"],
    ]  # fmt: skip
    assert {(page.total, page.has_more) for page in pages} == {(5, False)}


# --- obstacles and unsaved words -------------------------------------------------------------------------------------


def obstacle(by=ANA, **changes):
    values = {"commitment": PROMISE, "text": {"en": "No budget line."}}
    return commands.raise_obstacle(ObstacleFacts(**{**values, **changes}), by=by, on=TODAY, at=NOW)


def test_an_obstacle_goes_up_and_is_cleared():
    raised = obstacle()
    commands.escalate_obstacle(raised, Level.SENIOR, by=ADA, at=NOW)
    with pytest.raises(RuleBroken) as caught:
        commands.escalate_obstacle(raised, Level.WORKING, by=ADA, at=NOW)
    assert str(caught.value) == "It is with senior officials already; clear it, or leave it there."
    commands.clear_obstacle(raised, by=ANA, on=TODAY, at=NOW, outcome={"en": "A line was found."})
    (view,) = queries.obstacles_on(AUDITOR, PROMISE, as_of=NOW)
    assert (view.level, view.cleared_on, view.outcome) == ("senior", TODAY, {"en": "A line was found."})
    with pytest.raises(InvalidTransition):
        commands.escalate_obstacle(raised, Level.MINISTERIAL, by=ANA, at=NOW)


def test_an_obstacle_is_its_own_sides_unless_it_is_shared():
    raised = obstacle()
    assert [queries.obstacles_on(by, PROMISE, as_of=NOW) for by in (BELA, CHRIS, DANA)] == [[], [], []]
    assert set(Entry.objects.filter(action="delivery.obstacle.raise").values_list("log", flat=True)) == {"AAA"}
    for act in (
        lambda: commands.escalate_obstacle(raised, Level.SENIOR, by=BELA, at=NOW),
        lambda: commands.clear_obstacle(raised, by=BELA, on=TODAY, at=NOW, outcome={"en": "X"}),
    ):
        with pytest.raises(ActionDenied) as caught:
            act()
        assert str(caught.value) == "an obstacle belongs to the side that raised it; only that side moves it"


def test_an_obstacle_without_words_or_cleared_before_it_was_raised_is_refused():
    with pytest.raises(RuleBroken):
        obstacle(text={})
    with pytest.raises(RuleBroken):
        commands.clear_obstacle(obstacle(), by=ANA, on=date(2026, 1, 1), at=NOW, outcome={"en": "X"})
    with pytest.raises(ActionDenied):
        obstacle(AUDITOR)


def test_unsaved_words_are_their_writers_alone_and_gone_once_saved():
    update = draft()
    form = queries.autosave_form(update)
    before = Entry.objects.count()
    commands.autosave(form, {"done": "Half a sent"}, by=ANA, at=NOW, revision=1)
    commands.autosave(form, {"done": "Half a sentence"}, by=ANA, at=LATER, revision=2)
    kept = queries.autosaved(ANA, form)
    assert (kept.content, kept.revision, kept.saved_at) == ({"done": "Half a sentence"}, 1, LATER)
    assert [queries.autosaved(by, form) for by in (ADA, BELA, DANA)] == [None, None, None]
    assert Entry.objects.count() == before
    commands.revise_update(update, facts("A whole sentence."), by=ANA, at=LATER, revision=1)
    assert queries.autosaved(ANA, form) is None


def test_unsaved_words_of_a_new_update_are_gone_once_it_is_written_or_they_are_discarded():
    commands.autosave(PROMISE, {"done": "A"}, by=ANA, at=NOW)
    draft()
    assert queries.autosaved(ANA, PROMISE) is None
    commands.autosave(PROMISE, {"done": "B"}, by=ANA, at=NOW)
    commands.discard_autosave(PROMISE, by=ANA)
    assert queries.autosaved(ANA, PROMISE) is None


def test_nobody_without_a_log_in_and_no_endless_form_is_kept():
    with pytest.raises(ActionDenied):
        commands.autosave(PROMISE, {}, by=DANA, at=NOW)
    with pytest.raises(ActionDenied):
        commands.autosave(PROMISE, {}, by=AUDITOR, at=NOW)
    with pytest.raises(RuleBroken) as caught:
        commands.autosave(PROMISE, {"done": "x" * 200_000}, by=ANA, at=NOW)
    assert str(caught.value) == "This is longer than the 200,000 characters that are kept unsaved; save it now."
    translator = replace(ANA, roles=frozenset({Role.TRANSLATOR}))
    assert commands.autosave(PROMISE, {"done": "x"}, by=translator, at=NOW).user_id == "ana"
