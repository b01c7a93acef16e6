"""The kinds of words that are translated, and for each the queries that read and the command that writes them.

One table, `KINDS`: kind as the states name it -> how its wordings are opened.  What one side holds, the others never open here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.records import Tier
from entente.foundation.texts.rules import Translation, can_translate
from entente.record.assessment import commands as assessment
from entente.record.assessment import queries as assessments
from entente.record.delivery import commands as delivery
from entente.record.delivery import queries as deliveries
from entente.record.delivery import rules as delivery_rules
from entente.record.delivery.queries import Activity, Milestone, Update
from entente.record.plan import commands as plans_commands
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanStatus, PlanView

from .held import Held, Key, Reader

UPDATE_FIELDS = (*delivery_rules.FIELDS, "correction")
REASON = "reason"


def read_plan(by: Actor, keys: Collection[Key], as_of: datetime) -> Mapping[Key, Held]:
    """What the record itself says of its own plans.  A handful of queries for each plan."""
    wanted: dict[str, set[str]] = {}
    for subject, _field in keys:
        wanted.setdefault(subject.partition("/")[0].partition("#")[0], set()).add(subject)
    own = {
        plan.slug: plan
        for plan in plans.visible_plans(by, as_of=as_of)
        if plan.slug in wanted and (by.capacity is Capacity.SYSTEM or (by.reads_records and plan.owner == by.owner))
    }
    found: dict[Key, Held] = {}
    for slug, plan in own.items():
        found |= _of_plan(by, plan, wanted[slug], as_of)
    return {key: found[key] for key in keys if key in found}


def read_updates(by: Actor, keys: Collection[Key], as_of: datetime) -> Mapping[Key, Held]:
    """The words of updates and the notes of their corrections.  One query."""
    rows = deliveries.updates_by_states(by, {subject for subject, _field in keys})
    return {
        (subject, field): _of_update(by, rows[subject], subject, field)
        for subject, field in keys
        if subject in rows and field in UPDATE_FIELDS
    }


def read_reasons(by: Actor, keys: Collection[Key], as_of: datetime) -> Mapping[Key, Held]:
    """The reasons of statuses that travel with updates.  Two queries."""
    rows = deliveries.updates_by_states(by, {subject for subject, _field in keys})
    statuses = assessments.own_reasons(by, [row.pk for row in rows.values()])
    found: dict[Key, Held] = {}
    for subject, field in keys:
        update = rows.get(subject)
        status = statuses.get((update.pk, field.removeprefix(REASON))) if update is not None else None
        if update is None or status is None:
            continue

        def write(made: Translation, actor: Actor, at: datetime, *, status: assessments.Status = status) -> None:
            assessment.translate_reason(status, made, by=actor, at=at)

        found[subject, field] = Held(
            kind="reason",
            subject=subject,
            field=field,
            ref=status.subject,
            commitment=status.commitment,
            plan=status.plan,
            owner=status.owner,
            wording=status.reason,
            is_public=status.tier == Tier.PUBLIC,
            can_write=delivery_rules.can_translate(by, update),
            write=write,
        )
    return found


def read_milestones(by: Actor, keys: Collection[Key], as_of: datetime) -> Mapping[Key, Held]:
    """Titles of milestones and what was done.  One query."""
    rows = deliveries.milestones_by_states(by, {subject for subject, _field in keys})
    return {
        (subject, field): _of_milestone(by, rows[subject], subject, field)
        for subject, field in keys
        if subject in rows and field in ("title", "done")
    }


def read_activities(by: Actor, keys: Collection[Key], as_of: datetime) -> Mapping[Key, Held]:
    """Titles and summaries of activities.  One query."""
    rows = deliveries.activities_by_states(by, {subject for subject, _field in keys})
    return {
        (subject, field): _of_activity(by, rows[subject], subject, field)
        for subject, field in keys
        if subject in rows and field in ("title", "summary")
    }


KINDS: Mapping[str, Reader] = {
    "plan": read_plan,
    "update": read_updates,
    "reason": read_reasons,
    "milestone": read_milestones,
    "activity": read_activities,
}
"""Kind of words -> how they are opened."""


def _of_plan(by: Actor, plan: PlanView, subjects: Collection[str], as_of: datetime) -> dict[Key, Held]:
    slug = plan.slug
    words = {(slug, "title"): plan.title, (slug, "summary"): plan.summary}
    numbers = {subject.partition("#")[0] for subject in subjects} - {slug}
    if numbers:
        for pillar in plans.pillars(by, slug, as_of=as_of):
            words |= {(pillar.ref, "title"): pillar.title, (pillar.ref, "summary"): pillar.summary}
        rows = plans.commitment_rows(by, slug, as_of=as_of).filter(ref__in=numbers)
        for promise in plans.whole(rows, slug):
            words |= {(promise.ref, "title"): promise.title, (promise.ref, "summary"): promise.summary}
            words |= {(clause.ref, "text"): clause.text for clause in promise.clauses}

    def write(made: Translation, actor: Actor, at: datetime, *, subject: str) -> None:
        row = plans.get_row(actor, slug, as_of=at)
        plans_commands.translate_wording(row, subject, made, by=actor, at=at)

    return {
        (subject, field): Held(
            kind="plan",
            subject=subject,
            field=field,
            ref=subject,
            commitment=subject.partition("#")[0] if "." in subject.partition("/")[2] else "",
            plan=slug,
            owner=plan.owner,
            wording=wording,
            is_public=plan.status != PlanStatus.DRAFT,
            can_write=can_translate(by, owner=plan.owner),
            write=partial(write, subject=subject),
        )
        for (subject, field), wording in words.items()
        if subject in subjects
    }


def _of_update(by: Actor, row: Update, subject: str, field: str) -> Held:
    def write(made: Translation, actor: Actor, at: datetime) -> None:
        delivery.translate_update(row, [made], by=actor, at=at, revision=None)

    return Held(
        kind="update",
        subject=subject,
        field=field,
        ref=delivery_rules.ref_of(row),
        commitment=row.commitment,
        plan=row.plan,
        owner=row.owner,
        wording=getattr(row, field),
        is_public=row.published_at is not None and row.tier == Tier.PUBLIC,
        can_write=delivery_rules.can_translate(by, row),
        write=write,
    )


def _of_milestone(by: Actor, row: Milestone, subject: str, field: str) -> Held:
    def write(made: Translation, actor: Actor, at: datetime) -> None:
        delivery.translate_milestone(row, made, by=actor, at=at)

    return Held(
        kind="milestone",
        subject=subject,
        field=field,
        ref=delivery_rules.milestone_ref_of(row),
        commitment=row.commitment,
        plan=row.plan,
        owner=row.owner,
        wording=getattr(row, field),
        is_public=row.tier == Tier.PUBLIC,
        can_write=can_translate(by, owner=row.owner),
        write=write,
    )


def _of_activity(by: Actor, row: Activity, subject: str, field: str) -> Held:
    def write(made: Translation, actor: Actor, at: datetime) -> None:
        delivery.translate_activity(row, made, by=actor, at=at)

    return Held(
        kind="activity",
        subject=subject,
        field=field,
        ref=subject,
        commitment="",
        plan=row.plan,
        owner=row.owner,
        wording=getattr(row, field),
        is_public=row.tier == Tier.PUBLIC,
        can_write=can_translate(by, owner=row.owner),
        write=write,
    )
