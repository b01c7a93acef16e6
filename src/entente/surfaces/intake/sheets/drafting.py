"""From the cells of a preview to what would be written: one update a promise, its statuses, its milestones.  Pure.

What a row leaves alone stays as it stands: an update that a sheet begins says all that the row says, not the changes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.text import slugify

from entente.foundation.common.languages import Wording
from entente.record.assessment.words import Completion
from entente.record.delivery.commands import UpdateFacts

from .cells import VALUES, period_of
from .columns import SheetKind
from .compare import Cell
from .tables import MilestoneNow, SheetsNow, StatusNow, UpdateNow

SLUG_MAX = 60
WORDS = ("done", "next_step", "challenges")


@dataclass(frozen=True, slots=True)
class StatusDraft:
    """Where a side will say it stands."""

    subject: str
    value: Completion
    as_of_on: date
    reason: Wording


@dataclass(frozen=True, slots=True)
class UpdateDraft:
    """An update to begin or to change.  key: ref of the open one, "" for a new one; revision: of the open one."""

    key: str
    revision: int
    facts: UpdateFacts
    statuses: tuple[StatusDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """A milestone to plan or to change.  revision 0: a new one."""

    commitment: str
    slug: str
    revision: int
    title: Wording
    due: str


@dataclass(slots=True)
class _Changes:
    """The changed cells of one promise, by what they are about."""

    words: dict[str, Wording] = field(default_factory=lambda: {name: {} for name in WORDS})
    as_of_on: str = ""
    statuses: dict[str, list[Cell]] = field(default_factory=dict)
    milestones: dict[str, list[Cell]] = field(default_factory=dict)

    @property
    def is_update(self) -> bool:
        return bool(self.as_of_on or self.statuses or any(self.words.values()))


def drafts_of(now: SheetsNow, cells: Iterable[Cell], *, today: date) -> tuple[list[UpdateDraft], list[MilestoneDraft]]:
    """What the added and changed cells of a preview ask for, in the order of the plan."""
    changes: dict[str, _Changes] = {}
    for cell in cells:
        _sort(changes.setdefault(cell.commitment, _Changes()), cell)
    updates: list[UpdateDraft] = []
    milestones: list[MilestoneDraft] = []
    for promise in now.promises:
        if (one := changes.get(promise.ref)) is None:
            continue
        if one.is_update:
            updates.append(_update(now, promise.ref, one, today=today))
        milestones += _milestones(now, promise.ref, one)
    return updates, milestones


def _sort(changes: _Changes, cell: Cell) -> None:
    if cell.sheet is SheetKind.MILESTONES:
        changes.milestones.setdefault(cell.part, []).append(cell)
    elif cell.column.field in WORDS:
        changes.words[cell.column.field][cell.column.language] = cell.after
    elif cell.column.field == "as_of_on":
        changes.as_of_on = cell.after
    else:
        changes.statuses.setdefault(cell.part, []).append(cell)


def _update(now: SheetsNow, ref: str, changes: _Changes, *, today: date) -> UpdateDraft:
    stands = now.updates.get(ref, UpdateNow())
    opened_on = stands.as_of_on if stands.key and stands.as_of_on else today
    as_of_on = date.fromisoformat(changes.as_of_on) if changes.as_of_on else opened_on
    statuses = tuple(_status(now, ref, part, cells, as_of_on) for part, cells in changes.statuses.items())
    words = {name: merged(getattr(stands, name), changes.words[name]) for name in WORDS}
    words["done"] = words["done"] or _said_of(statuses)
    facts = UpdateFacts(ref, as_of_on, words["done"], words["next_step"], words["challenges"])
    return UpdateDraft(stands.key, stands.revision, facts, statuses)


def _status(now: SheetsNow, ref: str, part: str, cells: Sequence[Cell], as_of_on: date) -> StatusDraft:
    subject = f"{ref}#{part}" if part else ref
    stands: StatusNow | None = now.statuses.get(subject)
    after = {cell.column.name: cell for cell in cells}
    code = after["status"].after if "status" in after else ""
    assert code or stands is not None  # the comparison refuses words of progress without a status
    value = VALUES[code] if code else stands.value  # type: ignore[union-attr]
    period = after["reporting_period"].after if "reporting_period" in after else ""
    on = min(period_of(period).last_on, as_of_on) if period else as_of_on
    progress = {cell.column.language: cell.after for cell in cells if cell.column.field == "progress"}
    return StatusDraft(subject, value, on, merged(stands.reason if stands else {}, progress))


def _said_of(statuses: Sequence[StatusDraft]) -> Wording:
    """Words for an update whose row was left empty: those of its statuses, a part named by its letter."""
    lines: dict[str, list[str]] = {}
    for status in statuses:
        _ref, _sign, part = status.subject.partition("#")
        for tag, text in status.reason.items():
            lines.setdefault(tag, []).append(f"{part}: {text}" if part else text)
    return {tag: "\n".join(texts) for tag, texts in lines.items()}


def _milestones(now: SheetsNow, ref: str, changes: _Changes) -> Iterator[MilestoneDraft]:
    known: Mapping[str, MilestoneNow] = {step.slug: step for step in now.milestones.get(ref, ())}
    taken = set(known)
    for part, cells in changes.milestones.items():
        stands = known.get(part)
        titles = {cell.column.language: cell.after for cell in cells if cell.column.field == "title"}
        title = merged(stands.title if stands else {}, titles)
        due = next((cell.after for cell in cells if cell.column.field == "due"), stands.due if stands else "")
        slug = part if stands else _free_slug(title, taken)
        taken.add(slug)
        yield MilestoneDraft(ref, slug, stands.revision if stands else 0, title, due)


def _free_slug(title: Wording, taken: set[str]) -> str:
    words = next((slug for text in title.values() if (slug := slugify(text)[:SLUG_MAX].strip("-"))), "milestone")
    return next(slug for slug in (words, *(f"{words}-{at}" for at in range(2, len(taken) + 3))) if slug not in taken)


def merged(before: Wording, after: Wording) -> Wording:
    """A wording with some of its texts replaced; an emptied text goes."""
    return {tag: text for tag, text in {**before, **after}.items() if text}
