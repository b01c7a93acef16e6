"""Which of some things an actor may read, by their refs: for lists that were made at another instant."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import readable
from entente.foundation.common.refs import Ref, activity_ref, candidate_ref, milestone_ref, session_ref, update_ref
from entente.record.delivery.models import InstrumentText, Session, Update

from .activities import activity_rows
from .candidates import candidate_rows
from .milestones import milestone_rows
from .updates import published


def readable_updates(by: Actor, refs: Collection[str], *, as_of: datetime) -> set[str]:
    """Those of these updates of which an actor may read a version, a draft of its own side's among them.  Two queries."""
    heads = {ref.partition("/updates/")[0] for ref in refs}
    found = list(_named(published(by, as_of=as_of), heads))
    if by.reads_records:
        found += _named(Update.objects.filter(owner=by.owner, made_at__lte=as_of), heads)
    return {update_ref(*names) for names in found} & set(refs)


def _named(rows: QuerySet[Update], heads: Collection[str]) -> list[tuple[str, str, int]]:
    return list(rows.filter(commitment__in=heads).values_list("commitment", "owner", "number"))


def readable_milestones(by: Actor, refs: Collection[str], *, as_of: datetime) -> set[str]:
    """Those of these milestones that an actor may read.  One query."""
    rows = milestone_rows(by, as_of=as_of).filter(slug__in={ref.rpartition("/")[2] for ref in refs})
    return {milestone_ref(*names) for names in rows.values_list("commitment", "slug")} & set(refs)


def readable_candidates(by: Actor, refs: Collection[str], *, as_of: datetime) -> set[str]:
    """Those of these candidates that an actor may read.  One query."""
    rows = candidate_rows(by, as_of=as_of).filter(slug__in={ref.rpartition("/")[2] for ref in refs})
    return {candidate_ref(*names) for names in rows.values_list("commitment", "slug")} & set(refs)


def readable_activities(by: Actor, refs: Collection[str], *, as_of: datetime) -> set[str]:
    """Those of these activities that an actor may read.  One query."""
    rows = activity_rows(by, as_of=as_of).filter(slug__in={ref.rpartition("/")[2] for ref in refs})
    return {activity_ref(*names) for names in rows.values_list("plan", "slug")} & set(refs)


def titles_of(by: Actor, refs: Collection[Ref], *, as_of: datetime) -> dict[str, Wording]:
    """Ref -> title of the milestones, candidates, activities and sessions under these refs that an actor may read.

    One query for each kind that is named.
    """
    found: dict[str, Wording] = {}
    if slugs := {ref.slug for ref in refs if ref.kind == "milestones"}:
        steps = milestone_rows(by, as_of=as_of).filter(slug__in=slugs).values_list("commitment", "slug", "title")
        found |= {milestone_ref(commitment, slug): title for commitment, slug, title in steps}
    if slugs := {ref.slug for ref in refs if ref.kind == "candidates"}:
        events = candidate_rows(by, as_of=as_of).filter(slug__in=slugs).values_list("commitment", "slug", "title")
        found |= {candidate_ref(commitment, slug): title for commitment, slug, title in events}
    if slugs := {ref.activity for ref in refs if ref.activity}:
        acts = activity_rows(by, as_of=as_of).filter(slug__in=slugs).values_list("plan", "slug", "title")
        found |= {activity_ref(plan, slug): title for plan, slug, title in acts}
    if slugs := {ref.session for ref in refs if ref.session}:
        held = Session.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of, slug__in=slugs)
        named = held.values_list("activity__plan", "activity__slug", "slug", "title")
        found |= {session_ref(activity_ref(plan, act), slug): title for plan, act, slug, title in named}
    return found


def archived_texts(by: Actor, refs: Collection[str], *, as_of: datetime) -> set[UUID]:
    """The keys of archived documents that are the text of one of these activities which an actor may read.  One query."""
    open_to = activity_rows(by, as_of=as_of).filter(slug__in={ref.rpartition("/")[2] for ref in refs})
    rows = InstrumentText.objects.filter(activity__in=open_to, withdrawn_at=None, citation__snapshot__isnull=False)
    named = rows.values_list("activity__plan", "activity__slug", "citation__document")
    return {key for plan, slug, key in named if activity_ref(plan, slug) in refs}
