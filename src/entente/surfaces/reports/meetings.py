"""The meetings that a briefing book is made for: sessions of activities, and what a book takes over from one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ActivityView, PartRole, PartView, SessionKind, SessionStatus, SessionView
from entente.record.plan import queries as plans
from entente.surfaces.web import dates
from entente.surfaces.web.wording import said

from .compose import Choice
from .facts import eyes

SHOWN_FOR = timedelta(days=90)
"""A meeting can be chosen so long after it."""
HOLDERS = {PartRole.OWNER, PartRole.ORGANISER, PartRole.IMPLEMENTER}
"""Bodies whose meeting it is; the others are guests."""
TOOK_PLACE = {SessionStatus.REPORTED, SessionStatus.HELD}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of an activity, as a meeting to be prepared.

    within  the activity; bodies: who holds it
    areas   numbers of the pillars of the promises that it is about, () for none known
    before  the last one of the same activity of which somebody said that it took place, None for none
    """

    session: SessionView
    within: Wording
    bodies: tuple[Wording, ...]
    areas: tuple[str, ...]
    before: SessionView | None

    @property
    def ref(self) -> str:
        return self.session.ref


def meetings(by: Actor, plan: str, *, as_of: datetime, also: str = "") -> list[Meeting]:
    """Those to come, the next one first, then those of the last 90 days, the latest first.  also: ref of one shown anyway."""
    today = as_of.date()
    found = [
        one for one in _meetings(by, plan, as_of=as_of) if one.session.last_on >= today - SHOWN_FOR or one.ref == also
    ]
    coming = [one for one in found if one.session.last_on >= today]
    past = [one for one in found if one.session.last_on < today]
    coming.sort(key=lambda one: (one.session.first_on, one.ref))
    return [*coming, *sorted(past, key=lambda one: (one.session.last_on, one.ref), reverse=True)]


def prepared_for(choice: Choice, ref: str, *, by: Actor, as_of: datetime) -> Choice:
    """A choice filled in for a meeting where it says nothing yet: occasion, scenario, areas, and since when changes are told.

    Raises ActionDenied, NotVisible (also when not all who are to read the book may see the meeting).
    """
    who = eyes(by, choice.reach)
    plan = plans.get_visible_plan(who, choice.plan, as_of=as_of)
    found = next((one for one in _meetings(who, choice.plan, as_of=as_of) if one.ref == ref), None)
    if found is None:
        raise NotVisible(
            _(
                "There is no meeting “%(meeting)s” that all who are to read this book may see. Choose another one, or a "
                "narrower circle of readers."
            )
            % {"meeting": ref}
        )
    with override(choice.language):
        name = _named(found.session, choice.language, plan.languages)
        lines = "\n".join(_scenario(found, choice.language, plan.languages))
    last = found.before.last_on if found.before else None
    return replace(
        choice,
        occasion=choice.occasion or name,
        typed={"scenario": lines, **choice.typed},
        areas=choice.areas or found.areas,
        since=choice.since or (last if last and last <= as_of.date() else None),
    )


def _named(session: SessionView, language: str, order: Iterable[str]) -> str:
    """ "Third session, 12 March 2027"."""
    return f"{said(session.title, language, order)}, {dates.period(session.happened, language)}"


def _scenario(meeting: Meeting, language: str, order: tuple[str, ...]) -> Iterator[str]:
    """What the record knows of a meeting, a line each.  Of the place it knows nothing."""
    title, within = said(meeting.session.title, language, order), said(meeting.within, language, order)
    yield _("Meeting: %(meeting)s (%(activity)s)") % {"meeting": title, "activity": within}
    yield _("Day: %(day)s") % {"day": dates.period(meeting.session.happened, language)}
    if meeting.bodies:
        yield _("Body: %(bodies)s") % {"bodies": ", ".join(said(one, language, order).text for one in meeting.bodies)}
    if meeting.before:
        yield _("Last meeting on record: %(meeting)s") % {"meeting": _named(meeting.before, language, order)}


def _meetings(by: Actor, plan: str, *, as_of: datetime) -> list[Meeting]:
    pillars = {promise.ref: promise.pillar for promise in plans.commitments(by, plan, as_of=as_of)}
    order = {pillar.number: at for at, pillar in enumerate(plans.pillars(by, plan, as_of=as_of))}
    led: dict[str, set[str]] = {}
    for lead in delivery.leads_on_plan(by, plan, as_of=as_of):
        if not lead.is_over and lead.commitment in pillars:
            led.setdefault(lead.organisation, set()).add(pillars[lead.commitment])
    return [
        Meeting(
            session=session,
            within=activity.title,
            bodies=tuple(part.name for part in _holders(activity)),
            areas=tuple(sorted(_areas(activity, pillars, led), key=lambda number: order.get(number, 0))),
            before=_before(activity, session),
        )
        for activity in delivery.activities_on_plan(by, plan, as_of=as_of)
        for session in activity.sessions
        if session.kind != SessionKind.POSITION and session.status != SessionStatus.LAPSED
    ]


def _holders(activity: ActivityView) -> list[PartView]:
    return [part for part in activity.parts if part.role in HOLDERS and not part.to_on]


def _areas(activity: ActivityView, pillars: Mapping[str, str], led: Mapping[str, set[str]]) -> set[str]:
    """The pillars of the promises that the activity serves, and of those that its bodies carry."""
    served = {pillars[service.commitment] for service in activity.services if service.commitment in pillars}
    return served.union(*(led.get(part.organisation, set()) for part in _holders(activity)))


def _before(activity: ActivityView, session: SessionView) -> SessionView | None:
    earlier = [
        one
        for one in activity.sessions
        if one.status in TOOK_PLACE and one.kind != SessionKind.POSITION and one.last_on < session.first_on
    ]
    return max(earlier, key=lambda one: (one.last_on, one.ref), default=None)
