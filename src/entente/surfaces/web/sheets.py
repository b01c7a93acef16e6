"""A list of promises as a table: CSV and workbook hold the same cells, safe to open in a spreadsheet program.

In the workbook a count is a number and a day a date, so that a spreadsheet program sorts, sums and filters them.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain, repeat
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from entente.foundation.common.reading import remembered_whole
from entente.record.assessment.queries import Column, EvidenceCount, EvidenceState
from entente.record.plan.queries import CommitmentView, PillarView, PlanView

from . import labels, labels_of_work, links
from .rows import owed_by, title_of
from .standings import Standings, clock_tags
from .wording import said

WIDTHS = (26, 9, 30, 40, 60, 60, 22, 24, 26, 24, 12, 14, 60)
"""Column widths of the workbook, in characters; those of the sides follow, each SIDE_WIDTH wide."""
SIDE_WIDTH = 22

Cells = Sequence[str | int | date]
"""A row as it is told; "" for nothing."""

DAY = "yyyy-mm-dd"
FIRST_DAY = date(1899, 12, 30)
"""From which workbooks count days."""
COUNTED_FROM = date(1900, 3, 1)
"""Days before it they count wrongly or not at all."""

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Before it no part of a workbook can be dated."""
SHEET = "xl/worksheets/sheet1.xml"
SHEET_ROWS = re.compile(rb"^(?:/>|>.*?</sheetData>)", re.DOTALL)
"""What the library wrote as rows, after `<sheetData`."""
LAST = b"1048576"
"""The last row that a sheet can have, put for that of the list until it is known."""
NO_MARK = re.compile("[\ufffe\uffff\ud800-\udfff]")
"""What no XML holds, beside what `safe` takes out."""
MARKUP = re.compile("[&<>\r]")
RETURN = {"\r": "&#13;"}
MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CELL_LENGTH_MAX = 32_000
"""A workbook's cell holds 32,767 characters."""


def table_of(
    plan: PlanView,
    pillars: Sequence[PillarView],
    promises: Iterable[tuple[CommitmentView, EvidenceCount | None]],
    standings: Standings,
    language: str,
) -> list[Cells]:
    """Heading and one row for each promise, in the language asked for; two columns for each side."""
    titles = {pillar.number: said(pillar.title, language, plan.languages).text for pillar in pillars}
    heading = [
        _("Reference"), _("Number"), _("Pillar"), _("Title"), _("Summary"), _("Authentic wording"), _("Who owes it"),
        _("Kind"), _("Strength"), _("Public evidence"), _("Pieces of evidence"), _("Latest year"), _("Address"),
        *(text for party in plan.parties for text in _party_headings(said(party.name, language, plan.languages).text)),
        _("What the clock tells"),
    ]  # fmt: skip
    kept = _rows_kept(plan.slug, language)
    return [heading, *(_row(plan, titles, view, count, standings, language, kept=kept) for view, count in promises)]


Kept = dict[str, tuple[object, Cells]]
"""Ref -> what its row was made from, and the row."""


@remembered_whole
def _rows_kept(plan: str, language: str) -> Kept:
    """Rows of a promise that stands in several lists of one instant; filled as they are made."""
    return {}


def _party_headings(name: str) -> tuple[str, str]:
    return _("What %(party)s says") % {"party": name}, _("%(party)s: as of") % {"party": name}


def _party_cells(column: Column) -> tuple[str, date | str]:
    """What a side says, part by part where it does so, and the day it speaks of."""
    if column.status is not None:
        return str(labels_of_work.COMPLETION[column.status.value]), column.status.as_of_on
    if column.clause_statuses:
        values = [f"{one.clause}: {labels_of_work.COMPLETION[one.value]}" for one in column.clause_statuses]
        return "; ".join(values), max(one.as_of_on for one in column.clause_statuses)
    return str(labels.REPORTED[column.state]), column.no_change_on or ""


def _row(
    plan: PlanView,
    titles: dict[str, str],
    view: CommitmentView,
    count: EvidenceCount | None,
    standings: Standings,
    language: str,
    *,
    kept: Kept,
) -> Cells:
    said_of_it = [cell for column in standings.columns(plan, view) for cell in _party_cells(column)]
    told = ", ".join(tag.word for tag in clock_tags(view, standings))
    made_from = view, count, said_of_it, told
    if view.ref not in kept or kept[view.ref][0] != made_from:
        kept[view.ref] = made_from, [*_own_cells(plan, titles, view, count, language), *said_of_it, told]
    return kept[view.ref][1]


