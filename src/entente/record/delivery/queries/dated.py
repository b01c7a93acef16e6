"""Reads of what has a day in a calendar and hangs on activities: sessions and ends of terms, few fields, few queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.prepared import prepared
from entente.foundation.common.reading import remembered
from entente.foundation.common.records import readable
from entente.foundation.common.refs import activity_ref, session_ref
from entente.record.delivery.models import Activity, Part, Service, Session
from entente.record.delivery.words import SessionStatus

from .activities import activity_rows


@dataclass(frozen=True, slots=True)
class SessionDays:
    """A session or event that is planned or took place.  ref: of the session."""

    ref: str
    title: Wording
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class ActivityDays:
    """An activity with its days, and who has a part in it.

    commitments  refs of the promises that it serves; term_last_on: last day of its term, None without one
    bodies       slug -> name
    """

    ref: str
    slug: str
    title: Wording
    commitments: frozenset[str]
    term_last_on: date | None
    sessions: tuple[SessionDays, ...]
    bodies: Mapping[str, Wording]


@remembered
def activity_days(
    by: Actor, plan: str, *, as_of: datetime, commitments: Collection[str] | None = None
) -> list[ActivityDays]:
    """The activities kept under a plan with their days, those alone that serve some promises if named.  Four queries."""
    return [
        ActivityDays(
            ref=activity_ref(row.plan, row.slug),
            slug=row.slug,
            title=row.title,
            commitments=frozenset(one.commitment for one in row.services.all()),
            term_last_on=row.term_last_on,
            sessions=tuple(
                SessionDays(
                    session_ref(activity_ref(row.plan, row.slug), one.slug), one.title, one.first_on, one.last_on
                )
                for one in row.sessions.all()
            ),
            bodies={one.organisation.slug: one.organisation.name for one in row.parts.all()},
        )
        for row in _with_days(by, plan, None if commitments is None else sorted(commitments), as_of)
    ]


@prepared
def _with_days(by: Actor, plan: str, commitments: list[str] | None, as_of: datetime) -> QuerySet[Activity]:
    standing = Service.objects.filter(withdrawn_at__isnull=True)
    held = Session.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of).exclude(status=SessionStatus.LAPSED)
    rows = activity_rows(by, as_of=as_of).filter(plan=plan)
    if commitments is not None:
        rows = rows.filter(pk__in=standing.filter(commitment__in=commitments).values("activity"))
    return rows.order_by("slug").prefetch_related(
        Prefetch("services", standing),
        Prefetch("sessions", held.order_by("first_on", "slug")),
        Prefetch("parts", Part.objects.filter(withdrawn_at__isnull=True).select_related("organisation")),
    )
