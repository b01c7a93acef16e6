"""The activities that serve a promise, and one of them whole: who says what of its stages, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.commands import ActivityFacts
from entente.record.delivery.queries import ActivityView, Scope, Weight
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web import labels_of_activities as activity_labels
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.activities import ActivityForm
from entente.surfaces.web.wording import Said, said

from .acting import Act, answer, new_slug, sent
from .activity_lines import DetailLine, SessionLine, StageLine, can_be_said, details, session_line, sides_of, stage_line
from .parts import Choice, Crumb, DeskPage, choice, done, party_choices, party_labels, reason, show
from .promise import About, about_of, languages_of, subjects_of, work_crumbs


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity in a list."""

    title: Said
    facts: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitiesPage(DeskPage):
    """The activities that serve a promise."""

    about: About
    activities: tuple[ActivityLine, ...]
    add: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPage(DeskPage):
    """An activity, whole.  change: why one cannot change it, "" for its owner; streams: of an exchange, counted apart."""

    about: About
    name: Said
    summary: Said
    facts: str
    now: str
    renewal: str
    stages: tuple[StageLine, ...]
    details: tuple[DetailLine, ...]
    sessions: tuple[SessionLine, ...]
    streams: tuple[str, ...]
    acts: tuple[Choice, ...]
    add_session: Choice
    change: str


@staff
def activities(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    found = queries.activities_on(by, about.ref, as_of=now())
    page = ActivitiesPage(
        title=_("Activities"),
        crumbs=work_crumbs(about, language),
        about=about,
        activities=tuple(_line(one, about, language) for one in found),
        add=choice(
            _("Add an activity"),
            links.href("desk_activity_add", language, **about.keys),
            rules.can_write_activity(by, owner=by.owner),
        ),
    )
    return show(request, "activities.html", page)


@staff
def activity_add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    require(rules.can_write_activity(by, owner=by.owner))
    languages, owed = languages_of(by, about, language)
    form = ActivityForm(
        sent(request),
        initial={"parties": [party.code for party in about.plan.parties], "subject": about.ref},
        languages=languages,
        owed=owed,
        parties=party_labels(about.plan.parties, language),
        names=party_choices(about.plan.parties, language),
        subjects=subjects_of(about, language),
    )
    act = Act(
        title=_("Add an activity"),
        button=_("Put it on record"),
        sentence=_("The activity is on record and public."),
        form=form,
        do=lambda: _add(form, by, about),
    )
    return answer(request, language, about, act, links.href("desk_activities", language, **about.keys))


def _add(form: ActivityForm, by: Actor, about: About) -> None:
    read, title = form.cleaned_data, form.words_said()
    taken = [one.slug for one in queries.activities_on_plan(by, about.plan.slug, as_of=now())]
    facts = ActivityFacts(
        plan=about.plan.slug,
        slug=new_slug(title, taken, "activity"),
        kind=read["kind"],
        title=title,
        parties=form.sides(),
        scope=Scope(read["scope"]),
        giver=read["giver"],
        receiver=read["receiver"],
    )
    commands.add_serving_activity(facts, read["subject"], Weight(read["weight"]), by=by, at=now())


@staff
def activity(request: HttpRequest, by: Actor, language: str, plan: str, number: str, activity: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    if request.method == "POST":
        row = queries.get_activity_row(by, plan, activity, as_of=now())
        commands.take_back(queries.get_detail_row(row, request.POST.get("take_back", "")), by=by, at=now())
        here = links.href("desk_activity", language, **about.keys, activity=activity)
        return done(request, _("It is taken back; the log keeps that it was said."), here)
    view = queries.get_activity(by, plan, activity, as_of=now())
    return show(request, "activity.html", _page(by, about, view, language))


def _page(by: Actor, about: About, view: ActivityView, language: str) -> ActivityPage:
    change = rules.can_write_activity(by, owner=view.owner)
    name = said(view.title, language, about.plan.languages)
    today = now().astimezone(UTC).date()
    standing = view.table.find(view.stage_on(today))
    return ActivityPage(
        title=name.text,
        crumbs=(*work_crumbs(about, language), list_crumb(about, language)),
        about=about,
        name=name,
        summary=said(view.summary, language, about.plan.languages),
        facts=_facts(view, about, language),
        now=activity_labels.stage(standing.code, standing.label) if standing else "",
        renewal=_renewal(view, today, language),
        stages=tuple(stage_line(by, one, about, view, language) for one in view.stages if can_be_said(one, view)),
        details=details(view, about, language, is_own=bool(change)),
        sessions=tuple(session_line(one, about, view, language) for one in view.sessions),
        streams=tuple(
            _("%(stream)s: %(held)d held, %(planned)d planned")
            % {"stream": activity_labels.STREAMS[queries.Stream(one.stream)], "held": one.held, "planned": one.planned}
            for one in view.streams()
        ),
        acts=_acts(by, about, view, language),
        add_session=choice(
            _("Plan a session"),
            links.href("desk_session_add", language, **about.keys, activity=view.slug),
            rules.can_add_session(by, sides_of(view), owner=view.owner),
        ),
        change=reason(change),
    )


def list_crumb(about: About, language: str) -> Crumb:
    return Crumb(_("Activities"), links.href("desk_activities", language, **about.keys))


def _line(view: ActivityView, about: About, language: str) -> ActivityLine:
    address = links.href("desk_activity", language, **about.keys, activity=view.slug)
    return ActivityLine(said(view.title, language, about.plan.languages), _facts(view, about, language), address)


def _facts(view: ActivityView, about: About, language: str) -> str:
    names = {party.code: said(party.name, language, party.languages).text for party in about.plan.parties}
    parties = labels.listed([names.get(code, code) for code in view.parties])
    term = [dates.period(view.term, language)] if view.term else []
    return " · ".join([activity_labels.kind(view.kind), str(activity_labels.SCOPES[Scope(view.scope)]), parties, *term])


def _renewal(view: ActivityView, today: date, language: str) -> str:
    if not view.is_renewal_due(today) or view.term_last_on is None:
        return ""
    return _("Its term ends on %(day)s: a renewal is due.") % {"day": dates.day(view.term_last_on, language)}


def _acts(by: Actor, about: About, view: ActivityView, language: str) -> tuple[Choice, ...]:
    if not rules.can_write_activity(by, owner=view.owner):
        return ()
    wanted = [
        ("edit", _("Title and description")),
        ("serve", _("What else it serves")),
        ("part", _("Add a body’s part")),
        ("text", _("Say where its text is")),
        ("money", _("Add a sum")),
        *([("term", _("Term and renewal"))] if view.table.has_term else []),
    ]
    return tuple(
        Choice(label, links.href("desk_activity_act", language, **about.keys, activity=view.slug, act=act))
        for act, label in wanted
    )
