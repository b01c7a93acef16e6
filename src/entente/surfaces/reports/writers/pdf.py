"""A report as tagged PDF (PDF/UA-1).

The setting is in `report.typ`; what a report says goes there as data, never as markup, so nothing in a record can run.
typst itself refuses to write a file that breaks the standard.  It works in a process of its own: see `apart`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise
from textwrap import shorten
from typing import Any

import structlog
from django.utils.translation import override

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import direction
from entente.surfaces.charts.images import drawn
from entente.surfaces.reports.limits import (
    no_room_to_set,
    not_on_one_page,
    not_set,
    pages_about,
    require_settable,
    starts_page,
)
from entente.surfaces.reports.model import (
    Block,
    Document,
    Figure,
    Items,
    Mark,
    Paragraph,
    Run,
    Runs,
    Section,
    Table,
    is_worded,
    plain,
)
from entente.surfaces.reports.words import MARKS, line
from entente.surfaces.web.fonts import print_fonts

from . import apart
from .addresses import whole
from .fonts import runs_backwards, script_of
from .row_headers import with_row_headers

STANDARD = "ua-1"
COLUMNS = 3
"""Of a placemat."""
LINES_OF_FIGURE = 21
"""Of a picture as high as it is wide, in a narrow column."""
PAGE = re.compile(rb"/Type\s*/Page\b")
"""Of which a file has as many as pages."""
UNDRAWABLE = re.compile('the text `"(.+?)"` could not be displayed')
"""How typst says that no font has a letter."""
WORDS_OF_REFUSAL = 160
"""So many letters of what typst refuses are told."""
FEW = {"RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}
"""Else a machine of many cores reserves memory for each of them."""

log = structlog.get_logger("entente.reports")


def pdf_of(document: Document, *, logo: bytes = b"") -> bytes:
    """The same document gives the same bytes: the file bears the instant that it speaks of.

    Raises RuleBroken for one that is too long, and for a placemat of more than one page.
    """
    require_settable(document)
    (written,) = typeset(document, logo, format="pdf", pdf_standards=[STANDARD])
    pages = len(PAGE.findall(written))
    if document.is_short and pages > 1 and not document.since:  # what is gone takes room in a marked one
        raise RuleBroken(not_on_one_page(pages))
    return with_row_headers(written, _with_marks(document))


def _with_marks(document: Document) -> list[int]:
    """Numbers of the tables that tell changes."""
    blocks = (block for section in document.walk() for block in section.blocks)
    tables = [table for block in blocks if (table := _table_of(block, document)) is not None]
    return [number for number, table in enumerate(tables, 1) if any(row.mark for row in table.rows)]


def _table_of(block: Block, document: Document) -> Table | None:
    """The table that is set of a block: a figure's own, but for a placemat, where its key has every value."""
    if isinstance(block, Figure):
        return None if document.is_short else block.twin
    return block if isinstance(block, Table) else None


def pictures_of(document: Document, *, logo: bytes = b"", per_inch: int = 72) -> list[bytes]:
    """Its pages as PNG."""
    return typeset(document, logo, format="png", ppi=float(per_inch))


def picture_of(svg: bytes, *, per_inch: int = 200) -> bytes:
    """One picture as PNG, for programs that draw no SVG."""
    return drawn(svg, fonts=print_fonts(), per_inch=float(per_inch))


def typeset(document: Document, logo: bytes, **wish: Any) -> list[bytes]:
    """Set it; where no font has a letter, once more with a sentence in the place of the words in that script.

    Raises RuleBroken when it needs more memory or time than there is, and when typst refuses it.
    """
    scripts: set[str] = set()
    while True:
        parts = _parts(document, logo, scripts)
        ended = _set_apart(parts, document.as_of.replace(microsecond=0), wish)
        if ended.returncode == 0:
            return list(_files(ended.stdout))
        if ended.returncode != apart.REFUSED:
            with override(document.language):
                raise RuleBroken(no_room_to_set(pages_about(document)))
        refusal = ended.stderr.decode("utf-8", "replace")
        missing = UNDRAWABLE.search(refusal)
        found = {script_of(letter) for letter in missing[1]} - scripts if missing else set()
        if not found:
            log.error("reports.not_set", kind=document.kind, language=document.language, refusal=refusal)
            with override(document.language):
                raise RuleBroken(not_set(_first_words(refusal)))
        scripts |= found


