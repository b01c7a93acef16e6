"""All tables of one instant into a folder, in three formats at once: each row is read once and held by nobody."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from entente.foundation.common.packed import Packed, packed
from entente.foundation.common.reading import unremembered
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import PUBLIC_LOG

from .column_sets import COLUMN_SETS, ColumnSet
from .package import Basis, File
from .reading import Reading, rows_of_all
from .readme import NAMES, first_sheet, readme
from .tables import TABLES, Table, View
from .workbook import Sheet, Told, put_together, sheet_rows, sheets_of
from .writers import ParquetFile, SomeRows, csv_heading, csv_of, in_batches

CSV, PARQUET, SHEETS, CSV_OF_OTHERS = "csv", "parquet", ".sheets", "column-sets"
WORKBOOK, README = "entente.xlsx", "README.md"

Report = Callable[[int, int], None]
"""report(done, known): so many tables of a plan are written, of so many."""


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


class TableFiles:
    """The files of one table, written as its rows come; those of its sheet lie on the disk until the workbook is put together."""

    def __init__(self, folder: Path, table: Table, languages: Sequence[str]) -> None:
        columns = table.columns_in(languages)
        self.rows = 0
        self._name, self._headings = table.name, [column.name for column in columns]
        self._csv = (folder / CSV / f"{table.name}.csv").open("wb")
        self._csv.write(csv_heading(columns))
        self._parquet = ParquetFile(folder / PARQUET / f"{table.name}.parquet", columns)
        self._sheet = (folder / SHEETS / table.name).open("w+b")
        self._pieces: list[tuple[int, int, int, int]] = []

    def add(self, some: SomeRows) -> None:
        self.rows += some.many
        self._csv.write(some.csv)
        self._parquet.add(some.csv, some.many)
        deflated, crc, size = some.sheet
        self._sheet.write(deflated)
        self._pieces.append((some.many, len(deflated), crc, size))

    def finish(self) -> Iterator[Sheet]:
        """The table as sheets: none comes before the one before it was taken."""
        self._csv.close()
        self._parquet.close()
        return sheets_of(
            self._name,
            self._headings,
            [Told(count, size) for count, _length, _crc, size in self._pieces],
            self._packed(),
        )

    def _packed(self) -> Iterator[Packed]:
        self._sheet.seek(0)
        for _count, length, crc, size in self._pieces:
            yield Packed(self._sheet.read(length), crc, size)

    def close(self) -> None:
        self._csv.close()
        self._parquet.close()
        self._sheet.close()


def write_tables(folder: Path, of: Reading, report: Report) -> tuple[Basis, Written]:
    """Write all tables, the workbook and the README into an empty folder."""
    for name in (CSV, PARQUET, SHEETS, CSV_OF_OTHERS):
        (folder / name).mkdir()
    with ExitStack() as opened:
        files = {one.name: opened.enter_context(closing(TableFiles(folder, one, of.languages))) for one in TABLES}
        with unremembered():
            _write_rows(files, of, report)
            for column_set in COLUMN_SETS:
                _write_column_set(folder / CSV_OF_OTHERS, column_set, of)
        basis, counts = basis_of(of), {name: one.rows for name, one in files.items()}
        sheets = [sheet for one in files.values() for sheet in one.finish()]
        with (folder / WORKBOOK).open("wb") as out:
            write_workbook(out, basis, TABLES, counts, sheets)
    shutil.rmtree(folder / SHEETS)
    (folder / README).write_text(readme(basis, TABLES, counts), "utf-8")
    written = Written(
        {
            "": [_file(folder, path) for path in (WORKBOOK, README, *map(path_of_set, COLUMN_SETS))],
            **{name: [_file(folder, path, counts[name]) for path in paths_of(name)] for name in counts},
        },
        sum(counts.values()),
    )
    return basis, written


def _write_rows(files: Mapping[str, TableFiles], of: Reading, report: Report) -> None:
    done, known = 0, sum(len(of.plans) if table.is_of_plan else 1 for table in TABLES)
    for table, is_first, rows in rows_of_all(of, TABLES):
        mine = files[table.name]
        for some in in_batches(rows):
            mine.add(some)
        done += is_first
        report(done, known)


def _write_column_set(folder: Path, column_set: ColumnSet, of: Reading) -> None:
    with (folder / column_set.file).open("wb") as file:
        file.write(csv_of([column_set.headings]))
        for plan in of.plans:
            for piece in View(of.as_of, of.plans, plan).pieces(column_set.walk):
                file.write(csv_of(column_set.rows(piece)))


def write_workbook(
    out: BinaryIO, basis: Basis, tables: Sequence[Table], counts: Mapping[str, int], sheets: Iterable[Sheet]
) -> None:
    """The workbook of these tables into a file that can be sought in: what they are comes first."""
    said = first_sheet(basis, tables, counts)
    rows = packed(sheet_rows(said))
    first = sheets_of("README", ("", *NAMES.values()), [Told(len(said), rows.size)], [rows])
    put_together(out, [*first, *sheets], title="Entente", at=basis.as_of)


def path_of_set(column_set: ColumnSet) -> str:
    return f"{CSV_OF_OTHERS}/{column_set.file}"


def paths_of(table: str) -> tuple[str, str]:
    """Where the files of a table lie, CSV first."""
    return f"{CSV}/{table}.csv", f"{PARQUET}/{table}.parquet"


def _file(folder: Path, path: str, rows: int | None = None) -> File:
    with (folder / path).open("rb") as file:
        return File(path, (folder / path).stat().st_size, hashlib.file_digest(file, "sha256").hexdigest(), rows)
