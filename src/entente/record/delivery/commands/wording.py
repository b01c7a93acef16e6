"""Words that go public without a way of approvals: milestones, obstacles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.queries import missing_in
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery.queries.updates import languages_owed
from entente.record.plan import queries as plans
from entente.record.plan.commands import hold_open
from entente.record.plan.models import Commitment


def promise(ref: str, *, by: Actor, at: datetime) -> Commitment:
    """The promise that something is written on.

    Raises NotVisible, InvalidTransition (its plan is closed), RuleBroken (it is a draft, a party that is none of the plan's).
    """
    commitment = plans.get_commitment_row(by, ref, as_of=at)
    hold_open(commitment.plan.slug)
    if commitment.plan.status == plans.PlanStatus.DRAFT:
        raise RuleBroken(f"{commitment.plan.slug} is still a draft; adopt it before anything is reported on it.")
    if by.capacity is Capacity.PARTY and not commitment.plan.participations.filter(party__code=by.owner).exists():
        raise RuleBroken(f"{by.owner} is not a party of {commitment.plan.slug}; only its parties report on it.")
    return commitment


def put_on_record(subject: str, words: Mapping[str, Wording], *, by: Actor, what: str) -> None:
    """Require some words, in every language that the writing side owes, and note their states under `subject`.

    A side is the authority on its own words in its own languages: they count as reviewed.  Its words in other languages
    are drafts, which pages label.
    """
    owed = languages_owed(by.owner)
    for name, wording in words.items():
        if not any(wording.values()):
            raise RuleBroken(f"{what} has no words; write some in one language at least.")
        for language in missing_in(wording, owed):
            raise RuleBroken(f"{what} has no text in “{language}”, which {by.owner} owes; write it first.")
        mine = {language: text for language, text in wording.items() if language in owed or not owed}
        others = {language: text for language, text in wording.items() if language not in mine}
        note_states(
            [
                Worded(subject, name, mine, WordingStatus.REVIEWED),
                Worded(subject, name, others, WordingStatus.DRAFT),
            ]
        )
