"""A workbook filled with what stands on record, in the reader's language, ready to be changed and dropped back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from entente.foundation.common.errors import RuleBroken

from . import columns
from .cells import CODES, ISO_DAY, written
from .columns import FORMAT, LABELS_MARK, CellKind, Column, SheetColumns, SheetKind
from .tables import SheetsNow, TableRow, marks_of, rows_of
from .words import INSTRUCTIONS, LABELS, SHEET_TITLES, STANDINGS, STATUS_OF_CODE, STATUSES
from .workbook import ROWS_MAX

EMPTY_ROWS = 60
"""Rows below the milestones in which new ones are written."""

CHOICES = "Choices"
WIDTHS: Mapping[CellKind, int] = {
    CellKind.LOCKED: 24,
    CellKind.TEXT: 48,
    CellKind.LINE: 40,
    CellKind.STATUS: 12,
    CellKind.DAY: 14,
    CellKind.PERIOD: 16,
    CellKind.KEY: 10,
}
NARROW = frozenset({"commitments", "milestones"})

WRAPPED = Alignment(wrap_text=True, vertical="top")
LOCKED_FILL = PatternFill("solid", fgColor="EEF0F2")
HEADING_FILL = PatternFill("solid", fgColor="1D3557")
MACHINE_FONT, HEADING_FONT = Font(size=9, color="5C6B77"), Font(bold=True, color="FFFFFF")
OPEN, LOCKED = Protection(locked=False), Protection(locked=True)


@dataclass(frozen=True, slots=True)
class _Asked:
    now: SheetsNow
    language: str


def workbook_of(now: SheetsNow, language: str) -> bytes:
    """The workbook as .xlsx.  Raises RuleBroken when a sheet would have more rows than may come back."""
    with override(language):
        book = Workbook(write_only=True)
        asked = _Asked(now, language)
        _instructions(book.create_sheet(str(SHEET_TITLES["instructions"])))
        for sheet in now.sheets():
            _sheet(book.create_sheet(str(SHEET_TITLES[sheet.kind])), sheet, asked)
        _choices(book.create_sheet(CHOICES), now)
        out = io.BytesIO()
        book.save(out)
    return out.getvalue()


def _instructions(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 100
    for number, sentence in enumerate(INSTRUCTIONS):
        cell = WriteOnlyCell(sheet, value=str(sentence))
        cell.alignment = WRAPPED
        cell.font = Font(bold=number == 0)
        sheet.append([cell])
    sheet.append([])
    for value, code in CODES.items():
        sheet.append([str(STATUS_OF_CODE) % {"code": code, "status": STATUSES[value]}])
    sheet.protection.sheet = True


def _choices(sheet: Worksheet, now: SheetsNow) -> None:
    """What the drop-downs offer: numbers of commitments, letters of parts."""
    letters = sorted({letter for promise in now.promises for letter in promise.parts}, key=lambda one: (len(one), one))
    numbers = [promise.number for promise in now.promises]
    for row in range(max(len(letters), len(numbers))):
        sheet.append([(values[row] if row < len(values) else None) for values in (numbers, letters)])
    sheet.sheet_state = "hidden"


def _sheet(page: Worksheet, sheet: SheetColumns, asked: _Asked) -> None:
    page.freeze_panes = "C3"
    for index, column in enumerate(sheet.columns, start=1):
        dimension = page.column_dimensions[get_column_letter(index)]
        dimension.width = 12 if column.name in NARROW else WIDTHS[column.kind]
        dimension.hidden = column.kind is CellKind.KEY
    _protect(page)
    empty = EMPTY_ROWS if sheet.kind is SheetKind.MILESTONES else 0
    rows = list(rows_of(asked.now, sheet, asked.language))
    if len(rows) + empty + 2 > ROWS_MAX:
        raise RuleBroken(f"This plan has {len(rows):,} rows, more than {ROWS_MAX:,}; choose a pillar.")
    _offer(page, sheet, len(rows) + empty + 2, asked.now)
    page.append(_headings(page, sheet, machine=True))
    page.append(_headings(page, sheet, machine=False))
    for row in rows:
        page.append(list(_cells(page, sheet, row, asked)))
    for _row in range(empty):
        page.append([_empty(page, column) for column in sheet.columns])


def _protect(page: Worksheet) -> None:
    """Against slips, not against people: there is no password."""
    page.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows"):
        setattr(page.protection, allowed, False)


def _headings(page: Worksheet, sheet: SheetColumns, *, machine: bool) -> list[Cell]:
    cells = []
    for column in sheet.columns:
        key = LABELS_MARK if column.name == columns.TEMPLATE else ""
        text = column.name if machine else key if column.kind is CellKind.KEY else _label(column)
        cell = WriteOnlyCell(page, value=text or None)
        cell.alignment, cell.protection = WRAPPED, LOCKED
        cell.font = MACHINE_FONT if machine else HEADING_FONT
        if not machine:
            cell.fill = HEADING_FILL
        cells.append(cell)
    return cells


def _label(column: Column) -> str:
    label = str(LABELS[column.field])
    return f"{label} ({column.language})" if column.language else label


def _cells(page: Worksheet, sheet: SheetColumns, row: TableRow, asked: _Asked) -> Iterator[Cell]:
    keys = {
        columns.TEMPLATE: FORMAT,
        columns.OWNER: asked.now.owner,
        columns.PLAN: asked.now.plan,
        columns.COMMITMENT: row.commitment,
        columns.PART: row.part,
        columns.REVISION: str(row.revision),
        columns.CELLS: marks_of(row.cells),
    }
    for column in sheet.columns:
        cell = WriteOnlyCell(page, value=_value(column, keys.get(column.name, row.cells.get(column.name, ""))))
        cell.alignment = WRAPPED
        cell.protection = LOCKED if column.is_locked else OPEN
        if isinstance(cell.value, datetime):
            cell.number_format = "yyyy-mm-dd"
        elif isinstance(cell.value, str):
            cell.data_type = "s"
            cell.number_format = "@"
        if column.kind is CellKind.LOCKED:
            cell.fill = LOCKED_FILL
        yield cell


def _value(column: Column, text: str) -> str | datetime | None:
    if not text:
        return None
    if column.field == "standing":
        return str(STANDINGS.get(text, text))
    if column.kind in (CellKind.DAY, CellKind.PERIOD) and ISO_DAY.fullmatch(text):
        return datetime.fromisoformat(text)
    return written(text)


def _empty(page: Worksheet, column: Column) -> Cell:
    cell = WriteOnlyCell(page)
    is_open = not column.is_locked or column.name == "commitments"
    cell.alignment, cell.protection = WRAPPED, OPEN if is_open else LOCKED
    if column.name == "commitments" or column.kind in (CellKind.LINE, CellKind.TEXT):
        cell.number_format = "@"
    return cell


def _offer(page: Worksheet, sheet: SheetColumns, last_row: int, now: SheetsNow) -> None:
    """Drop-downs: statuses, parts, and the commitments that a new milestone may be about."""
    lists = {"status": f'"{",".join(CODES.values())}"'}
    if any(promise.parts for promise in now.promises):
        lists["milestones"] = f"{CHOICES}!$B$1:$B${max(len(promise.parts) for promise in now.promises)}"
    if sheet.kind is SheetKind.MILESTONES:
        lists = {"commitments": f"{CHOICES}!$A$1:$A${max(len(now.promises), 1)}"}
    for index, column in enumerate(sheet.columns, start=1):
        if (formula := lists.get(column.name)) is not None:
            offered = DataValidation(type="list", formula1=formula, allow_blank=True)
            letter = get_column_letter(index)
            offered.add(f"{letter}3:{letter}{max(last_row, 3)}")
            page.data_validations.append(offered)
