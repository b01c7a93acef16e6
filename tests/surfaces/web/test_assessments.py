"""What outsiders say, on the page of the promise and on their own: native values, replies beside them, never an average."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from entente.foundation.common.actors import SYSTEM
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import OrganisationKind
from entente.record.assessment.commands import assessments, replies
from entente.record.assessment.queries import assessors
from entente.record.plan.queries import Plan
from entente.surfaces.web import links
from tests.cast import ADA, ANA, ERIN
from tests.record.assessment.assessing import WINDOW as ERA
from tests.record.assessment.assessing import coded, consolidated, evidence, guideline, sent
from tests.record.assessment.assessing import opened as one_opened
from tests.record.assessment.test_replies import MIDNIGHT
from tests.record.builders import NOW

from .conftest import get, queries_of, texts_of

REPLY = {"en": "We held <b>two</b> fairs.", "fr": "Nous avons tenu deux foires."}


@pytest.fixture(autouse=True)
def _institute(plan: Plan) -> None:
    names = {"en": "The Institute", "fr": "L’Institut", "es": "El Instituto"}
    directory.register_organisation(slug="institute", name=names, kind=OrganisationKind.OBSERVER, by=SYSTEM)


def page(language: str = "en", at: datetime = MIDNIGHT) -> str:
    with time_machine.travel(at, tick=False):
        return texts_of(get(links.href("commitment", language, plan="tri-plan", number="2.1")))


@pytest.mark.parametrize(
    ("language", "heading", "value", "reply"),
    [
        ("en", "What outsiders say", "+1 Full compliance", "Reply of Arcadia We held <b>two</b> fairs."),
        ("fr", "Ce qu’en disent des tiers", "+1 Conformité totale", "Nous avons tenu deux foires."),
        ("es", "Lo que dicen terceros", "+1 Cumplimiento total", "We held <b>two</b> fairs."),
    ],
)
def test_value_and_reply_stand_together_in_every_language(language: str, heading: str, value: str, reply: str) -> None:
    row = sent(one_opened(), "+1", [evidence()])
    replies.write_reply(row, REPLY, by=ANA, at=NOW)
    replies.approve_reply(row, by=ADA, at=NOW)
    told = page(language)

    assert [words in told for words in (heading, value, reply)] == [True] * 3
    assert value not in page(language, NOW)


def test_outsiders_stand_right_under_the_voices() -> None:
    """Before the words of the promise and all that follows: an assessor's value is no footnote."""
    sent(one_opened())
    told = page()

    assert "What outsiders say" in told
    places = [
        told.index(words) for words in ("All together", "Outside assessors", "-1 Failure", "The words of the promise")
    ]
    assert places == sorted(places)
    assert "About Arcadia · " in told


def test_silence_is_told_with_its_day() -> None:
    sent(one_opened())

    assert "No reply by Arcadia by 10 December 2026" in page()


def test_derived_value_says_from_which_table_and_how_near_it_is() -> None:
    sent(one_opened(), "0", [evidence()])

    assert (
        "On the scale on which governments report, derived by this software’s table 1: "
        "limited or substantial (one value stands for several)." in page()
    )


def test_draft_is_on_no_public_page() -> None:
    for row in (one_opened(), consolidated(coded(one_opened(party="BBB"))), sent(one_opened(reading="interim"))):
        assert row.pk
    with time_machine.travel(NOW, tick=False):
        assert "institute" not in get(links.href("commitment", "en", plan="tri-plan", number="2.1")).lower()
        assert "institute" not in get(links.href("assessors", "en", plan="tri-plan")).lower()


def test_page_of_an_assessor_shows_scale_share_agreement_and_guidelines() -> None:
    made = guideline()
    for party, value in (("AAA", "+1"), ("BBB", "-1")):
        row = assessments.open_assessment(
            made,
            assessments.OpeningFacts(*ERA, party=party, reading="final"),
            by=ERIN,
            at=NOW,
        )
        sent(row, value, [evidence()])
    with time_machine.travel(MIDNIGHT, tick=False):
        address = links.href("assessor", "en", plan="tri-plan", owner="institute", method="g20-compliance.1")
        told = texts_of(get(address))
        listed = texts_of(get(links.href("assessors", "en", plan="tri-plan")))

    assert [
        words in told
        for words in (
            "Arcadia, final reading: 100% (n = 1)",
            "Borduria, final reading: 0% (n = 1)",
            "Krippendorff’s alpha 1.00 (n = 2).",
            "A fair is a public event of a day or more.",
            "What counts for +1.",
            "version 1, published 23 November 2026",
        )
    ] == [True] * 6
    assert "The Institute G20 compliance · 2 assessments" in listed


def test_assessor_who_published_nothing_has_no_page(client) -> None:  # type: ignore[no-untyped-def]
    address = links.href("assessor", "en", plan="tri-plan", owner="institute", method="g20-compliance.1")

    assert client.get(address).status_code == 404
    assert client.get(links.href("assessor", "en", plan="tri-plan", owner="institute", method="x")).status_code == 404


def test_page_costs_the_same_for_one_and_for_several() -> None:
    made, counts = guideline(), []
    for party, reading in (("AAA", "interim"), ("AAA", "final"), ("BBB", "final")):
        opening = assessments.OpeningFacts(*ERA, party=party, reading=reading)
        sent(assessments.open_assessment(made, opening, by=ERIN, at=NOW), "0", [evidence()])
        with time_machine.travel(MIDNIGHT, tick=False):
            assert len(assessors.published_on("tri-plan/2.1", as_of=datetime.now(UTC))) == len(counts) + 1
            counts.append(queries_of(links.href("commitment", "en", plan="tri-plan", number="2.1")))

    assert len(set(counts)) == 1
