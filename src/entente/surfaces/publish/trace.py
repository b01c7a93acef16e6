"""What a publication rested on, kept beside the record and never beside the site: the next one makes anew what changed.

For each address: its files, what it led to, which questions were asked for it, until when the clock leaves it as it is.
For each question: how it is asked and the hash of its answer.  A page whose answers are the same is the same.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from django.db import connection

from entente.foundation.common.notes import Notes

from .grouping import page_of
from .questions import answer_to, instants_in, rests_on_more_than_the_instant, rows_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS statement (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS question (
  number INTEGER PRIMARY KEY, statement INTEGER NOT NULL, given TEXT NOT NULL, answer BLOB NOT NULL,
  is_restless INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS place (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, address TEXT NOT NULL, page TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS page (
  address TEXT PRIMARY KEY, until TEXT NOT NULL, asked BLOB NOT NULL, reached BLOB NOT NULL, assets TEXT NOT NULL,
  is_there INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS file (
  name TEXT PRIMARY KEY, page TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, seconds INTEGER
);
CREATE INDEX IF NOT EXISTS file_of_page ON file (page);
CREATE TABLE IF NOT EXISTS content (name TEXT PRIMARY KEY, rows TEXT NOT NULL, until TEXT NOT NULL);
"""
NEVER = "9999"
QUOTED = re.compile(r'"(\w+)"')
WRITTEN_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that stays as it is.  seconds: the time it bears, None for that of the publication."""

    name: str
    sha256: str
    size: int
    seconds: int | None
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What an address answered last time and answers still."""

    files: tuple[KeptFile, ...]
    reached: Mapping[str, str]
    assets: frozenset[str]


@dataclass(frozen=True, slots=True)
class StalePage:
    """An address that would be made anew.

    file       that it filled last time, "" for none
    passed_at  instant that came since and turns it over, "" when none did
    tables     whose rows changed and that it was made from; () where the clock alone changed an answer
    """

    address: str
    file: str
    passed_at: str
    tables: tuple[str, ...]


