"""The tags of every report, read back: each kind in each language has all that PDF/UA-1 asks for; a check that can fail."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from entente.foundation.common.actors import PUBLIC
from entente.record.plan.queries import Plan
from entente.surfaces.reports.compose import Choice, compose
from entente.surfaces.reports.marking import marked
from entente.surfaces.reports.model import Block, Document, Figure, Items, Paragraph, Run, Runs, plain
from entente.surfaces.reports.words import Kind, Reach
from entente.surfaces.reports.writers.pdf import pdf_of, typeset

from .conftest import AS_OF
from .pdf_parts import elements, opened, text_of
from .sample import DOCUMENT, SHORT
from .structure import faults_of, properties, role


def runs_of(document: Document) -> list[Run]:
    """Every run of words."""
    found: list[Runs] = list(document.facts)
    for section in document.walk():
        found.append(section.heading)
        for block in section.blocks:
            found += _runs(block)
    return [run for runs in found for run in runs]


def _runs(block: Block) -> list[Runs]:
    if isinstance(block, Paragraph):
        return [block.runs]
    if isinstance(block, Items):
        return [item.runs for item in block.items]
    table = block.twin if isinstance(block, Figure) else block
    return [cell for row in table.rows for cell in row.cells]


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_kind_has_all_that_the_standard_asks_for(language: str) -> None:
    for kind in Kind:
        choice = Choice(kind, "tri-plan", language, Reach.PUBLIC, number="1.1" if kind is Kind.NOTE else "")
        document = compose(choice, by=PUBLIC, as_of=AS_OF)
        reader = opened(pdf_of(document))
        assert (kind, faults_of(reader)) == (kind, [])
        assert languages(reader) >= {run.language for run in runs_of(document) if run.language}


def languages(reader: PdfReader) -> set[str]:
    """Those of elements, and of pieces of content within one."""
    given = chain(elements(reader), *(properties(page) for page in reader.pages))
    return {str(one["/Lang"]) for one in given if "/Lang" in one}


def test_bookmarks_are_the_headings_in_their_order(plan: Plan) -> None:
    document = compose(Choice(Kind.BRIEFING, plan.slug, "fr", Reach.PUBLIC), by=PUBLIC, as_of=AS_OF)
    told = [_flat(one.title) for one in _bookmarks(opened(pdf_of(document)).outline)]
    assert told == [_flat(plain(section.heading)) for section in document.walk()]


def _bookmarks(outline: Any) -> list[Any]:
    return [one for part in outline for one in (_bookmarks(part) if isinstance(part, list) else [part])]


def _flat(text: str) -> str:
    return " ".join(text.split())


NOTHING = replace(DOCUMENT, sections=())


@pytest.mark.parametrize(
    "document",
    [DOCUMENT, SHORT, marked(DOCUMENT, NOTHING, "All is new."), marked(NOTHING, DOCUMENT, "All is gone, links too.")],
)
def test_a_report_with_everything_in_it_and_one_with_changes(document: Document) -> None:
    assert faults_of(opened(pdf_of(document))) == []


def test_the_title_is_the_one_heading_of_the_first_level() -> None:
    reader = opened(pdf_of(DOCUMENT))
    names = [role(reader, element) for element in elements(reader)]
    assert names.index("H1") == min(at for at, name in enumerate(names) if name.startswith("H"))
    assert DOCUMENT.title in text_of(reader)


@pytest.mark.parametrize("document", [DOCUMENT, SHORT])
def test_who_may_read_it_is_read_out_and_not_only_drawn_at_the_head_and_foot(document: Document) -> None:
    reader = opened(pdf_of(document))
    assert len(reader.pages) == 1
    assert not document.has_contents
    assert text_of(reader).count(document.reach) == 3


def test_a_file_without_tags_fails_the_check() -> None:
    (bare,) = typeset(DOCUMENT, b"", format="pdf", pdf_tags=False)
    told = faults_of(opened(bare))
    assert {"the file does not say that it is tagged", "there is no structure"} <= set(told)
    assert any("neither tagged nor artifact" in one for one in told)


def first(reader: PdfReader, name: str) -> Any:
    return next(element for element in below(reader) if role(reader, element) == name)


def below(reader: Any) -> list[Any]:
    """The elements, as what can be changed."""
    return list(elements(reader))


def without_map(file: Any) -> None:
    fonts = [one.get_object() for one in file.pages[0]["/Resources"]["/Font"].values()]
    held = [font["/DescendantFonts"][0].get_object() for font in fonts if "/DescendantFonts" in font]
    next(one for one in held if "/CIDToGIDMap" in one).pop("/CIDToGIDMap")


SPOILT: dict[str, Callable[[Any], object]] = {
    "a figure without words": lambda file: first(file, "Figure").pop("/Alt"),
    "a heading of a table that does not say of what": lambda file: first(file, "TH").pop("/A"),
    "a row of a table that is not named": lambda file: first(file, "TD").update({NameObject("/S"): NameObject("/TH")}),
    "2 headings of the first level, where one begins the text": lambda file: first(file, "H2").update(
        {NameObject("/S"): NameObject("/H1")}
    ),
    "headings that jump: [(1, 4)": lambda file: first(file, "H2").update({NameObject("/S"): NameObject("/H4")}),
    "TR stands in P": lambda file: first(file, "TR")["/P"].get_object().update({NameObject("/S"): NameObject("/P")}),
    "Heap is no role": lambda file: first(file, "P").update({NameObject("/S"): NameObject("/Heap")}),
    "“?” is no language": lambda file: first(file, "P").update({NameObject("/Lang"): TextStringObject("?")}),
    "content that is in no element": lambda file: first(file, "P").pop("/K"),
    "page 1: a link without words": lambda file: annotation(file).pop("/Contents"),
    "page 1: a link that does not lead back": lambda file: annotation(file).pop("/StructParent"),
    "page 1: a link that stands in no link": lambda file: first(file, "Link").update(
        {NameObject("/S"): NameObject("/Span")}
    ),
    "page 1: the tabulator": lambda file: file.pages[0].pop("/Tabs"),
    "page 1 has no place": lambda file: file.pages[0].pop("/StructParents"),
    "the title is not shown": lambda file: file.trailer["/Root"].pop("/ViewerPreferences"),
    "the file has no language": lambda file: file.trailer["/Root"].pop("/Lang"),
    "there are no bookmarks": lambda file: file.trailer["/Root"].pop("/Outlines"),
    "the file does not say that it is tagged": lambda file: file.trailer["/Root"]["/MarkInfo"].update(
        {NameObject("/Marked"): BooleanObject(False)}
    ),
    "the file doubts its own tags": lambda file: file.trailer["/Root"]["/MarkInfo"].update(
        {NameObject("/Suspects"): BooleanObject(True)}
    ),
    "the file holds layers": lambda file: file.trailer["/Root"].update(
        {NameObject("/OCProperties"): DictionaryObject()}
    ),
    "the file holds other files": lambda file: file.trailer["/Root"].update(
        {NameObject("/Names"): DictionaryObject({NameObject("/EmbeddedFiles"): DictionaryObject()})}
    ),
    "the file holds a form": lambda file: file.trailer["/Root"].update({NameObject("/AcroForm"): DictionaryObject()}),
    "the file holds an act of its own": lambda file: file.trailer["/Root"].update(
        {NameObject("/OpenAction"): DictionaryObject()}
    ),
    "page 1 acts by itself": lambda file: file.pages[0].update(
        {NameObject("/AA"): DictionaryObject({NameObject("/O"): DictionaryObject()})}
    ),
    "P, a role that every reader knows, is said to be H1": lambda file: mapped(file, {"/P": "/H1"}),
    "Heap is told by another role": lambda file: mapped(file, {"/Heap": "/Pile", "/Pile": "/Heap"}),
    "page 1: an artifact in content": lambda file: drawn_as(file, b"/P <</MCID 0>> BDC /Artifact BMC EMC EMC"),
    "page 1: content in an artifact": lambda file: drawn_as(file, b"/Artifact BMC /P <</MCID 0>> BDC EMC EMC"),
    "does not say which drawing is which letter's": without_map,
    "does not say which letters it draws": lambda file: font(file).pop("/ToUnicode"),
}


def mapped(file: Any, roles: dict[str, str]) -> None:
    """With more roles of its own."""
    root = file.trailer["/Root"]["/StructTreeRoot"].get_object()
    found = root.setdefault(NameObject("/RoleMap"), DictionaryObject()).get_object()
    found.update({NameObject(name): NameObject(meant) for name, meant in roles.items()})


def drawn_as(file: Any, more: bytes) -> None:
    """With something more on the first page."""
    page = file.pages[0]
    stream = StreamObject()
    stream.set_data(page.get_contents().get_data() + b" " + more)
    page[NameObject("/Contents")] = stream


def annotation(file: Any) -> Any:
    return file.pages[0]["/Annots"][0].get_object()


def font(file: Any) -> Any:
    return next(iter(file.pages[0]["/Resources"]["/Font"].values())).get_object()


@pytest.fixture(scope="module")
def whole() -> bytes:
    return pdf_of(DOCUMENT)


@pytest.mark.parametrize("fault", SPOILT)
def test_each_fault_is_found(whole: bytes, fault: str) -> None:
    reader = PdfReader(io.BytesIO(whole))
    SPOILT[fault](reader)
    assert any(fault in one for one in faults_of(reader)), faults_of(reader)
