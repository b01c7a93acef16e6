"""What was read in a statement is kept and known again, by the database that it was read for."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from entente.surfaces.publish import readings, statements
from entente.surfaces.publish.statements import reads_of

from .test_narrowing import BEGINNING, BETWEEN, OF_ONE, OF_SOME_BUT, UNTOLD, WITH_OPENINGS, WITH_SOURCES

STATEMENTS = (OF_ONE, OF_SOME_BUT, WITH_SOURCES, WITH_OPENINGS, BETWEEN, BEGINNING, *UNTOLD)


@pytest.mark.parametrize("vendor", ["", "another"])
def test_what_was_read_in_a_statement_is_known_again(vendor: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(f"CREATE TABLE statement (number INTEGER PRIMARY KEY, text TEXT); {readings.SCHEMA}")
        for number, text in enumerate(STATEMENTS):
            opened.execute("INSERT INTO statement VALUES (?, ?)", [number, text])
            readings.note(opened, number, OF_ONE)
            readings.note(opened, number, text)  # the number of a statement that is gone serves another
        if vendor:
            opened.execute("UPDATE reading SET vendor = ?", [vendor])
        known = dict[str, tuple[statements.Reads, ...]]()
        monkeypatch.setattr(statements, "_KNOWN", known)
        readings.remember(opened)
        again = len(known)
        readings.note_all(opened)
        readings.remember(opened)
    assert again == (0 if vendor else len(STATEMENTS))
    assert known == {text: statements._selections(text) for text in STATEMENTS}
    assert [reads_of(text) for text in STATEMENTS] == [statements._selections(text) for text in STATEMENTS]
