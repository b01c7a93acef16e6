"""What the clock says of reports, on every public page: by itself, to the instant, and never of who accepted no date."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import translation

from entente.record.assessment import queries
from entente.record.plan import queries as plans
from entente.record.plan.models import Commitment
from entente.surfaces.web import files, reporting
from entente.surfaces.web.reader import reader_of
from tests.cast import ANA, BELA, DANA
from tests.record.assessment.calendar_acts import accepted, proposed, take_part
from tests.record.assessment.test_dues import AUCKLAND_MIDNIGHT, MEXICO_MIDNIGHT, TICK, dues, report
from tests.record.builders import NOW, adopted_plan

from .conftest import get, queries_of, texts_of

pytestmark = pytest.mark.django_db
BASE = "/en/plans/tri-plan/"
PROMISE = f"{BASE}commitments/1.1/"


def seen(at, address):
    with time_machine.travel(at, tick=False):
        return texts_of(get(address))


def test_page_of_a_promise_says_it_from_the_very_midnight_on():
    adopted_plan()
    accepted()
    before, after = seen(AUCKLAND_MIDNIGHT - TICK, PROMISE), seen(AUCKLAND_MIDNIGHT, PROMISE)
    assert (
        "Arcadia has reported nothing yet." in before,
        "Arcadia has reported nothing by 31 July 2027." in before,
    ) == (
        True,
        False,
    )
    assert (
        "Arcadia has reported nothing by 31 July 2027." in after,
        "Borduria has reported nothing yet." in after,
    ) == (
        True,
        True,
    )


@pytest.mark.parametrize("address", [PROMISE, f"{BASE}commitments/", BASE, f"{BASE}reporting/"])
def test_pages_of_a_party_that_accepted_nothing_never_say_it(address):
    adopted_plan()
    take_part(ANA, BELA)
    proposed()
    assert "Nothing reported by 31" not in seen(NOW + timedelta(days=3650), address)


def test_list_marks_and_filters_what_was_not_reported():
    adopted_plan()
    accepted(ANA)
    report(at=AUCKLAND_MIDNIGHT - timedelta(days=1))
    words = seen(AUCKLAND_MIDNIGHT, f"{BASE}commitments/?clock=unreported")
    assert ("2 of 3 promises" in words, words.count("Nothing reported by 31 July 2027")) == (True, 2)


def test_plan_and_reporting_page_say_how_many_came():
    adopted_plan()
    accepted(ANA)
    report(at=AUCKLAND_MIDNIGHT - timedelta(days=1))
    told = "1 of 3 reported by 31 July 2027; 0 of 3 reported, due by 31 January 2028"
    assert told in seen(AUCKLAND_MIDNIGHT, BASE)
    words = seen(AUCKLAND_MIDNIGHT, f"{BASE}reporting/")
    assert "On 2 promises nothing was reported by their date." in words
    assert "Has not accepted it and owes nothing by it" in words
    assert "Please say where each promise stands." in words


def test_late_report_shows_when_it_came_and_how_many_days_after():
    adopted_plan()
    accepted(ANA)
    report(at=AUCKLAND_MIDNIGHT + timedelta(days=3))
    words = seen(AUCKLAND_MIDNIGHT + timedelta(days=3), PROMISE)
    assert "The report due by 31 July 2027 was received on 4 August 2027, 4 days after." in words


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "This page was made on 20 July 2027, 08:00 UTC. If you read it after 31 July 2027, nothing had arrived when this "
            "page was made.",
        ),
        (
            "fr",
            "Cette page a été produite le 20 juillet 2027, 08:00 UTC. Si vous la lisez après le 31 juillet 2027, rien n’avait "
            "été reçu quand elle l’a été.",
        ),
        (
            "es",
            "Esta página se produjo el 20 de julio de 2027, 08:00 UTC. Si la lee después del 31 de julio de 2027, nada se "
            "había recibido cuando se produjo.",
        ),
    ],
)
def test_page_in_a_file_says_what_a_later_reader_may_conclude(language, sentence):
    adopted_plan()
    accepted(ANA)
    at = AUCKLAND_MIDNIGHT.replace(day=20, hour=8)
    reader = reader_of(plans.get_visible_plan(DANA, "tri-plan", as_of=at), language, at)
    with translation.override(language):
        assert sentence not in reporting.dues_lines(dues(at), reader)
        with files.written(PROMISE):
            assert reporting.dues_lines(dues(at), reader)[-1] == sentence


@pytest.mark.parametrize("address", [f"{BASE}commitments/", f"{BASE}reporting/", BASE])
def test_pages_ask_the_same_number_of_questions_for_any_number_of_promises(address):
    adopted_plan(count=30)
    accepted()
    with time_machine.travel(MEXICO_MIDNIGHT, tick=False):
        many = queries_of(address)
        Commitment.objects.exclude(number__in=["1.1", "2.1"]).delete()
        assert queries_of(address) == many


def test_page_of_all_reports_in_a_file_says_it_too():
    adopted_plan()
    accepted(ANA)
    sentence = "This page was made on 1 July 2027, 12:00 UTC. If you read it after 31 July 2027, what it does not count"
    at = AUCKLAND_MIDNIGHT - timedelta(days=30)
    assert sentence not in seen(at, f"{BASE}reporting/")
    with files.written(f"{BASE}reporting/"):
        sheet = queries.reporting(DANA, "tri-plan", as_of=at)
        reader = reader_of(plans.get_visible_plan(DANA, "tri-plan", as_of=at), "en", at)
        assert reporting.whole_as_made(sheet, reader).startswith(sentence)
