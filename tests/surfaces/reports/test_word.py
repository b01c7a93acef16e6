"""The Word file: headings, header rows, languages and text beside pictures, read with python-docx."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm

from entente.surfaces.reports.marking import marked
from entente.surfaces.reports.model import Paragraph, Section, words
from entente.surfaces.reports.writers.word import word_of
from entente.surfaces.reports.writers.word_contents import COMPATIBILITY, WORD_2013

from .sample import AS_OF, DOCUMENT, FIGURE, SHORT


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return opened(word_of(DOCUMENT))


def headings(word: WordDocument) -> list[tuple[str, str]]:
    return [
        (one.style.name or "", one.text) for one in word.paragraphs if one.style and "Heading" in str(one.style.name)
    ]


def test_headings_are_headings(word: WordDocument) -> None:
    assert headings(word) == [
        ("Heading 1", "Message"),
        ("Heading 1", "1. Eau propre"),
        ("Heading 2", "1.1 A text"),
        ("Heading 1", "Annex"),
    ]


def test_it_says_what_it_is(word: WordDocument) -> None:
    told = word.core_properties
    assert (told.title, told.language, told.author) == ("Annual report: River plan", "en", "Observatory")
    assert (told.created, told.modified) == (AS_OF, AS_OF)


def test_every_table_has_a_header_row_and_a_name(word: WordDocument) -> None:
    assert len(word.tables) == 2
    for table in word.tables:
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_a_figure_has_its_words_and_is_there_as_svg_too(word: WordDocument) -> None:
    (picture,) = word.element.body.iter(qn("wp:docPr"))
    assert (picture.get("title"), picture.get("descr")) == (FIGURE.title, FIGURE.words)
    with zipfile.ZipFile(io.BytesIO(word_of(DOCUMENT))) as members:
        assert members.read("word/media/figure1.svg") == FIGURE.svg.encode()
        assert members.read("word/media/image1.png").startswith(b"\x89PNG")


def test_words_in_another_language_say_so(word: WordDocument) -> None:
    marks = {mark.get(qn("w:val")) or mark.get(qn("w:bidi")) for mark in word.element.body.iter(qn("w:lang"))}
    assert marks == {"fr", "ar", "iu"}
    arabic = next(one for one in word.paragraphs if "النهر" in one.text)
    assert arabic._p.pPr.find(qn("w:bidi")) is not None


def test_who_may_read_it_stands_at_head_and_foot(word: WordDocument) -> None:
    (section,) = word.sections
    assert DOCUMENT.reach in section.header.paragraphs[0].text
    assert DOCUMENT.reach in section.footer.paragraphs[0].text


def test_a_link_leads_to_its_address(word: WordDocument) -> None:
    assert "https://example.org/en/1/" in {one.target_ref for one in word.part.rels.values() if one.is_external}


def test_the_same_document_gives_the_same_bytes() -> None:
    assert word_of(DOCUMENT) == word_of(DOCUMENT)


def test_control_marks_break_nothing() -> None:
    odd = Section("one", words("One\x00"), (Paragraph(words("a\x00b\x1fc\ud800")),))
    assert "abc" in [one.text for one in opened(word_of(replace(DOCUMENT, sections=(odd,)))).paragraphs]


def test_a_placemat_lies_on_its_side() -> None:
    section = opened(word_of(SHORT)).sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)


def test_on_a_template_its_head_and_styles_stay() -> None:
    template = docx.Document()
    template.add_paragraph("Old words")
    template.sections[0].header.paragraphs[0].text = "Ministry of Rivers"
    template.sections[0].different_first_page_header_footer = True
    template.styles["Heading 1"].font.name = "Ministry Sans"
    for style in ("Caption", "Heading 2", "List Bullet", "Title"):
        template.styles[style].delete()
    out = io.BytesIO()
    template.save(out)
    word = opened(word_of(DOCUMENT, template=out.getvalue()))
    section = word.sections[0]
    assert [one.text for one in section.header.paragraphs] == ["Ministry of Rivers", f"River plan  ·  {DOCUMENT.reach}"]
    assert DOCUMENT.reach in section.first_page_header.paragraphs[0].text
    assert "Old words" not in [one.text for one in word.paragraphs]
    assert word.styles["Heading 1"].font.name == "Ministry Sans"
    assert ("Heading 2", "1.1 A text") in headings(word)


def bare_template() -> docx.document.Document:
    """As a ministry has it: styles of its own for headings, none for lists, no lists at all, an upright page."""
    template = docx.Document()
    for style in ("List Bullet", "List Number"):
        template.styles[style].delete()
    part = template.part
    part.drop_rel(next(key for key, one in part.rels.items() if one.reltype.endswith("/numbering")))
    return template


def saved(word: WordDocument) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


@pytest.mark.parametrize("template", [docx.Document(), bare_template()])
def test_points_of_a_list_are_counted_on_any_template(template: WordDocument) -> None:
    for style in ("List Bullet", "List Number"):
        if style in [one.name for one in template.styles]:
            template.styles[style].delete()
    word = opened(word_of(DOCUMENT, template=saved(template)))
    kinds = []
    for name in ("List Bullet", "List Number"):
        number = word.styles[name].element.pPr.numPr.numId.val
        numbers = word.part.numbering_part.element
        kind = numbers.num_having_numId(number).abstractNumId.val
        found = next(one for one in numbers.iter(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == str(kind))
        kinds.append(found.find(f".//{qn('w:numFmt')}").get(qn("w:val")))
        order = [one.tag for one in numbers]
        assert order == sorted(order, key=lambda tag: tag == qn("w:num"))
    assert kinds == ["bullet", "decimal"]


def test_a_placemat_lies_on_its_side_on_an_upright_template_too() -> None:
    section = opened(word_of(SHORT, template=saved(bare_template()))).sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)


def test_no_heading_stands_alone_at_the_foot_of_a_page(word: WordDocument) -> None:
    for one in word.paragraphs:
        if str(one.style and one.style.name).startswith("Heading"):
            assert one.paragraph_format.keep_with_next


def test_changes_are_marked_in_words_and_colour() -> None:
    before = replace(DOCUMENT, sections=DOCUMENT.sections[:1])
    word = opened(word_of(marked(DOCUMENT, before, "Marked against issue 1.")))
    heading = next(one for one in word.paragraphs if "Eau propre" in one.text and one.style.name == "Heading 1")  # type: ignore[union-attr]
    assert heading.text == "Added: 1. Eau propre"
    assert heading.runs[0].font.color.rgb is not None
    assert word.tables[0].rows[0].cells[0].text == "Change"
    assert word.tables[0].rows[1].cells[0].text == "Added:"


LONG = replace(
    DOCUMENT,
    sections=tuple(Section(f"s{n}", words(f"{n}. A heading"), (Paragraph(words("Said.")),)) for n in range(1, 7)),
)


def fields(word: WordDocument) -> list[str]:
    """What a program that knows the Word of 2013 reads of fields, headings of the list between them, in their order."""
    found = []
    for one in word.element.body.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:hyperlink")):
        if one.tag == qn("w:hyperlink"):
            found.append(str(one.get(qn("w:anchor"))))
        else:
            found.append((one.get(qn("w:fldCharType")) or one.text or "").strip())
    return found


def test_the_list_of_contents_is_a_field_that_word_brings_up_to_date() -> None:
    word = opened(word_of(LONG))
    expected = ["begin", r'TOC \o "1-2" \h \z \u', "separate"]
    for at in range(6):
        expected += [f"_Toc{at:06}", "begin", rf"PAGEREF _Toc{at:06} \h", "separate", "end"]
    assert fields(word) == [*expected, "end"]
    listed = [one for one in word.paragraphs if one.style and str(one.style.name).startswith("toc ")]
    assert [one.text for one in listed] == [f"{n}. A heading\t" for n in range(1, 7)]


def test_who_knows_no_field_over_many_lines_reads_the_lines_with_their_pages() -> None:
    body = opened(word_of(LONG)).element.body
    offered = list(body.iter(f"{{{COMPATIBILITY}}}Choice"))
    assert [one.get("Requires") for one in offered] == ["w15"] * 4
    assert {one.nsmap["w15"] for one in offered} == {WORD_2013}
    assert [one for one in offered if "PAGEREF" in "".join(one.itertext())] == []


def test_lines_of_the_list_of_contents_keep_the_stops_of_a_template() -> None:
    template = docx.Document()
    own = template.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    own.paragraph_format.tab_stops.add_tab_stop(Cm(11))
    stops = [opened(word_of(LONG, template=data)).styles["toc 1"] for data in (saved(template), b"")]
    assert [[round(stop.position.cm) for stop in one.paragraph_format.tab_stops] for one in stops] == [[11], [16]]


def test_styles_stand_in_the_file_once() -> None:
    """The library's own template has a second copy, which Word 2010 wrote: what is added to the styles is not in it."""
    with zipfile.ZipFile(io.BytesIO(word_of(DOCUMENT))) as whole:
        held = [name for name in whole.namelist() if "styles" in name.lower()]
        told = [whole.read(name) for name in ("[Content_Types].xml", "word/_rels/document.xml.rels")]
    assert held == ["word/styles.xml"]
    assert not any(b"stylesWithEffects" in one for one in told)


def test_who_may_read_it_stands_in_the_text_where_there_is_no_cover() -> None:
    for document in (SHORT, DOCUMENT):
        lines = [one.text for one in opened(word_of(document)).paragraphs]
        assert lines.count(document.reach) == 1
