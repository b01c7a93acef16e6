"""Items of the working layer of a promise: where sides stand, who carries it, its clock, its steps, what is in the way."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import milestone_ref
from entente.record.assessment import queries as assessment
from entente.record.delivery.queries import holdings
from entente.record.delivery.queries.holdings import Holder

from .item import Gathered, Item, cited, told, worded


def statuses(by: Actor, ref: str, as_of: datetime) -> Gathered:
    """With every version of the update that each travels with, drafts of one's own side among them."""
    for row in assessment.status_rows(by, ref, as_of=as_of):
        update = row.update
        yield Item(
            f"{row.subject}/statuses/{row.owner}-{row.pk}",
            "status",
            row.owner,
            timezone.localdate(update.published_at or update.changed_at),
            update.published_by or update.written_by,
            {
                **told(
                    about=row.subject,
                    of=f"{ref}/updates/{row.owner}-{update.number}/v{update.version}",
                    state=update.status,
                    value=row.value,
                    as_of=row.as_of_on,
                    claims=", ".join(f"{one.claim.owner}/{one.claim.slug}" for one in row.proofs.all()),
                ),
                **worded("reason", row.reason),
            },
        )


def leads(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.leads(Holder(by, ref, as_of)):
        yield Item(
            f"{row.subject}/leads/{row.pk}",
            "lead",
            row.owner,
            timezone.localdate(row.made_at),
            "",
            {
                **told(
                    about=row.subject,
                    organisation=row.organisation.slug,
                    role=row.role,
                    from_on=row.from_on,
                    to_on=row.to_on,
                    carried_by=row.post.ref if row.post else "",
                ),
                **worded("name", row.organisation.name),
                **cited(row.citation),
            },
        )


def windows(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.windows(Holder(by, ref, as_of)):
        fields = {**told(period=row.period), **worded("name", row.name), **cited(row.citation)}
        yield Item(f"{ref}/windows/{row.pk}", "window", row.owner, timezone.localdate(row.made_at), "", fields)


def rhythms(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.rhythms(Holder(by, ref, as_of)):
        days = told(about=row.subject, every_days=row.every_days, longest_days=row.longest_days, from_on=row.from_on)
        fields = {**days, **worded("reason", row.reason), **cited(row.citation)}
        yield Item(f"{row.subject}/rhythms/{row.pk}", "rhythm", row.owner, timezone.localdate(row.made_at), "", fields)


def basis_changes(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.basis_changes(Holder(by, ref, as_of)):
        fields = {
            **told(about=row.subject, happened=row.happened),
            **worded("basis", row.basis),
            **worded("note", row.note),
            **cited(row.citation),
        }
        on = timezone.localdate(row.made_at)
        yield Item(f"{row.subject}/basis-changes/{row.pk}", "basis change", row.owner, on, row.post, fields)


def obstacles(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.obstacles(Holder(by, ref, as_of)):
        fields = {
            **told(level=row.level, carried_by=row.carried_by, raised_on=row.raised_on, cleared_on=row.cleared_on),
            **worded("text", row.text),
            **worded("outcome", row.outcome),
        }
        on = timezone.localdate(row.made_at)
        yield Item(f"{ref}/obstacles/{row.pk}", "obstacle", row.owner, on, row.post, fields)


def milestones(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.milestones(Holder(by, ref, as_of)):
        fields = {
            **told(
                about=row.subject,
                state=row.status,
                due=row.due,
                reported_on=row.reported_on,
                decided_on=row.decided_on,
                decided_for=row.decided_for,
                decided_by=row.decided_by if row.decided_for == by.owner else "",
            ),
            **worded("title", row.title),
            **worded("done", row.done),
            **worded("reason", row.reason),
        }
        on, name = timezone.localdate(row.made_at), milestone_ref(ref, row.slug)
        yield Item(name, "milestone", row.owner, on, row.reported_by, fields)
