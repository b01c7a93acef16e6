"""Translations as a Word document: a table of two columns, the source on the left and the translation on the right."""

from __future__ import annotations

import io
import re

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from lxml import etree

from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.readers.opening import check_bytes
from entente.record.plan.importers.readers.package import Package
from entente.surfaces.intake.forms.document import W, text_of

from .units import CameBack, Leaving, Origin, Returned, TextsUnreadable, Unit, key_of
from .words import say

KEY = re.compile(r"\[\[(entente-texts-[^\]]+)\]\]")
QUIET = RGBColor(0x5C, 0x6B, 0x77)


def document_of(leaving: Leaving) -> bytes:
    """The document.  The key of each row stands in a field that Word locks."""
    document = docx.Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    document.styles["Normal"].font.size = Pt(10)
    title = say("title", made_from=leaving.made_from, into=leaving.into)
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.language = leaving.into
    document.add_heading(title, 1)
    document.add_paragraph(say("how"))
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, (leaving.made_from, leaving.into), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for unit in leaving.units:
        _write_row(table, unit, leaving)
    for row in table.rows:
        for cell in row.cells:
            cell.width = Cm(9)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read_document(name: str, data: bytes) -> Returned:
    """The rows of a document that came back.  Raises TextsUnreadable with one sentence."""
    body = _opened(name, data)
    units: list[CameBack] = []
    origins: set[Origin] = set()
    for row in body.iter(f"{W}tr"):
        cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
        if len(cells) < 2:
            continue
        first = text_of(cells[0])
        mark = KEY.search(first)
        if mark is None:
            continue
        origin_text, _, key_text = mark[1].partition(" ")
        origin, key = Origin.read(origin_text), key_of(key_text)
        if origin is None or key is None:
            raise TextsUnreadable(say("no_key", name=name, place=str(len(units) + 1)))
        origins.add(origin)
        source = first[mark.end() :].strip("\n")
        units.append(CameBack(f"{len(units) + 1}", *key, source, _words(text_of(cells[1]))))
    if len(origins) != 1:
        raise TextsUnreadable(say("two_files" if origins else "not_ours", name=name))
    return Returned(next(iter(origins)), tuple(units))


def _words(text: str) -> str:
    """What a translator wrote, without blanks around; a line a paragraph."""
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def _opened(name: str, data: bytes) -> etree._Element:
    try:
        check_bytes(".docx", data)
        package = Package(data, "Word document")
        if any(member.lower().endswith("vbaproject.bin") for member in package.names):
            raise TextsUnreadable(say("macros", name=name))
        bodies = list(package.elements("word/document.xml", (f"{W}body",)))
    except PlanUnreadable as wrong:
        raise TextsUnreadable(say("unreadable", name=name, why=str(wrong))) from wrong
    if not bodies:
        raise TextsUnreadable(say("not_ours", name=name))
    return bodies[0][1]


def _write_row(table: Table, unit: Unit, leaving: Leaving) -> None:
    table.add_row()  # type: ignore[no-untyped-call]
    left, right = table.rows[-1].cells
    about = left.paragraphs[0].add_run(f"{unit.about} · {unit.ref}")
    about.font.size, about.font.color.rgb = Pt(7), QUIET
    for term in unit.terms:
        hint = left.paragraphs[0].add_run(f" · {term.source} = {term.target}")
        hint.font.size, hint.font.color.rgb = Pt(7), QUIET
    _locked_key(left, f"[[{leaving.origin} {unit.key}]]")
    for line in unit.source.split("\n"):
        left.add_paragraph(line)
    for number, line in enumerate(unit.target.split("\n")):
        paragraph = right.paragraphs[0] if number == 0 else right.add_paragraph()
        paragraph.add_run(line)


def _locked_key(cell: _Cell, key: str) -> None:
    """A content control whose words and place Word does not let anybody change."""
    paragraph = cell.add_paragraph()
    run = paragraph.add_run(key)
    run.font.size, run.font.color.rgb = Pt(5), QUIET
    control, properties, lock, content = (OxmlElement(f"w:{tag}") for tag in ("sdt", "sdtPr", "lock", "sdtContent"))
    lock.set(qn("w:val"), "sdtContentLocked")
    properties.append(lock)
    control.append(properties)
    content.append(run._r)
    control.append(content)
    paragraph._p.append(control)
