"""The four kinds, put together from the record: which parts they have, what they say, and in which words."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import ActionDenied, NotVisible, RuleBroken
from entente.foundation.ledger import commands as ledger
from entente.record.plan import commands as plans
from entente.record.plan.queries import Plan
from entente.surfaces.reports.compose import PARTS, Choice, compose
from entente.surfaces.reports.forms import Form, as_file
from entente.surfaces.reports.model import Document, Figure, Items, Paragraph, Table, dumped, loaded, plain
from entente.surfaces.reports.words import Kind, Reach
from tests.cast import ANA, CHRIS, observatory
from tests.record.builders import adopted_plan, plan_facts, three_parties

from .conftest import AS_OF
from .pdf_parts import opened, text_of

SLUG = "tri-plan"


def choice(kind: Kind = Kind.ANNUAL, language: str = "en", reach: Reach = Reach.PUBLIC, **more: object) -> Choice:
    number = {"number": "1.1"} if kind is Kind.NOTE else {}
    return Choice(kind, SLUG, language, reach, **{**number, **more})  # type: ignore[arg-type]


def made(kind: Kind = Kind.ANNUAL, language: str = "en", **more: object) -> Document:
    return compose(choice(kind, language, **more), by=PUBLIC, as_of=AS_OF)


def told(document: Document) -> str:
    """Every word of a document, a line a piece."""
    lines = [plain(fact) for fact in document.facts]
    for section in document.walk():
        lines.append(plain(section.heading))
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lines.append(plain(block.runs))
            elif isinstance(block, Items):
                lines += [plain(item.runs) for item in block.items]
            else:
                table = block.twin if isinstance(block, Figure) else block
                assert isinstance(table, Table)
                lines += [table.caption, *(" | ".join(plain(cell) for cell in row.cells) for row in table.rows)]
    return "\n".join(lines)


@pytest.mark.usefixtures("plan")
def test_the_annual_report_has_three_parallel_parts_in_every_language() -> None:
    keys = {language: [section.key for section in made(language=language).walk()] for language in ("en", "es", "fr")}
    assert keys["en"] == keys["es"] == keys["fr"]
    assert [section.key for section in made().sections] == ["message", "institutions", "groups", "sources", "method"]
    assert plain(made(language="fr").sections[0].heading) == "Partie I. Message de la coprésidence"


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_kind_can_be_written_in_every_form(kind: Kind, language: str) -> None:
    document = made(kind, language)
    assert loaded(dumped(document)) == document
    for form in Form:
        assert as_file(document, form) == as_file(document, form)


@pytest.mark.usefixtures("plan")
def test_what_nobody_typed_says_so_and_what_somebody_typed_stands_there() -> None:
    assert "Nobody has written this part yet." in told(made())
    typed = told(made(typed={"message": "A good year.\n\nAnother to come."}))
    assert "A good year.\nAnother to come." in typed
    assert "Nobody has written" not in typed


@pytest.mark.usefixtures("plan")
def test_silence_is_told_in_the_words_of_the_site() -> None:
    lines = told(made(Kind.BRIEFING)).splitlines()
    assert next(line for line in lines if line.endswith("| Nothing reported: not taking part"))
    assert "Public evidence | Not searched yet" in lines


@pytest.mark.usefixtures("plan")
def test_in_a_table_no_column_is_empty() -> None:
    blocks = [block for kind in Kind for section in made(kind).walk() for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert any("Says" in table.head for table in tables)
    assert not any("When, and why" in table.head for table in tables)
    assert all(any(plain(row.cells[at]) for row in table.rows) for table in tables for at in range(len(table.head)))


def figures(document: Document) -> list[Figure]:
    return [block for section in document.walk() for block in section.blocks if isinstance(block, Figure)]


@pytest.mark.usefixtures("plan")
def test_a_page_draws_its_pictures_for_a_telephone_and_paper_for_paper() -> None:
    document = made()
    page = as_file(document, Form.PAGE).decode()
    assert figures(document)
    assert set(re.findall(r'<svg[^>]+viewBox="0 0 (\d+)', page)) == {"320"}
    assert all('viewBox="0 0 480 ' in figure.svg for figure in figures(document))


@pytest.mark.usefixtures("plan")
def test_a_french_report_breaks_no_line_before_a_colon() -> None:
    document = made(Kind.BRIEFING, "fr")
    assert not re.search(r"\S [:;!?»%]|« ", told(document))
    assert document.title.startswith("Cahier d’information\u00a0: ")


@pytest.mark.usefixtures("plan")
def test_a_fact_stands_with_its_source_and_how_far_it_was_checked() -> None:
    lines = told(made(Kind.NOTE)).splitlines()
    fact = next(line for line in lines if line.startswith("Something happened: tri-plan-fair-1"))
    assert "| 2–3 May 2024 | Not yet checked | The Gazette on the fair (The Gazette" in fact
    assert "Put together from the record. Nobody has approved these words." in lines


@pytest.mark.usefixtures("plan")
def test_a_note_has_its_reference_and_the_response_that_somebody_typed() -> None:
    lines = told(made(Kind.NOTE, reference="AAA-2026-7", typed={"response": "We hold fairs."})).splitlines()
    assert "Reference: AAA-2026-7" in lines
    assert "We hold fairs." in lines
    assert not any("Nobody has approved" in line for line in lines)


@pytest.mark.usefixtures("plan")
def test_a_search_without_result_says_who_looked_and_when() -> None:
    assert "Observatory looked on 1 May 2026 and found nothing." in told(made(Kind.NOTE, number="2.1"))


@pytest.mark.usefixtures("plan")
def test_parts_are_left_out_and_put_in_order() -> None:
    assert [section.key for section in made(parts=("method", "message")).sections] == ["method", "message"]
    with pytest.raises(RuleBroken, match="There is no part “weather”"):
        made(parts=("weather",))


@pytest.mark.usefixtures("plan")
def test_a_book_is_about_the_areas_chosen_for_it() -> None:
    document = made(Kind.BRIEFING, areas=("2",))
    assert [section.key for section in document.walk() if section.key.startswith("area-")] == ["area-2"]
    assert "tri-plan-fair-1" not in told(document)


@pytest.mark.usefixtures("plan")
def test_a_placemat_fits_on_one_page() -> None:
    assert len(opened(as_file(made(Kind.PLACEMAT), Form.PDF)).pages) == 1


@pytest.mark.usefixtures("plan")
def test_words_of_other_languages_stay_and_are_marked() -> None:
    runs = [run for section in made(language="es").walk() for run in section.heading]
    assert {run.language for run in runs} == {"", "en"}
    assert "تقيم الأطراف" in told(made(Kind.NOTE, language="es"))


@pytest.mark.usefixtures("plan")
def test_what_cannot_be_made_says_why() -> None:
    with pytest.raises(RuleBroken, match="is about one commitment"):
        made(Kind.NOTE, number="")
    with pytest.raises(NotVisible, match=r"There is no commitment 9\.9"):
        made(Kind.NOTE, number="9.9")
    with pytest.raises(NotVisible):
        compose(Choice(Kind.ANNUAL, "nowhere", "en", Reach.PUBLIC), by=PUBLIC, as_of=AS_OF)
    for reach, by in ((Reach.OWN, PUBLIC), (Reach.PARTIES, PUBLIC), (Reach.PARTIES, CHRIS)):
        with pytest.raises(ActionDenied):
            compose(choice(reach=reach), by=by, as_of=AS_OF)
    assert compose(choice(reach=Reach.PARTIES), by=ANA, as_of=AS_OF).reach == "Restricted: all parties of the plan"


@pytest.mark.usefixtures("db")
def test_thirty_promises_cost_no_more_queries_than_two() -> None:
    adopted_plan("few", count=2)
    adopted_plan("many", count=30)
    ledger.seal()
    assert _counted("few") == _counted("many")


def _counted(slug: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        compose(Choice(Kind.ANNUAL, slug, "en", Reach.PUBLIC), by=PUBLIC, as_of=AS_OF)
    return len(captured)


@pytest.mark.usefixtures("plan")
def test_the_same_record_and_instant_give_the_same_document() -> None:
    assert made() == made()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("kind", [Kind.ANNUAL, Kind.BRIEFING, Kind.PLACEMAT])
def test_a_report_over_nothing_says_that_there_is_nothing(kind: Kind) -> None:
    empty = _empty_plan()
    document = compose(Choice(kind, empty.slug, "en", Reach.OWN), by=CHRIS, as_of=AS_OF)
    assert as_file(document, Form.PDF).startswith(b"%PDF")
    assert as_file(document, Form.WORD).startswith(b"PK")
    assert "0 commitments in 0 pillars." in told(document)


def _empty_plan() -> Plan:
    three_parties()
    return plans.start_plan(plan_facts("empty"), by=CHRIS, keeper=observatory())


def test_each_part_is_named_once() -> None:
    for parts in PARTS.values():
        keys = [part.key for part in parts]
        assert len(set(keys)) == len(keys)


def test_the_text_of_a_pdf_is_that_of_its_document(plan: Plan) -> None:
    read = text_of(opened(as_file(made(Kind.NOTE), Form.PDF)))
    assert "Something happened: tri-plan" in " ".join(read.split())
    assert plan.slug == SLUG
