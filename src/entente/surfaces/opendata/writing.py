"""All tables of one instant into a folder, in three formats at once: each row is read once and held by nobody."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from entente.foundation.common.reading import unremembered
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import PUBLIC_LOG

from .column_sets import COLUMN_SETS, ColumnSet
from .package import Basis, File
from .reading import Reading, rows_of_all
from .readme import first_sheet, readme
from .tables import TABLES, Table, View
from .workbook import SheetWriter, put_together, sheets_of
from .writers import CsvWriter, ParquetWriter, Writer, plain

CSV, PARQUET, SHEETS, CSV_OF_OTHERS = "csv", "parquet", ".sheets", "column-sets"
WORKBOOK, README = "entente.xlsx", "README.md"

Report = Callable[[int, int], None]
"""report(done, known): so many tables of a plan are written, of so many."""

WriteRows = Callable[[Path, Reading, Sequence[Table], Report], dict[str, int]]
"""Writes the rows of tables and of column sets; how many rows each table has."""


@dataclass(frozen=True, slots=True)
class Written:
    """of_table: name -> its files, CSV first; "" -> those of the whole release."""

    of_table: Mapping[str, Sequence[File]]
    rows: int


def basis_of(of: Reading) -> Basis:
    """Three queries."""
    size = ledger.size(PUBLIC_LOG, as_of=of.as_of)
    return Basis(
        as_of=of.as_of,
        record=ledger.record_name(),
        size=size,
        root=ledger.root(PUBLIC_LOG, size).hex() if size else "",
        plans=tuple(sorted(plan.slug for plan in of.plans)),
        languages=of.languages,
    )


def write_tables(
    folder: Path,
    of: Reading,
    report: Report,
    *,
    tables: Sequence[Table] = TABLES,
    stands_on: Callable[[Reading], Basis] = basis_of,
    write_rows: WriteRows | None = None,
) -> tuple[Basis, Written]:
    """Write these tables, the workbook and the README into an empty folder.  What they stand on is asked after their rows."""
    for name in (CSV, PARQUET, SHEETS, CSV_OF_OTHERS):
        (folder / name).mkdir()
    with unremembered():
        counts = (write_rows or _write_rows)(folder, of, tables, report)
    basis = stands_on(of)
    sheet = folder / SHEETS / "readme.xml"
    first = SheetWriter(sheet, ("", "English", "Español", "Français"))
    for row in first_sheet(basis, tables, counts):
        first.write(row)
    first.close()
    parts = [("README", sheet)]
    for table in tables:
        parts += sheets_of(table.name, folder / SHEETS / f"{table.name}.xml")
    put_together(folder / WORKBOOK, parts, title="Entente", at=basis.as_of)
    shutil.rmtree(folder / SHEETS)
    (folder / README).write_text(readme(basis, tables, counts), "utf-8")
    written = Written(
        {
            "": [_file(folder, path) for path in (WORKBOOK, README, *_paths_of_others())],
            **{table.name: _files_of(folder, table, counts[table.name]) for table in tables},
        },
        sum(counts.values()),
    )
    return basis, written


def _paths_of_others() -> list[str]:
    return [f"{CSV_OF_OTHERS}/{column_set.file}" for column_set in COLUMN_SETS]


def write_column_set(folder: Path, column_set: ColumnSet, of: Reading) -> None:
    with (folder / column_set.file).open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow(column_set.headings)
        for plan in of.plans:
            for row in column_set.rows(View(of.as_of, of.plans, plan)):
                lines.writerow([plain(cell) for cell in row])


def _write_rows(folder: Path, of: Reading, tables: Sequence[Table], report: Report) -> dict[str, int]:
    """How many rows each table has."""
    counts = dict.fromkeys((table.name for table in tables), 0)
    with ExitStack() as open_files:
        writers = {table.name: open_files.enter_context(writers_of(folder, table, of.languages)) for table in tables}
        known = sum(len(of.plans) if table.is_of_plan else 1 for table in tables)
        done = 0
        for table, is_first, rows in rows_of_all(of, tables):
            mine = writers[table.name]
            for row in rows:
                for writer in mine:
                    writer.write(row)
                counts[table.name] += 1
            done += is_first
            report(done, known)
    for column_set in COLUMN_SETS:
        write_column_set(folder / CSV_OF_OTHERS, column_set, of)
    return counts


@contextmanager
def writers_of(folder: Path, table: Table, languages: Sequence[str]) -> Iterator[tuple[Writer, ...]]:
    columns = table.columns_in(languages)
    writers: tuple[Writer, ...] = (
        CsvWriter(folder / CSV / f"{table.name}.csv", columns),
        ParquetWriter(folder / PARQUET / f"{table.name}.parquet", columns),
        SheetWriter(folder / SHEETS / f"{table.name}.xml", [column.name for column in columns]),
    )
    try:
        yield writers
    finally:
        for writer in writers:
            writer.close()


def _files_of(folder: Path, table: Table, rows: int) -> list[File]:
    return [
        _file(folder, f"{CSV}/{table.name}.csv", rows),
        _file(folder, f"{PARQUET}/{table.name}.parquet", rows),
    ]


def _file(folder: Path, path: str, rows: int | None = None) -> File:
    with (folder / path).open("rb") as file:
        return File(path, (folder / path).stat().st_size, hashlib.file_digest(file, "sha256").hexdigest(), rows)
