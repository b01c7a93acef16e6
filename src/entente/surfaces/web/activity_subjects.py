"""What of an activity evidence may be about: itself, its stages, its sessions; their refs, and how they are called."""

from __future__ import annotations

from collections.abc import Iterable

from entente.foundation.common.refs import stage_ref
from entente.record.delivery.queries import ActivityView

from . import labels, labels_of_activities
from .reader import Reader


def subjects(activities: Iterable[ActivityView]) -> list[str]:
    """The refs of some activities, of their stages and of their sessions."""
    return [
        ref
        for view in activities
        for ref in (
            view.ref,
            *(stage_ref(view.ref, stage.code) for stage in view.table),
            *(session.ref for session in view.sessions),
        )
    ]


def subject_words(activities: Iterable[ActivityView], reader: Reader) -> dict[str, str]:
    """Ref -> "Memorandum: Signed", "Memorandum: First talks"."""
    words = {}
    for view in activities:
        name = reader.said(view.title).text
        words[view.ref] = name
        for stage in view.table:
            words[stage_ref(view.ref, stage.code)] = labels.named(
                name, labels_of_activities.stage(stage.code, stage.label)
            )
        for session in view.sessions:
            words[session.ref] = labels.named(name, reader.said(session.title).text)
    return words
