"""Plan packages onto the record: whole, once, and brought up to date without touching a promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.conf import settings as house

from entente.foundation.common.actors import PUBLIC, SYSTEM, WORKING_ROLES, Actor, Capacity
from entente.foundation.common.errors import RuleBroken
from entente.foundation.directory.queries import resolve_alias
from entente.foundation.ledger.commands import seal
from entente.foundation.ledger.models import Entry
from entente.foundation.ledger.verify import verify
from entente.record.assessment import queries as evidence
from entente.record.assessment.queries import assessors
from entente.record.delivery import queries as delivery
from entente.record.delivery.models import Lead
from entente.record.delivery.queries import MilestoneFilter, leads_of, windows_of
from entente.record.plan import queries as plans
from entente.record.plan.models import Plan
from entente.record.plan.queries import ClauseTerms, Strength
from entente.record.verification.queries import claims_on_commitment, claims_on_plan
from entente.surfaces.intake.demonstration import load_demonstration
from entente.surfaces.intake.invented import invented_plan
from entente.surfaces.intake.load import load_package
from entente.surfaces.intake.packages import read_package
from tests.record.builders import NOW
from tests.record.plan.changing import amended

pytestmark = pytest.mark.django_db

SLUG = "canada-mexico-2023"
SIDE = Actor(Capacity.PARTY, owner="CAN", post="office/desk", user_id="one", roles=WORKING_ROLES)


@pytest.fixture(scope="module")
def shipped(django_db_setup):
    return read_package(house.PLANS_DIR / SLUG)


def test_the_shipped_plan_is_on_record_whole(shipped):
    report = load_package(shipped, by=SYSTEM, at=NOW)
    assert (report.is_changed, report.commitments) == (True, 27)
    plan = plans.get_visible_plan(PUBLIC, SLUG, as_of=NOW)
    assert [party.standing for party in plan.parties] == ["not_taking_part", "not_taking_part"]
    assert (plan.commitments, plan.has_authentic_text, plan.keeper_slug) == (27, False, "observer")
    per_pillar = [pillar.commitments for pillar in plans.pillars(PUBLIC, SLUG, as_of=NOW)]
    assert per_pillar == [3, 3, 3, 3, 2, 4, 3, 4, 2]
    assert plans.get_visible_commitment(PUBLIC, f"{SLUG}/6.2", as_of=NOW).obligors == ("CAN",)
    assert len(claims_on_plan(PUBLIC, SLUG, as_of=NOW)) == sum(len(fact.supports) for fact in shipped.facts)


def test_a_fact_supports_only_the_clause_it_names(shipped):
    load_package(shipped, by=SYSTEM, at=NOW)
    claims = [view for view in claims_on_commitment(PUBLIC, f"{SLUG}/8.2", as_of=NOW) if not view.is_context]
    assert {(view.clause, view.supports) for view in claims} == {("b", "all")}
    assert not any(source.is_archived for view in claims for source in view.sources)


def test_windows_leads_findings_and_aliases_come_with_the_plan(shipped):
    load_package(shipped, by=SYSTEM, at=NOW)
    assert [window.period for window in windows_of(PUBLIC, f"{SLUG}/4.2", as_of=NOW)] == [
        "2015/2024",
        "2025-01-01/2034-12-31",
    ]
    assert {lead.party for lead in leads_of(PUBLIC, f"{SLUG}/8.2", as_of=NOW)} == {"CAN", "MEX"}
    assert evidence.findings_on(PUBLIC, f"{SLUG}/1.2", as_of=NOW)[0].owner == "observer"
    assert len(resolve_alias("GAC")) == 2
    assert len(resolve_alias("HLED")) == 2


def test_loading_again_changes_nothing_and_the_log_verifies(shipped):
    load_package(shipped, by=SYSTEM, at=NOW)
    entries = Entry.objects.count()
    assert load_package(shipped, by=SYSTEM, at=NOW).is_changed is False
    touched = replace(shipped, sha256="0" * 64)  # a new version of the package with the same content
    load_package(touched, by=SYSTEM, at=NOW)
    assert Entry.objects.count() == entries
    seal()
    assert verify("public").is_sound


def test_a_new_version_brings_wording_up_to_date(shipped):
    load_package(shipped, by=SYSTEM, at=NOW)
    first = shipped.pillars[0]
    worded = replace(
        first, commitments=(replace(first.commitments[0], title={"en": "New words"}), *first.commitments[1:])
    )
    load_package(replace(shipped, pillars=(worded, *shipped.pillars[1:]), sha256="1" * 64), by=SYSTEM, at=NOW)
    assert plans.get_visible_commitment(PUBLIC, f"{SLUG}/1.0", as_of=NOW).title == {"en": "New words"}


def test_a_version_with_another_promise_is_refused(shipped):
    load_package(shipped, by=SYSTEM, at=NOW)
    first = shipped.pillars[0]
    other = replace(first, commitments=first.commitments[1:])
    with pytest.raises(RuleBroken) as caught:
        load_package(replace(shipped, pillars=(other, *shipped.pillars[1:]), sha256="2" * 64), by=SYSTEM, at=NOW)
    assert str(caught.value) == (
        f"Commitment 1.0 of the package differs from the one on record in “{SLUG}”; "
        "a changed promise takes an amendment that every party signs."
    )


def test_an_invented_plan_has_a_past_and_no_two_promises_alike():
    load_package(invented_plan(1), by=SYSTEM, at=NOW)
    claims = claims_on_plan(PUBLIC, "invented-plan", as_of=NOW)
    assert claims[-1].made_at < datetime(2024, 1, 1, tzinfo=UTC) < claims[0].made_at
    assert evidence.picture(PUBLIC, "invented-plan", as_of=NOW).commitments == 26


def test_the_demonstration_has_log_ins_for_every_part_once(settings):
    settings.IS_DEMONSTRATION = True
    made = load_demonstration(1, at=NOW)
    readers = ["first-reader", "second-reader", "research-director"]
    side = ["desk", "director", "verifier", "access"]
    assert [one.post.rpartition("/")[2] for one in made] == ["keeper", "verifier", *readers, *side, *side]
    assert load_demonstration(1, at=NOW) == []
    found = {plan.slug: plan for plan in plans.visible_plans(PUBLIC, as_of=NOW)}
    assert sorted(found) == ["norvania-sudria-2023", "norvania-sudria-2027"]
    assert all(plan.is_demonstration for plan in found.values())
    plan = found["norvania-sudria-2023"]
    assert [party.standing for party in plan.parties] == ["taking_part", "taking_part"]


def test_the_demonstration_shows_every_kind_of_standing(settings):
    settings.IS_DEMONSTRATION = True
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    load_demonstration(1, at=at)
    plan = "norvania-sudria-2023"
    standings = evidence.statuses_on_plan(PUBLIC, plan, as_of=at).values()
    assert {view.proof_state.value for view in standings} == {
        "not_needed",
        "accepted",
        "accepted_own",
        "not_verified",
        "disputed",
    }
    assert {one.state.value for one in delivery.candidates_on_plan(PUBLIC, plan, as_of=at)} == {
        "accepted",
        "split",
        "open",
    }
    assert {one.state.value for one in delivery.rhythms_on(PUBLIC, [plan], as_of=at)} == {"late", "silent"}
    _total, steps = delivery.milestones(PUBLIC, MilestoneFilter(plan=plan), as_of=at)
    assert {(step.status, step.is_overdue) for step in steps} == {
        ("accepted", False),
        ("returned", True),
        ("planned", False),
        ("planned", True),
    }
    assert evidence.withheld_on(f"{plan}/4.3", as_of=at) == {"security": 1, "privacy": 1}
    said = assessors.published_on(f"{plan}/2.1", as_of=at)
    assert [(one.party, one.value.code, one.replies[0].state.value) for one in said] == [
        ("XNO", "0", "given"),
        ("XSU", "+1", "none"),
    ]
    (renewal,) = delivery.renewals_due(PUBLIC, as_of=at)
    assert renewal.activity == f"{plan}/activities/lira-agreement"


def test_the_demonstration_on_an_early_clock_has_the_plan_and_its_log_ins_alone(settings):
    settings.IS_DEMONSTRATION = True
    early = datetime(2025, 1, 6, 12, tzinfo=UTC)
    assert len(load_demonstration(1, at=early)) == 13  # an institute has three, the keeper two, each party four
    assert delivery.activities_on_plan(PUBLIC, "norvania-sudria-2023", as_of=early) == []


def test_the_demonstration_is_refused_in_a_real_record():
    with pytest.raises(RuleBroken) as caught:
        load_demonstration(1, at=NOW)
    assert str(caught.value) == (
        "This is a real record; start the demonstration in its own folder with `python3 start.py --demo`."
    )


def test_a_new_version_leaves_what_all_signed_alone(shipped):
    load_package(shipped, by=SYSTEM, at=NOW)
    ref = f"{SLUG}/1.1"
    before = plans.get_promise(ref, as_of=NOW)
    clauses = tuple(ClauseTerms(one.letter, {tag: f"signed ({tag})" for tag in one.text}, ()) for one in before.clauses)
    amended(ref, by=SIDE, then=replace(SIDE, user_id="two"), at=NOW, strength=Strength.EXPLORATORY, clauses=clauses)
    first = shipped.pillars[0]
    reworded = tuple(replace(one, title={**one.title, "en": "New words"}) for one in first.commitments)
    pillars = (replace(first, commitments=reworded), *shipped.pillars[1:])
    load_package(replace(shipped, pillars=pillars, sha256="3" * 64), by=SYSTEM, at=NOW)
    after = plans.get_promise(ref, as_of=NOW)
    assert (after.title["en"], after.strength) == ("New words", "exploratory")
    assert after.clauses[0].text["en"] == "signed (en)"


def test_a_new_version_of_a_closed_plan_brings_facts_and_no_more_reporting(shipped):
    load_package(shipped, by=SYSTEM, at=NOW)
    Plan.objects.filter(slug=SLUG).update(status="closed", closed_at=NOW)
    leads = Lead.objects.count()
    carriers = (*shipped.carriers, replace(shipped.carriers[0], organisation="parks-canada"))
    assert load_package(replace(shipped, carriers=carriers, sha256="4" * 64), by=SYSTEM, at=NOW).is_changed
    assert Lead.objects.count() == leads


def test_the_demonstration_shows_how_a_plan_changes_and_ends(settings):
    settings.IS_DEMONSTRATION = True
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    load_demonstration(1, at=at)
    plan = "norvania-sudria-2023"
    assert [(one.number, one.promise) for one in plans.in_force(PUBLIC, plan, as_of=at)] == [(1, "1.4")]
    table = plans.public_succession(plan, PUBLIC, as_of=at)
    assert (table.successor, table.is_agreed, table.counts[""]) == ("norvania-sudria-2027", False, 5)
