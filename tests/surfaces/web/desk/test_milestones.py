"""Milestones on the desk: planned, reported, accepted or returned; as a table and as a month."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from entente.foundation.common.actors import Actor, Role
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import MilestoneFacts
from tests.record.builders import NOW
from tests.surfaces.web.desk.officers import WORK, officer, shared_plan

pytestmark = pytest.mark.django_db
Officer = tuple[Client, Actor]
LATER = NOW.replace(year=2030)


@pytest.fixture
def ana(db: None) -> Officer:
    shared_plan()
    return officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")


@pytest.fixture
def bela(ana: Officer) -> Officer:
    return officer("BBB", "desk", Role.CONTRIBUTOR, Role.APPROVER, name="Bela")


def status(by: Actor) -> str:
    return queries.milestones_on(by, "tri-plan/2.1", as_of=LATER)[0].status


def test_one_side_plans_and_reports_and_the_other_returns_and_accepts(ana: Officer, bela: Officer) -> None:
    plan = {"title_en": "Count the fairs", "due": "2026-12", "subject": "tri-plan/2.1"}
    assert ana[0].post(f"{WORK}new-milestone/", plan).status_code == 302
    here = f"{WORK}milestones/count-the-fairs/"
    assert (
        ana[0].post(here, {"verb": "report", "revision": "1", "done_en": "Counted.", "on": "2026-11-20"}).status_code
        == 302
    )
    [line] = bela[0].get("/en/desk/").context["page"].lists[0].rows
    assert (line.number, line.verb) == ("2.1", "Look and decide")
    assert bela[0].post(here, {"verb": "return", "revision": "2"}).status_code == 422
    assert bela[0].post(here, {"verb": "return", "revision": "2", "reason_pt": "Quantas?"}).status_code == 302
    assert [line.verb for line in ana[0].get("/en/desk/").context["page"].lists[0].rows] == ["Report again"]
    ana[0].post(here, {"verb": "report", "revision": "3", "done_en": "Twelve.", "on": "2026-11-21"})
    assert ana[0].post(here, {"verb": "accept", "revision": "4"}).status_code == 403
    assert bela[0].post(here, {"verb": "accept", "revision": "4"}).status_code == 302
    assert (status(ana[1]), bela[0].get("/en/desk/").context["page"].lists[0].rows) == ("accepted", ())


def test_a_title_that_is_taken_gets_a_number_in_its_address(ana: Officer) -> None:
    plan = {"title_en": "Count the fairs", "due": "2026-12", "subject": "tri-plan/2.1#a"}
    for _ in range(2):
        ana[0].post(f"{WORK}new-milestone/", plan)
    found = queries.milestones_on(ana[1], "tri-plan/2.1", as_of=LATER)
    assert sorted(view.slug for view in found) == ["count-the-fairs", "count-the-fairs-2"]


def test_a_change_that_somebody_else_overtook_is_not_made(ana: Officer) -> None:
    plan = {"title_en": "Count", "due": "2026-12", "subject": "tri-plan/2.1"}
    ana[0].post(f"{WORK}new-milestone/", plan)
    here = f"{WORK}milestones/count/"
    for due in ("2027-01", "2027-02"):
        ana[0].post(here, {"verb": "revise", "revision": "1", "title_en": "Count", "due": due})
    assert queries.milestones_on(ana[1], "tri-plan/2.1", as_of=LATER)[0].due == "2027-01"


def planned(by: Actor, *dues: str) -> None:
    for at, due in enumerate(dues):
        facts = MilestoneFacts("tri-plan/1.1", f"step-{due}-{at}", {"en": f"Step {due}"}, due)
        commands.plan_milestone(facts, by=by, at=NOW)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Step 2026-11-01", "Step 2026-12-05", "Step 2027"]),
        ("?sort=-due", ["Step 2027", "Step 2026-12-05", "Step 2026-11-01"]),
        ("?state=overdue", ["Step 2026-11-01"]),
        ("?state=accepted", []),
        ("?side=BBB", []),
        ("?plan=tri-plan&page=2", []),
    ],
)
def test_the_table_is_filtered_and_sorted(ana: Officer, query: str, titles: list[str]) -> None:
    planned(ana[1], "2026-12-05", "2026-11-01", "2027")
    page = ana[0].get(f"/en/desk/milestones/{query}").context["page"]
    assert [line.title.text for line in page.milestones] == titles


def test_a_month_holds_its_days_and_what_has_no_day(ana: Officer) -> None:
    planned(ana[1], "2026-12-05", "2026-11-01", "2026-12", "2027")
    page = ana[0].get("/en/desk/milestones/calendar/2026-12/").context["page"]
    days = {
        day.name: [line.title.text for line in day.milestones] for week in page.weeks for day in week if day.milestones
    }
    assert days == {"5 December 2026": ["Step 2026-12-05"]}
    assert [line.title.text for line in page.vague] == ["Step 2026-12"]
    assert (len(page.weeks), page.weeks[0][0].name) == (5, "30 November 2026")
    assert date(2026, 12, 1).weekday() == 1


@pytest.mark.parametrize("month", ["2026-13", "12-2026", "x", "0000-01"])
def test_what_is_no_month_is_not_there(ana: Officer, month: str) -> None:
    assert ana[0].get(f"/en/desk/milestones/calendar/{month}/").status_code == 404
