"""The tables of a published copy: what it tells on its pages, under `data/latest/`, made anew when any of it changed.

Not a release: nothing in it names the instant of the copy, so that the same facts are the same files in the next one; and the
public log is not among the tables, since the copy carries the log itself, on which its own files are put last.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from entente.foundation.common import notes
from entente.foundation.ledger import queries as ledger

from .kept_rows import write_kept_rows
from .package import Basis, data_package
from .reading import Reading, reading
from .release import DESCRIPTION, write_json
from .tables import TABLES
from .writing import write_tables

FOLDER = "data/latest/"
CARRIED = tuple(table for table in TABLES if table.name != "ledger")
BEFORE_ANYTHING = datetime(1980, 1, 1, tzinfo=UTC)
"""Where no row tells an instant: the first that a workbook can bear."""


def copied_files(*, as_of: datetime) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every file, in an order that depends on the record alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with notes.noting() as noted:

            def stands_on(of: Reading) -> Basis:
                return Basis(
                    as_of=noted.newest or BEFORE_ANYTHING,
                    record=ledger.record_name(),
                    size=None,
                    root="",
                    plans=tuple(sorted(plan.slug for plan in of.plans)),
                    languages=of.languages,
                )

            basis, written = write_tables(
                folder,
                reading(as_of=as_of),
                lambda _done, _known: None,
                tables=CARRIED,
                stands_on=stands_on,
                write_rows=write_kept_rows,
            )
        write_json(folder / DESCRIPTION, data_package(basis, CARRIED, written.of_table))
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield FOLDER + path.relative_to(folder).as_posix(), path.read_bytes()
