"""Which columns a workbook has.  The status sheet is column-compatible with an open-government action-plan table.

The languages that a side owes come first as one block, then the others: a side that owes English and French gets exactly
that table, and whatever other languages the plan has stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

FORMAT = "entente-sheets-1"
"""Version of the workbooks.  A change of columns or keys is another version."""

LABELS_MARK = "labels"
"""Stands in the key column of the row that repeats the headings in the reader's words."""


class SheetKind(StrEnum):
    STATUS = "status"
    UPDATES = "updates"
    MILESTONES = "milestones"


class CellKind(StrEnum):
    """What a cell holds, and so how it is read."""

    LOCKED = "locked"
    """Shown only: a change of it is refused."""
    TEXT = "text"
    LINE = "line"
    STATUS = "status"
    DAY = "day"
    PERIOD = "period"
    KEY = "key"


TEMPLATE, OWNER, PLAN, COMMITMENT, PART, REVISION, CELLS = KEYS = (
    "key_template",
    "key_owner",
    "key_plan",
    "key_commitment",
    "key_part",
    "key_revision",
    "key_cells",
)
"""Hidden columns that say what a row is: format and side, plan, commitment, clause letter or milestone, revision, and a
short hash of every cell as it left, by which a cell that somebody else changed meanwhile is told from one changed here."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.  field: what it is about ("progress"); language: tag of its wording, "" for none."""

    name: str
    kind: CellKind
    field: str
    language: str = ""

    @property
    def is_locked(self) -> bool:
        return self.kind in (CellKind.LOCKED, CellKind.KEY)


@dataclass(frozen=True)
class SheetColumns:
    """The columns of one sheet, in the order in which they leave; they may come back in any."""

    kind: SheetKind
    columns: tuple[Column, ...]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


def sheets_of(languages: Sequence[str], owed: Iterable[str], *, has_status: bool) -> tuple[SheetColumns, ...]:
    """The sheets of a plan's workbook.  has_status: False for a side that is no party and so stands nowhere."""
    first = [tag for tag in owed if tag in languages]
    blocks = [block for block in (first, [tag for tag in languages if tag not in first]) if block]
    kinds = [SheetKind.STATUS, SheetKind.UPDATES, SheetKind.MILESTONES]
    return tuple(SheetColumns(kind, _columns(kind, blocks)) for kind in kinds if has_status or kind != SheetKind.STATUS)


def _columns(kind: SheetKind, blocks: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    keys = tuple(Column(name, CellKind.KEY, name) for name in KEYS)
    fixed, fields, behind = SHAPES[kind]
    return (*fixed, *_worded(fields, blocks), *behind, *keys)


NUMBER = Column("commitments", CellKind.LOCKED, "commitments")
PROMISED = Column("indicators", CellKind.LOCKED, "indicators")
Fields = tuple[tuple[str, CellKind], ...]
SHAPES: Mapping[SheetKind, tuple[tuple[Column, ...], Fields, tuple[Column, ...]]] = {
    SheetKind.STATUS: (
        (
            Column("reporting_period", CellKind.PERIOD, "reporting_period"),
            NUMBER,
            Column("milestones", CellKind.LOCKED, "part"),
            PROMISED,
            Column("status", CellKind.STATUS, "status"),
        ),
        (("progress", CellKind.TEXT), ("evidence", CellKind.LOCKED), ("challenges", CellKind.TEXT)),
        (),
    ),
    SheetKind.UPDATES: (
        (NUMBER, PROMISED, Column("as_of_on", CellKind.DAY, "as_of_on")),
        (("done", CellKind.TEXT), ("next_step", CellKind.TEXT), ("challenges", CellKind.TEXT)),
        (),
    ),
    SheetKind.MILESTONES: (
        (NUMBER, Column("milestones", CellKind.LOCKED, "slug"), Column("due", CellKind.PERIOD, "due")),
        (("title", CellKind.LINE),),
        (Column("standing", CellKind.LOCKED, "standing"),),
    ),
}
"""Kind -> columns in front, fields with a column for each language, columns behind."""


def _worded(fields: Fields, blocks: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    return tuple(
        Column(f"{field}_{tag}", kind, field, tag) for block in blocks for field, kind in fields for tag in block
    )
