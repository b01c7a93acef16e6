"""The tables of a published copy: what it tells on its pages, under `data/latest/`, made anew when any of it changed.

Not a release: nothing in it names the instant of the copy, so that the same facts are the same files in the next one; and the
public log is not among the tables, since the copy carries the log itself, on which its own files are put last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from io import BytesIO

from entente.foundation.common import notes
from entente.foundation.common.kept import kept
from entente.foundation.common.reading import unremembered
from entente.foundation.ledger import queries as ledger
from entente.surfaces.web.files import FileToMake

from .column_sets import COLUMN_SETS
from .kept_rows import KeptTable, kept_set, kept_tables
from .package import Basis, File, data_package
from .reading import Reading, reading
from .readme import readme
from .release import DESCRIPTION, json_bytes
from .tables import TABLES
from .writing import README, WORKBOOK, path_of_set, paths_of, write_workbook

FOLDER = "data/latest/"
CARRIED = tuple(table for table in TABLES if table.name != "ledger")
BEFORE_ANYTHING = datetime(1980, 1, 1, tzinfo=UTC)
"""Where no row tells an instant: the first that a workbook can bear."""


def copied_files(*, as_of: datetime) -> Iterator[FileToMake]:
    """Every file, in an order that depends on the record alone."""
    with notes.noting() as noted, unremembered():
        of = reading(as_of=as_of)
        tables = kept_tables(of, CARRIED)
        sets = {path_of_set(one): kept_set(one, of) for one in COLUMN_SETS}
        basis = _basis(of, noted.newest or BEFORE_ANYTHING)
    files: dict[str, list[File]] = {"": []}
    for table in tables:
        made = zip(paths_of(table.table.name), (table.csv, table.parquet), strict=True)
        told = [_Told(path, table.made_from, make) for path, make in made]
        files[table.table.name] = [one.file(table.rows) for one in told]
        yield from (one.copied(table.newest) for one in told)
    counts = {table.table.name: table.rows for table in tables}
    others = [
        _Told(WORKBOOK, _hashed(repr((basis, [one.made_from for one in tables]))), partial(_workbook, basis, tables)),
        _told_of(README, readme(basis, CARRIED, counts).encode()),
        *(_told_of(path, content) for path, content in sets.items()),
    ]
    files[""] = [one.file() for one in others]
    yield from (one.copied() for one in others)
    yield _told_of(DESCRIPTION, json_bytes(data_package(basis, CARRIED, files))).copied()


def _basis(of: Reading, newest: datetime) -> Basis:
    plans = tuple(sorted(plan.slug for plan in of.plans))
    return Basis(newest, ledger.record_name(), size=None, root="", plans=plans, languages=of.languages)


def _workbook(basis: Basis, tables: Sequence[KeptTable]) -> bytes:
    out = BytesIO()
    sheets = [sheet for table in tables for sheet in table.sheets()]
    write_workbook(out, basis, CARRIED, {one.table.name: one.rows for one in tables}, sheets)
    return out.getvalue()


class _Told:
    """A file by what it is made from: its size and hash are known where it was made before."""

    def __init__(self, path: str, made_from: str, make: Callable[[], bytes]) -> None:
        self._path, self._made_from, self._make = path, made_from, make
        self._made: bytes | None = None
        told = kept(f"file {path} {made_from}", self._tell).decode().split()
        self._size, self._sha256 = int(told[0]), told[1]

    def _tell(self) -> bytes:
        self._made = self._make()
        return f"{len(self._made)} {sha256(self._made).hexdigest()}".encode()

    def _content(self) -> bytes:
        made, self._made = self._made, None
        return self._make() if made is None else made

    def file(self, rows: int | None = None) -> File:
        return File(self._path, self._size, self._sha256, rows)

    def copied(self, newest: datetime | None = None) -> FileToMake:
        return FileToMake(FOLDER + self._path, self._content, self._made_from, newest)


def _told_of(path: str, content: bytes) -> _Told:
    return _Told(path, sha256(content).hexdigest(), lambda: content)


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()
