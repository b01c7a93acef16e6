"""A table as files: CSV (RFC 4180), one sheet of a workbook, Parquet.  Rows go through; nothing but a batch is held."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from .tables.table import Cell, Column
from .words import Type

AT_ONCE = 2000
"""Rows of one group of a Parquet file: so many are held at once."""

MONEY = pa.decimal128(20, 2)


class Writer(Protocol):
    """Takes the rows of one table, one after the other."""

    def write(self, row: Sequence[Cell]) -> None: ...

    def close(self) -> None: ...


# --- CSV -------------------------------------------------------------------------------------------------------------


class CsvWriter:
    """UTF-8 without a mark, lines end with CR LF, an empty cell is nothing.  Texts are as they are: no cell is altered."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._lines = csv_lines(self._file, columns)

    def write(self, row: Sequence[Cell]) -> None:
        self._lines(row)

    def close(self) -> None:
        self._file.close()


def csv_lines(out: TextIO, columns: Sequence[Column]) -> Callable[[Iterable[Cell]], None]:
    """Write the heading, and a function that writes a row."""
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow([column.name for column in columns])

    def line(row: Iterable[Cell]) -> None:
        written.writerow([plain(cell) for cell in row])

    return line


def plain(cell: Cell) -> str | int:
    """A cell as CSV and JSON have it: ISO 8601, true and false, "" for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else f"{cell:.2f}"


# --- Parquet ---------------------------------------------------------------------------------------------------------

ARROW: dict[Type, Any] = {
    Type.WHOLE: pa.int64(),
    Type.MONEY: MONEY,
    Type.YES_NO: pa.bool_(),
    Type.DAY: pa.date32(),
    Type.INSTANT: pa.timestamp("s", tz="UTC"),
}
"""Type -> of Parquet; every other is text."""


class ParquetWriter:
    """Typed columns, which say in their own metadata what they mean."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._schema = arrow_schema(columns)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd", use_dictionary=True)
        self._rows: list[Sequence[Cell]] = []

    def write(self, row: Sequence[Cell]) -> None:
        self._rows.append(row)
        if len(self._rows) == AT_ONCE:
            self._flush()

    def close(self) -> None:
        if self._rows:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        cells = zip(*self._rows, strict=True)
        arrays = [pa.array(column, one.type) for column, one in zip(cells, self._schema, strict=True)]
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))
        self._rows.clear()


def arrow_schema(columns: Sequence[Column]) -> Any:
    return pa.schema(
        [
            pa.field(column.name, ARROW.get(column.type, pa.string()), nullable=True, metadata=_said_of(column))
            for column in columns
        ]
    )


def _said_of(column: Column) -> dict[str, str]:
    """What a column means, in the file itself."""
    return {
        "title": json.dumps(column.meaning.label, ensure_ascii=False),
        "unit": column.meaning.unit,
        "source": column.source.code,
        "licence": column.meaning.licence.name or column.meaning.licence.code,
    }
