"""The list of contents of a Word file, with the page of each heading and the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

LEVELS = 2
"""Of headings that it names."""


def contents(lines: Sequence[tuple[Paragraph, int, str]], width: int) -> None:
    """A list of contents: (line, level, heading) in the order of the headings, each with the page that its heading is on.

    Word works the pages out when it opens the file, LibreOffice when it lays it out; each line leads to its heading.  The
    list is no field as a whole: LibreOffice would keep its lines as they are written, without their pages.
    """
    for at, (line, level, heading) in enumerate(lines):
        line.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        line.paragraph_format.space_after = Pt(2)
        line.paragraph_format.tab_stops.add_tab_stop(Emu(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _anchor(at))
        line._p.append(link)
        link.append(line.add_run(f"{heading}\t")._r)
        _begin(link, rf"PAGEREF {_anchor(at)} \h")
        _mark(link, "end")


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
