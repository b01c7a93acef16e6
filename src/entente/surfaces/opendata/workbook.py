"""A workbook of rows that were packed before, some at a time: one sheet after the other (ECMA-376).

A library builds every cell as an object; a release has millions of them.  Texts stand in their cells and are never formulas.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import escape

from entente.foundation.common.packed import Packed, packed, write_zip

from .tables.table import Cell

CELL_LENGTH_MAX = 32_767
"""A cell holds so many UTF-16 units (an emoji is two and more); a longer text is cut and says so."""
CUT = " […]"
ROWS_MAX = 1_048_576
"""A sheet holds so many rows, heading among them; what comes after goes on in the next sheet."""
NAME_LENGTH_MAX = 31
FIRST_DAY = date(1899, 12, 30)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""A workbook writes signs as _xHHHH_, so that a text which holds such letters itself has its first sign escaped."""
LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
BOLD, DAY, INSTANT, QUOTED, MONEY = 1, 2, 3, 4, 5
"""Styles, by their place in STYLES."""

STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/><xf quotePrefix="1"/>'
    '<xf numFmtId="2" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Told(NamedTuple):
    """What is known of a piece of rows before it is taken: how many rows it has, and how many bytes."""

    rows: int
    size: int


class Sheet(NamedTuple):
    """A sheet of a workbook.  size: its bytes, before they are packed; parts: its pieces, taken once and in their order."""

    name: str
    size: int
    parts: Iterable[Packed]


def sheet_rows(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows as a sheet holds them, wherever in it: cells stand by their order, as ECMA-376 allows, and name no place."""
    return "".join(_row(map(_cell, row)) for row in rows).encode()


def sheets_of(
    name: str, headings: Sequence[str], told: Sequence[Told], pieces: Iterable[Packed], *, rows_max: int = ROWS_MAX
) -> Iterator[Sheet]:
    """The sheets of a table, taken one after the other: one, or as many as its rows fill, the later ones numbered."""
    left, sizes = iter(pieces), iter(told)
    for part, group in enumerate(in_sheets([one.rows for one in told], rows_max), start=1):
        ending = f" {part}" if part > 1 else ""
        title = name[: NAME_LENGTH_MAX - len(ending)] + ending
        begin, end = _begin(headings), _end(len(headings), sum(group))
        size = begin.size + sum(one.size for one in islice(sizes, len(group))) + end.size
        yield Sheet(title, size, chain([begin], islice(left, len(group)), [end]))


def in_sheets(counts: Sequence[int], rows_max: int = ROWS_MAX) -> list[list[int]]:
    """Pieces of so many rows, by the sheet that holds them; one sheet at least."""
    groups, rows = list[list[int]]([[]]), 1
    for count in counts:
        if rows + count > rows_max:
            groups.append([])
            rows = 1
        groups[-1].append(count)
        rows += count
    return groups


def _begin(headings: Sequence[str]) -> Packed:
    heading = _row(_text(heading, f' s="{BOLD}"') for heading in headings)
    return packed(
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f'<cols><col min="1" max="{len(headings)}" width="24" customWidth="1"/></cols><sheetData>{heading}'.encode()
    )


def _end(columns: int, rows: int) -> Packed:
    last = f"{column_letter(columns - 1)}{rows + 1}"
    return packed(f'</sheetData><autoFilter ref="A1:{last}"/></worksheet>'.encode())


def _row(cells: Iterable[tuple[str, str] | None]) -> str:
    return f"<row>{''.join('<c/>' if cell is None else f'<c{cell[0]}>{cell[1]}</c>' for cell in cells)}</row>"


def put_together(out: BinaryIO, sheets: Sequence[Sheet], *, title: str, at: datetime) -> None:
    """The workbook of these sheets, as if all of it was made at an instant: the same cells give the same bytes."""
    stamp = at.astimezone(UTC)
    frame = ((name, 0, [packed(text.encode())]) for name, text in _frame([one.name for one in sheets], title, stamp))
    told = ((f"xl/worksheets/sheet{number}.xml", one.size, one.parts) for number, one in enumerate(sheets, start=1))
    write_zip(out, ((_part_of(name, size, stamp), parts) for name, size, parts in chain(frame, told)))


def _part_of(name: str, size: int, stamp: datetime) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, max(stamp.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
    part.external_attr, part.file_size = 0o644 << 16, size
    return part


def _frame(names: Sequence[str], title: str, stamp: datetime) -> Iterable[tuple[str, str]]:
    """Every part but the sheets."""
    numbers = range(1, len(names) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        for number in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>",
    )
    yield (
        "_rels/.rels",
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
    )
    instant = f"{stamp:%Y-%m-%dT%H:%M:%SZ}"
    yield (
        "docProps/core.xml",
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Entente</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{instant}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{instant}</dcterms:modified></cp:coreProperties>',
    )
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    yield "xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{related}'
        f'<Relationship Id="rId{len(names) + 1}" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    )
    yield "xl/styles.xml", STYLES


def column_letter(number: int) -> str:
    """0 -> A, 26 -> AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cell(cell: Cell) -> tuple[str, str] | None:
    """(attributes, content) of a cell, None for an empty one."""
    if cell is None:
        return None
    if isinstance(cell, str):
        return _text(cell)
    if isinstance(cell, bool):
        return ' t="b"', f"<v>{int(cell)}</v>"
    if isinstance(cell, datetime):
        stamp = cell.astimezone(UTC)
        seconds = stamp.hour * 3600 + stamp.minute * 60 + stamp.second
        return _dated(stamp.date(), INSTANT, seconds) or _text(f"{stamp:%Y-%m-%dT%H:%M:%SZ}")
    if isinstance(cell, date):
        return _dated(cell, DAY) or _text(cell.isoformat())
    return f' s="{MONEY}"' if isinstance(cell, Decimal) else "", f"<v>{cell}</v>"


def _dated(on: date, style: int, seconds: int = 0) -> tuple[str, str] | None:
    """None for a day before 1900-03-01, which workbooks count wrongly or not at all."""
    if on < date(1900, 3, 1):
        return None
    days = (on - FIRST_DAY).days
    return f' s="{style}"', f"<v>{days + seconds / 86400!r}</v>" if seconds else f"<v>{days}</v>"


def _text(text: str, style: str = "") -> tuple[str, str]:
    kept = _cut(NOT_XML.sub("", text))
    if not style and kept.startswith(LIKE_FORMULAS):
        style = f' s="{QUOTED}"'  # or it would become one when somebody edits the cell
    clean = escape(LOOKS_ESCAPED.sub("_x005F_", kept)).replace("\r", "&#13;")
    return f'{style} t="inlineStr"', f'<is><t xml:space="preserve">{clean}</t></is>'


def _cut(text: str) -> str:
    if 2 * len(text) <= CELL_LENGTH_MAX:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LENGTH_MAX:
        return text
    return units[: 2 * (CELL_LENGTH_MAX - len(CUT))].decode("utf-16-le", "ignore") + CUT
