"""Who plans, reports, accepts and returns a milestone, and what the calendar says of it.  Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import milestone_ref
from entente.foundation.common.rights import may
from entente.record.delivery.models import Milestone
from entente.record.delivery.words import MilestoneStatus

STILL_OWED = frozenset({MilestoneStatus.PLANNED, MilestoneStatus.RETURNED})
"""Something is still to be done and reported."""

DUE_SOON_DAYS = 14
"""How far ahead a desk looks."""


def milestone_ref_of(milestone: Milestone) -> str:
    return milestone_ref(milestone.commitment, milestone.slug)


def milestone_states(milestone: Milestone) -> str:
    """What the states of its wordings are kept under; a ref may be too long for that."""
    return f"milestone:{milestone.pk}"


def can_plan_milestone(by: Actor) -> Decision:
    """Every side plans its own steps; that touches no word of the promise."""
    return may(by, "milestone.plan") if by.is_signed_in else Denied("a milestone is somebody's own; log in first")


def can_revise_milestone(by: Actor, milestone: Milestone) -> Decision:
    if milestone.status != MilestoneStatus.PLANNED:
        return Denied("only a milestone that was not reported yet changes its title and date")
    if milestone.agreed_in is not None:
        return Denied("all parties agreed this milestone; its title and its date change by an amendment")
    return _own(by, milestone) and may(by, "milestone.plan")


def can_show_milestone(by: Actor, milestone: Milestone) -> Decision:
    """Words that everybody will read are let out by an approver of their own side."""
    return _own(by, milestone) and may(by, "update.approve")


def can_withdraw_milestone(by: Actor, milestone: Milestone) -> Decision:
    """What others have seen stays; it is changed or reported, and not made undone."""
    if milestone.tier != Tier.OWN or milestone.status != MilestoneStatus.PLANNED:
        return Denied("only a planned milestone that nobody but its own side has seen is taken away")
    return _own(by, milestone) and may(by, "milestone.plan")


def can_report_milestone(by: Actor, milestone: Milestone) -> Decision:
    return _own(by, milestone) and may(by, "milestone.report")


def can_decide_milestone(by: Actor, milestone: Milestone, *, other_sides: Collection[str]) -> Decision:
    """Accept or return a report.

    other_sides  codes of the parties taking part for whom it was done; empty when none is there but its own side
    """
    right = may(by, "milestone.accept")
    if not right or not by.is_signed_in:
        return right and Denied("a decision is somebody's own; log in first")
    if other_sides:
        if by.owner == milestone.owner:
            return Denied("the reporting side cannot accept its own report; another side does")
        return ALLOWED if by.owner in other_sides else Denied("a side for which it was done accepts or returns it")
    if by.owner != milestone.owner:
        return Denied("only its own side accepts it: it is no step between parties that both take part")
    if by.user_id is None or by.user_id == milestone.reported_by_user:
        return Denied("nobody accepts their own report; another person of your side does")
    return ALLOWED


def other_sides(
    milestone: Milestone, *, parties: Collection[str], taking_part: Collection[str], between: Collection[str]
) -> frozenset[str]:
    """The parties whose it is to accept a report; empty when its own side does, in the eyes of a second person.

    parties      of the plan; taking_part: those of them that take part
    between      giver and receiver of the one-sided activity that it belongs to, () for another
    """
    if milestone.owner not in parties or milestone.tier == "own":
        return frozenset()
    others = (frozenset(between) or frozenset(parties)) - {milestone.owner}
    return others & frozenset(taking_part)


def is_overdue(status: str, due_last_on: date, *, on: date) -> bool:
    """From the day after the last day on which it could be done in time."""
    return status in STILL_OWED and due_last_on < on


def is_due_soon(status: str, due_last_on: date, *, on: date, days: int = DUE_SOON_DAYS) -> bool:
    return status in STILL_OWED and on <= due_last_on <= on + timedelta(days=days)


def _own(by: Actor, milestone: Milestone) -> Decision:
    if by.is_signed_in and by.owner == milestone.owner:
        return ALLOWED
    return Denied("a milestone belongs to the side that planned it; only that side changes and reports it")