class Trace:
    """The notes of a publication in progress, begun from those of the one before it.

    facts  what has to be the same for anything to be taken over: the software, the origin, the folder's last manifest
    """

    def __init__(self, file: Path, now: datetime, facts: Mapping[str, str], *, working: str = ".unfinished") -> None:
        self.now = now
        self._file, self._fresh = file, file.with_suffix(working)
        self._fresh.parent.mkdir(parents=True, exist_ok=True)
        self._fresh.unlink(missing_ok=True)
        if self._goes_on(facts):
            shutil.copyfile(file, self._fresh)
        self._notes = sqlite3.connect(self._fresh, isolation_level=None)
        self._notes.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {SCHEMA} BEGIN;")
        self._statements = dict(self._notes.execute("SELECT text, number FROM statement"))
        self._named = {number: tuple(named) for number, *named in self._notes.execute("SELECT * FROM place")}
        self._places = {name: number for number, (name, _address, _page) in self._named.items()}
        self._contents: dict[str, tuple[str, str]] = {}
        self._seen: set[str] = set()
        self._stale: set[int] = set()
        self._stale_statements: dict[int, int] = {}
        self.next_question = (self._notes.execute("SELECT max(number) FROM question").fetchone()[0] or 0) + 1

    def _goes_on(self, facts: Mapping[str, str]) -> bool:
        """Whether the notes on the disk are of the folder as it is, and not of a later instant."""
        if not self._file.exists():
            return False
        try:
            with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as before:
                noted = dict(before.execute("SELECT name, value FROM fact"))
        except sqlite3.DatabaseError:
            return False
        return noted.items() >= facts.items() and datetime.fromisoformat(noted["as_of"]) <= self.now

    # --- what is taken over ------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Find the questions that are answered differently now.  Asked again are only those whose tables changed, or the day."""
        restless = self._restless_tables()
        texts = {number: text for text, number in self._statements.items()}
        again = {number for number, text in texts.items() if not restless.isdisjoint(QUOTED.findall(text))}
        for number, statement, given, was, is_restless in self._notes.execute("SELECT * FROM question"):
            if statement in again or is_restless:
                answer, _told = answer_to(texts[statement], given, self.now)
                if answer != was:
                    self._stale.add(number)
                    self._stale_statements[number] = statement
        self._notes.executemany("DELETE FROM question WHERE number = ?", ([number] for number in self._stale))

    def _restless_tables(self) -> set[str]:
        """Tables of which a row changed, or one tells an instant that passed since."""
        was = {
            name: (rows, until) for name, rows, until in self._notes.execute("SELECT name, rows, until FROM content")
        }
        now = _written(self.now)
        return {name for name, (rows, until) in was.items() if until <= now or self._content(name)[0] != rows}

    def _content(self, table: str) -> tuple[str, str]:
        """What a table holds: read once, since a publication sees one instant of the database."""
        if table not in self._contents:
            self._contents[table] = _rows_of(table, self.now)
        return self._contents[table]

    def page(self, address: str) -> KeptPage | None:
        """What an address answered last time, None when it has to be asked now."""
        found = self._notes.execute(
            "SELECT until, asked, reached, assets, is_there FROM page WHERE address = ?", [address]
        ).fetchone()
        if found is None:
            return None
        until, asked, reached, assets, is_there = found
        if until <= _written(self.now) or not self._stale.isdisjoint(array("I", asked)):
            return None
        files = self._notes.execute("SELECT name, sha256, size, seconds FROM file WHERE page = ?", [address])
        return KeptPage(
            tuple(KeptFile(name, sha256, size, seconds, bool(is_there)) for name, sha256, size, seconds in files),
            self._reached(reached),
            frozenset(json.loads(assets)),
        )

    def _reached(self, packed: bytes) -> dict[str, str]:
        return dict(self._named[number][:2] for number in array("I", packed))

    def page_of(self, name: str, address: str) -> str:
        """What is the same of a file in every language, as noted or, of a new one, as its address tells."""
        number = self._places.get(name)
        return self._named[number][2] if number is not None else page_of(address)

    # --- what is noted -----------------------------------------------------------------------------------------------

    def seen(self, address: str) -> None:
        self._seen.add(address)

    def question(self, number: int, sql: str, given: str, answer: bytes) -> None:
        if sql not in self._statements:
            self._notes.execute("INSERT INTO statement (text) VALUES (?)", [sql])
            self._statements[sql] = self._notes.execute("SELECT last_insert_rowid()").fetchone()[0]
        kept = [number, self._statements[sql], given, answer, rests_on_more_than_the_instant(given)]
        self._notes.execute("INSERT INTO question VALUES (?, ?, ?, ?, ?)", kept)

    def note(
        self,
        address: str,
        noted: Notes,
        files: Sequence[KeptFile],
        *,
        reached: Mapping[str, str],
        assets: frozenset[str],
        is_there: bool = True,
    ) -> None:
        self.seen(address)
        self._notes.execute("DELETE FROM file WHERE page = ?", [address])
        self._notes.executemany(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
            [[one.name, address, one.sha256, one.size, one.seconds] for one in files],
        )
        self._notes.execute(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)",
            [
                address,
                _written(noted.until) if noted.until else NEVER,
                array("I", sorted(noted.asked)).tobytes(),
                array("I", [self._place(*pair) for pair in reached.items()]).tobytes(),
                json.dumps(sorted(assets)),
                is_there,
            ],
        )

    def _place(self, name: str, address: str) -> int:
        if name not in self._places:
            self._places[name] = len(self._places) + 1
            self._named[self._places[name]] = named = name, address, page_of(address)
            self._notes.execute("INSERT INTO place VALUES (?, ?, ?, ?)", [self._places[name], *named])
        number: int = self._places[name]
        return number

    # --- the end -----------------------------------------------------------------------------------------------------

    def tidy(self) -> None:
        """Leave out what no page rests on any more, and note what the tables hold.  Within the sight of the pages."""
        gone = [
            [address] for (address,) in self._notes.execute("SELECT address FROM page") if address not in self._seen
        ]
        self._notes.executemany("DELETE FROM page WHERE address = ?", gone)
        self._notes.executemany("DELETE FROM file WHERE page = ?", gone)
        is_used = bytearray(1 + (self._notes.execute("SELECT max(number) FROM question").fetchone()[0] or 0))
        for (asked,) in self._notes.execute("SELECT asked FROM page"):
            for number in array("I", asked):
                is_used[number] = 1
        unused = [[one] for (one,) in self._notes.execute("SELECT number FROM question") if not is_used[one]]
        self._notes.executemany("DELETE FROM question WHERE number = ?", unused)
        self._notes.execute("DELETE FROM statement WHERE number NOT IN (SELECT statement FROM question)")
        self._notes.execute("DELETE FROM content")
        known = set(connection.introspection.table_names())
        texts = [text for (text,) in self._notes.execute("SELECT text FROM statement")]
        for name in sorted(known & {name for text in texts for name in QUOTED.findall(text)}):
            self._notes.execute("INSERT INTO content VALUES (?, ?, ?)", [name, *self._content(name)])

    def save(self, facts: Mapping[str, str]) -> None:
        """Put the notes on the disk; they count once they `stand`."""
        for name, value in {**facts, "as_of": self.now.isoformat()}.items():
            self._notes.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", [name, value])
        self._notes.execute("COMMIT")
        self._notes.close()

    def stand(self) -> None:
        """From now on the next publication goes on from here: the site stands."""
        self._fresh.replace(self._file)

    def close(self) -> None:
        self._notes.close()

    def discard(self) -> None:
        """After a look at what would change: nothing of it is kept."""
        self.close()
        self._fresh.unlink(missing_ok=True)

    def stale_pages(self) -> list[StalePage] | None:
        """What would be made anew and why, None when there is nothing to go on from."""
        rows = self._notes.execute("SELECT address, until, asked FROM page ORDER BY rowid").fetchall()
        if not rows:
            return None
        files = dict(self._notes.execute("SELECT page, min(name) FROM file GROUP BY page"))
        about, now = self._changed_tables(), _written(self.now)
        found = []
        for address, until, asked in rows:
            changed = self._stale.intersection(array("I", asked)) if self._stale else set()
            if changed or until <= now:
                tables = sorted({name for number in changed for name in about[self._stale_statements[number]]})
                found.append(StalePage(address, files.get(address, ""), until if until <= now else "", tuple(tables)))
        return found

    def _changed_tables(self) -> dict[int, set[str]]:
        """Statement that is answered differently -> the tables it asks of which a row changed."""
        was = self._notes.execute("SELECT name, rows FROM content")
        changed = {name for name, rows in was.fetchall() if self._content(name)[0] != rows}
        wanted = set(self._stale_statements.values())
        texts = {number: text for text, number in self._statements.items() if number in wanted}
        return {number: changed.intersection(QUOTED.findall(text)) for number, text in texts.items()}


def _rows_of(table: str, now: datetime) -> tuple[str, str]:
    """What a table holds, whatever the order of its rows, and the first instant to come that a row tells."""
    whole, number, until = 0, 0, NEVER
    for row in rows_of(f"SELECT * FROM {connection.ops.quote_name(table)}", []):  # noqa: S608  # a table of ours
        whole = (whole + int.from_bytes(blake2b(repr(row).encode(), digest_size=16).digest())) % 2**128
        number += 1
        for at in (*instants_in(row), *_days_in(row)):
            if at > now:
                until = min(until, _written(at))
    return f"{number} {whole:x}", until


def _days_in(row: Sequence[object]) -> list[datetime]:
    """The days that a row tells, as instants: each begins somewhere the day before."""
    days = [value for value in row if isinstance(value, date) and not isinstance(value, datetime)]
    days += [date.fromisoformat(value) for value in row if isinstance(value, str) and WRITTEN_DAY.fullmatch(value)]
    first = date(1900, 1, 1)
    return [
        datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=more)
        for day in days
        if day > first
        for more in (-1, 0, 1, 2)
    ]


def _written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"
