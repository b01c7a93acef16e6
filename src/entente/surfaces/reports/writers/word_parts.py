"""Parts of a Word file that python-docx has no verb for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn
from docx.parts.numbering import NumberingPart
from docx.section import Section, _Footer, _Header
from docx.shared import Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"
LISTS = {"List Bullet": ("bullet", "•"), "List Number": ("decimal", "%1.")}
"""Style of a list -> how its points are counted, and what stands before each."""
ADDED = {"TOC Heading": Pt(14), "Caption": Pt(9)}
"""Styles that stand out where they are added to a template that lacks them."""
INK = RGBColor(0x1D, 0x27, 0x30)
SIZES = {
    "Title": Pt(26),
    "TOC Heading": Pt(16),
    "Heading 1": Pt(18),
    "Heading 2": Pt(14),
    "Heading 3": Pt(12),
    "Heading 4": Pt(11),
    "Heading 5": Pt(11),
    "Heading 6": Pt(11),
    "Caption": Pt(9.5),
}
"""Of the styles that the library brings in a light blue."""
MOST_OF_SHORT = 12
"""Points of a heading on a placemat."""
_KIND = (
    '<w:abstractNum xmlns:w="{word}" w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
)
_NUMBER = '<w:num xmlns:w="{word}" w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """A text without the control characters that XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


def emptied(document: Document) -> None:
    """Without the words of a template; its sections, styles, header and footer stay."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)


def style(document: Document, name: str) -> ParagraphStyle:
    """A paragraph style by its English name, as Word stores it in every language; added where a template lacks it."""
    found = next((one for one in document.styles if one.name == name and one.type == WD_STYLE_TYPE.PARAGRAPH), None)
    if found is None:
        found = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        assert isinstance(found, ParagraphStyle)
        if name in ADDED:
            found.font.bold, found.font.size = True, ADDED[name]
    assert isinstance(found, ParagraphStyle)
    return found


def in_ink(document: Document, *, is_short: bool) -> None:
    """The library's own styles as a house would have them: dark enough to be read on paper and on a screen."""
    for name, size in SIZES.items():
        found = style(document, name)
        found.font.color.rgb, found.font.size = INK, Pt(min(size.pt, MOST_OF_SHORT)) if is_short else size
        borders = found.element.get_or_add_pPr().find(qn("w:pBdr"))
        for border in () if borders is None else borders:
            border.set(qn("w:color"), str(INK))


def list_style(document: Document, name: str) -> ParagraphStyle:
    """The style of a list; where a template has none, one that a screen reader counts the points of."""
    found = style(document, name)
    properties = found.element.get_or_add_pPr()
    if properties.find(qn("w:numPr")) is None:
        numbers = _numbering(document)
        number = 1 + max((int(one.get(qn("w:numId"), 0)) for one in numbers.iter(qn("w:num"))), default=0)
        kind, sign = LISTS[name]
        first = numbers.find(qn("w:num"))
        kinds = parse_xml(_KIND.format(word=numbers.nsmap["w"], number=9000 + number, kind=kind, sign=sign))
        numbers.append(kinds) if first is None else first.addprevious(kinds)
        numbers.append(parse_xml(_NUMBER.format(word=numbers.nsmap["w"], number=number, kind=9000 + number)))
        properties.get_or_add_numPr().get_or_add_numId().val = number
    return found


def _numbering(document: Document) -> Any:
    """Where a Word file describes its lists; added to a template that has none."""
    for one in document.part.rels.values():
        if one.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return one.target_part.element
    element: Any = parse_xml(f'<w:numbering xmlns:w="{nsmap["w"]}"/>')
    part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return element


def heading_style(document: Document, level: int) -> ParagraphStyle:
    """The heading of a level; one that was added is known as a heading too, so that a screen reader jumps to it."""
    found = style(document, f"Heading {level}")
    properties = found.element.get_or_add_pPr()
    if properties.find(qn("w:outlineLvl")) is None:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        properties.append(outline)
        found.font.bold, found.font.size = True, Pt(max(17 - 2 * level, 11))
    return found


def at_head(section: Section, plan: str, reach: str) -> None:
    """Who may read it, at the head of every page, below what a template has there."""
    for part in _heads(section):
        paragraph = _line(part)
        paragraph.add_run(f"{clean(plan)}  ·  ").font.size = Pt(8)
        run = paragraph.add_run(reach)
        run.bold, run.font.size = True, Pt(8)


