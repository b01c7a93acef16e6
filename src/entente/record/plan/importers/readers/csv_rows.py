"""Comma-, semicolon- or tab-separated rows."""

from __future__ import annotations

import csv
import io

from entente.record.plan.importers.blocks import Reading, folded
from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.readers.opening import text_of
from entente.record.plan.importers.readers.tables import Table, missing_columns, rows_of

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 1_000_000


def read(name: str, data: bytes) -> Reading:
    text, notes = text_of(data)
    table = Table("the file", tuple(_grid(text)))
    rows, left_out = rows_of([table])
    if not rows and not left_out:
        raise missing_columns(table)
    return Reading(rows=tuple(rows), left_out=tuple(left_out), notes=notes)


def _grid(text: str) -> list[tuple[str, list[str]]]:
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    grid: list[tuple[str, list[str]]] = []
    try:
        for cells in reader:
            folded_cells = [folded(cell) for cell in cells]
            if any(folded_cells):
                grid.append((f"row {len(grid) + 1} (line {reader.line_num})", folded_cells))
    except csv.Error as error:
        raise PlanUnreadable(
            f"Line {reader.line_num} cannot be read as a row ({error}): look for a quotation mark that is not closed."
        ) from error
    return grid
