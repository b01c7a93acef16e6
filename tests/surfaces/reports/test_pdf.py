"""The PDF: tagged, titled, in languages, with bookmarks and its fonts inside; what it says never runs."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from pypdf import PdfReader

from entente.foundation.common.errors import RuleBroken
from entente.surfaces.reports.marking import marked
from entente.surfaces.reports.model import Paragraph, Row, Section, Table, words
from entente.surfaces.reports.writers.pdf import pdf_of, pictures_of

from .pdf_parts import catalogue, elements, opened, roles, text_of
from .sample import DOCUMENT, FIGURE, SHORT, TABLE, TWIN


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return opened(pdf_of(DOCUMENT))


def test_it_says_that_it_is_tagged_and_to_which_standard(reader: PdfReader) -> None:
    whole = catalogue(reader)
    assert whole["/MarkInfo"]["/Marked"]
    assert whole["/Lang"] == "en"
    assert whole["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in whole["/Metadata"].get_object().get_data()


def test_its_title_and_author_stand_in_it(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Annual report: River plan", "Observatory")


def test_headings_come_in_order_and_are_bookmarks(reader: PdfReader) -> None:
    levels = [int(role[2:]) for role in roles(reader) if role[:2] == "/H" and role[2:].isdigit()]
    assert levels[0] == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))
    assert len(levels) >= 4
    names = str(reader.outline)
    assert all(name in names for name in ("Message", "Eau propre", "1.1 A text", "Annex"))


def test_a_figure_has_its_words_and_a_table_its_headings(reader: PdfReader) -> None:
    assert [element["/Alt"] for element in elements(reader) if element["/S"] == "/Figure"] == [FIGURE.words]
    assert scopes(reader) == ["/Column"] * 4 + ["/Row"] * 2 + ["/Column"] * 2 + ["/Row"] * 2
    assert roles(reader).count("/TD") == 8


def test_a_row_is_named_by_its_own_cell_where_changes_are_told_before_it() -> None:
    before = replace(DOCUMENT, sections=())
    document = marked(DOCUMENT, before, "Changes since issue 1 are marked.")
    reader = opened(pdf_of(document))
    assert scopes(reader) == ["/Column"] * 5 + ["/Row"] * 2 + ["/Column"] * 2 + ["/Row"] * 2
    rows = [element for element in elements(reader) if element["/S"] == "/TR"]
    kinds = [[str(cell.get_object()["/S"]) for cell in row["/K"]] for row in rows]
    assert kinds[1] == ["/TD", "/TH", "/TD", "/TD", "/TD"]


def scopes(reader: PdfReader) -> list[str]:
    """Of the header cells, in their order."""
    found = [element["/A"][0]["/Scope"] for element in elements(reader) if element["/S"] == "/TH"]
    return [str(scope) for scope in found]


def test_words_in_another_language_say_so(reader: PdfReader) -> None:
    languages = {str(element["/Lang"]) for element in elements(reader) if "/Lang" in element}
    assert {"fr", "ar", "iu"} <= languages


def test_fonts_are_inside(reader: PdfReader) -> None:
    fonts = {
        str(font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object().keys())
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("/FontFile" in one for one in fonts)


def test_who_may_read_it_stands_on_every_page(reader: PdfReader) -> None:
    """At head and foot of each, and once below the title."""
    counts = [page.extract_text().count(DOCUMENT.reach) for page in reader.pages]
    assert counts == [3, *[2] * (len(reader.pages) - 1)]


def test_what_a_record_says_is_never_markup(reader: PdfReader) -> None:
    assert "#set page(fill: red) *never* $run$" in text_of(reader)


def test_letters_that_no_font_has_are_told_in_words() -> None:
    section = Section("one", words("One"), (Paragraph(words("条约已签署", "zh")), Paragraph(words("𐎠𐎭", "peo"))))
    told = text_of(opened(pdf_of(replace(DOCUMENT, sections=(section,)))))
    assert " ".join(told.split()).count("letters that this PDF has no font for") == 2


def test_control_marks_and_odd_tags_break_nothing() -> None:
    odd = Paragraph(words("a\x00b\x1fc\ud800 \u202e d", "x-odd-1"))
    assert pdf_of(replace(DOCUMENT, sections=(Section("one", words("One"), (odd,)),))).startswith(b"%PDF")


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf_of(DOCUMENT) == pdf_of(DOCUMENT)


def test_a_short_report_fits_on_one_page() -> None:
    assert len(opened(pdf_of(SHORT)).pages) == 1
    assert len(pictures_of(SHORT)) == 1


def test_a_placemat_is_set_smaller_until_it_fits_on_one_page() -> None:
    long = Section(
        "long", words("Long"), tuple(Paragraph(words(f"Line {at} of what is to be said.")) for at in range(34))
    )
    pages = opened(pdf_of(replace(SHORT, sections=(long, *SHORT.sections)))).pages
    assert len(pages) == 1
    sizes = {round(float(size)) for size in re.findall(rb"/f\d+ ([\d.]+) Tf", pages[0].get_contents().get_data())}
    assert 7 <= min(sizes) < 9


def areas(number: int) -> Section:
    rows = tuple(Row((words(f"{at}. An area with a name"), words("4"), words("2"))) for at in range(1, number + 1))
    return Section("areas", words("Areas"), (Table("Area by area", ("Area", "Promises", "Found"), rows),))


def test_a_placemat_of_many_areas_runs_through_its_columns() -> None:
    document = replace(SHORT, sections=(*SHORT.sections[:1], areas(80), *SHORT.sections[2:]))
    assert len(opened(pdf_of(document)).pages) == 1


def test_a_placemat_that_fits_on_no_page_is_refused_in_one_sentence() -> None:
    document = replace(SHORT, sections=(areas(300),))
    with pytest.raises(RuleBroken) as refused:
        pdf_of(document)
    assert refused.value.sentence == (
        "A placemat is one page, and this one takes 6 even in the smallest letters. Choose fewer areas, leave out a part, "
        "or shorten what was typed."
    )


def test_a_placemat_with_its_changes_marked_may_take_a_second_page() -> None:
    """Else a re-issue could not be made: what is gone stands there too."""
    document = marked(
        replace(SHORT, sections=(areas(80),)), replace(SHORT, sections=(areas(300),)), "Changes are marked."
    )
    assert len(opened(pdf_of(document)).pages) > 1


def test_a_marked_heading_stands_in_one_line_of_the_contents() -> None:
    sections = tuple(Section(f"part-{at}", words(f"Part {at}"), (TABLE,)) for at in range(6))
    before = (replace(sections[0], heading=words("First part")), *sections[1:])
    document = marked(replace(DOCUMENT, sections=sections), replace(DOCUMENT, sections=before), "Changes are marked.")
    lines = opened(pdf_of(document)).pages[1].extract_text().splitlines()
    assert any(re.match(r"Changed: \[First part\] Part 0 ?\.+ ?3$", line.replace(" .", ".")) for line in lines), lines


def test_a_placemat_has_the_numbers_of_a_figure_in_its_key_and_no_second_time() -> None:
    reader = opened(pdf_of(SHORT))
    assert TWIN.caption not in text_of(reader)
    assert [element["/Alt"] for element in elements(reader) if element["/S"] == "/Figure"] == [FIGURE.words]


def test_a_long_report_has_a_cover_that_says_who_may_read_it() -> None:
    first = opened(pdf_of(DOCUMENT)).pages[0].extract_text()
    assert (first.count(DOCUMENT.reach), DOCUMENT.has_contents) == (3, False)  # below the title, without a cover
    long = replace(DOCUMENT, sections=(*DOCUMENT.sections, Section("more", words("More"))))
    cover, contents = (page.extract_text() for page in opened(pdf_of(long)).pages[:2])
    assert (cover.count(DOCUMENT.reach), "Contents" in cover, "Contents" in contents) == (3, False, True)


@pytest.mark.parametrize(("language", "page"), [("es", "Página 1 de 1"), ("fr", "Page 1 sur 1")])
def test_the_words_around_it_are_in_its_language(language: str, page: str) -> None:
    read = opened(pdf_of(replace(DOCUMENT, language=language)))
    assert page in text_of(read).replace("\xa0", " ")


@pytest.mark.parametrize("words_of", ["تقيم الأطراف", "条约"])
def test_letters_in_a_figure_break_no_report(words_of: str) -> None:
    figure = replace(FIGURE, svg=FIGURE.svg.replace("3 of 5", words_of))
    assert pdf_of(replace(DOCUMENT, sections=(Section("one", words("One"), (figure,)),))).startswith(b"%PDF")
