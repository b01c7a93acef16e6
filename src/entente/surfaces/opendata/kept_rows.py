"""The tables of a copy in pieces that are kept from one publication to the next: what changed is read, the rest put in place.

Of each piece its rows are kept as the files hold them; a table is put together again when any of them changed.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import Any

from entente.foundation.common.kept import kept, kept_apart
from entente.foundation.common.packed import Packed, joined

from .column_sets import ColumnSet
from .reading import Reading, parts_of_all
from .tables import Table, View
from .workbook import Sheet, in_sheets, sheets_of
from .writers import ParquetFile, SomeRows, arrow_schema, csv_heading, csv_of, in_batches

CSV, SHEET, BATCH = 0, 1, 2
"""The places of what is kept of some rows, one after the other."""


@dataclass(frozen=True, slots=True)
class KeptRows:
    """Some rows of a table.  kept: of their part; at: where theirs begin in it; digest: of all that files hold of them."""

    many: int
    digest: bytes
    kept: Sequence[bytes]
    at: int

    def rows(self) -> SomeRows:
        return SomeRows(self.many, self.kept[self.at + CSV], self.sheet(), self.kept[self.at + BATCH])

    def sheet(self) -> Packed:
        found: Packed = _loaded(self.kept[self.at + SHEET])
        return found


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table as a copy holds it.  sheets: how many rows each piece of its sheets has, and the pieces."""

    table: Table
    rows: int
    csv: bytes
    parquet: bytes
    sheets: Sequence[tuple[int, Packed]]

    def as_sheets(self, languages: Sequence[str]) -> Iterator[Sheet]:
        headings = [column.name for column in self.table.columns_in(languages)]
        return sheets_of(
            self.table.name, headings, [count for count, _ in self.sheets], [one for _, one in self.sheets]
        )


def kept_rows(of: Reading, tables: Sequence[Table]) -> dict[str, list[KeptRows]]:
    """The rows of each table, piece by piece."""
    found: dict[str, list[KeptRows]] = {table.name: [] for table in tables}
    for name, together, view in parts_of_all(of, tables):
        part = kept_apart(name, partial(_part, together, view, of.languages))
        for told, count, digest, at in _loaded(part[0]):
            found[told].append(KeptRows(count, digest, part, at))
    return found


def _part(tables: Sequence[Table], view: View, languages: Sequence[str]) -> Sequence[bytes]:
    """What it holds (table, how many rows, their digest, where they begin), and then some rows after the other."""
    told, values = list[tuple[str, int, bytes, int]](), [b""]
    for table in tables:
        schema = arrow_schema(table.columns_in(languages))
        for some in in_batches(table.rows(view, languages), schema):
            held = [some.csv, pickle.dumps(some.sheet), some.batch]
            told.append((table.name, some.many, sha256(b"".join(held)).digest(), len(values)))
            values += held
    values[0] = pickle.dumps(told)
    return values


def kept_table(table: Table, pieces: Sequence[KeptRows], languages: Sequence[str]) -> KeptTable:
    """A table of these rows.  The database is not asked."""
    held = sha256(b"".join(piece.digest for piece in pieces)).hexdigest()
    name = f"table {table.name} {' '.join(languages)} {held}"
    csv, parquet, sheets = kept_apart(name, lambda: _put_together(table, pieces, languages))
    return KeptTable(table, sum(piece.many for piece in pieces), csv, parquet, _loaded(sheets))


def _put_together(table: Table, pieces: Sequence[KeptRows], languages: Sequence[str]) -> Sequence[bytes]:
    """The table as CSV and Parquet, and the pieces of its sheets."""
    columns = table.columns_in(languages)
    lines, out = [csv_heading(columns)], BytesIO()
    parquet = ParquetFile(out, arrow_schema(columns))
    for piece in pieces:
        some = piece.rows()
        lines.append(some.csv)
        parquet.add(some)
    parquet.close()
    left, sheets = iter(pieces), []
    for group in in_sheets([piece.many for piece in pieces]):
        sheets.append((sum(group), joined(next(left).sheet() for _ in group)))
    return [b"".join(lines), out.getvalue(), pickle.dumps(sheets)]


def kept_set(column_set: ColumnSet, of: Reading) -> bytes:
    """A column set as CSV."""

    def made() -> bytes:
        views = (View(of.as_of, of.plans, plan) for plan in of.plans)
        return csv_of([column_set.headings]) + b"".join(csv_of(column_set.rows(view)) for view in views)

    plans = sha256(repr(of.plans).encode()).hexdigest()
    return kept(f"set {column_set.file} {plans}", made)


def _loaded(part: bytes) -> Any:
    return pickle.loads(part)  # noqa: S301  # from the notes of this program
