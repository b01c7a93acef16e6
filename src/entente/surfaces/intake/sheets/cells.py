"""What stands in one cell: read strictly, written safely, and known again by a short hash.  Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from entente.foundation.common.periods import Period
from entente.record.assessment.words import Completion

TEXT_MAX, LINE_MAX = 10_000, 300
"""Characters of a text and of a line that a cell brings in; far below the 32,767 that a cell can hold."""

CELL_MAX = 32_000
"""Characters written into a cell."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|_x000D_")
HASH_DIGITS = 8

CellValue = str | int | float | bool | date | datetime | time | timedelta | None
"""What a reader of workbooks gives for a cell; None and "" for an empty one."""

CODES: Mapping[Completion, str] = {
    Completion.NOT_STARTED: "NS",
    Completion.LIMITED: "LP",
    Completion.SUBSTANTIAL: "SP",
    Completion.COMPLETE: "C",
    Completion.NOT_PURSUED: "NP",
    Completion.SUPERSEDED: "SU",
}
"""The table's four codes; the last two are ours, for promises that ended otherwise."""

VALUES = {code: value for value, code in CODES.items()}

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
QUARTER = re.compile(r"(\d{4})[- ]?[QqTt]([1-4])")
SWAPPABLE = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}")


class CellRefused(ValueError):
    """A cell that cannot be read.  code: a key of `words.REFUSALS`; shown: what stood there."""

    def __init__(self, code: str, shown: str = "") -> None:
        super().__init__(code)
        self.code, self.shown = code, shown


def folded(text: str) -> str:
    """A text as the record keeps it: lines end in one way, no control marks, no blanks around, composed characters."""
    lines = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", lines).strip()


def text_of(value: CellValue) -> str:
    """The text that a reader of the sheet sees; the mark that keeps a text from being a formula goes."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = folded(value)
        return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_STARTS else text
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def written(text: str) -> str:
    """A text as it goes into a cell: never taken for a formula, never longer than a cell."""
    kept = folded(text)[:CELL_MAX]
    return f"'{kept}" if kept.startswith(FORMULA_STARTS) else kept


def mark_of(text: str) -> str:
    """The short hash by which a cell is known again."""
    return hashlib.sha256(folded(text)[:CELL_MAX].encode()).hexdigest()[:HASH_DIGITS]


# --- what each kind of cell takes ------------------------------------------------------------------------------------


def read_words(value: CellValue, longest: int) -> str:
    """Raises CellRefused for a text that is too long, and for what is no text."""
    if isinstance(value, date | time | timedelta | bool):
        raise CellRefused("not_text", text_of(value))
    text = text_of(value)
    if text.startswith("#") and text.rstrip("!?").isupper() and text in EXCEL_ERRORS:
        raise CellRefused("error_value", text)
    if len(text) > longest:
        raise CellRefused("too_long", f"{len(text):,}")
    return text


EXCEL_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!"})


def read_status(value: CellValue) -> str:
    """The code, in capitals; "" for none.  Takes the drop-down's "LP - limited" and the record's own value too."""
    text = text_of(value)
    first = re.split(r"[\s:–-]", text, maxsplit=1)[0].upper()
    if not text:
        return ""
    if first in VALUES:
        return first
    if text.lower().replace(" ", "_") in set(Completion):
        return CODES[Completion(text.lower().replace(" ", "_"))]
    raise CellRefused("unknown_status", text)


def read_day(value: CellValue) -> str:
    """A day in ISO form, "" for none.  Raises CellRefused for a date whose order nobody can know."""
    return _read_date(
        value, lambda text: date.fromisoformat(text).isoformat() if ISO_DAY.fullmatch(text) else _no_date(text)
    )


def read_period(value: CellValue) -> str:
    """A partial date or a quarter, "" for none: 2026, 2026-09, 2026-09-30, 2026-Q3."""
    return _read_date(value, lambda text: _quarter(text) if QUARTER.fullmatch(text) else str(period_of(text)))


def _read_date(value: CellValue, written: Callable[[str], str]) -> str:
    """A date of the workbook, or what `written` makes of a text; it raises ValueError for one that it cannot read."""
    if isinstance(value, datetime | date):
        return text_of(value)[:10]
    text = text_of(value)
    if not text:
        return ""
    if SWAPPABLE.fullmatch(text):
        raise CellRefused("which_order", text)
    try:
        return written(text)
    except ValueError:
        raise CellRefused("no_date", text) from None


def period_of(text: str) -> Period:
    """The days of what `read_period` gives.  Raises ValueError."""
    match = QUARTER.fullmatch(text)
    if match is None:
        return Period.parse(text)
    first = int(match[2]) * 3 - 2
    return Period.parse(f"{match[1]}-{first:02}/{match[1]}-{first + 2:02}")


def _quarter(text: str) -> str:
    match = QUARTER.fullmatch(text)
    assert match is not None
    return f"{match[1]}-Q{match[2]}"


def _no_date(text: str) -> str:
    raise CellRefused("no_date", text)
