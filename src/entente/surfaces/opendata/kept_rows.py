"""The rows of a copy in parts that are kept from one publication to the next: what changed is read, the rest is put in its place.

A table is written again when any of its rows changed; else its files are as they were.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from entente.foundation.common.kept import kept

from .column_sets import COLUMN_SETS, ColumnSet
from .reading import Reading, parts_of_all
from .tables import Table, View
from .tables.table import Cell
from .writing import CSV_OF_OTHERS, Report, write_column_set, writers_of

ROWS = ".rows"


def write_kept_rows(folder: Path, of: Reading, tables: Sequence[Table], _report: Report) -> dict[str, int]:
    """How many rows each table has.  Rows lie on the disk meanwhile, so that memory holds those of one part."""
    (folder / ROWS).mkdir()
    held = {table.name: sha256() for table in tables}
    with ExitStack() as opened:
        out = {table.name: opened.enter_context((folder / ROWS / table.name).open("wb")) for table in tables}
        for name, together, view in parts_of_all(of, tables):
            for told, rows in _told(kept(name, partial(_rows, together, view, of.languages))):
                out[told].write(rows)
                held[told].update(rows)
    counts = {table.name: _write(folder, table, of, held[table.name].hexdigest()) for table in tables}
    for column_set in COLUMN_SETS:
        _write_set(folder / CSV_OF_OTHERS, column_set, of)
    for table in tables:
        (folder / ROWS / table.name).unlink()
    (folder / ROWS).rmdir()
    return counts


def _rows(tables: Sequence[Table], view: View, languages: Sequence[str]) -> bytes:
    """The rows of each table, each by itself."""
    return pickle.dumps([(table.name, pickle.dumps(list(table.rows(view, languages)))) for table in tables])


def _told(part: bytes) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = pickle.loads(part)  # noqa: S301  # from the notes of this program
    return found


def _write(folder: Path, table: Table, of: Reading, held: str) -> int:
    """The files of a table; how many rows it has."""
    written: tuple[int, dict[str, bytes]] = pickle.loads(  # noqa: S301  # as above
        kept(f"table {table.name} {' '.join(of.languages)} {held}", lambda: _files(folder, table, of.languages))
    )
    count, files = written
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return count


def _files(folder: Path, table: Table, languages: Sequence[str]) -> bytes:
    """How many rows a table has, and its files by name."""
    count = 0
    there = {path for path in folder.rglob("*") if path.is_file()}
    with writers_of(folder, table, languages) as writers, (folder / ROWS / table.name).open("rb") as held:
        for row in _rows_in(held):
            for writer in writers:
                writer.write(row)
            count += 1
    fresh = sorted(path for path in folder.rglob("*") if path.is_file() and path not in there)
    return pickle.dumps((count, {path.relative_to(folder).as_posix(): path.read_bytes() for path in fresh}))


def _rows_in(held: BinaryIO) -> Iterator[list[Cell]]:
    while True:
        try:
            yield from pickle.load(held)  # noqa: S301  # as above
        except EOFError:
            return


def _write_set(folder: Path, column_set: ColumnSet, of: Reading) -> None:
    def made() -> bytes:
        write_column_set(folder, column_set, of)
        return (folder / column_set.file).read_bytes()

    plans = sha256(repr(of.plans).encode()).hexdigest()
    (folder / column_set.file).write_bytes(kept(f"set {column_set.file} {plans}", made))