def _first_words(refusal: str) -> str:
    """What typst says first, as short as fits into a sentence and without quotation marks of its own."""
    said = next((line.strip() for line in refusal.splitlines() if line.strip()), "without a word")
    return shorten(said.removeprefix("error: ").replace("“", "").replace("”", ""), WORDS_OF_REFUSAL, placeholder="…")


def _set_apart(parts: dict[str, bytes], at: datetime, wish: dict[str, Any]) -> subprocess.CompletedProcess[bytes]:
    """The process gets the document and nothing else: no settings, no keys, no folder of ours to import from."""
    texts = {name: content.decode() for name, content in parts.items()}
    bounds = {"fonts": print_fonts(), "memory": apart.MEMORY_MAX}
    order = {"parts": texts, "at": at.isoformat(), "wish": wish, **bounds}
    command = [sys.executable, "-I", apart.__file__]
    return subprocess.run(command, input=json.dumps(order).encode(), capture_output=True, check=False, env=FEW)  # noqa: S603 (our own file)


def _files(written: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(written):
        begin = at + apart.LENGTH
        at = begin + int.from_bytes(written[at:begin], "big")
        yield written[begin:at]


def _parts(document: Document, logo: bytes, scripts: set[str]) -> dict[str, bytes]:
    with override(document.language):
        told = _Told(document, scripts)
        whole = json.dumps(told.whole(bool(logo)), ensure_ascii=False).encode()
    return {"main.typ": _setting(), "document.json": whole, "logo.json": _numbers(logo), **told.pictures}


def _numbers(picture: bytes) -> bytes:
    """Bytes as a file of text, since a project of several files takes nothing else."""
    return json.dumps(list(picture)).encode()


@cache
def _setting() -> bytes:
    return files(__package__).joinpath("report.typ").read_bytes()


class _Told:
    """A document as what `report.typ` reads.

    scripts   in which nothing can be drawn; pictures: file name -> SVG
    """

    def __init__(self, document: Document, scripts: set[str]) -> None:
        self.document, self.scripts = document, scripts
        self.pictures: dict[str, bytes] = {}

    def whole(self, has_logo: bool) -> dict[str, Any]:
        one = self.document
        return {
            "title": one.title,
            "author": one.author,
            "language": one.language,
            "plan": self.run(one.plan),
            "reach": one.reach,
            "facts": [self.runs(runs) for runs in one.below_title],
            "since": one.since,
            "is_short": one.is_short,
            "has_logo": has_logo,
            "contents": line("contents"),
            "page": line("page", page="{page}", pages="{pages}"),
            "change": line("change"),
            "has_contents": one.has_contents,
            "columns": [[self.section(section) for section in column] for column in in_columns(one)],
        }

    def section(self, section: Section) -> dict[str, Any]:
        return {
            "heading": self.marked(section.heading, section.mark),
            "mark": section.mark,
            "ink": _ink(section.mark, (section.heading,)),
            "starts_page": starts_page(section),
            "blocks": [{**self.block(block), "is_tied": is_tied} for block, is_tied in section.tied()],
            "sections": [self.section(one) for one in section.sections],
        }

    def block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Paragraph):
            return {
                "block": "paragraph",
                "manner": block.manner,
                "mark": block.mark,
                "ink": _ink(block.mark, (block.runs,)),
                "runs": self.marked(block.runs, block.mark),
            }
        if isinstance(block, Items):
            items = [
                {"mark": item.mark, "ink": _ink(item.mark, (item.runs,)), "runs": self.marked(item.runs, item.mark)}
                for item in block.items
            ]
            return {"block": "items", "is_numbered": block.is_numbered, "items": items}
        return self.table(block) if isinstance(block, Table) else self.figure(block)

    def table(self, table: Table) -> dict[str, Any]:
        has_marks = any(row.mark for row in table.rows)
        rows = [
            {
                "mark": row.mark,
                "ink": _ink(row.mark, row.cells),
                "word": _mark(row.mark),
                "stays_whole": row.stays_whole,
                "cells": [self.runs(cell) for cell in row.cells],
            }
            for row in table.rows
        ]
        about = {"caption": table.caption, "head": table.head, "widths": table.widths(), "has_marks": has_marks}
        return {"block": "table", "rows": rows, "stays_together": table.stays_together, **about}

    def figure(self, figure: Figure) -> dict[str, Any]:
        name = self.picture(figure.svg)
        return {
            "block": "figure",
            "file": name,
            "share": figure.share,
            "title": figure.title,
            "mark": figure.mark,
            "word": _mark(figure.mark),
            "words": figure.words,
            "source": figure.source,
            "source_word": line("source"),
            "twin": None if self.document.is_short else self.table(figure.twin),
        }

    def picture(self, svg: str) -> str:
        """The file of a figure: drawn as points where its words could not be told apart as text in a PDF."""
        is_points = runs_backwards(svg) or (self.scripts and not self.scripts.isdisjoint(map(script_of, svg)))
        name = f"figure-{len(self.pictures)}.{'json' if is_points else 'svg'}"
        self.pictures[name] = _numbers(picture_of(svg.encode())) if is_points else svg.encode()
        return name

    def marked(self, runs: Runs, mark: Mark) -> list[dict[str, Any]]:
        """The words, with what became of them said before them."""
        before = (Run(f"{_mark(mark)} ", is_strong=True),) if mark else ()
        return self.runs((*before, *runs))

    def runs(self, runs: Runs) -> list[dict[str, Any]]:
        return [self.run(run) for run in runs]

    def run(self, run: Run) -> dict[str, Any]:
        text, tag = _printable(run.text), run.language
        if self.scripts and not self.scripts.isdisjoint(map(script_of, text)):
            text, tag = line("undrawable"), ""
        told: dict[str, Any] = {
            "lines": text.split("\n"),
            "href": whole(run.href),
            "is_strong": run.is_strong,
            "mark": run.mark,
            "lang": "",
        }
        return told | {"lang": _base(tag), "dir": direction(tag)} if tag else told


