"""What was read in statements, kept in the notes: a statement that names thousands of values is long, and the same each time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from django.db import connection

from .statements import Reads, Span, learn, reads_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS reading (statement INTEGER PRIMARY KEY, vendor TEXT NOT NULL, reads TEXT NOT NULL);
"""
KNOWN = "SELECT text, reads FROM statement JOIN reading ON statement = number WHERE vendor = ?"
UNREAD = "SELECT number, text FROM statement WHERE number NOT IN (SELECT statement FROM reading WHERE vendor = ?)"


def remember(notes: sqlite3.Connection) -> None:
    """Know again what was read in the statements of the notes."""
    for text, written in notes.execute(KNOWN, [connection.vendor]):
        learn(text, tuple(_read(one) for one in json.loads(written)))


def note_all(notes: sqlite3.Connection) -> None:
    """Keep what was not kept yet: of another database, or of statements noted before there were readings."""
    for number, text in notes.execute(UNREAD, [connection.vendor]).fetchall():
        note(notes, number, text)


def note(notes: sqlite3.Connection, number: int, text: str) -> None:
    """Keep what a statement of this number says, in place of one that had it before."""
    written = json.dumps([_written(one) for one in reads_of(text)], separators=(",", ":"))
    notes.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", [number, connection.vendor, written])


def _written(reads: Reads) -> Sequence[Any]:
    spanned = {
        table: [[column, [[one.kind, one.at, one.count] for one in spans]] for column, spans in found]
        for table, found in reads.spanned.items()
    }
    return sorted(reads.tables), reads.named, spanned, reads.joined, reads.bounded, reads.lying, sorted(reads.plain)


def _read(written: Sequence[Any]) -> Reads:
    tables, named, spanned, joined, bounded, lying, plain = written
    return Reads(
        frozenset(tables),
        {table: [(column, at, count) for column, at, count in found] for table, found in named.items()},
        {
            table: [(column, [Span(*one) for one in spans]) for column, spans in found]
            for table, found in spanned.items()
        },
        {table: (key, other, column) for table, (key, other, column) in joined.items()},
        {table: [(column, how, at) for column, how, at in found] for table, found in bounded.items()},
        {table: (column, other, key) for table, (column, other, key) in lying.items()},
        frozenset(plain),
    )
