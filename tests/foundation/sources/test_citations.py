"""Citations listed and filtered."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import Tier
from entente.foundation.sources import commands, queries
from entente.foundation.sources.models import Citation
from entente.foundation.sources.queries import CitationFilter, Showing, Side
from tests.cast import ANA, BELA, CHRIS, DANA
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def cited(slug: str, *, by: Actor = CHRIS, tier: Tier = Tier.PUBLIC, quotation: str = "", **facts: object) -> Citation:
    said = commands.DocumentFacts(**{"slug": slug, "title": {"en": slug}, "side": Side.THIRD, **facts})  # type: ignore[arg-type]
    document = commands.add_document(said, by=by, owner=by.owner, tier=tier, at=NOW)
    return commands.cite(document, by=by, place="page 3", quotation=quotation, at=NOW)


def found(by: Actor = DANA, **wanted: object) -> list[str]:
    page = queries.citations(by, as_of=NOW, wanted=CitationFilter(**wanted))  # type: ignore[arg-type]
    return [row.slug for row in page.rows]


def a_shelf() -> None:
    cited("gazette", title={"fr": "Gazette du Río Bravo"}, language="fr", stated_on="2024-03")
    cited("treaty", side=Side.JOINT, language="en", stated_on="2024-03-09", publisher_name="Both Ministries")
    cited("statement", by=ANA, side=Side.PARTY, party="AAA", stated_on="2025", quotation="We open Heron Hall")


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ({}, ["statement", "treaty", "gazette"]),
        ({"words": "RIO bravo"}, ["gazette"]),
        ({"words": "ministries both"}, ["treaty"]),
        ({"words": "herón"}, ["statement"]),
        ({"words": "herón gazette"}, []),
        ({"owner": "AAA"}, ["statement"]),
        ({"side": "joint"}, ["treaty"]),
        ({"party": "AAA"}, ["statement"]),
        ({"language": "fr"}, ["gazette"]),
        ({"is_archived": True}, []),
        ({"is_archived": False, "language": "en"}, ["treaty"]),
        ({"stated_from": "2024-03-05"}, ["statement", "treaty"]),
        ({"stated_to": "2024"}, ["treaty", "gazette"]),
        ({"stated_from": "2024-03", "stated_to": "2024-03"}, ["treaty", "gazette"]),
    ],
)
def test_citations_are_filtered(wanted: dict[str, object], slugs: list[str]) -> None:
    a_shelf()
    assert found(**wanted) == slugs


def test_pages_follow_one_another_without_gap_or_overlap() -> None:
    for number in range(7):
        cited(f"n{number}")
    pages, before = [], None
    while True:
        page = queries.citations(DANA, as_of=NOW, wanted=CitationFilter(), before=before, size=3)
        pages.append([row.slug for row in page.rows])
        before = page.following
        if before is None:
            break
    assert pages == [["n6", "n5", "n4"], ["n3", "n2", "n1"], ["n0"]]


def test_what_a_reader_may_not_read_is_neither_listed_nor_found() -> None:
    cited("own", tier=Tier.OWN)
    cited("shared", by=ANA, tier=Tier.PARTIES)
    assert [found(by) for by in (DANA, BELA, ANA, CHRIS)] == [[], ["shared"], ["shared"], ["own"]]
    assert [found(by, words="shared") for by in (DANA, BELA)] == [[], ["shared"]]


def test_a_quotation_that_is_not_shown_is_not_found_by_its_words() -> None:
    citation = cited("page", quotation="Heron Hall is sold")
    commands.archive_upload(
        citation.document, "a.pdf", b"%PDF-", by=CHRIS, at=NOW, showing=Showing.REFERENCE, bytes_max=100
    )
    rows = {by.owner: queries.citations(by, as_of=NOW, wanted=CitationFilter()).rows[0] for by in (DANA, ANA, CHRIS)}
    assert {owner: row.quotation for owner, row in rows.items()} == {
        "": "",
        "AAA": "",
        "observatory": "Heron Hall is sold",
    }
    assert [found(by, words="heron") for by in (DANA, ANA, CHRIS)] == [[], [], ["page"]]


def test_a_page_costs_one_query_however_many_there_are() -> None:
    counted = []
    for number in range(30):
        cited(f"n{number}")
        if number in (0, 29):
            with CaptureQueriesContext(connection) as captured:
                found()
            counted.append(len(captured))
    assert counted == [1, 1]


def test_an_earlier_instant_lists_no_citation_that_came_later_and_no_copy_that_was_archived_later() -> None:
    early = cited("gazette")
    document = early.document
    commands.cite(document, by=CHRIS, place="page 9", at=NOW + timedelta(days=2))
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        kept = commands.archive_upload(
            document, "page.txt", b"words", by=CHRIS, at=NOW + timedelta(days=1), showing=Showing.COPY, bytes_max=100
        )
    commands.cite(document, by=CHRIS, place="page 3", snapshot=kept, at=NOW + timedelta(days=1))

    def at(days: int, **wanted: object) -> list[tuple[str, bool]]:
        page = queries.citations(DANA, as_of=NOW + timedelta(days=days), wanted=CitationFilter(**wanted))  # type: ignore[arg-type]
        return [(row.place, row.snapshot is not None) for row in page.rows]

    assert [at(-1), at(0), at(1)] == [[], [("page 3", False)], [("page 3", True)]]
    assert [row[0] for row in at(2)] == ["page 9", "page 3"]
    assert (at(0, is_archived=False), at(0, is_archived=True)) == ([("page 3", False)], [])
    assert ("page 3", True) in at(2, is_archived=True)
