"""A workbook's cells, as a stream out of the sheets' XML: nothing is computed, and reading stops at the first row too many.

A cell far out on the sheet costs what one cell costs; that is why the sheets are not read into a grid.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import count

from lxml import etree

from .cells import CellValue
from .opening import SheetUnreadable, Unpacked, open_archive
from .words import say

ROWS_MAX = 20_000
COLUMNS_MAX = 200
SHEETS_MAX = 30

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
VALUES, FORMULAS, INLINE = ((f"{S}{name}", f"{STRICT}{name}") for name in ("v", "f", "is"))
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LETTERS, DIGITS = re.compile(r"[A-Z]{1,3}"), "0123456789"
DATE_FORMATS = frozenset({14, 15, 16, 17, 22, 27, 30, 36, 50, 57})
"""Number formats built into every workbook that show a day."""
DAY_SIGNS = re.compile(r"[dy]", re.IGNORECASE)
NOT_SIGNS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a workbook knows no zone
SERIAL_MAX = 2_958_465
"""31 December 9999, as workbooks count days."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes; what it last computed is not looked at."""


FORMULA = Formula()


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.  rows: (number as the reader of the sheet sees it, column index -> value), filled cells alone."""

    title: str
    rows: list[tuple[int, dict[int, CellValue | Formula]]]
    merged: tuple[str, ...]


@dataclass(slots=True)
class _Book:
    archive: zipfile.ZipFile
    name: str
    so_far: list[int] = field(default_factory=lambda: [0])
    dates: frozenset[int] = frozenset()
    epoch: datetime = EPOCH

    def elements(self, member: str, *tags: str) -> Iterator[etree._Element]:
        """Elements of a member as they end; [] for a member that is not there."""
        if member not in self.archive.NameToInfo:
            return
        wanted = [tag for tag in tags for tag in (tag, tag.replace(S, STRICT))]
        stream = Unpacked(self.archive, member, self.name, self.so_far)
        parser = etree.iterparse(stream, events=("end",), tag=wanted, resolve_entities=False, no_network=True)
        try:
            for _event, element in parser:
                yield element
        except etree.XMLSyntaxError as error:
            raise SheetUnreadable(say("damaged", name=self.name)) from error


def read_workbook(name: str, data: bytes) -> list[Grid]:
    """The visible sheets.  Raises SheetUnreadable."""
    book = _Book(open_archive(name, data), name)
    sheets = list(_sheets(book))
    if len(sheets) > SHEETS_MAX:
        raise SheetUnreadable(say("too_many_sheets", name=name, most=SHEETS_MAX))
    book.dates = _date_styles(book)
    raw = [(title, *_grid(book, title, member)) for title, member in sheets]
    strings = ["".join(node.text or "" for node in _visible(item)) for item in _strings(book)]
    return [Grid(title, _resolved(rows, strings), merged) for title, rows, merged in raw]


def _sheets(book: _Book) -> Iterator[tuple[str, str]]:
    targets = {}
    for relation in book.elements("xl/_rels/workbook.xml.rels", RELATION):
        target = (relation.get("Target") or "").lstrip("/")
        targets[relation.get("Id") or ""] = target if target.startswith("xl/") else f"xl/{target}"
    for element in book.elements("xl/workbook.xml", f"{S}workbookPr", f"{S}sheet"):
        if element.tag.endswith("workbookPr"):
            book.epoch = EPOCH_1904 if element.get("date1904") in ("1", "true") else EPOCH
        elif element.get("state") not in ("hidden", "veryHidden"):
            link = next((value for key, value in element.attrib.items() if str(key).endswith("}id")), "")
            if (member := targets.get(str(link), "")) in book.archive.NameToInfo:
                yield element.get("name") or "", member


def _date_styles(book: _Book) -> frozenset[int]:
    """Indexes of the cell styles that show a day."""
    formats = dict.fromkeys(DATE_FORMATS, True)
    dated: list[bool] = []
    for element in book.elements("xl/styles.xml", f"{S}numFmt", f"{S}cellXfs"):
        if element.tag.endswith("numFmt"):
            code = NOT_SIGNS.sub("", element.get("formatCode") or "")
            formats[_number(element.get("numFmtId"))] = DAY_SIGNS.search(code) is not None
        else:
            dated = [formats.get(_number(style.get("numFmtId")), False) for style in element]
    return frozenset(index for index, is_date in enumerate(dated) if is_date)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else -1


class _Shared(int):
    """The place of a text in the workbook's table of texts."""

    __slots__ = ()


