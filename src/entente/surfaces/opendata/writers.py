"""Rows of a table as its files hold them: CSV (RFC 4180), the rows of a sheet, Parquet.  Some rows at a time.

What is written of some rows does not tell where they stand, so that rows which come before them leave it as it is.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from entente.foundation.common.packed import Packed, packed

from .tables.table import Cell, Column
from .words import Type
from .workbook import sheet_rows

AT_ONCE = 2000
"""So many rows are held at once; a group of a Parquet file has so many at least, its last one aside."""

MONEY = pa.decimal128(20, 2)


class SomeRows(NamedTuple):
    """Some rows of a table as its files hold them.

    many   how many they are
    csv    without the heading
    sheet  the rows of a sheet
    batch  of Arrow's, without its schema
    """

    many: int
    csv: bytes
    sheet: Packed
    batch: bytes


def some_rows(rows: Sequence[Sequence[Cell]], schema: Any) -> SomeRows:
    """One row at least.  schema: that of the table (`arrow_schema`)."""
    arrays = [pa.array(cells, one.type) for cells, one in zip(zip(*rows, strict=True), schema, strict=True)]
    batch = pa.record_batch(arrays, schema=schema).serialize().to_pybytes()
    return SomeRows(len(rows), csv_of(rows), packed(sheet_rows(rows)), batch)


def in_batches(rows: Iterable[Sequence[Cell]], schema: Any) -> Iterator[SomeRows]:
    """All of them, so many at once as are held."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some_rows(some, schema)


# --- CSV -------------------------------------------------------------------------------------------------------------


def csv_of(rows: Iterable[Iterable[Cell]]) -> bytes:
    """UTF-8 without a mark, lines end with CR LF, an empty cell is nothing.  Texts are as they are: no cell is altered."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def csv_heading(columns: Sequence[Column]) -> bytes:
    return csv_of([[column.name for column in columns]])


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


class ParquetFile:
    """Typed columns, which say in their own metadata what they mean.  out: a path or an open file."""

    def __init__(self, out: Path | BinaryIO, schema: Any) -> None:
        self._schema = schema
        self._writer = pq.ParquetWriter(out, schema, compression="zstd", use_dictionary=True)
        self._waiting: list[Any] = []
        self._rows = 0

    def add(self, batch: bytes, many: int) -> None:
        self._waiting.append(pa.ipc.read_record_batch(pa.py_buffer(batch), self._schema))
        self._rows += many
        if self._rows >= AT_ONCE:
            self._flush()

    def close(self) -> None:
        if self._rows:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._waiting, self._schema), row_group_size=self._rows)
        self._waiting.clear()
        self._rows = 0


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