def in_columns(document: Document) -> list[list[Section]]:
    """The sections of a report; of a short one in three columns, the tallest of them as low as their order allows."""
    sections = list(document.sections)
    if not document.is_short or not sections:
        return [sections]
    heights = [_height(section) for section in sections]

    def tallest_first(cuts: tuple[int, ...]) -> list[float]:
        return sorted((sum(heights[first:last]) for first, last in pairwise((0, *cuts, len(sections)))), reverse=True)

    best = min(combinations(range(1, len(sections)), min(COLUMNS, len(sections)) - 1), key=tallest_first)
    return [sections[first:last] for first, last in pairwise((0, *best, len(sections)))]


def _height(section: Section) -> float:
    """About how many lines a section takes in a narrow column."""
    lines = 2.0
    for block in section.blocks:
        if isinstance(block, Figure):
            lines += LINES_OF_FIGURE * block.height
        elif isinstance(block, Table):
            lines += 2 + 1.5 * len(block.rows)
        elif isinstance(block, Items):
            lines += sum(1 + len(plain(item.runs)) // 60 for item in block.items)
        elif isinstance(block, Paragraph):
            lines += 1.5 + len(plain(block.runs)) // 60
    return lines + sum(_height(one) for one in section.sections)


def _ink(mark: Mark, runs: Iterable[Runs]) -> Mark:
    """In whose colour a piece stands: where the words that changed have theirs, in none."""
    return Mark.NONE if is_worded(runs) else mark


def _mark(mark: Mark) -> str:
    return str(MARKS[mark]) if mark else ""


def _base(tag: str) -> str:
    """A tag as typst takes it: two or three letters, else "undetermined"."""
    base = tag.split("-", maxsplit=1)[0].lower()
    return base if re.fullmatch("[a-z]{2,3}", base) else "und"


def _printable(text: str) -> str:
    """Without control characters, which no font draws."""
    return "".join(_kept(text.replace("\r\n", "\n")))


def _kept(text: str) -> Iterator[str]:
    for letter in text:
        if letter == "\t":
            yield " "
        elif letter == "\n" or letter.isprintable() or letter in "\u200c\u200d\u200e\u200f\u00ad\u202f\u00a0":
            yield letter
