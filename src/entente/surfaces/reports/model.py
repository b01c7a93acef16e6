"""A report before it has a form: headings, paragraphs, lists, tables and figures, each text with the language it is in.

Pure: no Django, no clock.  The three writers put the same document into PDF, Word and HTML; two issues of a report are
compared as documents, so that what changed is marked in all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import sqrt

from pydantic import TypeAdapter

CONTENTS_FROM = 4
"""A report with more headings than this has a list of contents."""
NARROWEST, WIDEST = 6, 60
"""How many letters wide a column counts at least and at most."""
TALLEST = 1.35
"""How many times as high as its column is wide a picture may be: with its title it fits on a page."""
LITTLE = 30
"""Letters behind the name of what follows."""
SHORT = 500
"""So many letters of paragraphs stay on the page of the table that they lead to."""
TOGETHER = 14
"""So many rows of a table stay on one page."""
WHOLE = 700
"""A row none of whose cells has more letters is not parted between two pages."""

VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
"""Width and height of a chart."""


class Mark(StrEnum):
    """What became of a piece since the earlier issue."""

    NONE = ""
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Manner(StrEnum):
    """How a paragraph speaks."""

    PLAIN = "plain"
    LEAD = "lead"
    QUIET = "quiet"
    """Facts beside a text: when, by whom, under which label."""
    SOURCE = "source"
    QUOTE = "quote"
    """Somebody's own words."""
    BLANK = "blank"
    """Nobody has written what belongs here, and it says so."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one language.

    language  its tag, "" for the document's own
    href      absolute address that the words lead to, "" for none
    mark      what became of these words in a piece that was changed
    """

    text: str
    language: str = ""
    href: str = ""
    is_strong: bool = False
    mark: Mark = Mark.NONE


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    manner: Manner = Manner.PLAIN
    mark: Mark = Mark.NONE

    @property
    def names_what_follows(self) -> bool:
        """Whether it is a line in strong letters with little behind it."""
        return bool(self.runs) and self.runs[0].is_strong and len(plain(self.runs[1:])) < LITTLE


@dataclass(frozen=True, slots=True)
class Item:
    runs: Runs
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.  Its first cell names it."""

    cells: tuple[Runs, ...]
    mark: Mark = Mark.NONE

    @property
    def stays_whole(self) -> bool:
        return all(len(plain(cell)) <= WHOLE for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """caption: what it tells, in words; head: the heading of each column."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def stays_together(self) -> bool:
        """Whether it is short enough to stand on one page."""
        return len(self.rows) <= TOGETHER

    def widths(self) -> list[int]:
        """How wide each column should be beside the others: no word is broken, and much text gets more room."""
        columns = [[name, *(plain(row.cells[at]) for row in self.rows)] for at, name in enumerate(self.head)]
        return [max(_room(text) for text in column) for column in columns]

    def without_empty_columns(self) -> Table:
        """Without those of which no row says anything; the first names the rows and stays."""
        kept = [at for at in range(len(self.head)) if not at or any(plain(row.cells[at]).strip() for row in self.rows)]
        rows = tuple(replace(row, cells=tuple(row.cells[at] for at in kept)) for row in self.rows)
        return Table(self.caption, tuple(self.head[at] for at in kept), rows)

    def turned(self) -> Table:
        """Its columns as rows: narrower where it has many of them."""
        names = [plain(row.cells[0]) for row in self.rows]
        rows = tuple(
            Row((words(name), *(row.cells[at] for row in self.rows))) for at, name in enumerate(self.head) if at
        )
        return Table(self.caption, (self.head[0], *names), rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, what it shows in words, and the same as a table.

    svg     for paper; narrow: for a page, its words legible on a telephone too, "" for the same
    words   its text alternative
    twin    every value in it
    source  where the values are from
    """

    title: str
    words: str
    svg: str
    twin: Table
    source: str = ""
    mark: Mark = Mark.NONE
    narrow: str = ""

    @property
    def height(self) -> float:
        """How high it is beside its width."""
        box = VIEW_BOX.search(self.svg)
        return float(box[2]) / float(box[1]) if box and float(box[1]) else 1.0

    @property
    def share(self) -> float:
        """How much of the width of its column it takes: less than all of it where it would be higher than a page."""
        return min(1.0, TALLEST / self.height) if self.height else 1.0


Block = Paragraph | Items | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report.

    key  its stable name, unlike its heading the same in all languages: "commitment-6.4"
    """

    key: str
    heading: Runs
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    mark: Mark = Mark.NONE

    def tied(self) -> list[tuple[Block, bool]]:
        """Its blocks, each with whether it stays on the page of the next one: what names it, or leads to a table in few words."""
        ties: list[tuple[Block, bool]] = []
        room = 0
        for block in reversed(self.blocks):
            if isinstance(block, Paragraph):
                room -= len(plain(block.runs))
                ties.append((block, room > 0 or block.names_what_follows))
            else:
                room = 0 if isinstance(block, Items) else SHORT
                ties.append((block, False))
        return ties[::-1]

    def walk(self) -> Iterator[Section]:
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, for one kind of reader, in one language, as of one instant.

    title       what it is and of which plan; author: in whose name it is made
    plan        the name of the plan, as it stands at the head of every page
    facts       the lines below the title: of which instant, by whom, which issue
    reach       who may read it, in words: on every page
    is_short    fits on one page: no list of contents, small type
    since       which earlier issue it is marked against, in words; "" when nothing is marked
    """

    kind: str
    language: str
    title: str
    author: str
    plan: Run
    as_of: datetime
    reach: str
    facts: tuple[Runs, ...]
    sections: tuple[Section, ...]
    is_short: bool = False
    since: str = ""

    @property
    def has_contents(self) -> bool:
        """Whether it is long enough for a list of contents."""
        return not self.is_short and sum(1 for _section in self.walk()) > CONTENTS_FROM

    @property
    def below_title(self) -> tuple[Runs, ...]:
        """The lines below the title; also who may read it, where no cover says so: nobody has the head of a page read out."""
        return self.facts if self.has_contents else (words(self.reach, is_strong=True), *self.facts)

    def walk(self) -> Iterator[Section]:
        for section in self.sections:
            yield from section.walk()


JSON = TypeAdapter(Document)


def dumped(document: Document) -> str:
    """A document as text, to be kept."""
    return JSON.dump_json(document).decode()


def loaded(text: str) -> Document:
    """A document that `dumped` wrote."""
    return JSON.validate_json(text)


def _room(text: str) -> int:
    """About how wide a cell wants to be."""
    longest = max((len(word) for word in text.split()), default=0)
    return max(NARROWEST, min(longest, WIDEST) + 3, round(4 * sqrt(min(len(text), WIDEST))))


def is_worded(runs: Iterable[Runs]) -> bool:
    """Whether what changed is told word by word."""
    return any(run.mark for one in runs for run in one)


def plain(runs: Runs) -> str:
    """The words without their languages and links."""
    return "".join(run.text for run in runs)


def words(text: str, language: str = "", *, href: str = "", is_strong: bool = False) -> Runs:
    """One run, or none for no text."""
    return (Run(text, language, href, is_strong),) if text else ()
