"""Words that go public without a way of approvals: milestones, obstacles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import activity_ref
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Home, Translation, Worded, note_changed, note_translation
from entente.foundation.texts.queries import missing_in
from entente.foundation.texts.rules import can_translate, worded_anew
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery import rules
from entente.record.delivery.models import Activity, Milestone
from entente.record.delivery.queries.updates import home_of, languages_owed
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


def put_on_record(
    subject: str, words: Mapping[str, Wording], *, by: Actor, what: str, home: Home | None = None
) -> None:
    """Require some words, in every language that the writing side owes, and note their states under `subject`.

    A side is the authority on its own words in its own languages: they count as reviewed.  Its words in other languages
    are drafts, which pages label.  A translation left beside a changed source turns stale.
    """
    owed = languages_owed(by.owner)
    for name, wording in words.items():
        if not any(wording.values()):
            raise RuleBroken(f"{what} has no words; write some in one language at least.")
        for language in missing_in(wording, owed):
            raise RuleBroken(f"{what} has no text in “{language}”, which {by.owner} owes; write it first.")
        mine = {language: text for language, text in wording.items() if language in owed or not owed}
        others = {language: text for language, text in wording.items() if language not in mine}
        note_changed(
            [
                Worded(subject, name, mine, WordingStatus.REVIEWED, home=home, user_id=by.user_id or ""),
                Worded(subject, name, others, WordingStatus.DRAFT, home=home, user_id=by.user_id or ""),
            ]
        )


@transaction.atomic
def translate_milestone(milestone: Milestone, made: Translation, *, by: Actor, at: datetime) -> Milestone:
    """Put a text of a milestone into one more language: a draft, labelled so, until somebody else reviews it.

    Raises ActionDenied, Conflict, RuleBroken.
    """
    milestone.refresh_from_db(from_queryset=Milestone.objects.select_for_update())
    require(can_translate(by, owner=milestone.owner))
    hold_open(milestone.plan)
    ref = rules.milestone_ref_of(milestone)
    wording = worded_anew(getattr(milestone, made.field), made, ref, revision=milestone.revision)
    setattr(milestone, made.field, wording)
    milestone.revision += 1
    milestone.save(update_fields=[made.field, "revision"])
    home = home_of(milestone.owner, milestone.plan, "milestone")
    note_translation(rules.milestone_states(milestone), made, home=home, user_id=by.user_id or "")
    is_public = milestone.tier == Tier.PUBLIC
    _note(by, "delivery.milestone.translate", ref, made, at=at, is_public=is_public)
    return milestone


@transaction.atomic
def translate_activity(activity: Activity, made: Translation, *, by: Actor, at: datetime) -> Activity:
    """Put the title or summary of an activity into one more language: a draft, labelled so, until somebody reviews it.

    Raises ActionDenied, Conflict, RuleBroken.
    """
    activity.refresh_from_db(from_queryset=Activity.objects.select_for_update())
    require(can_translate(by, owner=activity.owner))
    hold_open(activity.plan)
    ref = activity_ref(activity.plan, activity.slug)
    setattr(activity, made.field, worded_anew(getattr(activity, made.field), made, ref))
    activity.save(update_fields=[made.field])
    home = home_of(activity.owner, activity.plan, "activity")
    note_translation(ref, made, home=home, user_id=by.user_id or "")
    _note(by, "delivery.activity.translate", ref, made, at=at, is_public=activity.tier == Tier.PUBLIC)
    return activity


def _note(by: Actor, action: str, ref: str, made: Translation, *, at: datetime, is_public: bool) -> None:
    ledger.record(
        by,
        action,
        ref,
        at=at,
        public=is_public,
        field=made.field,
        language=made.language,
        text=made.text.strip(),
        made_from=made.made_from,
    )
