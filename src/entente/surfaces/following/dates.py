"""The days of a subject's public calendar: milestones, sessions, terms and windows that end, reports that are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import Wording
from entente.foundation.common.reading import remembered
from entente.foundation.common.refs import Ref
from entente.record.assessment import queries as assessment
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import MilestoneFilter, MilestoneView, WindowView
from entente.surfaces.notices.calendars import DatedLine
from entente.surfaces.web import links
from entente.surfaces.web.wording import said

from .subjects import Subject
from .words import SubjectKind

MOST = 2000
"""As many milestones as a calendar holds, those due last: calendar programs take no more in good humour."""


def dated_lines(subject: Subject, language: str, *, as_of: datetime) -> list[DatedLine]:
    """The days of a subject that everybody may know of at an instant, in order.  The same number of queries for any."""
    found = [
        *_milestones(subject, language, as_of),
        *_windows(subject, language, as_of),
        *_sessions(subject, language),
        *_reports(subject, language, as_of),
    ]
    return sorted(found, key=lambda line: (line.on, line.key))


def _is_meant(subject: Subject, commitment: str) -> bool:
    return subject.commitments is None or commitment in subject.commitments


def _alone(subject: Subject) -> str:
    """The one promise that a subject is, "" where it is another thing."""
    return next(iter(subject.commitments or ()), "") if subject.kind == SubjectKind.COMMITMENT else ""


@remembered
def _due(plan: str, alone: str, as_of: datetime) -> list[MilestoneView]:
    """The milestones of a plan or of one promise, once for all languages."""
    wanted = MilestoneFilter(plan=plan, commitment=alone)
    return delivery.milestones(PUBLIC, wanted, as_of=as_of, limit=MOST, is_latest_first=True)[1]


@remembered
def _ahead(plan: str, as_of: datetime) -> list[WindowView]:
    """The windows of a plan, once for all subjects in it."""
    return delivery.windows_on_plan(PUBLIC, plan, as_of=as_of)


def _milestones(subject: Subject, language: str, as_of: datetime) -> Iterator[DatedLine]:
    names = {party.code: party.name for party in subject.plan.parties}
    names[subject.plan.keeper_slug] = subject.plan.keeper_name
    for view in _due(subject.plan.slug, _alone(subject), as_of):
        if _is_meant(subject, view.commitment):
            number = Ref.parse(view.commitment).number
            side = _text(names.get(view.owner, {}), subject, language) or view.owner
            title = _("%(number)s milestone due: %(title)s") % {
                "number": number,
                "title": f"{_text(view.title, subject, language)} ({side})",
            }
            yield DatedLine(view.ref, view.due_last_on, title, _promise(subject, number, language, "milestones"))


def _windows(subject: Subject, language: str, as_of: datetime) -> Iterator[DatedLine]:
    alone = _alone(subject)
    known = delivery.windows_of(PUBLIC, alone, as_of=as_of) if alone else _ahead(subject.plan.slug, as_of)
    for window in known:
        if _is_meant(subject, window.commitment):
            number = Ref.parse(window.commitment).number
            title = _("%(number)s window closes: %(title)s") % {
                "number": number,
                "title": _text(window.name, subject, language),
            }
            key = f"window:{window.commitment}:{window.period}"
            yield DatedLine(key, window.last_on, title, _promise(subject, number, language))


def _sessions(subject: Subject, language: str) -> Iterator[DatedLine]:
    for activity in subject.activities:
        name = _text(activity.title, subject, language)
        page = links.absolute(links.href("activity", language, plan=subject.plan.slug, activity=activity.slug))
        for session in activity.sessions:
            title = _("%(activity)s: %(title)s") % {
                "activity": name,
                "title": _text(session.title, subject, language),
            }
            yield DatedLine(session.ref, session.first_on, title, page, last_on=session.last_on)
        if activity.term_last_on:
            yield DatedLine(
                f"term:{activity.ref}", activity.term_last_on, _("Term ends: %(title)s") % {"title": name}, page
            )


def _reports(subject: Subject, language: str, as_of: datetime) -> Iterator[DatedLine]:
    """By which day each party reports that accepted a calendar: of the whole plan alone, since it is one day for all."""
    if subject.kind != SubjectKind.PLAN:
        return
    names = {party.code: party.name for party in subject.plan.parties}
    page = links.absolute(links.href("reporting", language, plan=subject.plan.slug))
    known = assessment.calendars(PUBLIC, subject.plan.slug, as_of=as_of)
    for turn in assessment.turns_of(known, as_of=as_of):
        title = _("Reports due: %(party)s") % {"party": _text(names.get(turn.party, {}), subject, language)}
        yield DatedLine(f"reports:{turn.plan}/{turn.calendar}:{turn.party}:{turn.due_on}", turn.due_on, title, page)


def _promise(subject: Subject, number: str, language: str, place: str = "") -> str:
    address = links.absolute(links.href("commitment", language, plan=subject.plan.slug, number=number))
    return f"{address}#{place}" if place else address


def _text(wording: Wording, subject: Subject, language: str) -> str:
    return " ".join(said(wording, language, subject.plan.languages).text.split())
