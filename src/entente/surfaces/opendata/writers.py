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
from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, read_csv

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
    csv    without the heading; what Parquet holds is read from it
    sheet  the rows of a sheet
    """

    many: int
    csv: bytes
    sheet: Packed


def some_rows(rows: Sequence[Sequence[Cell]]) -> SomeRows:
    return SomeRows(len(rows), csv_of(rows), packed(sheet_rows(rows)))


def in_batches(rows: Iterable[Sequence[Cell]]) -> Iterator[SomeRows]:
    """All of them, so many at once as are held."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some_rows(some)


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


AS_WRITTEN = ParseOptions(newlines_in_values=True)


class ParquetFile:
    """Typed columns, which say in their own metadata what they mean.  out: a path or an open file."""

    def __init__(self, out: Path | BinaryIO, columns: Sequence[Column]) -> None:
        self._schema = arrow_schema(columns)
        self._writer = pq.ParquetWriter(out, self._schema, compression="zstd", use_dictionary=True)
        self._converted = ConvertOptions(
            column_types=self._schema, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
        )
        self._waiting: list[bytes] = []
        self._many = 0

    def add(self, csv: bytes, many: int) -> None:
        """So many rows, as CSV without a heading."""
        self._waiting.append(csv)
        self._many += many
        if self._many >= AT_ONCE:
            self._flush()

    def close(self) -> None:
        if self._many:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        lines = b"".join(self._waiting)
        reading = ReadOptions(use_threads=False, block_size=len(lines) + 1, column_names=self._schema.names)
        read = read_csv(pa.py_buffer(lines), reading, AS_WRITTEN, self._converted).cast(self._schema)
        self._writer.write_table(read, row_group_size=self._many)
        self._waiting.clear()
        self._many = 0


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
