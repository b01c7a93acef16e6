"""Charts of the public pages: where they are shown, alone as files, framed by other sites, and as a badge of one line."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import lxml.html
import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import translation

from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import MilestoneFacts, RhythmFacts
from entente.surfaces.charts import FILE
from entente.surfaces.web import links
from tests.cast import ANA, BELA
from tests.record.assessment.calendar_acts import accepted, take_part
from tests.record.assessment.test_dues import AUCKLAND_MIDNIGHT, report
from tests.record.assessment.test_overview import said
from tests.record.builders import NOW, adopted_plan

from .conftest import get, queries_of, tags_of, texts_of

pytestmark = pytest.mark.django_db
AT = AUCKLAND_MIDNIGHT + timedelta(days=1)
PLAN, REF = "tri-plan", "tri-plan/1.1"
COMMITMENT = "/en/plans/tri-plan/commitments/1.1/"


@pytest.fixture
def _told() -> None:
    adopted_plan()
    accepted(ANA)
    take_part(BELA)
    said(REF, "limited", at=NOW)
    report(BELA, at=NOW)
    for name, due in (("first", "2027-03"), ("second", "2027-12-01")):
        delivery.plan_milestone(MilestoneFacts(REF, name, {"en": f"The {name} <step> & so on"}, due), by=ANA, at=NOW)


def fetched(address: str):
    with time_machine.travel(AT, tick=False):
        return Client().get(address)


def picture(address: str) -> ElementTree.Element:
    response = fetched(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    return ElementTree.fromstring(response.content)


def words(tree: ElementTree.Element) -> str:
    return " ".join("".join(node.itertext()) for node in tree.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize(
    ("page", "charts"),
    [
        ("/en/", ["evidence"]),
        ("/en/plans/tri-plan/", ["sides"]),
        ("/en/plans/tri-plan/pillars/1/", ["pillar-1"]),
        (COMMITMENT, ["timeline", "milestones"]),
        ("/en/plans/tri-plan/commitments/1.2/", []),
    ],
)
def test_pages_show_the_charts_that_have_something_to_show(page: str, charts: list[str]) -> None:
    html = fetched(page).content.decode()

    assert [str(tag["aria-labelledby"]) for tag in tags_of(html, "figure")] == [f"chart-{name}" for name in charts]
    assert [str(tag["aria-labelledby"]) for tag in tags_of(html, "svg")] == [f"ech-{name}-title" for name in charts]
    assert texts_of(html).count("As a table") == len(charts)


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize("page", ["/en/", "/en/plans/tri-plan/pillars/1/", "/en/plans/tri-plan/overview/", COMMITMENT])
def test_everything_that_leaves_a_page_is_there(page: str) -> None:
    html = fetched(page).content.decode()
    files = {str(tag["href"]) for tag in tags_of(html, "a") if re.search(r"/charts/|/embed/", str(tag.get("href")))}
    files |= {str(tag["src"]) for tag in tags_of(html, "img") if "badge" in str(tag["src"])}

    assert files
    assert {address: fetched(address).status_code for address in files} == dict.fromkeys(files, 200)


@pytest.mark.usefixtures("_told")
def test_an_embed_may_be_framed_by_anybody_and_nothing_else_may() -> None:
    framed = fetched("/en/embed/plans/tri-plan/sides/")
    policy = framed["Content-Security-Policy"]

    assert "frame-ancestors *" in policy
    assert "style-src 'self';" in f"{policy};"
    assert "X-Frame-Options" not in framed
    assert framed.cookies == {}
    for other in ("/en/plans/tri-plan/overview/", COMMITMENT, "/en/plans/tri-plan/charts/sides.svg"):
        response = fetched(other)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


@pytest.mark.usefixtures("_told")
def test_an_embed_says_whose_numbers_of_which_day_and_leads_back() -> None:
    html = fetched("/en/embed/plans/tri-plan/sides/").content.decode()
    told = texts_of(html)
    links_out = [tag for tag in tags_of(html, "a") if tag.get("href")]

    assert "what each side says of itself" in told
    assert re.search(r"As of 1 August 2027, \d\d:\d\d UTC", told)
    assert {tag["target"] for tag in links_out} == {"_top"}
    assert "/en/plans/tri-plan/overview/" in [tag["href"] for tag in links_out]
    assert tags_of(html, "script") == []


@pytest.mark.usefixtures("_told")
def test_a_file_stands_alone_and_a_browser_that_opens_it_takes_its_style() -> None:
    response = fetched("/en/plans/tri-plan/charts/sides.svg")
    told = words(picture("/en/plans/tri-plan/charts/sides.svg"))

    assert "Where each side stands" in told
    assert "as of 1 August 2027" in told
    assert re.search(r"style-src 'sha256-[\w+/]+='", response["Content-Security-Policy"])


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize(
    ("page", "picture"),
    [
        ("/es/", "/es/graficas/evidence.png"),
        ("/en/plans/tri-plan/", "/en/plans/tri-plan/charts/sides.png"),
        ("/fr/plans/tri-plan/piliers/1/", "/fr/plans/tri-plan/graphiques/pillar-1.png"),
    ],
)
def test_a_page_brings_the_picture_that_a_message_shows_of_it(page: str, picture: str) -> None:
    told = {
        str(tag["property"]): tag["content"]
        for tag in tags_of(fetched(page).content.decode(), "meta")
        if "property" in tag
    }
    drawn = fetched(picture)

    assert told["og:image"] == f"{settings.ENV.origin}{picture}"
    assert told["og:image:alt"]
    assert (drawn["Content-Type"], drawn.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(drawn.content[16:20]) == 2 * FILE.width


@pytest.mark.usefixtures("_told")
def test_the_table_of_a_chart_as_a_file() -> None:
    response = fetched("/en/plans/tri-plan/commitments/1.1/charts/timeline.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert rows == [
        ["What", "When", "State"],
        ["The first <step> & so on (Arcadia)", "March 2027", "Overdue"],
        ["The second <step> & so on (Arcadia)", "1 December 2027", "Planned"],
    ]
    assert 'filename="timeline-en.csv"' in response["Content-Disposition"]


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize(
    ("language", "plan", "promise"),
    [
        (
            "en",
            "0 of 3 joint · 1 with a report · as of 1 August 2027",
            "Arcadia: limited · Borduria: it has reported · as of 1 August 2027",
        ),
        ("es", "0 de 3 conjuntos", "Arcadia: limitado"),
        ("fr", "0 sur 3 conjoints", "Arcadia : limité"),
    ],
)
def test_a_badge_tells_where_it_stands_in_one_line(language: str, plan: str, promise: str) -> None:
    of_plan = links.href("plan_badge", language, plan=PLAN)
    of_promise = links.href("promise_badge", language, plan=PLAN, number="1.1")

    assert plan in words(picture(of_plan)).replace("\xa0", " ")
    assert promise in words(picture(of_promise)).replace("\xa0", " ")


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize(
    "address",
    [
        "/en/charts/nothing.svg",
        "/en/charts/evidence.gif",
        "/en/charts/evidence",
        "/en/embed/nothing/",
        "/en/embed/plans/tri-plan/nothing/",
        "/en/embed/plans/nothing/sides/",
        "/en/plans/tri-plan/charts/time-BBB.svg",
        "/en/plans/tri-plan/commitments/9.9/badge.svg",
        "/en/plans/tri-plan/commitments/1.2/charts/timeline.svg",
    ],
)
def test_what_is_no_chart_is_not_there(address: str) -> None:
    assert fetched(address).status_code == 404


def test_without_a_plan_there_is_no_chart() -> None:
    assert tags_of(get("/en/"), "figure") == []
    assert "For how many promises" in words(picture("/en/charts/evidence.svg"))


def listed(address: str) -> int:
    """How many things the list has that an address leads to: of a place on a page, those that stand there."""
    page, _hash, place = address.partition("#")
    tree = lxml.html.fromstring(fetched(page).content.decode())
    if not place:
        return len(tree.xpath("//li[contains(@class, 'ent-row')]"))
    (there,) = tree.xpath("//*[@id=$place]", place=place)
    held = there if there.tag == "div" else there.getparent()
    return len(held.xpath(".//tbody/tr" if "milestones" in place else ".//li"))


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize(
    "page", ["/en/plans/tri-plan/overview/", "/en/plans/tri-plan/", "/en/plans/tri-plan/pillars/1/", COMMITMENT, "/en/"]
)
def test_any_number_opens_a_list_of_as_many(page: str) -> None:
    said("tri-plan/2.1", "not_started", at=NOW + timedelta(days=40), subject="tri-plan/2.1#b")
    step = delivery.plan_milestone(MilestoneFacts(REF, "third", {"en": "The third"}, "2026-12"), by=ANA, at=NOW)
    delivery.report_milestone(step, by=ANA, on=NOW.date(), done={"en": "It is."}, at=NOW)
    delivery.accept_milestone(step, by=BELA, on=NOW.date(), at=NOW)
    tree = lxml.html.fromstring(fetched(page).content.decode())
    numbers = [
        (str(link.get("href")), int(number.group()))
        for link in tree.xpath("//figure//td/a | //figure//a[@class='ech-link']")
        if (number := re.search(r"\d+(?=:|$)", link.get("aria-label") or link.text_content()))
    ]
    unlinked = [cell.text for cell in tree.xpath("//figure//td") if re.fullmatch(r"[1-9]\d*", cell.text or "")]

    assert numbers
    assert unlinked == []
    assert {address: listed(address) for address, _number in numbers} == dict(numbers)


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize("day", ["2027-08-02", "2027-13-01", "yesterday", "20270701"])
def test_a_day_that_has_not_begun_is_told_in_a_sentence(day: str) -> None:
    told = fetched(f"/en/plans/tri-plan/overview/AAA/?on={day}")

    assert (told.status_code, fetched(f"/en/plans/tri-plan/overview/AAA/{day}/").status_code) == (200, 404)
    assert f"“{day}” is no day that has begun; write one like 2026-11-01." in texts_of(told.content.decode())


@pytest.mark.usefixtures("_told")
def test_a_day_shows_what_had_been_said_by_its_beginning() -> None:
    asked = fetched("/en/plans/tri-plan/overview/AAA/?on=2027-07-01")
    before, after = NOW.date(), NOW.date() + timedelta(days=1)
    first = texts_of(fetched(f"/en/plans/tri-plan/overview/AAA/{before}/").content.decode())
    second = texts_of(fetched(f"/en/plans/tri-plan/overview/AAA/{after}/").content.decode())

    assert asked["Location"] == "/en/plans/tri-plan/overview/AAA/2027-07-01/"
    assert ("Limited" in first, "Limited" in second) == (False, True)
    assert fetched("/en/plans/tri-plan/overview/ZZZ/").status_code == 404


@pytest.mark.usefixtures("_told")
def test_rhythm_shows_each_sign_of_activity() -> None:
    facts = RhythmFacts(REF, 30, 60, {"en": "Monthly"}, date(2026, 1, 1))
    delivery.set_rhythm(facts, by=ANA, owner="AAA", at=NOW)
    rows = list(csv.reader(io.StringIO(fetched(f"{COMMITMENT}charts/rhythm.csv").content.decode("utf-8-sig"))))

    assert rows[0] == ["Side", "Day", "What"]
    assert [row[0] for row in rows[1:]] == ["Arcadia"] * (len(rows) - 1)


@pytest.mark.usefixtures("_told")
def test_charts_cost_a_page_no_query_of_their_own() -> None:
    with time_machine.travel(AT, tick=False), translation.override("en"):
        first = queries_of("/en/plans/tri-plan/overview/")
        for number in ("1.2", "2.1"):
            said(f"tri-plan/{number}", "limited", at=NOW)

        assert queries_of("/en/plans/tri-plan/overview/") == first
