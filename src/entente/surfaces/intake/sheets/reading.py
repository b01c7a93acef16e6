"""The rows of a workbook that came back: which sheets are ours, where their headings are, what each row is about.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import override
from openpyxl.utils import get_column_letter

from . import columns
from .cells import CellValue, folded, text_of
from .columns import FORMAT, LABELS_MARK, SheetColumns, SheetKind
from .opening import SheetUnreadable
from .tables import read_marks
from .words import LABELS, say
from .workbook import Formula, Grid, read_workbook

HEADING_ROWS = 5
"""The headings stand in one of the first so many filled rows."""

MERGED_ROW = re.compile(r"[A-Z]{1,3}([0-9]{1,7})")
Held = CellValue | Formula


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row below the headings.

    number   as the reader of the sheet sees it
    cells    column name -> what stands there; a column that the sheet has and the row leaves empty is absent
    marks    short hashes of the cells as they left, {} for a row that did not come from here
    """

    number: int
    cells: Mapping[str, Held]
    marks: Mapping[str, str]
    commitment: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class FileSheet:
    """A sheet of ours.  letters: column name -> its letter there; columns that it does not have are absent."""

    kind: SheetKind
    title: str
    letters: Mapping[str, str]
    rows: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class SheetFile:
    """What a workbook holds for us.  notes: sentences about what was left out, that need no mending."""

    name: str
    sheets: tuple[FileSheet, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """Against what a workbook is read."""

    name: str
    plan: str
    owner: str
    expected: Mapping[SheetKind, SheetColumns]
    labels: frozenset[str]
    notes: list[str] = field(default_factory=list)


def read_sheets(
    name: str, data: bytes, expected: Sequence[SheetColumns], *, plan: str, owner: str, spoken: Sequence[str]
) -> SheetFile:
    """Read a workbook that came back.  spoken: languages of the interface, in which headings may repeat themselves.

    Raises SheetUnreadable with one sentence for what makes the whole file useless.
    """
    grids = read_workbook(name, data)
    asked = _Asked(name, plan, owner, {sheet.kind: sheet for sheet in expected}, _labels(spoken))
    found: dict[SheetKind, FileSheet] = {}
    for grid in grids:
        sheet = _sheet(asked, grid)
        if sheet is None:
            continue
        if (other := found.get(sheet.kind)) is not None:
            raise SheetUnreadable(say("sheet_twice", name=name, sheet=other.title, other=sheet.title))
        found[sheet.kind] = sheet
    if not found:
        _refuse_merged_headings(asked, grids)
        raise SheetUnreadable(say("no_header", name=name))
    if not any(sheet.rows for sheet in found.values()):
        raise SheetUnreadable(say("nothing_read", name=name))
    return SheetFile(name, tuple(found.values()), tuple(asked.notes))


def _labels(spoken: Sequence[str]) -> frozenset[str]:
    found = set()
    for language in spoken:
        with override(language):
            found.add(str(LABELS["commitments"]))
    return frozenset(found)


def _sheet(asked: _Asked, grid: Grid) -> FileSheet | None:
    heading = _heading(grid)
    if heading is None:
        return None
    number, names = heading
    kind = _kind_of(names.values())
    if kind is None:
        return None
    if grid.merged:
        raise SheetUnreadable(say("merged", name=asked.name, sheet=grid.title, place=grid.merged[0]))
    if kind not in asked.expected:
        raise SheetUnreadable(say("no_status_here", name=asked.name, sheet=grid.title))
    places = _places(asked, grid.title, kind, names)
    rows = tuple(_rows(asked, grid, number, places))
    letters = {name: get_column_letter(index + 1) for index, name in places.items()}
    return FileSheet(kind, grid.title, letters, rows)


def _heading(grid: Grid) -> tuple[int, dict[int, str]] | None:
    for number, cells in grid.rows[:HEADING_ROWS]:
        names = {index: folded(value) for index, value in cells.items() if isinstance(value, str) and folded(value)}
        if "commitments" in names.values():
            return number, names
    return None


def _kind_of(names: Iterable[str]) -> SheetKind | None:
    found = set(names)
    if "status" in found:
        return SheetKind.STATUS
    if any(name.startswith(("done_", "next_step_", "as_of_on")) for name in found):
        return SheetKind.UPDATES
    if "due" in found or any(name.startswith("title_") for name in found):
        return SheetKind.MILESTONES
    return None


def _refuse_merged_headings(asked: _Asked, grids: Sequence[Grid]) -> None:
    for grid in grids:
        for place in grid.merged:
            match = MERGED_ROW.match(place)
            if match is not None and int(match[1]) <= HEADING_ROWS:
                raise SheetUnreadable(say("merged", name=asked.name, sheet=grid.title, place=place))


def _places(asked: _Asked, title: str, kind: SheetKind, names: Mapping[int, str]) -> dict[int, str]:
    """Column index -> name, of the columns that are known.  Raises SheetUnreadable for a renamed or doubled one."""
    known = asked.expected[kind].by_name
    there = list(names.values())
    twice = next((name for name in there if name in known and there.count(name) > 1), None)
    if twice is not None:
        raise SheetUnreadable(say("column_twice", name=asked.name, sheet=title, column=twice))
    missing = [name for name in known if name not in there and name not in columns.KEYS]
    unknown = [name for name in there if name not in known]
    if missing and unknown:
        given = {"name": asked.name, "sheet": title, "missing": missing[0], "unknown": unknown[0]}
        raise SheetUnreadable(say("column_renamed", **given))
    if missing:
        asked.notes.append(say("columns_missing", sheet=title, columns=", ".join(missing)))
    if unknown:
        asked.notes.append(say("columns_ignored", sheet=title, columns=", ".join(unknown)))
    return {index: name for index, name in names.items() if name in known}


def _rows(asked: _Asked, grid: Grid, heading: int, places: Mapping[int, str]) -> Iterator[FileRow]:
    for number, held in grid.rows:
        if number <= heading:
            continue
        cells = {name: value for index, value in held.items() if (name := places.get(index)) is not None}
        keys = {name: _key(cells.pop(name, None)) for name in columns.KEYS if name in cells}
        if keys.get(columns.TEMPLATE) == LABELS_MARK or cells.get("commitments") in asked.labels:
            continue
        is_empty = not any(value not in ("", None) for value in cells.values())
        if is_empty and not keys.get(columns.COMMITMENT):
            continue
        if keys:
            _require_ours(asked, grid.title, number, keys)
        yield FileRow(
            number,
            cells,
            read_marks(keys.get(columns.CELLS, "")),
            keys.get(columns.COMMITMENT, ""),
            keys.get(columns.PART, ""),
        )


def _key(value: Held) -> str:
    return "" if isinstance(value, Formula) else text_of(value)


def _require_ours(asked: _Asked, sheet: str, row: int, keys: Mapping[str, str]) -> None:
    given = {"name": asked.name, "sheet": sheet, "row": row}
    if keys.get(columns.TEMPLATE, FORMAT) not in (FORMAT, ""):
        raise SheetUnreadable(say("other_version", **given))
    if keys.get(columns.PLAN, "") not in (asked.plan, ""):
        raise SheetUnreadable(say("other_plan", **given, found=keys[columns.PLAN], plan=asked.plan))
    if keys.get(columns.OWNER, "") not in (asked.owner, ""):
        raise SheetUnreadable(say("other_side", **given, found=keys[columns.OWNER], owner=asked.owner))
