"""Writes of milestones: planned, reported, accepted or returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, readable
from entente.foundation.common.refs import split_ref
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Home
from entente.record.delivery import rules
from entente.record.delivery.models import Activity, Milestone
from entente.record.delivery.queries.milestones import deciding_sides
from entente.record.delivery.queries.updates import home_of
from entente.record.delivery.words import MILESTONE_TRANSITIONS, MilestoneStatus
from entente.record.plan import queries as plans
from entente.record.plan.commands import hold_open
from entente.record.plan.models import Commitment
from entente.record.plan.standing import may_speak

from .wording import promise, put_on_record


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A step on the way to a promise.

    subject   ref of the commitment or of a clause of it
    due       partial date: 2027, 2027-03, 2027-03-15 or a stretch of days
    activity  that it belongs to; the receiver of a one-sided one is who accepts it
    """

    subject: str
    slug: str
    title: Wording
    due: str
    activity: Activity | None = None


@transaction.atomic
def plan_milestone(facts: MilestoneFacts, *, by: Actor, at: datetime, tier: Tier = Tier.PUBLIC) -> Milestone:
    """Plan a step in one's own name; the promised text stays as it is.

    Raises ActionDenied, NotVisible, RuleBroken (a taken name, a date of another shape, an owed language).
    """
    require(rules.can_plan_milestone(by))
    rules.require_slug(facts.slug, "The name of the milestone")
    commitment = promise(facts.subject.partition("#")[0], by=by, at=at)
    _require_clause(facts.subject, at=at)
    _require_activity(facts.activity, commitment, by=by, at=at)
    due = rules.require_period(facts.due, "The day on which the milestone is due")
    milestone = Milestone.objects.create(
        owner=by.owner,
        tier=tier,
        plan=commitment.plan.slug,
        commitment=commitment.ref,
        subject=facts.subject,
        slug=_free_slug(commitment, facts.slug, by=by, at=at),
        title=facts.title,
        due=due.text,
        due_first_on=due.first_on,
        due_last_on=due.last_on,
        activity=facts.activity,
        made_at=at,
        changed_at=at,
        changed_for=by.owner,
    )
    put_on_record(
        rules.milestone_states(milestone),
        {"title": facts.title},
        by=by,
        what="The title of the milestone",
        home=_home(milestone),
    )
    _note(by, "plan", milestone, at=at, title=facts.title, due=due.text)
    return milestone


@transaction.atomic
def revise_milestone(
    milestone: Milestone, *, by: Actor, at: datetime, revision: int, title: Wording, due: str
) -> Milestone:
    """Change title and date of a step that was not reported yet; the log keeps both dates.

    revision: of the milestone that the writer opened.  Raises ActionDenied, Conflict, RuleBroken.
    """
    require(rules.can_revise_milestone(by, _locked(milestone)))
    _require_revision(milestone, revision, {"title": title})
    period, was = rules.require_period(due, "The day on which the milestone is due"), milestone.due
    milestone.title, milestone.due = title, period.text
    milestone.due_first_on, milestone.due_last_on = period.first_on, period.last_on
    put_on_record(
        rules.milestone_states(milestone),
        {"title": title},
        by=by,
        what="The title of the milestone",
        home=_home(milestone),
    )
    _save(milestone, by=by, at=at)
    _note(by, "revise", milestone, at=at, title=title, due=period.text, due_before=was)
    return milestone


@transaction.atomic
def report_milestone(
    milestone: Milestone, *, by: Actor, on: date, done: Wording, at: datetime, revision: int | None = None
) -> Milestone:
    """Say that a step was done on a day, and what was done; also again, after it was returned.

    revision None: whatever stands now.  Raises ActionDenied, Conflict, InvalidTransition, RuleBroken.
    """
    require(rules.can_report_milestone(by, _locked(milestone)))
    _require_revision(milestone, revision, {"done": done})
    if on > at.date():
        raise RuleBroken(f"{on} is still to come; report the milestone when it is done.")
    _advance(milestone, MilestoneStatus.REPORTED)
    milestone.done, milestone.reported_on = done, on
    milestone.reported_by, milestone.reported_by_user = by.post, by.user_id or ""
    milestone.reason, milestone.decided_on, milestone.decided_by, milestone.decided_for = {}, None, "", ""
    put_on_record(rules.milestone_states(milestone), {"done": done}, by=by, what="What was done", home=_home(milestone))
    _save(milestone, by=by, at=at)
    _note(by, "report", milestone, at=at, on=on.isoformat(), done=done)
    return milestone


