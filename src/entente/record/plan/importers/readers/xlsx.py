"""Excel workbooks: every sheet whose header names a column for the commitment's text.

The cells are read straight from the sheets' XML: formulas by their stored value, nothing computed, limits kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from entente.record.plan.importers.blocks import Reading, folded
from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.readers.package import Package
from entente.record.plan.importers.readers.tables import Table, missing_columns, rows_of

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
WHAT = "workbook"
CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
MOST_COLUMNS = 200
MOST_SHEETS = 100


def read(name: str, data: bytes) -> Reading:
    package = Package(data, WHAT)
    if "xl/workbook.xml" not in package.names:
        raise PlanUnreadable("The file ends in .xlsx but holds no workbook: save it again as .xlsx.")
    strings = _strings(package)
    tables = [
        Table(f"sheet “{title}”", tuple(_grid(package, path, title, strings))) for title, path in _sheets(package)
    ]
    tables = [table for table in tables if table.grid]
    if not tables:
        raise PlanUnreadable("The workbook holds no filled cells: choose the workbook with the plan's rows.")
    rows, left_out = rows_of(tables)
    if not rows and not left_out:
        raise missing_columns(tables[0])
    return Reading(rows=tuple(rows), left_out=tuple(left_out))


def _strings(package: Package) -> list[str]:
    found = []
    for _, item in package.elements("xl/sharedStrings.xml", (S + "si",)):
        found.append("".join(node.text or "" for node in item.iter(S + "t")))
        item.clear()
    return found


def _sheets(package: Package) -> list[tuple[str, str]]:
    """Titles and member names of the sheets, in the workbook's order."""
    targets: dict[str, str] = {}
    for _, relation in package.elements("xl/_rels/workbook.xml.rels", (P + "Relationship",)):
        target = (relation.get("Target") or "").lstrip("/")
        targets[relation.get("Id") or ""] = target if target.startswith("xl/") else f"xl/{target}"
    sheets = []
    for _, sheet in package.elements("xl/workbook.xml", (S + "sheet",)):
        path = targets.get(sheet.get(R) or "", "")
        if path and sheet.get("state") not in ("hidden", "veryHidden"):
            sheets.append((sheet.get("name") or path, path))
    return sheets[:MOST_SHEETS]


def _grid(package: Package, path: str, title: str, strings: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Rows with any filled cell, each with its place."""
    running = 0
    for _, row in package.elements(path, (S + "row",)):
        running += 1
        number = row.get("r") or ""
        running = int(number) if number.isdigit() and len(number) < 8 else running
        cells: list[str] = []
        for cell in row.iterfind(S + "c"):
            column = _column(cell.get("r") or "", len(cells))
            if column >= MOST_COLUMNS:
                continue
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = folded(_value(cell, strings))
        row.clear()
        if any(cells):
            yield f"sheet “{title}”, row {running}", cells


def _column(reference: str, default: int) -> int:
    match = CELL.fullmatch(reference)
    if match is None:
        return default
    index = 0
    for letter in match.group(1):
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _value(cell, strings: list[str]) -> str:  # type: ignore[no-untyped-def]
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return "".join(node.text or "" for node in cell.iter(S + "t"))
    value = cell.find(S + "v")
    text = (value.text or "") if value is not None else ""
    if kind == "s":
        return strings[int(text)] if text.isdigit() and len(text) < 9 and int(text) < len(strings) else ""
    return "" if kind == "e" else text
