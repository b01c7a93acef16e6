"""A workbook that came back beside what stands on record: which cells are new, changed, refused, or changed by others too.

Pure.  A cell is one of three texts that may differ: as it left (known by its short hash), as it came back, as it is now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from .cells import (
    CELL_MAX,
    LINE_MAX,
    TEXT_MAX,
    CellRefused,
    CellValue,
    mark_of,
    period_of,
    read_day,
    read_period,
    read_status,
    read_words,
    text_of,
)
from .columns import CellKind, Column, SheetColumns, SheetKind
from .reading import FileRow, FileSheet, Held, SheetFile
from .tables import SheetsNow, TableRow, rows_of
from .targets import Target, TargetRefused, Targets
from .words import refusal
from .workbook import Formula


class Verdict(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    """Somebody else changed it since the workbook left: both texts are shown and one is chosen."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that asks for something; unchanged ones are only counted.

    key     names it within the file: "status:12:progress_en"; place: "F12"
    before  what stands now; after: what would stand
    reason  why it is refused, "" when it is not
    """

    sheet: SheetKind
    title: str
    row: int
    place: str
    column: Column
    commitment: str
    part: str
    before: str
    after: str
    verdict: Verdict
    reason: str = ""

    @property
    def key(self) -> str:
        return key_of(self.sheet, self.row, self.column.name)

    @property
    def is_open(self) -> bool:
        """Whether somebody may still write over it in the preview."""
        return self.verdict in (Verdict.REJECTED, Verdict.CONFLICT)


@dataclass(frozen=True, slots=True)
class Fix:
    """What somebody wrote over a cell in the preview.  seen: hash of what stood on record when they chose."""

    text: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook would do.  counts: of all cells that can be changed, unchanged ones too."""

    cells: tuple[Cell, ...]
    counts: Mapping[Verdict, int]
    notes: tuple[str, ...] = ()

    def of(self, *verdicts: Verdict) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.verdict in verdicts)

    @property
    def writes(self) -> tuple[Cell, ...]:
        return self.of(Verdict.ADDED, Verdict.CHANGED)


def key_of(sheet: SheetKind, row: int, column: str) -> str:
    return f"{sheet.value}:{row}:{column}"


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is compared."""

    file: FileSheet
    expected: SheetColumns
    now: Mapping[tuple[str, str], TableRow]
    targets: Targets
    fixes: Mapping[str, Fix]
    today: date
    counts: Counter[Verdict] = field(default_factory=Counter)


def compare(file: SheetFile, now: SheetsNow, fixes: Mapping[str, Fix], *, language: str, today: date) -> Preview:
    """Every cell of a file beside the record.  language: the reader's, today: the day until which things can be said."""
    counts: Counter[Verdict] = Counter()
    cells: list[Cell] = []
    expected = {sheet.kind: sheet for sheet in now.sheets()}
    for sheet in file.sheets:
        rows = {row.key: row for row in rows_of(now, expected[sheet.kind], language)}
        one = _Sheet(sheet, expected[sheet.kind], rows, Targets(now, sheet.kind), fixes, today, counts)
        for row in sheet.rows:
            cells += _row(one, row)
    return Preview(tuple(_refuse_said_twice(cells, counts)), counts, file.notes)


@dataclass(frozen=True, slots=True)
class _Here:
    """A cell of the file with what stands on record in its place."""

    sheet: _Sheet
    row: FileRow
    column: Column
    target: Target
    before: str

    def cell(self, after: str, verdict: Verdict, reason: str = "") -> Cell:
        file = self.sheet.file
        place = f"{file.letters.get(self.column.name, '')}{self.row.number or ''}"  # a form has fields and no rows
        about = (file.kind, file.title, self.row.number, place, self.column, self.target.commitment, self.target.part)
        return Cell(*about, self.before, after[:CELL_MAX], verdict, reason)


def _row(sheet: _Sheet, row: FileRow) -> Iterator[Cell]:
    kind, columns = sheet.file.kind, sheet.expected.columns
    fixed = sheet.fixes.get(key_of(kind, row.number, "commitments"))
    number: Held = fixed.text if fixed else row.cells.get("commitments")
    try:
        target = sheet.targets.of(row, number)
    except TargetRefused as refused:
        here = _Here(sheet, row, sheet.expected.by_name[refused.column], Target("", ""), "")
        sheet.counts[Verdict.REJECTED] += 1
        yield here.cell(_plain(row.cells.get(refused.column)), Verdict.REJECTED, str(refused))
        return
    stands = sheet.now.get(target.key)
    found = []
    for column in columns:
        if column.name not in sheet.file.letters or column.kind is CellKind.KEY or column.name == "commitments":
            continue
        before = stands.cells[column.name] if stands else ""
        value = row.cells.get(column.name)
        fix = sheet.fixes.get(key_of(kind, row.number, column.name)) if sheet.fixes else None
        cell = None
        if fix is not None or (value != before and not (value is None and not before)):
            cell = _compared(_Here(sheet, row, column, target, before), value, fix)
        if cell is not None:
            found.append(cell)
        elif column.kind is not CellKind.LOCKED:
            sheet.counts[Verdict.UNCHANGED] += 1
    yield from _checked_together(sheet, found, target, stands)


def _plain(value: Held) -> str:
    return "" if isinstance(value, Formula) else text_of(value)


