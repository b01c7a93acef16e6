"""What changed: all of it, or from one day to another, with nothing stored about who asks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from entente.foundation.ledger import commands as ledger
from entente.surfaces.web import files, links
from entente.surfaces.web.pages.history import HistoryPage, read_stretch
from tests.cast import ANA, BELA, CHRIS
from tests.surfaces.busy import work_on

from .stage import SLUG, staged_plan

pytestmark = pytest.mark.django_db
PAGE = f"/en/plans/{SLUG}/history/"
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _record() -> None:
    """Put on record on 1 June 2026, and changed on 5 and 20 November."""
    staged_plan()
    for day in (5, 20):
        ledger.record(CHRIS, "plan.note", SLUG, at=datetime(2026, 11, day, 10, 30, tzinfo=UTC), public=True)
    ledger.seal()


def asked(query: str, language: str = "en") -> HistoryPage:
    with time_machine.travel(NOW, tick=False):
        response = Client().get(f"{links.href('history', language, plan=SLUG)}{query}")
    assert (response.status_code, response.cookies) == (200, {})
    page: HistoryPage = response.context["page"]
    return page


@pytest.mark.parametrize(
    ("query", "days", "words"),
    [
        ("?since=2026-11-05", ["20 November 2026", "5 November 2026"], "since 5 November 2026"),
        ("?since=2026-11-06", ["20 November 2026"], "since 6 November 2026"),
        ("?since=2026-11-20T10:30Z", ["20 November 2026"], "since 20 November 2026, 10:30 UTC"),
        ("?since=2026-11-20T10:31Z", [], "since 20 November 2026, 10:31 UTC"),
        ("?until=2026-11-04", ["1 June 2026"], "until 4 November 2026"),
        ("?since=2026-11-05&until=2026-11-05", ["5 November 2026"], "from 5 November 2026 until 5 November 2026"),
        ("?since=2027-01-01", [], "since 1 January 2027"),
        ("?since=2026-12-01&until=2026-11-01", [], "from 1 December 2026 until 1 November 2026"),
    ],
)
def test_changes_from_one_day_to_another(query: str, days: list[str], words: str) -> None:
    page = asked(query)
    assert ([one.day for one in page.days if "May" not in one.day], page.stretch) == (days, words)


@pytest.mark.parametrize(
    "text", ["soon", "2026-02-30", "2026-13-01T00:00Z", "2026-11-05T10:00", "9999-12-31", "x" * 99]
)
def test_what_is_no_day_is_said_and_leaves_all_shown(text: str) -> None:
    page = asked(f"?since={text}")
    assert (page.unread, page.stretch) == (text[:40], "")
    assert [one.day for one in page.days] == [one.day for one in asked("").days]


def test_months_lead_to_what_changed_in_each() -> None:
    page = asked("")
    assert [one.label for one in page.months][:1] == ["November 2026"]
    assert page.months[0].address == f"{PAGE}?since=2026-11-01&until=2026-11-30"
    assert [one.is_current for one in asked("?since=2026-11-01&until=2026-11-30").months][:1] == [True]


def test_an_address_to_keep_tells_what_comes_after_now() -> None:
    page = asked("")
    assert page.from_now == f"{PAGE}?since=2026-11-24T08:00Z"
    assert [read_stretch("2026-11-24T08:00Z", "").since] == [NOW]


def test_months_are_files_in_a_published_folder() -> None:
    with files.written(PAGE) as folder:
        address = links.with_query(
            links.href("history", "en", plan=SLUG), {"since": "2026-11-01", "until": "2026-11-30"}
        )
    assert address == "index.since-2026-11-01.until-2026-11-30.html"
    assert folder.reached[f"en/plans/{SLUG}/history/{address}"] == f"{PAGE}?since=2026-11-01&until=2026-11-30"


def lines(page: HistoryPage, action: str) -> list[tuple[str, str]]:
    """What stands on each line of one kind of change: number or name, and words."""
    groups = (group for day in page.days for group in day.groups if group.action == action)
    return sorted((one.number, one.text.text if one.text else "") for group in groups for one in group.changes)


def test_an_entry_without_words_of_its_own_bears_the_name_of_what_it_is_about() -> None:
    work_on(f"{SLUG}/1.1", 1)
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    ledger.record(ANA, "assessment.calendar.accept", SLUG, at=at, public=True, party="AAA")
    ledger.record(ANA, "delivery.rhythm.set", f"{SLUG}/1.1", at=at, public=True)
    ledger.seal()
    page = asked("")
    assert lines(page, "A party accepted a calendar for its reports")[:1] == [("", "Arcadia")]
    assert ("1.1", "A fair for all") in lines(page, "Rhythm set")
    french = lines(asked("", "fr"), "Étape dite atteinte")
    english = lines(page, "Stage said to be reached")
    assert english[:1] == [("Memorandum 0", "Draft exchanged")]
    assert "Projet échangé" in [words for _name, words in french]


def test_twin_milestones_say_whose_each_is() -> None:
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    for side in ("AAA", "BBB"):
        told = {"milestone_of": side, "title": {"en": "Half is planted"}, "due": "2027-03"}
        ref = f"{SLUG}/1.1/milestones/half-{side.lower()}"
        ledger.record(BELA, "delivery.milestone.plan", ref, at=at, public=True, **told)
    ledger.seal()
    assert [words for _number, words in lines(asked(""), "Milestone planned") if "planted" in words] == [
        "Half is planted (Arcadia)",
        "Half is planted (Borduria)",
    ]


def test_a_count_leads_to_the_changes_of_its_month() -> None:
    page = asked("")
    assert {day.whole for day in page.days if day.on == "2026-11-20"} == {
        f"{PAGE}?since=2026-11-01&until=2026-11-30#day-2026-11-20"
    }
    assert {day.whole for day in asked("?since=2026-11-01&until=2026-11-30").days} == {""}
