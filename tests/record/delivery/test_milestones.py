"""Milestones: planned beside the promise, reported by their side, accepted by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import ActionDenied, Conflict, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger.models import Entry
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import MilestoneFacts
from entente.record.delivery.queries import MilestoneFilter
from entente.record.plan import commands as plans
from entente.record.plan.queries import Standing
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, adopted_plan
from tests.record.delivery.builders import ADA, AUDITOR, BORIS, CARLA, PROMISE

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
FACTS = MilestoneFacts(PROMISE, "first-list", {"en": "A first list"}, "2026-12")
SPEAKERS = {"AAA": ANA, "BBB": BELA}
REF = f"{PROMISE}/milestones/first-list"


@pytest.fixture(autouse=True)
def plan():
    return adopted_plan()


def takes_part(plan, *codes):
    for code in codes:
        plans.set_standing(plan, code, Standing.TAKING_PART, by=SPEAKERS[code], on=TODAY)


def planned(by=ANA, **changes):
    return commands.plan_milestone(replace(FACTS, **changes), by=by, at=NOW)


def reported(by=ANA, **changes):
    milestone = planned(by, **changes)
    return commands.report_milestone(milestone, by=by, on=TODAY, done={"en": "Done.", "pt": "Feito."}, at=NOW)


def test_a_milestone_stands_beside_the_promise():
    planned()
    (view,) = queries.milestones_on(DANA, PROMISE, as_of=NOW)
    assert (view.ref, view.owner, view.title, view.due_last_on, view.status, view.is_overdue, view.is_due_soon) == (
        REF, "AAA", {"en": "A first list"}, date(2026, 12, 31), "planned", False, False,
    )  # fmt: skip


def test_another_side_accepts_what_one_side_reported(plan):
    takes_part(plan, "AAA", "BBB")
    milestone = reported()
    commands.accept_milestone(milestone, by=BELA, on=TODAY, at=NOW)
    view = queries.get_milestone(DANA, REF, as_of=NOW)
    assert (view.status, view.decided_for, view.decided_by, view.is_own_side) == (
        "accepted", "BBB", "ministry-b/desk", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (ANA, "the reporting side cannot accept its own report; another side does"),
        (ADA, "the reporting side cannot accept its own report; another side does"),
        (CHRIS, "a side for which it was done accepts or returns it"),
        (AUDITOR, "your post accepts no milestones; an approver does"),
        (DANA, "your post accepts no milestones; an approver does"),
        (SYSTEM, "a decision is somebody's own; log in first"),
    ],
)
def test_nobody_else_accepts_it(plan, by, reason):
    takes_part(plan, "AAA", "BBB")
    milestone = reported()
    with pytest.raises(ActionDenied) as caught:
        commands.accept_milestone(milestone, by=by, on=TODAY, at=NOW)
    assert str(caught.value) == reason


def test_where_no_other_side_takes_part_a_second_person_accepts_it_as_own_side(plan):
    takes_part(plan, "AAA")
    milestone = reported()
    with pytest.raises(ActionDenied) as caught:
        commands.accept_milestone(milestone, by=ANA, on=TODAY, at=NOW)
    assert str(caught.value) == "nobody accepts their own report; another person of your side does"
    with pytest.raises(ActionDenied) as caught:
        commands.accept_milestone(milestone, by=BELA, on=TODAY, at=NOW)
    assert str(caught.value) == "only its own side accepts it: it is no step between parties that both take part"
    commands.accept_milestone(milestone, by=ADA, on=TODAY, at=NOW)
    assert queries.get_milestone(DANA, REF, as_of=NOW).is_own_side is True


def test_a_keepers_own_milestone_is_accepted_by_its_second_person(plan):
    takes_part(plan, "AAA", "BBB")
    milestone = reported(CHRIS)
    for by in (CHRIS, ANA, ERIN):
        with pytest.raises(ActionDenied):
            commands.accept_milestone(milestone, by=by, on=TODAY, at=NOW)
    assert commands.accept_milestone(milestone, by=CARLA, on=TODAY, at=NOW).status == "accepted"


def test_an_internal_milestone_is_accepted_within_its_side(plan):
    takes_part(plan, "AAA", "BBB")
    milestone = commands.plan_milestone(FACTS, by=ANA, at=NOW, tier=Tier.OWN)
    commands.report_milestone(milestone, by=ANA, on=TODAY, done={"en": "Done."}, at=NOW)
    assert commands.accept_milestone(milestone, by=ADA, on=TODAY, at=NOW).status == "accepted"
    assert list(Entry.objects.filter(subject=REF).order_by("at", "id").values_list("log", flat=True)) == ["AAA"] * 3


def test_a_returned_report_is_made_again(plan):
    takes_part(plan, "AAA", "BBB")
    milestone = reported()
    commands.return_milestone(milestone, by=BELA, on=TODAY, reason={"pt": "Faltam duas páginas."}, at=NOW)
    assert queries.get_milestone(DANA, REF, as_of=NOW).reason == {"pt": "Faltam duas páginas."}
    commands.report_milestone(milestone, by=ANA, on=TODAY, done={"en": "Done whole."}, at=NOW)
    view = queries.get_milestone(DANA, REF, as_of=NOW)
    assert (view.status, view.reason, view.decided_for, view.revision) == ("reported", {}, "", 4)


def test_a_return_in_a_language_that_the_returning_side_does_not_owe_is_refused(plan):
    takes_part(plan, "AAA", "BBB")
    milestone = reported()
    with pytest.raises(RuleBroken) as caught:
        commands.return_milestone(milestone, by=BELA, on=TODAY, reason={"en": "Two pages lack."}, at=NOW)
    assert str(caught.value) == "The reason for returning it has no text in “pt”, which BBB owes; write it first."
    assert queries.get_milestone(DANA, REF, as_of=NOW).status == "reported"


def test_an_accepted_milestone_is_not_reported_again(plan):
    takes_part(plan, "AAA", "BBB")
    milestone = reported()
    commands.accept_milestone(milestone, by=BORIS, on=TODAY, at=NOW)
    with pytest.raises(InvalidTransition) as caught:
        commands.report_milestone(milestone, by=ANA, on=TODAY, done={"en": "Again."}, at=NOW)
    assert str(caught.value) == f"The milestone {REF} is “accepted”; from there it cannot become “reported”."


def test_the_second_who_changes_it_is_shown_what_the_first_wrote():
    milestone = planned()
    commands.revise_milestone(milestone, by=ANA, at=NOW, revision=1, title={"en": "A long list"}, due="2027-01")
    with pytest.raises(Conflict) as caught:
        commands.revise_milestone(milestone, by=ADA, at=NOW, revision=1, title={"en": "A short list"}, due="2027-02")
    assert (caught.value.mine["title"], caught.value.theirs["title"], caught.value.revision) == (
        {"en": "A short list"}, {"en": "A long list"}, 2,
    )  # fmt: skip
    assert queries.get_milestone(DANA, REF, as_of=NOW).due == "2027-01"


@pytest.mark.parametrize(
    ("by", "changes", "error", "sentence"),
    [
        (AUDITOR, {}, ActionDenied, "your post plans no milestones; a contributor of your side does"),
        (DANA, {}, ActionDenied, "a milestone is somebody's own; log in first"),
        (BELA, {}, RuleBroken, "The title of the milestone has no text in “pt”, which BBB owes; write it first."),
        (ANA, {"title": {}}, RuleBroken, "The title of the milestone has no words; write some in one language at least."),
        (ANA, {"subject": "tri-plan/9.9"}, NotVisible, "There is no commitment “tri-plan/9.9” here."),
        (ANA, {"subject": f"{PROMISE}#z"}, RuleBroken, f"{PROMISE} has no part “z”; name one that it has, or the whole promise."),
        (ANA, {"slug": "Première liste"}, RuleBroken,
         "The name of the milestone “Première liste” cannot stand in an address; "
         "use up to 80 small letters, digits and hyphens."),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_refused(by, changes, error, sentence):
    with pytest.raises(error) as caught:
        planned(by, **changes)
    assert str(caught.value) == sentence


def test_a_name_taken_in_sight_is_refused_and_one_out_of_sight_is_passed_over_in_silence():
    commands.plan_milestone(FACTS, by=ANA, at=NOW, tier=Tier.OWN)
    other = planned(CHRIS)
    assert other.slug == "first-list-2"
    with pytest.raises(RuleBroken) as caught:
        planned(ANA)
    assert str(caught.value) == f"{PROMISE} has a milestone “first-list” already; choose another name."


def test_a_milestone_is_overdue_the_day_after_its_last_day_in_its_capital():
    planned(due="2026-11-24")
    last_minute, next_day = NOW + timedelta(hours=35, minutes=59), NOW + timedelta(hours=36)
    assert [queries.get_milestone(DANA, REF, as_of=at).is_overdue for at in (NOW, last_minute, next_day)] == [
        False, False, True,
    ]  # fmt: skip
    assert queries.milestones(DANA, MilestoneFilter(plan="tri-plan", is_overdue=True), as_of=last_minute)[0] == 0
    assert queries.milestones(DANA, MilestoneFilter(plan="tri-plan", is_overdue=True), as_of=next_day)[0] == 1


def test_a_report_of_a_day_to_come_is_refused():
    with pytest.raises(RuleBroken) as caught:
        commands.report_milestone(planned(), by=ANA, on=date(2027, 1, 1), done={"en": "Done."}, at=NOW)
    assert str(caught.value) == "2027-01-01 is still to come; report the milestone when it is done."


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_the_same_queries_for_one_and_thirty(count, django_assert_num_queries):
    for at in range(count):
        planned(slug=f"step-{at}")
    with django_assert_num_queries(4):
        total, page = queries.milestones(DANA, MilestoneFilter(plan="tri-plan"), as_of=NOW, limit=20)
    assert (total, len(page)) == (count, min(count, 20))
    with django_assert_num_queries(3):
        queries.milestones_on(DANA, PROMISE, as_of=NOW)


def test_others_see_no_internal_milestone():
    commands.plan_milestone(FACTS, by=ANA, at=NOW, tier=Tier.OWN)
    for by in (BELA, CHRIS, ERIN, DANA):
        assert queries.milestones_on(by, PROMISE, as_of=NOW) == []
        with pytest.raises(NotVisible):
            queries.get_milestone(by, REF, as_of=NOW)
