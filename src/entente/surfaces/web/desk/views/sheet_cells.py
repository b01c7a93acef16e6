"""The cells of a workbook as a page shows them: what stands, what came, why not, and where to write over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.languages import direction
from entente.surfaces.intake.sheets.cells import CODES
from entente.surfaces.intake.sheets.columns import CellKind, Column
from entente.surfaces.intake.sheets.compare import Cell, Preview, Verdict
from entente.surfaces.intake.sheets.receipts import ReceiptCell
from entente.surfaces.intake.sheets.words import LABELS, STATUSES
from entente.surfaces.web import labels

SHORT = 80
"""A text up to so many characters is mended in one line."""

FIX, KEEP = "fix:", "keep:"
"""Names of the controls: the words to stand, and whose they are."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell.

    where      sheet and cell, "Status E12"; what: promise and column in words
    before, after, reason, is_conflict  as in the preview
    lang, dir  of its words, "" for none
    choices    what a drop-down offers, () for free text; is_long: takes several lines
    """

    name: str
    anchor: str
    where: str
    what: str
    before: str
    after: str
    reason: str
    is_conflict: bool
    is_new: bool
    lang: str
    dir: str
    choices: tuple[tuple[str, str], ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A cell of a receipt.  lang: of its words, "" for none."""

    where: str
    what: str
    before: str
    after: str
    verdict: str
    reason: str
    lang: str


def cell_lines(cells: Iterable[Cell]) -> tuple[CellLine, ...]:
    return tuple(
        CellLine(
            name=cell.key,
            anchor=cell.key.replace(":", "-"),
            where=f"{cell.title} {cell.place}",
            what=_what(cell.commitment, cell.part, _label(cell.column)),
            before=_shown(cell.column, cell.before),
            after=_shown(cell.column, cell.after) if not cell.is_open else cell.after,
            reason=cell.reason,
            is_conflict=cell.verdict is Verdict.CONFLICT,
            is_new=cell.verdict is Verdict.ADDED,
            lang=cell.column.language,
            dir=direction(cell.column.language) if cell.column.language else "",
            choices=_choices(cell.column),
            is_long=cell.column.kind is CellKind.TEXT or len(cell.after) > SHORT,
        )
        for cell in cells
    )


def receipt_lines(cells: Iterable[ReceiptCell]) -> tuple[ReceiptLine, ...]:
    verdicts = {Verdict.ADDED: _("added"), Verdict.CHANGED: _("changed"), Verdict.REJECTED: _("refused")}
    return tuple(
        ReceiptLine(
            where=f"{cell.sheet} {cell.cell}",
            what=_what(cell.commitment, cell.part, _label_of(cell.column)),
            before=cell.before,
            after=cell.after,
            verdict=verdicts.get(Verdict(cell.verdict), cell.verdict),
            reason=cell.reason,
            lang="",
        )
        for cell in cells
    )


def counted(counts: Mapping[Verdict, int] | Mapping[str, int]) -> tuple[str, ...]:
    """A phrase for each verdict that occurs."""
    by_name = {str(verdict): number for verdict, number in counts.items()}
    phrases: Mapping[Verdict, Callable[[int], str]] = {
        Verdict.ADDED: lambda n: ngettext("%(n)d cell added", "%(n)d cells added", n),
        Verdict.CHANGED: lambda n: ngettext("%(n)d cell changed", "%(n)d cells changed", n),
        Verdict.CONFLICT: lambda n: ngettext("%(n)d cell to choose", "%(n)d cells to choose", n),
        Verdict.REJECTED: lambda n: ngettext("%(n)d cell refused", "%(n)d cells refused", n),
        Verdict.UNCHANGED: lambda n: ngettext("%(n)d cell unchanged", "%(n)d cells unchanged", n),
    }
    return tuple(say(number) % {"n": number} for verdict, say in phrases.items() if (number := by_name.get(verdict, 0)))


def texts_sent(sent: QueryDict, seen: Preview) -> dict[str, str]:
    """Cell key -> words that shall stand, of the cells that the sender wrote over or chose between.

    A refused cell sent as it came is none: it stays refused.
    """
    texts: dict[str, str] = {}
    for cell in seen.cells:
        if not cell.is_open:
            continue
        text = sent.get(FIX + cell.key)
        if cell.verdict is Verdict.CONFLICT:
            kept = sent.get(KEEP + cell.key)
            if kept in ("theirs", "mine"):
                texts[cell.key] = cell.before if kept == "theirs" else (text if text is not None else cell.after)
        elif text is not None and text.replace("\r\n", "\n") != cell.after:
            texts[cell.key] = text
    return texts


def _what(commitment: str, part: str, label: str) -> str:
    number = commitment.partition("/")[2]
    named = ", ".join((number, _("new milestone"))) if part.startswith("new:") else f"{number} {part}".strip()
    return labels.named(named, label) if named else label


def _label(column: Column) -> str:
    label = str(LABELS[column.field])
    return f"{label} ({column.language})" if column.language else label


def _label_of(name: str) -> str:
    """The same for a column by its name in a receipt, "title_en"; a name that is no longer known as it is."""
    field, language = (name, "") if name in LABELS else name.rpartition("_")[::2]
    if field not in LABELS:
        return name
    return f"{LABELS[field]} ({language})" if language else str(LABELS[field])


def _shown(column: Column, text: str) -> str:
    if column.kind is not CellKind.STATUS or not text:
        return text
    return next((labels.named(code, STATUSES[value]) for value, code in CODES.items() if code == text), text)


def _choices(column: Column) -> tuple[tuple[str, str], ...]:
    if column.kind is not CellKind.STATUS:
        return ()
    return (("", ""), *((code, labels.named(code, STATUSES[value])) for value, code in CODES.items()))
