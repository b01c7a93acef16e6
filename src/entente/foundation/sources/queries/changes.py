"""What changed between two copies of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from uuid import UUID

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.sources import reading
from entente.foundation.sources.models import Document

from .copies import SnapshotView, bytes_of, get_visible_snapshot, view_of

LINES_MAX = 5000
"""Lines compared on each side between the first and the last change; beyond them nobody reads a comparison."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that follow one another.  same: how many are alike on both sides; else before and after, either may be ()."""

    same: int = 0
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Two copies of one document.

    passages  what changed, line by line; None when the text is not this reader's to see or cannot be read
    sentence  why there are no passages, "" when there are
    is_cut    there are more changes than are compared
    """

    document: Document
    older: SnapshotView
    newer: SnapshotView
    passages: tuple[Passage, ...] | None
    sentence: str = ""
    is_cut: bool = False


def changes_between(by: Actor, older: UUID, newer: UUID, *, as_of: datetime) -> Changes:
    """What changed from one copy to another, for a reader who may have both.

    Who may not have them is told only that they differ: both hashes and both instants.  Raises NotVisible.
    """
    rows = [get_visible_snapshot(by, key, as_of=as_of) for key in (older, newer)]
    if rows[0].document_id != rows[1].document_id or rows[0].pk == rows[1].pk:
        raise NotVisible("There is no such snapshot.")
    before, after = sorted(rows, key=lambda row: (row.captured_at, row.pk))
    views = view_of(by, before), view_of(by, after)
    if not (views[0].has_copy and views[1].has_copy):
        return Changes(before.document, *views, None, "The words of these copies are not shown; that they differ is.")
    try:
        texts = [reading.lines_of(bytes_of(row), row.media_type) for row in (before, after)]
    except RuleBroken as unreadable:
        return Changes(before.document, *views, None, str(unreadable))
    passages, is_cut = passages_of(*texts)
    return Changes(before.document, *views, passages, "", is_cut)


def passages_of(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Passage, ...], bool]:
    """What two texts share and where they differ; whether only the first lines that differ were compared."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    is_cut = max(len(old), len(new)) > LINES_MAX
    old, new = old[:LINES_MAX], new[:LINES_MAX]
    found = [Passage(same=head)] if head else []
    for kind, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            found.append(Passage(same=last - first))
        else:
            found.append(Passage(before=tuple(old[first:last]), after=tuple(new[start:end])))
    if tail and not is_cut:
        found.append(Passage(same=tail))
    return tuple(found), is_cut


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    """How many lines are the same from the beginning on."""
    pairs = zip(before, after, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))
