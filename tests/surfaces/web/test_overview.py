"""The page of the overview: counts that lead to their lists, charts with their tables, CSV, and the API's same figures."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.cast import ANA, BELA
from tests.record.assessment.calendar_acts import accepted, take_part
from tests.record.assessment.test_dues import AUCKLAND_MIDNIGHT, report
from tests.record.assessment.test_overview import said
from tests.record.builders import NOW, adopted_plan

from .conftest import get, queries_of, tags_of, texts_of

pytestmark = pytest.mark.django_db
PAGE = "/en/plans/tri-plan/overview/"
AT = AUCKLAND_MIDNIGHT + timedelta(days=1)


@pytest.fixture
def _told() -> None:
    adopted_plan()
    accepted(ANA)
    take_part(BELA)
    said("tri-plan/1.1", "limited", at=NOW)
    report(BELA, at=NOW)


@pytest.mark.usefixtures("_told")
def test_each_count_leads_to_a_list_of_so_many_promises():
    with time_machine.travel(AT, tick=False):
        html = get(PAGE)
        links = [str(tag["href"]) for tag in tags_of(html, "a") if "side=" in str(tag.get("href"))]
        counts = re.findall(r'href="([^"]*side=[^"]*)">(\d+)<', html)
        counts += re.findall(r'href="([^"]*side=[^"]*)" aria-label="[^"]*, (\d+)"', html)
        assert len(counts) == len(links) > 6
        for address, number in counts:
            words = texts_of(get(address.replace("&amp;", "&")))
            whole = "promises" if number == "3" else f"{number} of 3 promises"
            assert whole in words, address


@pytest.mark.usefixtures("_told")
def test_rate_stands_beside_the_share_and_no_figure_counts_two_sides():
    with time_machine.travel(AT, tick=False):
        words = texts_of(get(PAGE))
    assert "It has reported on 1 of 3 (33%) of the promises that it owes. 0 of 3 reported by 31 July 2027." in words
    assert "Limited 1 : Limited 1 of 3 (33%)" in words
    assert "No joint status 3 : No joint status 3 of 3 (100%)" in words


@pytest.mark.usefixtures("_told")
def test_chart_has_a_title_a_text_and_the_same_figures_in_a_table():
    with time_machine.travel(AT, tick=False):
        html = get(PAGE)
    pictures = [tag["aria-labelledby"] for tag in tags_of(html, "svg")]
    words = texts_of(html)

    assert pictures == [
        "ech-sides-title",
        *("ech-pillars-AAA-title", "ech-time-AAA-title", "ech-pillars-BBB-title"),
    ]
    assert words.count("On 1 August 2027: limited 1, no status named 2.") == 2  # beside the picture and in it
    assert "Arcadia, of 3 promises: limited 1, nothing reported by its date 2;" in words
    assert words.count("As a table") == len(pictures)


@pytest.mark.usefixtures("_told")
def test_same_figures_as_csv_and_through_the_api():
    with time_machine.travel(AT, tick=False):
        answer = Client().get(f"{PAGE}list.csv")
        data = Client().get("/api/v1/plans/tri-plan/overview").json()
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ["side", "Arcadia", "", "", "Limited", "1", "3"] in rows
    first = data["sides"][0]
    assert (first["states"], first["reported"], first["rates"][0]["owed"]) == ({"limited": 1, "unreported": 2}, 1, 3)
    assert first["over_time"][-1]["states"] == {"limited": 1}


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.usefixtures("_told")
def test_page_is_there_in_every_language(language):
    address = {"en": PAGE, "es": "/es/planes/tri-plan/panorama/", "fr": "/fr/plans/tri-plan/vue-d-ensemble/"}[language]
    with time_machine.travel(AT, tick=False):
        assert texts_of(get(address)).count("Arcadia") > 1
        assert queries_of(address) == queries_of(PAGE)