def _compared(here: _Here, value: Held, fix: Fix | None) -> Cell | None:
    """None for an unchanged cell."""
    mark = here.row.marks.get(here.column.name)
    if fix is None and value in (None, "") and mark is None:
        return None  # a row that did not come from here says nothing by being empty
    if here.column.kind is CellKind.LOCKED:
        return _locked(here, value, mark)
    try:
        after = _read(here.column, fix.text if fix else value)
        _require_past(here.column, after, here.sheet.today)
    except CellRefused as wrong:
        return here.cell(fix.text if fix else _plain(value), Verdict.REJECTED, refusal(wrong.code, wrong.shown))
    if _is_same(here, after) or (fix is None and mark is not None and mark_of(after) == mark):
        return None  # as it left: whatever stands now is somebody else's doing and stays
    stands = mark_of(here.before)
    if mark not in (None, stands) and not (fix and fix.seen == stands):
        return here.cell(after, Verdict.CONFLICT)
    return here.cell(after, Verdict.CHANGED if here.before else Verdict.ADDED)


def _is_same(here: _Here, after: str) -> bool:
    """Whether a text says what stands: a quarter and its last day are one and the same."""
    if here.column.field == "reporting_period" and after and here.before:
        return min(period_of(after).last_on, here.sheet.today).isoformat() == here.before
    return after == here.before


def _locked(here: _Here, value: Held, mark: str | None) -> Cell | None:
    if isinstance(value, Formula):
        return here.cell("", Verdict.REJECTED, refusal("formula"))
    shown = _plain(value)
    if mark is None or here.column.field in TOLD_BY_KEYS or mark_of(shown) == mark or shown == here.before:
        return None
    code = "evidence_locked" if here.column.field == "evidence" else "locked"
    return here.cell(shown, Verdict.REJECTED, refusal(code))


TOLD_BY_KEYS = frozenset({"part", "slug", "standing"})
"""What the hidden columns say for certain, or what only explains: read from nowhere, whatever stands there."""

READERS: Mapping[CellKind, Callable[[CellValue], str]] = {
    CellKind.STATUS: read_status,
    CellKind.DAY: read_day,
    CellKind.PERIOD: read_period,
}


def _read(column: Column, value: Held) -> str:
    """The text that a cell brings in.  Raises CellRefused."""
    if isinstance(value, Formula):
        raise CellRefused("formula")
    if (reader := READERS.get(column.kind)) is not None:
        return reader(value)
    text = read_words(value, LINE_MAX if column.kind is CellKind.LINE else TEXT_MAX)
    return " ".join(text.split()) if column.kind is CellKind.LINE else text


def _require_past(column: Column, text: str, today: date) -> None:
    """A day of which somebody speaks has come; a quarter or month has begun."""
    if text and column.field in ("as_of_on", "reporting_period") and period_of(text).first_on > today:
        raise CellRefused("future_day", text)


# --- what only a whole row, or two sheets together, show -------------------------------------------------------------


def _checked_together(sheet: _Sheet, found: list[Cell], target: Target, stands: TableRow | None) -> Iterator[Cell]:
    status = next((cell.after for cell in found if cell.column.field == "status"), None)
    if status is None and stands is not None:
        status = stands.cells.get("status", "")
    given = {cell.column.field for cell in found if cell.verdict is not Verdict.REJECTED and cell.after}
    for cell in found:
        code, shown = "", ""
        if cell.verdict is not Verdict.REJECTED:
            code, shown = target.blocked or (_lacking(cell, status, given, is_new=stands is None), "")
        checked = replace(cell, verdict=Verdict.REJECTED, reason=refusal(code, shown)) if code else cell
        sheet.counts[checked.verdict] += 1
        yield checked


def _lacking(cell: Cell, status: str | None, given: set[str], *, is_new: bool) -> str:
    """Code of what the row lacks for this cell to be taken, "" for nothing."""
    if cell.sheet is SheetKind.STATUS and cell.column.field == "challenges":
        return "challenges_on_part" if cell.part else ""
    if cell.sheet is SheetKind.STATUS and not status:
        return "status_stays" if cell.column.field == "status" else "needs_status"
    if cell.sheet is SheetKind.MILESTONES:
        if is_new and "title" not in given:
            return "needs_title"
        if "due" not in given and (is_new or cell.column.field == "due"):
            return "needs_due"
    return ""


def _refuse_said_twice(cells: list[Cell], counts: Counter[Verdict]) -> list[Cell]:
    """Challenges stand in two sheets: the same words in both are one change, other words are none."""
    said: dict[tuple[str, str], set[str]] = {}
    for cell in cells:
        if cell.column.field == "challenges" and cell.verdict in (Verdict.ADDED, Verdict.CHANGED):
            said.setdefault((cell.commitment, cell.column.name), set()).add(cell.after)
    checked = []
    for cell in cells:
        is_doubtful = len(said.get((cell.commitment, cell.column.name), ())) > 1 and cell.column.field == "challenges"
        if is_doubtful and cell.verdict in (Verdict.ADDED, Verdict.CHANGED):
            counts[cell.verdict] -= 1
            counts[Verdict.REJECTED] += 1
            cell = replace(cell, verdict=Verdict.REJECTED, reason=refusal("said_twice"))  # noqa: PLW2901
        checked.append(cell)
    return checked
