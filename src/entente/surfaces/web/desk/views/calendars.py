"""Calendars for reports on the desk: who has reported what, and the acts: propose, accept, end, take back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, require
from entente.foundation.common.errors import RuleBroken
from entente.record.assessment import commands, queries, rules
from entente.record.assessment.queries import Calendar, CalendarView, ReportState, Sheet
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.calendars import CalendarForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.pages.reporting import CalendarItem, calendar_item
from entente.surfaces.web.reader import reader_of
from entente.surfaces.web.reporting import due_tag
from entente.surfaces.web.wording import Said, said, spoken

from .acting import new_slug, sent
from .overview import commitment_words
from .parts import Choice, ConfirmPage, Crumb, DeskPage, choice, done, party_choices, plan_crumbs, show
from .plans import FormPage


@dataclass(frozen=True, slots=True)
class DueLine:
    """A promise on which one's own side reports by its current date.  late: a date that passed in silence before; None: none."""

    number: str
    title: Said
    tag: Tag
    late: Tag | None
    address: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar and what one's own side may do with it."""

    item: CalendarItem
    is_withdrawn: bool
    acts: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarsPage(DeskPage):
    """The calendars of a plan.  own: reports that one's own side owes by its current date, those still to come first."""

    calendars: tuple[CalendarPart, ...]
    own: tuple[DueLine, ...]
    propose: Choice
    public: str


