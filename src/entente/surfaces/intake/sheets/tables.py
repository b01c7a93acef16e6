"""What stands on record, as the rows of a workbook.  Pure: the same rows leave in a template and are compared with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from entente.foundation.common.languages import Wording, pick
from entente.record.assessment.words import Completion

from .cells import CELL_MAX, CODES, folded, mark_of
from .columns import SheetColumns, SheetKind, sheets_of

SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class StatusNow:
    """Where a side says it stands with a promise or part, published or about to be."""

    value: Completion
    as_of_on: date
    reason: Wording = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UpdateNow:
    """A side's latest words on a promise.

    key       key of the update that is still open, "" when the latest is published: then a sheet begins a new one
    revision  of the open one; 0 for none
    """

    key: str = ""
    revision: int = 0
    as_of_on: date | None = None
    done: Wording = field(default_factory=dict)
    next_step: Wording = field(default_factory=dict)
    challenges: Wording = field(default_factory=dict)
    stage: str = ""
    """Status of the open one: draft, submitted, returned, approved."""


@dataclass(frozen=True, slots=True)
class MilestoneNow:
    """A milestone that this side planned for a promise.  standing: planned, reported, accepted, returned."""

    slug: str
    title: Wording
    due: str
    standing: str
    revision: int


@dataclass(frozen=True, slots=True)
class PromiseNow:
    """A promise as its owner's workbook shows it.

    title     words to recognise it by, wording; parts: letter -> words of the clause
    owes      letters of what this side owes; "" stands for the whole promise
    """

    ref: str
    number: str
    title: Wording
    parts: Mapping[str, Wording]
    owes: frozenset[str]


@dataclass(frozen=True, slots=True)
class SheetsNow:
    """All that the workbook of one side on one plan shows, as of an instant.

    statuses, evidence  by subject: ref of the promise or clause; updates, milestones by ref of the promise
    evidence            wordings of the side's own claims on the subject
    """

    plan: str
    owner: str
    languages: tuple[str, ...]
    owed: tuple[str, ...]
    is_party: bool
    promises: tuple[PromiseNow, ...]
    statuses: Mapping[str, StatusNow] = field(default_factory=dict)
    evidence: Mapping[str, Sequence[Wording]] = field(default_factory=dict)
    updates: Mapping[str, UpdateNow] = field(default_factory=dict)
    milestones: Mapping[str, Sequence[MilestoneNow]] = field(default_factory=dict)

    def sheets(self) -> tuple[SheetColumns, ...]:
        return sheets_of(self.languages, self.owed, has_status=self.is_party)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: whose it is, and its cells by column name, as text in the form in which they are compared.

    part  letter of a clause, slug of a milestone, "" for the whole promise
    """

    commitment: str
    part: str
    revision: int
    cells: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str]:
        return (self.commitment, self.part)


def rows_of(now: SheetsNow, sheet: SheetColumns, language: str) -> Iterator[TableRow]:
    """The rows of a sheet, in the plan's order; `language` is the reader's, for the words that only explain."""
    make = {SheetKind.STATUS: _status_rows, SheetKind.UPDATES: _update_rows, SheetKind.MILESTONES: _milestone_rows}
    order = [column for column in sheet.columns if not column.name.startswith("key_")]
    for row, wordings, plain in make[sheet.kind](now, language):
        cells = {}
        for column in order:
            tag = column.language
            text = wordings[column.field].get(tag) if tag else plain.get(column.field)
            cells[column.name] = folded(text)[:CELL_MAX] if text else ""
        yield TableRow(row[0], row[1], row[2], cells)


Made = tuple[tuple[str, str, int], Mapping[str, Wording], Mapping[str, str]]
"""(commitment, part, revision), wordings by field, plain texts by field."""


def _status_rows(now: SheetsNow, language: str) -> Iterator[Made]:
    for promise in now.promises:
        update = now.updates.get(promise.ref, UpdateNow())
        for part in _parts_owed(promise):
            subject = f"{promise.ref}#{part}" if part else promise.ref
            status = now.statuses.get(subject)
            wordings = {
                "progress": status.reason if status else {},
                "evidence": joined(now.evidence.get(subject, ())),
                "challenges": {} if part else update.challenges,
            }
            plain = {
                "reporting_period": status.as_of_on.isoformat() if status else "",
                "commitments": promise.number,
                "part": part,
                "indicators": shown(promise.parts[part] if part else promise.title, language, now.languages),
                "status": CODES[status.value] if status else "",
            }
            yield (promise.ref, part, update.revision), wordings, plain


def _parts_owed(promise: PromiseNow) -> list[str]:
    return [part for part in ("", *promise.parts) if part in promise.owes]


def _update_rows(now: SheetsNow, language: str) -> Iterator[Made]:
    for promise in now.promises:
        update = now.updates.get(promise.ref, UpdateNow())
        wordings = {"done": update.done, "next_step": update.next_step, "challenges": update.challenges}
        plain = {
            "commitments": promise.number,
            "indicators": shown(promise.title, language, now.languages),
            "as_of_on": update.as_of_on.isoformat() if update.as_of_on else "",
        }
        yield (promise.ref, "", update.revision), wordings, plain


def _milestone_rows(now: SheetsNow, language: str) -> Iterator[Made]:
    for promise in now.promises:
        for step in now.milestones.get(promise.ref, ()):
            plain = {"commitments": promise.number, "slug": step.slug, "due": step.due, "standing": step.standing}
            yield (promise.ref, step.slug, step.revision), {"title": step.title}, plain


def shown(wording: Wording, language: str, order: Sequence[str]) -> str:
    return pick(wording, language, order)[0]


def joined(wordings: Sequence[Wording]) -> Wording:
    """Several statements as one text a language, a line each."""
    tags = dict.fromkeys(tag for wording in wordings for tag in wording)
    return {tag: "\n".join(wording[tag] for wording in wordings if wording.get(tag)) for tag in tags}


def marks_of(cells: Mapping[str, str]) -> str:
    """The hidden cell that lets every cell of a row be known again."""
    return SEPARATOR.join(f"{name}={mark_of(text)}" for name, text in cells.items())


def read_marks(text: str) -> dict[str, str]:
    """What `marks_of` wrote; {} for a row that came without it."""
    pairs = (pair.partition("=") for pair in text.split(SEPARATOR))
    return {name: mark for name, _sign, mark in pairs if name and mark}
