"""The list of contents of a Word file, with the page of each heading and the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn
from docx.shared import Cm, Emu, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml.etree import ElementBase, _Element

LEVELS = 2
"""Of headings that it names."""
CODE = rf'TOC \o "1-{LEVELS}" \h \z \u'
"""The field that the list is for Word: headings of these levels as links, without pages on a screen, by their outline too."""
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_2013 = "http://schemas.microsoft.com/office/word/2012/wordml"
_FOR_WORD = (
    f'<w:r xmlns:w="{nsmap["w"]}"><mc:AlternateContent xmlns:mc="{COMPATIBILITY}" xmlns:w15="{WORD_2013}">'
    '<mc:Choice Requires="w15">{part}</mc:Choice></mc:AlternateContent></w:r>'
)


def contents(lines: Sequence[tuple[Paragraph, int, str]], width: int) -> None:
    """A list of contents: (line, level, heading) in the order of the headings, each with the page that its heading is on.

    For Word it is one field, to be brought up to date as such; for others lines that lead to their headings.  LibreOffice
    works out the page of each line, and would keep the lines of such a field as they are written, without their pages: so
    the field is offered to those alone who know the Word of 2013 (ISO/IEC 29500-3, alternate content).
    """
    for at, (line, level, heading) in enumerate(lines):
        _laid_out(line.style, level, width)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _anchor(at))
        line._p.append(link)
        link.append(line.add_run(f"{heading}\t")._r)
        _begin(link, rf"PAGEREF {_anchor(at)} \h")
        _mark(link, "end")
    if lines:
        first, last = lines[0][0]._p, lines[-1][0]._p
        code = f'<w:instrText xml:space="preserve"> {CODE} </w:instrText>'
        for part in (_part("begin"), code, _part("separate")):
            first.insert_element_before(_for_word(part), "w:hyperlink")
        last.append(_for_word(_part("end")))


def _laid_out(style: Any, level: int, width: int) -> None:
    """A style of lines without stops of its own gets dots up to the page, so that a list brought up to date has them too."""
    assert isinstance(style, ParagraphStyle)
    layout = style.paragraph_format
    if len(layout.tab_stops):
        return
    layout.left_indent = Cm(0.6 * (level - 1))
    layout.space_after = Pt(2)
    layout.tab_stops.add_tab_stop(Emu(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _for_word(part: str) -> ElementBase:
    made: ElementBase = parse_xml(_FOR_WORD.format(part=part))
    return made


def _part(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def anchored(heading: Paragraph, at: int) -> None:
    """The place that the line of this number in the list of contents leads to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), str(at))
    start.set(qn("w:name"), _anchor(at))
    heading._p.append(start)
    heading._p.append(end)


def _anchor(at: int) -> str:
    return f"_Toc{at:06}"


def _begin(parent: _Element, code: str) -> None:
    """A field up to what it shows; a word processor is told to work it out."""
    _mark(parent, "begin").set(qn("w:dirty"), "true")
    run, told = OxmlElement("w:r"), OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = code
    run.append(told)
    parent.append(run)
    _mark(parent, "separate")


def _mark(parent: _Element, kind: str) -> _Element:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    parent.append(run)
    return mark
