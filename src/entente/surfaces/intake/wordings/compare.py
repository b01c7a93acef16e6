"""Translations that came back beside what stands on record: new, changed, refused, or changed by others too.  Pure.

A text is one of three that may differ: as it left (known by its short hash), as it came back, as it is now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from entente.foundation.common.decisions import Denied
from entente.foundation.common.saying import in_language
from entente.surfaces.intake.sheets.cells import TEXT_MAX, folded, mark_of
from entente.surfaces.intake.sheets.compare import Fix, Verdict

from .held import Held, Key
from .units import CameBack, Returned
from .words import refusal


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text that asks for something; unchanged ones are only counted.

    place   unit or row of the file; held: the wording, None for what is refused because it is not there
    before  what stands now; after: what would stand; source: the text it was made from
    reason  why it is refused, "" when it is not; is_stale: the source changed since the file left
    """

    place: str
    subject: str
    field: str
    held: Held | None
    before: str
    after: str
    source: str
    verdict: Verdict
    reason: str = ""
    is_stale: bool = False

    @property
    def name(self) -> str:
        """Its name within the file."""
        return f"unit:{self.place}"

    @property
    def is_open(self) -> bool:
        return self.verdict in (Verdict.REJECTED, Verdict.CONFLICT) and self.held is not None


@dataclass(frozen=True, slots=True)
class TextsPreview:
    """What a file would do.  counts: of all its texts, unchanged ones too."""

    made_from: str
    into: str
    lines: tuple[TextLine, ...]
    counts: Mapping[Verdict, int]
    notes: tuple[str, ...] = ()

    def of(self, *verdicts: Verdict) -> tuple[TextLine, ...]:
        return tuple(line for line in self.lines if line.verdict in verdicts)

    @property
    def writes(self) -> tuple[TextLine, ...]:
        return self.of(Verdict.ADDED, Verdict.CHANGED)


def compare(file: Returned, now: Mapping[Key, Held], fixes: Mapping[str, Fix]) -> TextsPreview:
    """Every unit of a file beside the record.  now: the wordings that the actor may open; fixes: what was written over."""
    counts: Counter[Verdict] = Counter()
    lines: list[TextLine] = []
    times = Counter((unit.subject, unit.field) for unit in file.units)
    for unit in file.units:
        line = _line(unit, file, now.get((unit.subject, unit.field)), fixes.get(f"unit:{unit.place}"))
        if line is not None and times[unit.subject, unit.field] > 1:
            line = _refused(unit, line.held, line.before, refusal("twice"))
        counts[line.verdict if line is not None else Verdict.UNCHANGED] += 1
        if line is not None:
            lines.append(line)
    return TextsPreview(file.origin.made_from, file.origin.into, tuple(lines), counts, file.notes)


def _line(unit: CameBack, file: Returned, held: Held | None, fix: Fix | None) -> TextLine | None:
    """None for a text that stays as it is."""
    after = folded(fix.text if fix else unit.text)
    if held is None:
        return _refused(unit, None, "", refusal("gone")) if after else None
    before, source = held.wording.get(file.origin.into, ""), held.wording.get(file.origin.made_from, "")
    as_it_left = not fix and (not after or mark_of(after) == unit.target_mark)
    if not unit.is_broken and (after == before or as_it_left):
        return None  # whatever stands now is somebody else's doing and stays
    is_stale = mark_of(source) != unit.source_mark
    if why := _why_not(unit, held, after, is_mended=fix is not None, is_stale=is_stale):
        return _refused(unit, held, before, why)
    stands = mark_of(before)
    is_moved = stands != unit.target_mark and not (fix and fix.seen == stands)
    verdict = Verdict.CONFLICT if is_moved else Verdict.CHANGED if before else Verdict.ADDED
    made_from = folded(unit.source) if is_stale else source
    about = refusal("stale") if is_stale else ""
    return TextLine(
        unit.place, unit.subject, unit.field, held, before, after, made_from, verdict, about, is_stale=is_stale
    )


def _why_not(unit: CameBack, held: Held, after: str, *, is_mended: bool, is_stale: bool) -> str:
    """Why a text is refused, "" when it is not."""
    if isinstance(held.can_write, Denied):
        return in_language(held.can_write.reason)
    if unit.is_broken and not is_mended:
        return refusal("broken")
    if len(after) > TEXT_MAX:
        return refusal("too_long")
    if is_stale and mark_of(folded(unit.source)) != unit.source_mark:
        return refusal("source_changed_in_file")
    return ""


def _refused(unit: CameBack, held: Held | None, before: str, why: str) -> TextLine:
    after = folded(unit.text)[:TEXT_MAX]
    return TextLine(unit.place, unit.subject, unit.field, held, before, after, unit.source, Verdict.REJECTED, why)
