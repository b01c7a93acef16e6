"""The tables of a published copy: what it tells on its pages, under `data/latest/`, made anew when any of it changed.

Not a release: nothing in it names the instant of the copy, so that the same facts are the same files in the next one; and the
public log is not among the tables, since the copy carries the log itself, on which its own files are put last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

from entente.foundation.common import notes
from entente.foundation.common.reading import unremembered
from entente.foundation.ledger import queries as ledger

from .column_sets import COLUMN_SETS
from .kept_rows import kept_rows, kept_set, kept_table
from .package import Basis, File, data_package
from .reading import Reading, reading
from .readme import readme
from .release import DESCRIPTION, json_bytes
from .tables import TABLES
from .workbook import Sheet
from .writing import README, WORKBOOK, path_of_set, paths_of, write_workbook

FOLDER = "data/latest/"
CARRIED = tuple(table for table in TABLES if table.name != "ledger")
BEFORE_ANYTHING = datetime(1980, 1, 1, tzinfo=UTC)
"""Where no row tells an instant: the first that a workbook can bear."""


def copied_files(*, as_of: datetime) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every file, in an order that depends on the record alone."""
    with notes.noting() as noted, unremembered():
        of = reading(as_of=as_of)
        rows = kept_rows(of, CARRIED)
        sets = {path_of_set(one): kept_set(one, of) for one in COLUMN_SETS}
        basis = _basis(of, noted.newest or BEFORE_ANYTHING)
    files, counts, sheets = dict[str, list[File]](), dict[str, int](), list[Sheet]()
    for table in CARRIED:
        one = kept_table(table, rows.pop(table.name), of.languages)
        contents = dict(zip(paths_of(table.name), (one.csv, one.parquet), strict=True))
        files[table.name] = [_file(path, content, one.rows) for path, content in contents.items()]
        counts[table.name] = one.rows
        sheets += one.as_sheets(of.languages)
        yield from _in_folder(contents)
    book = BytesIO()
    write_workbook(book, basis, CARRIED, counts, sheets)
    others = {WORKBOOK: book.getvalue(), README: readme(basis, CARRIED, counts).encode(), **sets}
    files[""] = [_file(path, content) for path, content in others.items()]
    yield from _in_folder({**others, DESCRIPTION: json_bytes(data_package(basis, CARRIED, files))})


def _basis(of: Reading, newest: datetime) -> Basis:
    plans = tuple(sorted(plan.slug for plan in of.plans))
    return Basis(newest, ledger.record_name(), size=None, root="", plans=plans, languages=of.languages)


def _file(path: str, content: bytes, rows: int | None = None) -> File:
    return File(path, len(content), sha256(content).hexdigest(), rows)


def _in_folder(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    return ((FOLDER + path, content) for path, content in files.items())
