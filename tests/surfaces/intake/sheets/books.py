"""Workbooks as officers send them back: filled here, changed with openpyxl, saved in the ways that other programs save."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from entente.foundation.common.actors import Actor
from entente.surfaces.intake.sheets import batches, reading
from entente.surfaces.intake.sheets.compare import Preview, compare
from entente.surfaces.intake.sheets.reading import SheetFile
from entente.surfaces.intake.sheets.state import EVERYTHING, sheets_now, template_now
from entente.surfaces.intake.sheets.tables import SheetsNow
from entente.surfaces.intake.sheets.template import workbook_of

PLAN = "tri-plan"
AT = datetime(2026, 11, 23, 13, tzinfo=UTC)
SPOKEN = ("en", "es", "fr")


def exported(by: Actor, *, language: str = "en", at: datetime = AT) -> bytes:
    return workbook_of(template_now(by, PLAN, EVERYTHING, as_of=at), language)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def columns(sheet: Worksheet) -> dict[str, int]:
    """Column name -> its number, from the first row."""
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}


def row_of(sheet: Worksheet, number: str, part: str = "") -> int:
    """The row of a promise, or of a part of it."""
    names = columns(sheet)
    for row in range(3, sheet.max_row + 1):
        found = sheet.cell(row, names["commitments"]).value
        letter = sheet.cell(row, names["milestones"]).value if "milestones" in names else None
        if found == number and (letter or "") == part:
            return row
    raise KeyError(number)


def put(book: openpyxl.Workbook, sheet: str, number: str, values: Mapping[str, object], part: str = "") -> int:
    """Write cells of one row as an officer does; the row's number."""
    page = book[sheet]
    row = row_of(page, number, part)
    for name, value in values.items():
        page.cell(row, columns(page)[name]).value = value  # type: ignore[assignment]
    return row


def changed(data: bytes, sheet: str, number: str, values: Mapping[str, object], part: str = "") -> bytes:
    book = opened(data)
    put(book, sheet, number, values, part)
    return saved(book)


def edited(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = opened(data)
    change(book)
    return saved(book)


def read(data: bytes, now: SheetsNow, name: str = "plan.xlsx") -> SheetFile:
    return reading.read_sheets(name, data, now.sheets(), plan=now.plan, owner=now.owner, spoken=SPOKEN)


def previewed(data: bytes, by: Actor, *, language: str = "en", at: datetime = AT) -> Preview:
    now = sheets_now(by, PLAN, as_of=at)
    return compare(read(data, now), now, {}, language=language, today=at.date())


def dropped(data: bytes, by: Actor, *, name: str = "plan.xlsx", at: datetime = AT) -> batches.SheetBatch:
    return batches.submit(name, data, PLAN, by=by, at=at)[0]


def told(preview: Preview) -> list[tuple[str, str, str, str]]:
    """(place, verdict, after, reason) of every cell that asks for something."""
    return [(f"{cell.title} {cell.place}", cell.verdict.value, cell.after, cell.reason) for cell in preview.cells]


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same workbook with its members changed; None leaves one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.namelist():
            content = change(member, before.read(member))
            if content is not None:
                after.writestr(member, content)
    return out.getvalue()
