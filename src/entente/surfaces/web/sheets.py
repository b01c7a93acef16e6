"""Tables as CSV and workbook: both hold the same cells, safe to open in a spreadsheet program.

In the workbook a count is a number and a day a date, so that a spreadsheet program sorts, sums and filters them.  Its cells
do not say where they stand, since they follow one another (ECMA-376 leaves it open): so rows are the same bytes in any list.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain, repeat
from types import SimpleNamespace
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from entente.foundation.common.packed import Packed, packed, write_zip

WIDTHS = (26, 9, 30, 40, 60, 60, 22, 24, 26, 24, 12, 14, 60)
"""Column widths of the workbook, in characters; those of the sides follow, each SIDE_WIDTH wide."""
SIDE_WIDTH = 22

Cells = Sequence[str | int | date]
"""A row as it is told; "" for nothing."""

DAY = "yyyy-mm-dd"
FIRST_DAY = date(1899, 12, 30)
"""From which workbooks count days."""
COUNTED_FROM = date(1900, 3, 1)
"""Days before it they count wrongly or not at all."""

HEADING, PLAIN, OF_DAYS = 1, 2, 3
"""Styles of the workbook's cells, in the order in which the library meets them."""

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Before it no part of a workbook can be dated."""
SHEET = "xl/worksheets/sheet1.xml"
SHEET_ROWS = re.compile(rb"<sheetData>.*?</sheetData>", re.DOTALL)
"""What the library wrote as rows."""
LAST = b"1048576"
"""The last row that a sheet can have, put for that of the list until it is known."""
CORE = "docProps/core.xml"
NO_MARK = re.compile("[\ufffe\uffff\ud800-\udfff]")
"""What no XML holds, beside what `safe` takes out."""
MARKUP = re.compile("[&<>\r]")
RETURN = {"\r": "&#13;"}
MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CELL_LENGTH_MAX = 32_000
"""A workbook's cell holds 32,767 characters."""


def as_csv(rows: Iterable[Cells]) -> bytes:
    return csv_of(csv_lines(rows))


def csv_of(lines: Iterable[bytes]) -> bytes:
    """UTF-8 with a byte order mark, since spreadsheet programs take it for another encoding without one."""
    return b"".join((codecs.BOM_UTF8, *lines))


def csv_lines(rows: Iterable[Cells]) -> list[bytes]:
    """Each row as CSV has it."""
    lines = list[str]()
    csv.writer(SimpleNamespace(write=lines.append)).writerows([safe(str(cell)) for cell in row] for row in rows)
    return [line.encode() for line in lines]


def as_workbook(rows: Iterable[Cells], title: str, at: datetime = EARLIEST, *, language: str = "") -> bytes:
    """A workbook of rows, the first of which are headings."""
    heading, *others = list(rows) or [()]
    written = [packed(b"".join(sheet_rows(others)))] if others else []
    return workbook_of(heading, written, len(others), title=title, at=at, language=language)


def workbook_of(
    heading: Cells, rows: Iterable[Packed], count: int, *, title: str, at: datetime, language: str = ""
) -> bytes:
    """One sheet, headings frozen and filterable.  The same rows in the same pieces, and instant, give the same bytes.

    rows      pieces of the rows (`sheet_rows`) below the heading, which are packed already; count: how many rows they hold
    language  of its headings and words, which the workbook says of itself; "" for several

    It says of itself and of every part that it was made at an instant, not when it was packed.
    """
    stamp, last, out = at.astimezone(UTC), b"%d" % max(1, count + bool(heading)), io.BytesIO()
    held: dict[str, Iterable[Packed]] = {}
    for name, content in _parts(title[:31], len(heading) or len(WIDTHS), language).items():
        body = content.replace(LAST, last)
        if name == SHEET:
            before, after = SHEET_ROWS.split(body)
            begin = packed(b"%s<sheetData>%s" % (before, _row_as_written(heading, HEADING) if heading else b""))
            held[name] = chain([begin], rows, [packed(b"</sheetData>" + after)])
        else:
            said = f"{stamp:%Y-%m-%dT%H:%M:%SZ}".encode()
            held[name] = [packed(MADE.sub(rb"\g<1>" + said, body) if name == CORE else body)]
    write_zip(out, ((zipfile.ZipInfo(name, stamp.timetuple()[:6]), pieces) for name, pieces in held.items()))
    return out.getvalue()


@lru_cache(maxsize=32)
def _parts(title: str, columns: int, language: str) -> Mapping[str, bytes]:
    """Name -> content of the parts of a workbook with a row of each kind, whose filter ends at row LAST."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.language = title, language or None
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2"
    names = [get_column_letter(at) for at in range(1, 1 + columns)]
    for name, width in zip(names, chain(WIDTHS, repeat(SIDE_WIDTH)), strict=False):
        sheet.column_dimensions[name].width = width
    for cells in ([_cell(sheet, Font(bold=True))], [_cell(sheet), _cell(sheet, form=DAY)]):
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{names[-1]}{LAST.decode()}"
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as held:
        return {name: held.read(name) for name in held.namelist()}


def _cell(sheet: WriteOnlyWorksheet, font: Font | None = None, form: str = "") -> Cell:
    """A cell in the way of headings, or without a font of the others; form: of what is no text."""
    cell = WriteOnlyCell(sheet, value="")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        cell.font = font
    if form:
        cell.number_format = form
    return cell


def sheet_rows(rows: Iterable[Cells]) -> list[bytes]:
    """Each row as a sheet keeps it, below the headings."""
    return [_row_as_written(row, PLAIN) for row in rows]


def _row_as_written(row: Cells, style: int) -> bytes:
    return f"<row>{''.join([f'<c {_content(value, style)}' for value in row])}</row>".encode()


def _content(cell: str | int | date, style: int) -> str:
    """The end of a cell: its style, its type and what it holds."""
    if isinstance(cell, int):
        return f's="{style}"><v>{cell}</v></c>'
    if isinstance(cell, date):
        if cell >= COUNTED_FROM:
            return f's="{OF_DAYS}"><v>{(cell - FIRST_DAY).days}</v></c>'
        cell = cell.isoformat()
    return f's="{style}" t="inlineStr"{_text(cell)}'


def _text(cell: str) -> str:
    """The end of a cell: what it holds."""
    text = safe(cell)[:CELL_LENGTH_MAX]
    if not text.isprintable():
        text = NO_MARK.sub("", text)
    if not text:
        return "/>"
    keeps_space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"><is><t{keeps_space}>{escape(text, RETURN) if MARKUP.search(text) else text}</t></is></c>"


def safe(cell: str) -> str:
    """A text that a spreadsheet program will not take for a formula: an apostrophe goes before it, control marks go out."""
    text = cell if cell.isprintable() else ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