def at_foot(section: Section, reach: str, pages: str) -> None:
    """The same at the foot, and which page this is.  pages: "Page {page} of {pages}" in words."""
    for part in _feet(section):
        paragraph = _line(part)
        run = paragraph.add_run(f"{reach}  ·  ")
        run.bold, run.font.size = True, Pt(8)
        for piece in re.split(r"(\{pages?\})", pages):
            if piece in ("{page}", "{pages}"):
                field(paragraph, "PAGE" if piece == "{page}" else "NUMPAGES", "1")
            else:
                paragraph.add_run(piece).font.size = Pt(8)


def _heads(section: Section) -> list[_Header]:
    first = [section.first_page_header] if section.different_first_page_header_footer else []
    return [section.header, section.even_page_header, *first]


def _feet(section: Section) -> list[_Footer]:
    first = [section.first_page_footer] if section.different_first_page_header_footer else []
    return [section.footer, section.even_page_footer, *first]


def _line(part: _Header | _Footer) -> Paragraph:
    """A line of its own below what is there."""
    part.is_linked_to_previous = False
    empty = len(part.paragraphs) == 1 and not part.paragraphs[0].text and not part.paragraphs[0].runs
    return part.paragraphs[0] if empty else part.add_paragraph()


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Something that Word works out, with what stands there until it has."""
    mark = OxmlElement("w:fldSimple")
    mark.set(qn("w:instr"), code)
    run = paragraph.add_run(shown)
    run.font.size = Pt(8)
    mark.append(run._r)
    paragraph._p.append(mark)


def right_to_left(paragraph: Paragraph) -> None:
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def linked(paragraph: Paragraph, text: str, address: str) -> Run:
    """Words that lead to an address."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)
    return run


def as_table(table: Table, caption: str) -> None:
    """Lines between its rows, its heading again on each page, and a name that a screen reader tells."""
    properties = table._tbl.tblPr
    borders = parse_xml(
        f'<w:tblBorders xmlns:w="{properties.nsmap["w"]}">'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A949E"/>' for side in ("top", "bottom", "insideH")
        )
        + "</w:tblBorders>"
    )
    properties.append(borders)
    look = properties.find(qn("w:tblLook"))
    if look is not None:  # the order of these elements is fixed: the look stands behind the borders
        properties.append(look)
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), clean(caption))
    properties.append(title)
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    head = table._tbl.tr_lst[0]
    head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.tc_lst:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "ECEFF1")):
            shade.set(qn(f"w:{name}"), value)
        cell.get_or_add_tcPr().append(shade)


def with_widths(table: Table, weights: Sequence[int], room: int) -> None:
    """Columns as wide as their weights beside each other.  room: of all of them."""
    table.autofit = False
    widths = [Emu(room * weight // sum(weights)) for weight in weights]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def small(table: Table, size: Pt) -> None:
    """Words of a table in a size of their own, without room below each paragraph."""
    for row in cells_of(table):
        for cell in row:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
                for run in paragraph._p.iter(qn("w:r")):  # those of links too
                    Run(run, paragraph).font.size = size


def on_one_page(table: Table, *, leads_on: bool) -> None:
    """Each row but the last stays with the next; leads_on: the last with what follows."""
    for row in cells_of(table)[: None if leads_on else -1]:
        for cell in row:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def in_columns(section: Section, number: int, gap: int, width: int) -> int:
    """Set the body in columns.  width: of all of them; returns that of one."""
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), str(Emu(gap).twips))
    return (width - gap * (number - 1)) // number


def cells_of(table: Table) -> list[list[_Cell]]:
    """All cells, row by row.  What the library offers walks the whole table for each row."""
    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def describe_picture(paragraph: Paragraph, title: str, words: str) -> None:
    """The text beside a picture that was just added."""
    for inline in paragraph._p.iter(qn("wp:inline")):
        for side in ("distT", "distB", "distL", "distR"):  # left out, some programs move the picture aside
            inline.set(side, "0")
    for properties in paragraph._p.iter(qn("wp:docPr")):
        properties.set("title", clean(title))
        properties.set("descr", clean(words))


def beside_svg(paragraph: Paragraph, svg: bytes) -> None:
    """The same picture as SVG, for programs that draw it; the others show the one that is there."""
    package = paragraph.part.package
    number = sum(part.partname.endswith(".svg") for part in package.iter_parts()) + 1
    part = Part(PackURI(f"/word/media/figure{number}.svg"), "image/svg+xml", svg, package)
    key = paragraph.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    for picture in paragraph._p.iter(qn("a:blip")):
        picture.append(parse_xml(_EXTENSION.format(key=key)))


_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    f'<a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{SVG_NAMESPACE}" r:embed="{{key}}"/></a:ext></a:extLst>'
)
