"""Who may read what: a report holds exactly what all of its readers may see, in every kind and form, and says so."""

from __future__ import annotations

import io

import docx
import pytest

from entente.foundation.common.actors import PUBLIC, Actor, Capacity
from entente.surfaces.reports.compose import Choice, compose
from entente.surfaces.reports.forms import Form, as_file
from entente.surfaces.reports.model import Document, dumped
from entente.surfaces.reports.words import Kind, Reach
from tests.cast import ANA, CHRIS
from tests.record.builders import adopted_plan
from tests.surfaces.test_rights import CELLS, KINDS, NOW, PLAN, WORD, may_see

from .pdf_parts import opened

EYES = {
    (Reach.PUBLIC, "AAA"): (ANA, PUBLIC),
    (Reach.PUBLIC, "observatory"): (CHRIS, PUBLIC),
    (Reach.PARTIES, "AAA"): (ANA, Actor(Capacity.PARTY, owner="CCC")),
    (Reach.OWN, "AAA"): (ANA, ANA),
    (Reach.OWN, "observatory"): (CHRIS, CHRIS),
}
"""(reach, side that makes it) -> who makes it, and a reader who sees exactly what it may hold."""


@pytest.fixture
def _record(db: None) -> None:
    adopted_plan()
    for cell in CELLS:
        KINDS[cell.kind](cell)


def made(kind: Kind, reach: Reach, by: Actor) -> Document:
    number = "1.1" if kind is Kind.NOTE else ""
    return compose(Choice(kind, PLAN, "en", reach, number=number), by=by, as_of=NOW)


@pytest.mark.usefixtures("_record")
def test_a_report_holds_nothing_that_one_of_its_readers_may_not_see() -> None:
    for (reach, side), (by, reader) in EYES.items():
        allowed = {cell.word for cell in CELLS if may_see(reader, cell)}
        for kind in Kind:
            found = set(WORD.findall(dumped(made(kind, reach, by))))
            assert found <= allowed, (kind, reach, side, sorted(found - allowed)[:3])


@pytest.mark.usefixtures("_record")
def test_each_reach_shows_what_the_narrower_one_hides() -> None:
    """The test above would pass on empty reports; this one would not."""
    found = {key: _claims(made(Kind.BRIEFING, key[0], by)) for key, (by, _) in EYES.items()}
    assert found[Reach.PUBLIC, "AAA"] == found[Reach.PUBLIC, "observatory"]
    assert found[Reach.PUBLIC, "AAA"] < found[Reach.PARTIES, "AAA"] < found[Reach.OWN, "AAA"]
    told = set(WORD.findall(dumped(made(Kind.BRIEFING, Reach.OWN, ANA))))
    assert {cell.kind for cell in CELLS if cell.word in told} == {"claim", "update", "milestone"}


def _claims(document: Document) -> set[str]:
    return {word for word in WORD.findall(dumped(document)) if "claim" in word}


@pytest.mark.usefixtures("_record")
def test_the_reach_stands_on_it() -> None:
    assert [made(Kind.NOTE, reach, ANA).reach for reach in Reach] == [
        "Public",
        "Restricted: all parties of the plan",
        "Restricted: own side only",
    ]


@pytest.mark.usefixtures("_record")
@pytest.mark.parametrize(
    ("language", "words"), [("en", "own side only"), ("es", "propia parte"), ("fr", "propre partie")]
)
def test_a_restricted_report_says_so_on_every_page_in_every_form(language: str, words: str) -> None:
    document = compose(Choice(Kind.BRIEFING, PLAN, language, Reach.OWN), by=ANA, as_of=NOW)
    assert words in document.reach
    pages = [page.extract_text().replace("\n", " ") for page in opened(as_file(document, Form.PDF)).pages]
    assert len(pages) > 1
    assert [page.count(document.reach) for page in pages] == [3] + [2] * (len(pages) - 1)  # and on the cover
    for section in docx.Document(io.BytesIO(as_file(document, Form.WORD))).sections:
        ends = (section.header, section.even_page_header, section.footer, section.even_page_footer)
        assert [end.paragraphs[0].text.count(document.reach) for end in ends] == [1] * len(ends)
    page = as_file(document, Form.PAGE).decode()
    assert page.index(document.reach) < page.index("<main>") < page.index("<footer>") < page.rindex(document.reach)