@staff
def calendars(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """Raises NotVisible."""
    at = now()
    view = plans.get_visible_plan(by, plan, as_of=at)
    known = queries.calendars(by, plan, as_of=at)
    sheet = queries.sheet_of([one for one in known if one.withdrawn_at is None], as_of=at)
    reader = reader_of(view, language, at, owners={one.owner for one in known})
    page = CalendarsPage(
        title=_("Reporting"),
        crumbs=plan_crumbs(view, language),
        calendars=tuple(
            CalendarPart(
                calendar_item(one, sheet, reader), one.withdrawn_at is not None, _acts(by, one, view, language)
            )
            for one in known
        ),
        own=_own(by, view, sheet, language, at),
        propose=choice(
            _("Propose a calendar"),
            links.href("desk_calendar_add", language, plan=plan),
            rules.can_propose_calendar(by),
        ),
        public=links.href("reporting", language, plan=plan),
    )
    return show(request, "calendars.html", page)


def _own(by: Actor, plan: PlanView, sheet: Sheet, language: str, at: datetime) -> tuple[DueLine, ...]:
    turn = sheet.current(by.owner)
    if turn is None:
        return ()
    lines = []
    for promise in plans.commitments(by, plan.slug, as_of=at):
        if promise.ref in turn.refs:
            due, dues = sheet.due(turn, promise.ref), sheet.dues(promise.ref, by.owner)
            late = due_tag(dues.last, language) if dues.last and dues.is_late and dues.last != due else None
            keys = {"plan": plan.slug, "number": promise.number}
            is_open = due.state in {ReportState.AHEAD, ReportState.NOTHING}
            words = commitment_words(promise, plan, language)
            title = spoken(words.text[:110], words.language, language)
            address = links.href("desk_write" if is_open else "desk_work", language, **keys)
            lines.append(DueLine(promise.number, title, due_tag(due, language), late, address, is_open))
    return tuple(sorted(lines, key=lambda line: not line.is_open))


def _acts(by: Actor, one: CalendarView, plan: PlanView, language: str) -> tuple[Choice, ...]:
    """What can still be done with it; what is over is not offered."""
    if one.withdrawn_at is not None:
        return ()
    words = {"accept": _("Accept for your side"), "end": _("End it for your side"), "withdraw": _("Take it back")}
    own = one.acceptance(by.owner)
    offered = []
    if own is not None and own.accepted_at is None:
        offered.append("accept")
    if own is not None and own.accepted_at and not own.ended_at:
        offered.append("end")
    if one.owner == by.owner and not one.accepted_by:
        offered.append("withdraw")
    keys = {"plan": one.plan, "calendar": one.slug}
    return tuple(
        choice(words[act], links.href("desk_calendar_act", language, act=act, **keys), _decision(by, act, one, plan))
        for act in offered
    )


def _decision(by: Actor, act: str, one: CalendarView, plan: PlanView) -> Decision:
    if act == "accept":
        takes_part = next((party.is_taking_part for party in plan.parties if party.code == by.owner), None)
        return rules.can_accept_calendar(by, takes_part=takes_part)
    if act == "end":
        return rules.can_end_calendar(by, party=by.owner)
    return rules.can_withdraw_calendar(by, owner=one.owner, accepted_by=one.accepted_by)


@staff
def add(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """Propose a calendar.  Raises ActionDenied, NotVisible."""
    view = plans.get_visible_plan(by, plan, as_of=now())
    require(rules.can_propose_calendar(by))
    parties = party_choices(view.parties, language)
    form = CalendarForm(sent(request), languages=view.languages, parties=parties)
    back = links.href("desk_calendars", language, plan=plan)
    if request.method == "POST" and form.is_valid():
        taken = [one.slug for one in queries.calendars(by, plan, as_of=now())]
        slug = new_slug(form.wording("title", view.languages), taken, "calendar")
        try:
            commands.propose_calendar(form.facts(plan, slug), by=by, at=now())
        except RuleBroken as wrong:
            form.refuse(wrong.sentence)
        else:
            return done(request, _("The calendar is proposed and public; it binds nobody before they accept it."), back)
    page = FormPage(
        title=_("Propose a calendar"),
        crumbs=(*plan_crumbs(view, language), Crumb(_("Reporting"), back)),
        errors=errors_of(form),
        form=form,
        button=_("Propose it"),
        back=back,
    )
    return show(request, "calendar_add.html", page)


@staff
def act(request: HttpRequest, by: Actor, language: str, plan: str, calendar: str, act: str) -> HttpResponse:
    """Accept, end or take back, with a question before it.  Raises NotVisible, ActionDenied, Http404 for another act."""
    if act not in DO:
        raise Http404
    view = plans.get_visible_plan(by, plan, as_of=now())
    one = queries.get_calendar(by, plan, calendar, as_of=now())
    require(_decision(by, act, one, view))
    back = links.href("desk_calendars", language, plan=plan)
    if request.method == "POST":
        DO[act](queries.get_calendar_row(by, plan, calendar, as_of=now()), by)
        return done(request, _told(act), back)
    return show(request, "confirm.html", _question(act, one, view, language, back))


def _accept(row: Calendar, by: Actor) -> object:
    return commands.accept_calendar(row, by=by, at=now())


def _end(row: Calendar, by: Actor) -> object:
    return commands.end_calendar(row, by=by, at=now())


def _withdraw(row: Calendar, by: Actor) -> object:
    return commands.withdraw_calendar(row, by=by, at=now())


DO: dict[str, Callable[[Calendar, Actor], object]] = {"accept": _accept, "end": _end, "withdraw": _withdraw}
"""Act -> its command."""


def _told(act: str) -> str:
    return {
        "accept": _("Your side has accepted the calendar."),
        "end": _("Your side has ended the calendar."),
        "withdraw": _("The calendar is taken back."),
    }[act]


def _question(act: str, one: CalendarView, plan: PlanView, language: str, back: str) -> ConfirmPage:
    title = {"title": said(one.title, language, plan.languages).text}
    question, facts, button = {
        "accept": (
            _("Accept the calendar “%(title)s” for your side?"),
            (
                _("Your side reports by each of its dates that is still to come; midnight is that of your capital."),
                _(
                    "From the instant at which a date passes without a report, every page says “nothing reported” by itself."
                ),
                _("No other side is bound by this."),
            ),
            _("Accept it"),
        ),
        "end": (
            _("End the calendar “%(title)s” for your side?"),
            (
                _("Dates that are still to come no longer bind your side."),
                _("What has passed stays as it was, and so does what was not reported."),
                _("The same calendar cannot be accepted again; a new one can be proposed."),
            ),
            _("End it"),
        ),
        "withdraw": (
            _("Take the calendar “%(title)s” back?"),
            (_("Nobody has accepted it. It stays in the public log."),),
            _("Take it back"),
        ),
    }[act]
    return ConfirmPage(
        title=question % title,
        crumbs=(*plan_crumbs(plan, language), Crumb(_("Reporting"), back)),
        question=question % title,
        facts=facts,
        button=button,
        back=back,
        danger=act != "accept",
    )
