"""The milestones of a workbook: planned for one's own side alone, changed while they are planned, and put back.

A milestone has no way of approvals, so one that a sheet brings is its own side's until somebody shows it to others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import Refusal, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import milestone_ref
from entente.foundation.common.saying import in_language
from entente.record.delivery import commands as delivery
from entente.record.delivery import queries
from entente.record.delivery.commands import MilestoneFacts
from entente.record.delivery.commands.own_milestones import show_milestone, withdraw_milestone
from entente.record.delivery.words import MilestoneStatus

from .drafting import MilestoneDraft
from .words import say
from .written import Written


def plan(draft: MilestoneDraft, places: list[str], *, by: Actor, at: datetime) -> Written:
    """Plan or change a milestone.  Raises RuleBroken that names where in the file it comes from."""
    try:
        return {**_planned(draft, by=by, at=at), "places": places}
    except Refusal as refusal:
        raise RuleBroken(say("row_refused", places=", ".join(places), why=in_language(refusal.sentence))) from refusal


def _planned(draft: MilestoneDraft, *, by: Actor, at: datetime) -> Written:
    if draft.revision == 0:
        facts = MilestoneFacts(draft.commitment, draft.slug, draft.title, draft.due)
        step, was = delivery.plan_milestone(facts, by=by, at=at, tier=Tier.OWN), None
    else:
        step = queries.get_milestone_row(by, milestone_ref(draft.commitment, draft.slug), as_of=at)
        was = {"title": step.title, "due": step.due}
        step = delivery.revise_milestone(step, by=by, at=at, revision=draft.revision, title=draft.title, due=draft.due)
    ref = milestone_ref(step.commitment, step.slug)
    return {"kind": "milestone", "ref": ref, "revision": step.revision, "was": was}


def is_untouched(one: Written, *, by: Actor, at: datetime) -> bool:
    step = queries.get_milestone_row(by, one["ref"], as_of=at)
    return bool(step.revision == one["revision"] and step.status == MilestoneStatus.PLANNED)


def put_back(one: Written, *, by: Actor, at: datetime) -> None:
    """Give a milestone its earlier title and date, or take a new one away that only its own side has seen."""
    step = queries.get_milestone_row(by, one["ref"], as_of=at)
    if (was := one["was"]) is None:
        withdraw_milestone(step, by=by, at=at)
    else:
        delivery.revise_milestone(step, by=by, at=at, revision=step.revision, title=was["title"], due=was["due"])


def show(written: Iterable[Written], *, by: Actor, at: datetime) -> int:
    """Let everybody read the milestones that a batch planned; an approver does.  Returns how many.  Raises ActionDenied."""
    new = [one["ref"] for one in written if one["kind"] == "milestone" and one["was"] is None]
    for ref in new:
        show_milestone(queries.get_milestone_row(by, ref, as_of=at), by=by, at=at)
    return len(new)
