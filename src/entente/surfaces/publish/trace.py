"""What a publication rested on, kept beside the record and never beside the site: the next one makes anew what changed.

For each address: its files, what it led to, which questions were asked for it, until when the clock leaves it as it is.
For each question: how it is asked and the hash of its answer.  A page whose answers are the same is the same.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from entente.foundation.common.notes import Notes

from . import readings
from .asked import SCHEMA as ASKED
from .asked import Asked
from .contents import NEVER, Contents, written
from .contents import SCHEMA as CONTENTS
from .kept_files import OF_NO_PAGE, KeptFile, KeptFiles
from .kept_files import SCHEMA as FILES
from .kept_parts import SCHEMA as PARTS
from .kept_parts import KeptParts
from .questions import Question, hash_of, rests_on_more_than_the_instant
from .statements import tables_of
from .web_of_pages import Web, number_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS statement (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS place (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, page TEXT NOT NULL, rank INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS page (
  number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, until TEXT NOT NULL, asked BLOB NOT NULL,
  reached BLOB NOT NULL, assets TEXT NOT NULL
);
"""
IN_PLACE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768;"
BEGUN_ANEW = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
FIRST_FILE = "coalesce((SELECT min(name) FROM file WHERE page = page.number), '')"
LOOKED_AGAIN = timedelta(days=1)
"""So long a file of a large site that somebody wrote over may go unseen, where no name came or went in its folder."""
LOOKED_AT_MAX = 20_000
"""A site of so many files at most is looked at file by file each time: that takes a fifth of a second."""
TIDIED_FROM = 1.1
"""Of so many questions, times those of the last time, the ones that nobody asks any more are left out."""


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
    """The notes of a publication in progress: those of the one before it go on, else they are begun anew beside them.

    What is noted counts once they `stand`: until then it lies in the log of the notes (SQLite's WAL), where it counts for
    nothing when the publication is killed, or in a file of its own.

    facts    what has to be the same for anything to be taken over: the software, the origin, the folder's last manifest
    is_look  nothing will be noted
    left     name -> a file of an answer that is made anew, which may itself be made from the same
    """

    def __init__(self, file: Path, now: datetime, facts: Mapping[str, str], *, is_look: bool = False) -> None:
        self.now, self._written_now = now, written(now)
        self._file, self._fresh = file, file.with_suffix(".unfinished")
        self._fresh.parent.mkdir(parents=True, exist_ok=True)
        self._goes_on = _go_on(file, now, facts)
        self._notes = self._opened(is_look=is_look)
        self._contents, self._asked = Contents(self._notes, now), Asked(self._notes)
        self._statements = dict(self._notes.execute("SELECT text, number FROM statement"))
        readings.remember(self._notes)
        self.web, self.files = Web(self._notes), KeptFiles(self._notes)
        self.left: dict[str, KeptFile] = {}
        self._stale: set[int] = set()
        self.parts = KeptParts(self._notes, now, self._stale)
        self._stale_statements: dict[int, int] = {}
        self.next_question = (self._notes.execute("SELECT max(number) FROM question").fetchone()[0] or 0) + 1

    def _opened(self, *, is_look: bool) -> sqlite3.Connection:
        if self._goes_on:
            opened = sqlite3.connect(self._file, isolation_level=None)
            opened.executescript("PRAGMA query_only=ON;" if is_look else f"{IN_PLACE} BEGIN IMMEDIATE;")
            return opened
        self._fresh.unlink(missing_ok=True)
        opened = sqlite3.connect(":memory:" if is_look else self._fresh, isolation_level=None)
        opened.executescript(f"{BEGUN_ANEW} {SCHEMA}{readings.SCHEMA}{FILES}{ASKED}{CONTENTS}{PARTS} BEGIN;")
        return opened

    # --- what is taken over ------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Find the questions that are answered differently now.  Asked again are only those that a change may concern."""
        texts = {number: text for text, number in self._statements.items()}
        changed, turned = self._contents.changed(), self._contents.turned()
        touched = [text for text in texts.values() if not changed.isdisjoint(tables_of(text))]
        for number, statement, given, was in self._asked.concerned(texts, turned, self._contents.changes(touched)):
            if hash_of(texts[statement], given, self.now) != was:
                self._stale.add(number)
                self._stale_statements[number] = statement

    def turned(self) -> set[int]:
        """The pages that have to be made anew: an answer is another, or their instant has come."""
        now, known = self._written_now, dict[bytes, bool]()  # pages in several languages rest on the same

        def is_stale(asked: bytes) -> bool:
            if asked not in known:
                known[asked] = not self._stale.isdisjoint(array("I", asked))
            return known[asked]

        noted = self._notes.execute("SELECT number, until, asked FROM page")
        return {number for number, until, asked in noted if until <= now or (self._stale and is_stale(asked))}

    def looks_at_all(self) -> bool:
        """Whether every file of the folder is to be looked at: those of a small site always, of a large one once a day."""
        if self.files.count() <= LOOKED_AT_MAX:
            return True
        noted = self._notes.execute("SELECT value FROM fact WHERE name = 'looked'").fetchone()
        return noted is None or self.now >= datetime.fromisoformat(noted[0]) + LOOKED_AGAIN

    def note_look(self) -> None:
        self._notes.execute("INSERT OR REPLACE INTO fact VALUES ('looked', ?)", [self.now.isoformat()])

    def take_out(self, pages: Collection[int]) -> list[str]:
        """Take out of the notes what has to be made anew, and what was asked for it; the names of its files."""
        self._asked.leave_out(self._stale)
        files = self.files.of(pages)
        self.left |= {file.name: file for file in files if file.made_from}
        self.files.take_out(pages)
        self.web.take_out(one for one in pages if one != OF_NO_PAGE)
        return [file.name for file in files]

    def assets(self) -> set[str]:
        """What of style and script the pages show that were taken over or made."""
        return {
            name for (told,) in self._notes.execute("SELECT DISTINCT assets FROM page") for name in json.loads(told)
        }

    # --- what is noted -----------------------------------------------------------------------------------------------

    def question(self, number: int, asked: Question) -> None:
        sql, given, answer, _told = asked
        if sql not in self._statements:
            self._notes.execute("INSERT INTO statement (text) VALUES (?)", [sql])
            self._statements[sql] = self._notes.execute("SELECT last_insert_rowid()").fetchone()[0]
            readings.note(self._notes, self._statements[sql], sql)
        is_restless = rests_on_more_than_the_instant(given)
        self._asked.keep(number, self._statements[sql], sql, given, answer, is_restless=is_restless)

    def note(
        self,
        address: str,
        noted: Notes,
        files: Sequence[KeptFile],
        *,
        reached: Sequence[int],
        assets: frozenset[str],
    ) -> None:
        number = number_of(files[0].name if address.startswith("/") else address)
        self._notes.execute(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)",
            [
                number,
                address,
                written(noted.until) if noted.until else NEVER,
                array("I", sorted(noted.asked)).tobytes(),
                array("q", reached).tobytes(),
                json.dumps(sorted(assets)),
            ],
        )
        self.files.note(number, files)

    # --- the end -----------------------------------------------------------------------------------------------------

    def tidy(self) -> None:
        """Note what the tables hold, and now and then leave out what no page asks any more.  Within the sight of the pages."""
        asked = self._notes.execute("SELECT count(*) FROM question").fetchone()[0]
        noted = self._notes.execute("SELECT value FROM fact WHERE name = 'questions'").fetchone()
        if noted is None or asked > int(noted[0]) * TIDIED_FROM:
            asked = self._without_unused() if noted else asked
            self._notes.execute("INSERT OR REPLACE INTO fact VALUES ('questions', ?)", [str(asked)])
        readings.note_all(self._notes)
        self._contents.note([text for (text,) in self._notes.execute("SELECT text FROM statement")])

    def _without_unused(self) -> int:
        """Leave out the questions that no page and no part rests on; how many are left."""
        is_used = bytearray(1 + (self._notes.execute("SELECT max(number) FROM question").fetchone()[0] or 0))
        for (asked,) in self._notes.execute("SELECT asked FROM page UNION ALL SELECT asked FROM part"):
            for number in array("I", asked):
                is_used[number] = 1
        self._asked.leave_out(
            [one for (one,) in self._notes.execute("SELECT number FROM question") if not is_used[one]]
        )
        self._asked.forget()
        return sum(is_used)

    def save(self, facts: Mapping[str, str]) -> None:
        """Have all of it on the disk; it counts once it stands."""
        for name, value in {**facts, "as_of": self.now.isoformat()}.items():
            self._notes.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", [name, value])
        if not self._goes_on:
            self._notes.execute("COMMIT")
            self._notes.execute("PRAGMA journal_mode=WAL")  # from here on: a look does not touch them
            self._notes.close()

    def stand(self) -> None:
        """From now on the next publication goes on from here: the site stands."""
        if self._goes_on:
            self._notes.execute("COMMIT")
            return
        for log in ("-wal", "-shm"):  # of the notes before
            self._file.with_name(f"{self._file.name}{log}").unlink(missing_ok=True)
        self._fresh.replace(self._file)

    def close(self) -> None:
        self._notes.close()

    def stale_pages(self) -> list[StalePage] | None:
        """What would be made anew and why, None when there is nothing to go on from."""
        rows = self._notes.execute(f"SELECT address, until, asked, {FIRST_FILE} FROM page ORDER BY rowid").fetchall()  # noqa: S608  # ours
        if not rows:
            return None
        about, now = self._changed_tables(), self._written_now
        found = []
        for address, until, asked, first in rows:
            changed = self._stale.intersection(array("I", asked)) if self._stale else set()
            if changed or until <= now:
                tables = sorted({name for number in changed for name in about[self._stale_statements[number]]})
                found.append(StalePage(address, first, until if until <= now else "", tuple(tables)))
        return found

    def lacking(self, addresses: Sequence[str]) -> list[str]:
        """Those that no page was made for."""
        return [one for one in addresses if not self.web.is_noted(one)]

    def _changed_tables(self) -> dict[int, set[str]]:
        """Statement that is answered differently -> the tables it asks of which a row changed."""
        changed = self._contents.changed()
        wanted = set(self._stale_statements.values())
        texts = {number: text for text, number in self._statements.items() if number in wanted}
        return {number: set(tables_of(text).intersection(changed)) for number, text in texts.items()}


def _go_on(file: Path, now: datetime, facts: Mapping[str, str]) -> bool:
    """Whether the notes on the disk are of the folder as it is, and not of a later instant."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(file)) as before:
            noted = dict(before.execute("SELECT name, value FROM fact"))
    except sqlite3.DatabaseError:
        return False
    return noted.items() >= facts.items() and datetime.fromisoformat(noted["as_of"]) <= now
