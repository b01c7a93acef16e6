"""The tables of a copy in pieces that are kept from one publication to the next: what changed is read, the rest put in place.

Of each piece its rows are kept as the files hold them, under a name that says what they are: they are looked at when a table
of which some changed is put together again, and left alone else.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from entente.foundation.common import notes
from entente.foundation.common.kept import is_kept, kept, kept_value, stays
from entente.foundation.common.packed import Packed, joined

from .column_sets import ColumnSet
from .reading import Reading, parts_of_all
from .tables import Table, View
from .workbook import Sheet, Told, in_sheets, sheets_of
from .writers import ParquetFile, csv_heading, csv_of, in_batches

FORMS = ("csv", "sheet")
"""As what some rows are kept, each by itself."""


class KeptRows(NamedTuple):
    """Some rows of a table.  digest: of all that files hold of them."""

    many: int
    digest: str
    part: KeptPart

    def csv(self) -> bytes:
        return self.part.value(f"csv {self.digest}")

    def sheet(self) -> Packed:
        found: Packed = pickle.loads(self.part.value(f"sheet {self.digest}"))  # noqa: S301  # from the notes of this program
        return found


class KeptPart:
    """What is read together.  told: (table, how many rows, their digest) of some rows after the other."""

    def __init__(self, name: str, tables: Sequence[Table], view: View, languages: Sequence[str]) -> None:
        self.tables, self._view, self._languages = tables, view, languages
        self._made: dict[str, bytes] = {}
        self.told = kept_value(name, self._read)
        for _table, _many, digest in self.told:
            for form in FORMS:
                stays(f"{form} {digest}")

    def value(self, name: str) -> bytes:
        return self._made.get(name) or kept(name, partial(self._again, name))

    def _read(self) -> list[tuple[str, int, str]]:
        told = []
        for table, many, digest, held in self._written():
            told.append((table, many, digest))
            if not is_kept():
                self._made |= held
                continue
            for name, value in held.items():
                kept(name, lambda value=value: value)  # type: ignore[misc]  # bound now
        return told

    def _written(self) -> Iterator[tuple[str, int, str, dict[str, bytes]]]:
        for table in self.tables:
            for some in in_batches(table.rows(self._view, self._languages)):
                values = some.csv, pickle.dumps(some.sheet)
                digest = sha256(b"".join(values)).hexdigest()
                held = {f"{form} {digest}": value for form, value in zip(FORMS, values, strict=True)}
                yield table.name, some.many, digest, held

    def _again(self, name: str) -> bytes:
        """What was kept and is lost."""
        with notes.unnoted():  # it rests on what the part rests on
            return next(held[name] for *_, held in self._written() if name in held)


@dataclass(slots=True)
class KeptTable:
    """The rows of a table as a copy holds it.  newest: the latest instant that was told by what they were read with."""

    table: Table
    languages: Sequence[str]
    pieces: list[KeptRows] = field(default_factory=list)
    newest: datetime | None = None

    @property
    def rows(self) -> int:
        return sum(piece.many for piece in self.pieces)

    @property
    def made_from(self) -> str:
        """All that its files follow from."""
        held = "".join(piece.digest for piece in self.pieces)
        return f"{self.table.name} {' '.join(self.languages)} {sha256(held.encode()).hexdigest()}"

    def csv(self) -> bytes:
        return b"".join([csv_heading(self.table.columns_in(self.languages)), *(piece.csv() for piece in self.pieces)])

    def parquet(self) -> bytes:
        out = BytesIO()
        file = ParquetFile(out, self.table.columns_in(self.languages))
        for piece in self.pieces:
            file.add(piece.csv(), piece.many)
        file.close()
        return out.getvalue()

    def sheets(self) -> Iterator[Sheet]:
        headings = [column.name for column in self.table.columns_in(self.languages)]
        held = kept_value(f"sheets {self.made_from}", self._packed)
        return sheets_of(
            self.table.name, headings, [Told(many, one.size) for many, one in held], [one for _, one in held]
        )

    def _packed(self) -> list[tuple[int, Packed]]:
        """The rows of each sheet in one piece."""
        left, found = iter(self.pieces), []
        for group in in_sheets([piece.many for piece in self.pieces]):
            found.append((sum(group), joined(next(left).sheet() for _ in group)))
        return found


def kept_tables(of: Reading, tables: Iterable[Table]) -> list[KeptTable]:
    """These tables, in their order, with all that they are made from."""
    found = {table.name: KeptTable(table, of.languages) for table in tables}
    parts = parts_of_all(of, [one.table for one in found.values()])
    for part, noted in iter(partial(_next_part, parts, of.languages), None):
        for table in part.tables:
            newest = [at for at in (found[table.name].newest, noted.newest) if at]
            found[table.name].newest = max(newest, default=None)
        for told, many, digest in part.told:
            found[told].pieces.append(KeptRows(many, digest, part))
    for one in found.values():
        stays(f"sheets {one.made_from}")
    return list(found.values())


def _next_part(
    parts: Iterator[tuple[str, Sequence[Table], View]], languages: Sequence[str]
) -> tuple[KeptPart, notes.Notes] | None:
    """With all that it rests on, also that by which the parts were told apart; None after the last."""
    with notes.noting() as noted:
        told = next(parts, None)
        return (KeptPart(*told, languages), noted) if told else None


def kept_set(column_set: ColumnSet, of: Reading) -> bytes:
    """A column set as CSV: of each piece its lines are kept."""
    basis, found = repr(of.plans), [csv_of([column_set.headings])]
    for plan in of.plans:
        for piece in View(of.as_of, of.plans, plan).pieces(column_set.walk):
            named = sha256(repr((basis, plan.slug, piece.keys)).encode()).hexdigest()
            found.append(kept(f"set {column_set.file} {named}", partial(_lines, column_set, piece)))
    return b"".join(found)


def _lines(column_set: ColumnSet, piece: View) -> bytes:
    return csv_of(column_set.rows(piece))