RawRow = tuple[int, dict[int, "CellValue | Formula | _Shared"]]


def _grid(book: _Book, title: str, member: str) -> tuple[list[RawRow], tuple[str, ...]]:
    rows: list[RawRow] = []
    merged: list[str] = []
    running = 0
    for element in book.elements(member, f"{S}row", f"{S}mergeCell"):
        if element.tag.endswith("mergeCell"):
            merged.append(element.get("ref") or "")
            continue
        number = _number(element.get("r"))
        running = number if number > 0 else running + 1
        cells = _cells(book, element)
        element.clear()
        while (before := element.getprevious()) is not None:  # else a million empty rows would pile up
            element.getparent().remove(before)  # type: ignore[union-attr]  # who has a brother has a parent
        if cells:
            rows.append((running, cells))
        if len(rows) > ROWS_MAX:
            raise SheetUnreadable(say("too_many_rows", name=book.name, sheet=title, most=f"{ROWS_MAX:,}"))
    return rows, tuple(merged)


def _cells(book: _Book, row: etree._Element) -> dict[int, CellValue | Formula | _Shared]:
    cells: dict[int, CellValue | Formula | _Shared] = {}
    following = count()
    for cell in row:
        place = cell.get("r")
        column = next(following) if place is None else column_index(place)
        if place is not None:
            following = count(column + 1)
        if len(cell) and 0 <= column < COLUMNS_MAX:
            value = _value(book, cell)
            if value is not None and value != "":
                cells[column] = value
    return cells


def column_index(place: str) -> int:
    """0 for A5, 26 for AA5, -1 for what is no place."""
    return _index_of(place.rstrip(DIGITS))


@lru_cache(maxsize=1024)
def _index_of(letters: str) -> int:
    if not LETTERS.fullmatch(letters):
        return -1
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _value(book: _Book, cell: etree._Element) -> CellValue | Formula | _Shared:
    kind, text = cell.get("t"), ""
    for child in cell:
        tag = child.tag
        if tag in VALUES:
            text = child.text or ""
        elif tag in FORMULAS:
            return FORMULA
        elif tag in INLINE:
            return "".join(node.text or "" for node in _visible(child))
    if kind == "s":
        return _Shared(_number(text))
    if kind in ("n", None):
        return _numeric(text, _number(cell.get("s")) in book.dates, book.epoch)
    return _typed(kind, text)


def _typed(kind: str, text: str) -> CellValue:
    if kind == "b":
        return text == "1"
    return _day(text) if kind == "d" else text


def _numeric(text: str, is_date: bool, epoch: datetime) -> CellValue:
    try:
        number = float(text)
    except ValueError:
        return text
    if is_date and 0 < number < SERIAL_MAX:
        return epoch + timedelta(days=number)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _day(text: str) -> CellValue:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _strings(book: _Book) -> Iterator[etree._Element]:
    for item in book.elements("xl/sharedStrings.xml", f"{S}si"):
        yield item
        item.clear()


def _visible(item: etree._Element) -> Iterator[etree._Element]:
    """The pieces of a text, without the readings that Japanese sheets print above it."""
    for node in item:
        if str(node.tag).endswith("}t"):
            yield node
        elif str(node.tag).endswith("}r"):
            yield from (part for part in node if str(part.tag).endswith("}t"))


def _resolved(rows: list[RawRow], strings: list[str]) -> list[tuple[int, dict[int, CellValue | Formula]]]:
    for _number_of_row, cells in rows:
        for column, value in cells.items():
            if type(value) is _Shared:
                cells[column] = strings[value] if 0 <= value < len(strings) else ""
    return rows
