"""An update as a one-page Word form, filled with what stands on record, in the reader's language."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
from django.utils.translation import override
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

from entente.surfaces.intake.sheets.cells import mark_of
from entente.surfaces.intake.sheets.columns import SheetKind
from entente.surfaces.intake.sheets.tables import PromiseNow, SheetsNow, rows_of, shown
from entente.surfaces.intake.sheets.words import LABELS

from .key import KEY_FIELD, FormKey, fields_of, signed
from .words import label

GOOD_FOR_DAYS = 180
QUIET = RGBColor(0x5C, 0x6B, 0x77)


def form_of(now: SheetsNow, promise: PromiseNow, language: str, *, today: date) -> bytes:
    """The form as .docx.  Its languages are those that the side owes, all of the plan's where it owes none."""
    languages = now.owed or now.languages
    sheet = next(one for one in now.sheets() if one.kind is SheetKind.UPDATES)
    row = next(one for one in rows_of(now, sheet, language) if one.commitment == promise.ref)
    fields = fields_of(languages)
    marks = tuple(mark_of(row.cells[name]) for name in fields)
    expires_on = today + timedelta(days=GOOD_FOR_DAYS)
    key = FormKey(now.plan, promise.ref, now.owner, languages, expires_on, row.revision, marks)
    with override(language):
        document = docx.Document()
        _say_what_it_is(document, promise, shown(promise.title, language, now.languages), language, expires_on)
        table = document.add_table(rows=1, cols=2)
        table.style = "Table Grid"
        table.autofit = False
        _headings(table)
        for number, name in enumerate(fields):
            _field(table, number, name, row.cells[name])
        _key(table, signed(key))
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _say_what_it_is(document: Document, promise: PromiseNow, words: str, language: str, expires_on: date) -> None:
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    document.styles["Normal"].font.size = Pt(10)
    title = label("title", number=promise.number)
    document.core_properties.title, document.core_properties.language = title, language
    document.core_properties.author = ""
    document.add_heading(title, 1)
    document.add_paragraph(label("promised", words=words))
    document.add_paragraph(f"{label('hint')} {label('then')} {label('valid', day=expires_on.isoformat())}")


def _headings(table: Table) -> None:
    for cell, code in zip(table.rows[0].cells, ("field", "answer"), strict=True):
        cell.paragraphs[0].add_run(label(code)).bold = True
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    _widths(table.rows[0].cells[0], table.rows[0].cells[1])


def _field(table: Table, number: int, name: str, text: str) -> None:
    asked, answer = _row(table)
    field, _sign, language = (name, "", "") if name == "as_of_on" else name.rpartition("_")
    run = asked.paragraphs[0].add_run(f"[{name}] ")
    run.font.size, run.font.color.rgb = Pt(8), QUIET
    asked.paragraphs[0].add_run(f"{LABELS[field]} ({language})" if language else str(LABELS[field])).bold = True
    answer.paragraphs[0].text = ""
    for at, line in enumerate(text.split("\n")):
        paragraph = answer.paragraphs[0] if at == 0 else answer.add_paragraph()
        paragraph.add_run(line)
    _bookmark(answer, number, name)
    _widths(asked, answer)


def _row(table: Table) -> tuple[_Cell, _Cell]:
    table.add_row()  # type: ignore[no-untyped-call]
    asked, answer = table.rows[-1].cells
    return asked, answer


def _key(table: Table, key: str) -> None:
    asked, answer = _row(table)
    for cell, text in ((asked, f"[{KEY_FIELD}] {label('key')}"), (answer, key)):
        run = cell.paragraphs[0].add_run(text)
        run.font.size, run.font.color.rgb = Pt(6), QUIET
    _widths(asked, answer)


def _bookmark(cell: _Cell, number: int, name: str) -> None:
    """A name by which the answer is found in Word (Ctrl+G) and by other programs."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), f"ent_{name}"[:40])
            cell.paragraphs[0]._p.insert(0, mark)
        else:
            cell.paragraphs[-1]._p.append(mark)


def _widths(asked: _Cell, answer: _Cell) -> None:
    asked.width, answer.width = Cm(5), Cm(12)