@transaction.atomic
def accept_milestone(
    milestone: Milestone, *, by: Actor, on: date, at: datetime, revision: int | None = None
) -> Milestone:
    """Accept a report.  Another side does, a second person of its own side only where no other side takes part.

    Raises ActionDenied, Conflict, InvalidTransition.
    """
    _decide(milestone, MilestoneStatus.ACCEPTED, by=by, on=on, revision=revision)
    _save(milestone, by=by, at=at)
    _note(by, "accept", milestone, at=at, on=on.isoformat(), is_own_side=by.owner == milestone.owner)
    return milestone


@transaction.atomic
def return_milestone(
    milestone: Milestone,
    *,
    by: Actor,
    on: date,
    reason: Wording,
    at: datetime,
    revision: int | None = None,
) -> Milestone:
    """Return a report with the reason, in the languages that the returning side owes.

    Raises ActionDenied, Conflict, InvalidTransition, RuleBroken.
    """
    _decide(milestone, MilestoneStatus.RETURNED, by=by, on=on, revision=revision)
    milestone.reason = reason
    put_on_record(rules.milestone_states(milestone), {"reason": reason}, by=by, what="The reason for returning it")
    _save(milestone, by=by, at=at)
    _note(by, "return", milestone, at=at, on=on.isoformat(), reason=reason)
    return milestone


def _decide(milestone: Milestone, then: MilestoneStatus, *, by: Actor, on: date, revision: int | None) -> None:
    sides = deciding_sides(_locked(milestone))
    require(rules.can_decide_milestone(by, milestone, other_sides=sides))
    if milestone.tier != Tier.OWN:
        require(may_speak(by, milestone.plan))
    _require_revision(milestone, revision, {})
    _advance(milestone, then)
    milestone.decided_on, milestone.decided_by, milestone.decided_for = on, by.post, by.owner


def _home(milestone: Milestone) -> Home:
    return home_of(milestone.owner, milestone.plan, "milestone")


def _locked(milestone: Milestone) -> Milestone:
    hold_open(milestone.plan)
    milestone.refresh_from_db(from_queryset=Milestone.objects.select_for_update())
    return milestone


def _save(milestone: Milestone, *, by: Actor, at: datetime) -> None:
    milestone.revision += 1
    milestone.changed_at, milestone.changed_for = at, by.owner
    milestone.save()


def _advance(milestone: Milestone, then: MilestoneStatus) -> None:
    what = f"The milestone {rules.milestone_ref_of(milestone)}"
    require_transition(MILESTONE_TRANSITIONS, milestone.status, then, what)
    milestone.status = then


def _require_revision(milestone: Milestone, revision: int | None, mine: dict[str, Wording]) -> None:
    if revision is not None and revision != milestone.revision:
        raise Conflict(
            f"Somebody else changed {rules.milestone_ref_of(milestone)} after you opened it; compare both and choose.",
            mine=mine,
            theirs={"title": milestone.title, "done": milestone.done, "reason": milestone.reason},
            revision=milestone.revision,
        )


def _require_clause(subject: str, *, at: datetime) -> None:
    """A part is one that the promise has at the instant: what an amendment struck is none any more."""
    _, _, letter = split_ref(subject)
    ref = subject.partition("#")[0]
    if letter and letter not in {one.letter for one in plans.get_promise(ref, as_of=at).clauses}:
        raise RuleBroken(f"{ref} has no part “{letter}”; name one that it has, or the whole promise.")


def _require_activity(activity: Activity | None, commitment: Commitment, *, by: Actor, at: datetime) -> None:
    if activity is None:
        return
    seen = Activity.objects.filter(readable(by, as_of=at), pk=activity.pk, plan=commitment.plan.slug)
    if not seen.exists():
        raise RuleBroken(f"There is no such activity under {commitment.plan.slug}; name one that there is.")


def _free_slug(commitment: Commitment, wanted: str, *, by: Actor, at: datetime) -> str:
    """The name itself, unless the actor sees that it is taken.  A name taken out of sight gets a number, and tells nothing."""
    Commitment.objects.select_for_update().get(pk=commitment.pk)
    rows = Milestone.objects.filter(commitment=commitment.ref)
    if rows.filter(readable(by, as_of=at), slug=wanted).exists():
        raise RuleBroken(f"{commitment.ref} has a milestone “{wanted}” already; choose another name.")
    taken = set(rows.filter(slug__startswith=wanted).values_list("slug", flat=True))
    tries = (wanted, *(f"{wanted[:75]}-{at_}" for at_ in range(2, len(taken) + 3)))
    return next(slug for slug in tries if slug not in taken)


def _note(by: Actor, verb: str, milestone: Milestone, *, at: datetime, **content: Any) -> None:
    ledger.record(
        by,
        f"delivery.milestone.{verb}",
        rules.milestone_ref_of(milestone),
        at=at,
        public=milestone.tier == Tier.PUBLIC,
        milestone_of=milestone.owner,
        **content,
    )
