"""One session of an activity: reported, held once evidence of it is accepted, not held and why, planned again."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Denied, require
from entente.foundation.common.errors import NotVisible
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.queries import Activity, Session, SessionKind, SessionStatus, SessionView
from entente.surfaces.web import dates, links
from entente.surfaces.web import labels_of_activities as activity_labels
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.activities import COUNTED, DayForm, ReasonForm, ReportForm
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.wording import Said, said

from .acting import Act, answer, sent
from .activity_acts import way_back
from .parts import Choice, DeskPage, done, reason, show
from .promise import About, about_of, languages_of, owner_name, work_crumbs

FOLLOW: dict[str, tuple[str, ...]] = {
    SessionStatus.PLANNED: ("report", "lapse", "replan"),
    SessionStatus.REPORTED: ("lapse", "replan"),
    SessionStatus.HELD: (),
    SessionStatus.LAPSED: ("replan",),
}
"""What can be done to a session that is not held, beside holding it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage(DeskPage):
    """A session.

    hold  why it cannot count as held, "" when it can, None once it does not come to that
    book  where the briefing book for it is begun, "" where nobody meets
    """

    about: About
    name: Said
    tag: Tag
    facts: str
    outcome: Said
    why: Said
    hold: str | None
    evidence: str
    book: str
    acts: tuple[Choice, ...]


@staff
def session(
    request: HttpRequest, by: Actor, language: str, *, plan: str, number: str, activity: str, session: str
) -> HttpResponse:
    about = about_of(by, language, plan, number)
    row = queries.get_activity_row(by, plan, activity, as_of=now())
    of = queries.get_session_row(by, row, session, as_of=now())
    here = links.href("desk_session", language, **about.keys, activity=activity, session=session)
    if request.method == "POST":
        commands.hold_session(of, by=by, at=now())
        return done(request, _("It counts as held."), here)
    view = queries.get_activity(by, plan, activity, as_of=now())
    seen = next(one for one in view.sessions if one.slug == session)
    return show(request, "session.html", _page(by, about, row, seen, language))


@staff
def session_act(
    request: HttpRequest, by: Actor, language: str, *, plan: str, number: str, activity: str, session: str, act: str
) -> HttpResponse:
    """Report, call off or plan anew.  Raises ActionDenied, InvalidTransition, NotVisible."""
    about = about_of(by, language, plan, number)
    row = queries.get_activity_row(by, plan, activity, as_of=now())
    of = queries.get_session_row(by, row, session, as_of=now())
    require(rules.can_write_session(by, owner=of.owner))
    here = links.href("desk_session", language, **about.keys, activity=activity, session=session)
    if act not in WORDS:
        raise NotVisible(f"There is nothing “{act}” to do here.")
    crumbs = way_back(about, row, language)[1]
    return answer(request, language, about, _act(request, by, about, of, act, language), here, crumbs)


WORDS = ("report", "lapse", "replan")


def _label(act: str) -> str:
    return {
        "report": _("Say that it took place"),
        "lapse": _("Say that it did not take place"),
        "replan": _("Plan it for another day"),
    }[act]


def _act(request: HttpRequest, by: Actor, about: About, of: Session, act: str, language: str) -> Act:
    languages, owed = languages_of(by, about, language)

    def stands() -> Said:
        of.refresh_from_db()
        return said(of.outcome or of.reason, language, about.plan.languages)

    if act == "report":
        initial = {"happened": of.happened, **{f"count_{kind}": of.participants.get(kind) for kind in COUNTED}}
        report = ReportForm(sent(request), initial=initial, languages=languages, owed=owed)
        return Act(
            _label(act),
            _("Put it on record"),
            _("It is reported. Add evidence of it, and it can count as held."),
            report,
            lambda: commands.report_session(
                of,
                by=by,
                at=now(),
                outcome=report.words_said(),
                happened=report.cleaned_data["happened"],
                participants=report.participants(),
            ),
            stands=stands,
        )
    if act == "lapse":
        why = ReasonForm(sent(request), languages=languages, owed=owed)
        return Act(
            _label(act),
            _("Put it on record"),
            _("It is on record that it did not take place."),
            why,
            lambda: commands.lapse_session(of, by=by, at=now(), reason=why.words_said()),
            stands=stands,
        )
    day = DayForm(sent(request), initial={"happened": of.happened})
    return Act(
        _label(act),
        _("Put it on record"),
        _("The session is planned."),
        day,
        lambda: commands.replan_session(of, day.cleaned_data["happened"], by=by, at=now()),
    )


def _page(by: Actor, about: About, row: Activity, seen: SessionView, language: str) -> SessionPage:
    name = said(seen.title, language, about.plan.languages)
    keys = {**about.keys, "activity": row.slug, "session": seen.slug}
    write = rules.can_write_session(by, owner=seen.owner)
    hold = rules.can_hold(by, seen.proof, owner=seen.owner)
    return SessionPage(
        title=name.text,
        crumbs=(*work_crumbs(about, language), *way_back(about, row, language)[1]),
        about=about,
        name=name,
        tag=activity_labels.session(seen.status),
        facts=" · ".join(
            [
                dates.period(seen.happened, language),
                owner_name(about, seen.owner, language),
                *activity_labels.participants(seen.participants),
            ]
        ),
        outcome=said(seen.outcome, language, about.plan.languages),
        why=said(seen.reason, language, about.plan.languages),
        hold=None if seen.status in (SessionStatus.HELD, SessionStatus.LAPSED) else reason(hold),
        evidence=links.with_query(links.href("desk_evidence", language, **about.keys), {"about": seen.ref}),
        book=_book(about, seen, language),
        acts=()
        if isinstance(write, Denied)
        else tuple(
            Choice(_label(act), links.href("desk_session_act", language, **keys, act=act))
            for act in FOLLOW[seen.status]
        ),
    )


def _book(about: About, seen: SessionView, language: str) -> str:
    if seen.status == SessionStatus.LAPSED or seen.kind == SessionKind.POSITION:
        return ""
    return (
        links.with_query(links.href("desk_reports", language, plan=about.plan.slug), {"meeting": seen.ref}) + "#begin"
    )
