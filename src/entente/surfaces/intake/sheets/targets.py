"""Which promise, part or milestone a row of a workbook is about.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from entente.record.delivery.words import MilestoneStatus, UpdateStatus

from .cells import folded, text_of
from .columns import SheetKind
from .reading import FileRow, Held
from .tables import MilestoneNow, PromiseNow, SheetsNow
from .words import refusal
from .workbook import Formula

OPEN_STAGES = ("", UpdateStatus.DRAFT, UpdateStatus.RETURNED, UpdateStatus.SUBMITTED)
"""An update that was approved word for word is sent back on its own page before it changes."""


class TargetRefused(ValueError):
    """A row about nothing that can be changed; `column` is where it goes wrong.  The text is the sentence."""

    def __init__(self, code: str, shown: str = "", column: str = "commitments") -> None:
        super().__init__(refusal(code, shown))
        self.column = column


@dataclass(frozen=True, slots=True)
class Target:
    """What a row is about.

    part     letter of a clause, slug of a milestone, "" for the promise itself, "new:12" for a milestone written in row 12
    blocked  (code, shown) of why none of its cells may change, () when they may
    """

    commitment: str
    part: str
    blocked: tuple[str, str] | tuple[()] = ()

    @property
    def key(self) -> tuple[str, str]:
        return (self.commitment, self.part)


@dataclass(slots=True)
class Targets:
    """Finds the target of one row after the other and remembers them: two rows about the same are one too many."""

    now: SheetsNow
    kind: SheetKind
    by_ref: dict[str, PromiseNow] = field(init=False)
    by_number: dict[str, PromiseNow] = field(init=False)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_ref = {promise.ref: promise for promise in self.now.promises}
        self.by_number = {promise.number: promise for promise in self.now.promises}

    def of(self, row: FileRow, number: Held) -> Target:
        """Raises TargetRefused."""
        promise = self._promise(row, number)
        part = self._part(row, promise)
        before = self.seen.setdefault((promise.ref, part), row.number)
        if before != row.number:
            raise TargetRefused("duplicate", str(before))
        return Target(promise.ref, part, self._blocked(promise, part))

    def _promise(self, row: FileRow, number: Held) -> PromiseNow:
        if isinstance(number, Formula):
            raise TargetRefused("formula")
        text = text_of(number)
        if row.commitment:
            promise = self.by_ref.get(row.commitment)
            if promise is None:
                raise TargetRefused("unknown_commitment", text or row.commitment)
            if text and text != promise.number and not isinstance(number, float):
                raise TargetRefused("row_moved", promise.number)
            return promise
        if not text:
            raise TargetRefused("no_commitment")
        text = text.removeprefix(f"{self.now.plan}/")
        if isinstance(number, float) and f"{text}0" in self.by_number:
            raise TargetRefused("number_as_figure", text)
        if text not in self.by_number:
            raise TargetRefused("unknown_commitment", text)
        return self.by_number[text]

    def _part(self, row: FileRow, promise: PromiseNow) -> str:
        if self.kind is SheetKind.UPDATES:
            return ""
        value = row.cells.get("milestones")
        part = row.part if row.commitment else ("" if isinstance(value, Formula) else text_of(value))
        if self.kind is SheetKind.STATUS:
            if part and part not in promise.parts:
                raise TargetRefused("unknown_part", part, "milestones")
            return part
        if not part:
            return self._known_by_title(row, promise) or f"new:{row.number}"
        if part not in {step.slug for step in self._steps(promise)}:
            raise TargetRefused("milestone_gone", part, "milestones")
        return part

    def _known_by_title(self, row: FileRow, promise: PromiseNow) -> str:
        """Slug of a milestone that has one of the row's titles, "": a workbook may be dropped again after its new rows are in."""
        titles = {name.removeprefix("title_"): value for name, value in row.cells.items() if name.startswith("title_")}
        for step in self._steps(promise):
            if any(isinstance(value, str) and step.title.get(tag) == folded(value) for tag, value in titles.items()):
                return step.slug
        return ""

    def _steps(self, promise: PromiseNow) -> Iterator[MilestoneNow]:
        yield from self.now.milestones.get(promise.ref, ())

    def _blocked(self, promise: PromiseNow, part: str) -> tuple[str, str] | tuple[()]:
        if self.kind is SheetKind.MILESTONES:
            step = next((one for one in self._steps(promise) if one.slug == part), None)
            if step is not None and step.standing != MilestoneStatus.PLANNED:
                return ("milestone_reported", "")
            return ()
        if self.kind is SheetKind.STATUS and part not in promise.owes:
            return ("not_owed", "")
        update = self.now.updates.get(promise.ref)
        if update is not None and update.stage not in OPEN_STAGES:
            return ("waiting", str(UpdateStatus(update.stage).label))
        return ()