def _own_cells(
    plan: PlanView, titles: dict[str, str], view: CommitmentView, count: EvidenceCount | None, language: str
) -> list[str | int]:
    text = view.texts.get(language)
    latest_on = count.latest_on if count else None
    return [
        view.ref,
        view.number,
        f"{view.pillar}. {titles.get(view.pillar, '')}",
        title_of(view, plan, language).text,
        said(view.summary, language, plan.languages).text,
        text.text if text else "",
        owed_by(plan, view.obligors, language),
        str(labels.KINDS[view.kind]),
        str(labels.STRENGTHS[view.strength]),
        labels.evidence(count.state if count else EvidenceState.NOT_LOOKED).word,
        count.claims if count else 0,
        latest_on.year if latest_on else "",
        links.absolute(links.href("commitment", language, plan=plan.slug, number=view.number)),
    ]


def as_csv(rows: Iterable[Cells]) -> bytes:
    """UTF-8 with a byte order mark, since spreadsheet programs take it for another encoding without one."""
    out = io.StringIO()
    csv.writer(out).writerows([safe(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(rows: Iterable[Cells], title: str, at: datetime = EARLIEST, *, language: str = "") -> bytes:
    """One sheet, headings frozen and filterable.  The same rows and instant give the same bytes.

    language: of its headings and words, which the workbook says of itself; "" for several.

    The library makes the workbook with its first two rows, once for all lists of a title and shape; all rows are then written
    as it writes these, some ten times as fast.
    """
    kept = list(rows)
    parts = _parts(title[:31], len(kept[0]) if kept else len(WIDTHS), min(len(kept), 2), language)
    return _filled(parts, _rows_as_written(kept), max(len(kept), 1), at)


@lru_cache(maxsize=32)
def _parts(title: str, columns: int, begun: int, language: str) -> Mapping[str, bytes]:
    """Name -> content of the parts of a workbook with its first rows, whose filter ends at row LAST."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.language = title, language or None
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2"
    names = [get_column_letter(at) for at in range(1, 1 + columns)]
    for name, width in zip(names, chain(WIDTHS, repeat(SIDE_WIDTH)), strict=False):
        sheet.column_dimensions[name].width = width
    for cells in ([_cell(sheet, Font(bold=True))], [_cell(sheet), _cell(sheet, form=DAY)])[:begun]:
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{names[-1]}{LAST.decode()}"
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _cell(sheet: WriteOnlyWorksheet, font: Font | None = None, form: str = "") -> Cell:
    """A cell in the way of headings, or without a font of the others; form: of what is no text."""
    cell = WriteOnlyCell(sheet, value="")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        cell.font = font
    if form:
        cell.number_format = form
    return cell


def _rows_as_written(rows: Sequence[Cells]) -> bytes:
    """The rows as a sheet keeps them: style 1 is that of headings, 2 that of the others, 3 that of days."""
    names = [get_column_letter(at) for at in range(1, 1 + max((len(row) for row in rows), default=0))]
    written = []
    for number, row in enumerate(rows, start=1):
        style = 1 if number == 1 else 2
        cells = "".join(
            f'<c r="{name}{number}" {_content(value, style)}' for name, value in zip(names, row, strict=False)
        )
        written.append(f'<row r="{number}">{cells}</row>')
    return "".join(written).encode()


def _content(cell: str | int | date, style: int) -> str:
    """The end of a cell: its style, its type and what it holds."""
    if isinstance(cell, int):
        return f's="{style}"><v>{cell}</v></c>'
    if isinstance(cell, date):
        if cell >= COUNTED_FROM:
            return f's="3"><v>{(cell - FIRST_DAY).days}</v></c>'
        cell = cell.isoformat()
    return f's="{style}" t="inlineStr"{_text(cell)}'


def _text(cell: str) -> str:
    """The end of a cell: what it holds."""
    text = safe(cell)[:CELL_LENGTH_MAX]
    if not text.isprintable():
        text = NO_MARK.sub("", text)
    if not text:
        return "/>"
    keeps_space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"><is><t{keeps_space}>{escape(text, RETURN) if MARKUP.search(text) else text}</t></is></c>"


def _filled(parts: Mapping[str, bytes], rows: bytes, last: int, at: datetime) -> bytes:
    """A workbook with its rows, which says of itself and of every part that it was made at an instant, not when it was packed."""
    stamp = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as anew:
        for name, content in parts.items():
            body = content.replace(LAST, b"%d" % last)
            part = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            if name == SHEET:
                begin, _begun, rest = body.partition(b"<sheetData")
                body = b"%s<sheetData>%s</sheetData>%s" % (begin, rows, SHEET_ROWS.sub(b"", rest, count=1))
            anew.writestr(part, MADE.sub(rb"\g<1>" + stamp, body) if name == "docProps/core.xml" else body)
    return out.getvalue()


def safe(cell: str) -> str:
    """A text that a spreadsheet program will not take for a formula: an apostrophe goes before it, control marks go out."""
    text = cell if cell.isprintable() else ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
