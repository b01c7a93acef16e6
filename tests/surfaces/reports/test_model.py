"""What stays on one page: a rule of the document, told to the PDF and to the Word file."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from entente.surfaces.reports.model import SHORT, TALLEST, TOGETHER, Items, Paragraph, Row, Run, Section, Table, words
from entente.surfaces.reports.writers.page import page_of
from entente.surfaces.reports.writers.pdf import in_columns, pdf_of
from entente.surfaces.reports.writers.word import word_of

from .pdf_parts import opened
from .sample import DOCUMENT, FIGURE, TABLE

NAME = Paragraph((Run("Land AAA", is_strong=True), Run(" (own side only)")))
FEW, MANY = Paragraph(words("Few words.")), Paragraph(words("w " * SHORT))


def ties(*blocks: object) -> list[bool]:
    return [is_tied for _block, is_tied in Section("one", words("One"), blocks).tied()]  # type: ignore[arg-type]


def test_a_line_in_strong_letters_with_little_behind_it_names_what_follows() -> None:
    assert NAME.names_what_follows
    assert not Paragraph((*NAME.runs, Run("and so on, for longer than a name is"))).names_what_follows
    assert not FEW.names_what_follows
    assert not Paragraph(()).names_what_follows


def test_what_leads_to_a_table_in_few_words_stays_with_it() -> None:
    assert ties(FEW, FEW, TABLE, FEW) == [True, True, False, False]
    assert ties(FEW, FIGURE) == [True, False]
    assert ties(MANY, FEW, TABLE) == [False, True, False]
    assert ties(FEW, MANY, TABLE) == [False, False, False]
    assert ties(FEW, Items(()), NAME, FEW) == [False, False, True, False]


def test_a_short_table_stands_on_one_page() -> None:
    row = Row((words("a"), words("b")))
    assert Table("t", ("A", "B"), (row,) * TOGETHER).stays_together
    assert not Table("t", ("A", "B"), (row,) * (TOGETHER + 1)).stays_together


def test_a_picture_higher_than_a_page_is_drawn_smaller() -> None:
    assert FIGURE.share == 1
    tall = replace(FIGURE, svg=FIGURE.svg.replace('viewBox="0 0 100 20"', 'viewBox="0 0 100 270"'))
    assert tall.share == pytest.approx(TALLEST / 2.7)
    document = replace(DOCUMENT, sections=(Section("one", words("One"), (tall,)),))
    picture = next(docx.Document(io.BytesIO(word_of(document))).element.body.iter(qn("wp:extent")))
    assert int(picture.get("cx")) == pytest.approx(Cm(16.2) / 2, rel=0.01)


def test_word_keeps_together_what_the_document_says() -> None:
    document = replace(DOCUMENT, sections=(Section("one", words("One"), (FEW, NAME, FEW, TABLE, FEW)),))
    word = docx.Document(io.BytesIO(word_of(document)))
    kept = [one.paragraph_format.keep_with_next for one in word.paragraphs if "Few" in one.text or "Land" in one.text]
    assert kept == [True, True, True, None]


def test_a_column_that_says_nothing_is_left_out() -> None:
    rows = tuple(Row((words(name), (), words(said))) for name, said in (("Land AAA", "limited"), ("Land BBB", "")))
    kept = Table("Voices", ("Voice", "When", "Says"), rows).without_empty_columns()
    assert kept == Table("Voices", ("Voice", "Says"), tuple(Row((row.cells[0], row.cells[2])) for row in rows))
    assert TABLE.without_empty_columns() == TABLE


def test_a_long_part_begins_a_page_and_a_short_one_does_not() -> None:
    long, short = Section("long", words("Long"), (MANY,) * 9), Section("short", words("Short"), (FEW,))
    document = replace(DOCUMENT, sections=(short, long, *DOCUMENT.sections, long))
    starts = [len(page.extract_text().split("Long")) > 1 for page in opened(pdf_of(document)).pages]
    assert document.has_contents
    assert [at for at, found in enumerate(starts) if found][1:] == [3, 7]
    word = docx.Document(io.BytesIO(word_of(document)))
    breaks = [one.text for one in word.paragraphs if one.paragraph_format.page_break_before]
    assert breaks == ["Contents", "Short", "Long", "1. Eau propre", "Long"]


def test_a_source_stays_with_the_last_row_of_its_figure() -> None:
    word = docx.Document(io.BytesIO(word_of(replace(DOCUMENT, sections=(Section("one", words("One"), (FIGURE,)),)))))
    (table,) = word.tables
    last, gap = table.rows[-1].cells[0].paragraphs[0], table._tbl.getnext()
    assert last.paragraph_format.keep_with_next
    assert gap.pPr.find(qn("w:keepNext")) is not None


def test_columns_of_a_placemat_keep_the_order_and_are_as_low_as_it_allows() -> None:
    def of(*lines: int) -> list[list[int]]:
        sections = tuple(Section(str(at), (), (FEW,) * count) for at, count in enumerate(lines))
        columns = in_columns(replace(DOCUMENT, is_short=True, sections=sections))
        return [[len(section.blocks) for section in column] for column in columns]

    assert of(1, 20, 4, 4, 8) == [[1], [20], [4, 4, 8]]
    assert of(9, 1, 1, 9) == [[9], [1, 1], [9]]
    assert of(5) == [[5]]
    assert of() == [[]]


def test_a_page_says_what_stays_together_when_it_is_printed() -> None:
    document = replace(DOCUMENT, sections=(Section("one", words("One"), (FEW, TABLE, MANY)),))
    page = page_of(document).decode()
    assert page.count('class="govuk-body ent-tied"') == 1
    assert page.count('class="ent-table-wrap ent-together"') == 1
