"""The plan importer: the bytes of a published plan -> a draft of its commitments.  Pure: no database, no network.

draft = read_plan("plan.md", data, parties=("KEN", "UGA"))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from entente.record.plan.importers.draft import (
    ClauseDraft,
    CommitmentDraft,
    LeftOut,
    PillarDraft,
    PlanDraft,
    PlanUnreadable,
    Reason,
)
from entente.record.plan.importers.drafting import draft_blocks
from entente.record.plan.importers.readers import read
from entente.record.plan.importers.row_drafting import draft_rows
from entente.record.plan.importers.scored import as_scored

__all__ = [
    "ClauseDraft",
    "CommitmentDraft",
    "LeftOut",
    "PillarDraft",
    "PlanDraft",
    "PlanUnreadable",
    "Reason",
    "as_scored",
    "read_plan",
]

MOST_BLOCKS = 50_000
"""Paragraphs, headings and items of one document: far more than any plan, few enough to be judged in a minute or two."""


def read_plan(
    name: str,
    data: bytes,
    *,
    parties: Sequence[str] = (),
    language: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> PlanDraft:
    """A draft of the plan in a file.  Raises PlanUnreadable with one sentence when it cannot be read.

    The suffix of `name` decides the reader.  `parties` are codes ("KEN") or codes with a name ("ARL=Arland"); without
    them the parties are looked for in the text.  `progress(done, total)` is called as commitments are judged.
    """
    reading = read(name, data)
    if reading.rows:
        return draft_rows(name, reading, tuple(parties), language, progress)
    if len(reading.blocks) > MOST_BLOCKS:
        raise PlanUnreadable(
            f"The file has {len(reading.blocks):,} paragraphs and items, and at most {MOST_BLOCKS:,} are read: "
            "import the part that promises."
        )
    if not reading.blocks:
        raise PlanUnreadable("The file holds no text to read: choose the file with the plan's text.")
    return draft_blocks(reading, tuple(parties), language, progress)
