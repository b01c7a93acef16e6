"""All milestones: as a table with filters, and as a month."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel.dates import get_day_names
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import locale_of
from entente.foundation.common.refs import Ref
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import MilestoneFilter, MilestoneStatus, MilestoneView
from entente.record.plan import queries
from entente.record.plan.queries import PlanStatus, PlanView
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.wording import said

from .home import PageLink, address_of, paged
from .milestone_lines import OVERDUE, STATUSES, MilestoneLine, milestone_lines
from .parts import DeskPage, desk_crumb, show

PAGE = 50
MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One drop-down of a filter."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestonesPage(DeskPage):
    """A page of milestones.  month: address of the calendar."""

    here: str
    month: str
    choices: tuple[FilterChoice, ...]
    total: int
    milestones: tuple[MilestoneLine, ...]
    pages: tuple[PageLink, ...]
    previous: str
    next: str


@staff
def milestones(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """Every milestone that one may read, narrowed by plan, side and state, next due first or last."""
    plans = _plans(by)
    asked = {name: request.GET.get(name, "") for name in ("plan", "side", "state", "sort")}
    number = links.asked_page(request.GET)
    wanted = MilestoneFilter(
        plan=asked["plan"],
        owner=asked["side"],
        statuses=[asked["state"]] if asked["state"] in MilestoneStatus.values else (),
        is_overdue=asked["state"] == "overdue",
    )
    total, views = delivery.milestones(
        by, wanted, as_of=now(), limit=PAGE, offset=(number - 1) * PAGE, is_latest_first=asked["sort"] == "-due"
    )
    here = links.href("desk_milestones", language)
    pages = paged(here, asked, number, total, PAGE)
    page = MilestonesPage(
        title=_("Milestones"),
        crumbs=(desk_crumb(language),),
        here=here,
        month=links.href("desk_month", language, month=f"{timezone.localdate():%Y-%m}"),
        choices=_choices(plans, asked, language),
        total=total,
        milestones=_lines(views, plans, language),
        pages=pages,
        previous=address_of(pages, number - 1),
        next=address_of(pages, number + 1),
    )
    return show(request, "milestones.html", page)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month's grid.  is_inside: of the month itself."""

    number: str
    name: str
    is_inside: bool
    is_today: bool
    milestones: tuple[MilestoneLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage(DeskPage):
    """A month.  vague: due in it, without a day."""

    month: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Day, ...], ...]
    is_empty: bool
    vague: tuple[MilestoneLine, ...]
    previous: str
    next: str
    table: str


@staff
def month(request: HttpRequest, by: Actor, language: str, month: str) -> HttpResponse:
    """The milestones of a month, day by day.  Raises Http404 for what is no month."""
    first = _first_day(month)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    _total, views = delivery.milestones(by, MilestoneFilter(due_from=first, due_to=last), as_of=now())
    plans = _plans(by)
    on_day: dict[date, list[MilestoneView]] = {}
    vague = []
    for view in views:
        if view.due_first_on == view.due_last_on:
            on_day.setdefault(view.due_last_on, []).append(view)
        else:
            vague.append(view)
    names = get_day_names("abbreviated", locale=locale_of(language))
    page = MonthPage(
        title=dates.month(first, language),
        crumbs=(desk_crumb(language),),
        month=dates.month(first, language),
        weekdays=tuple(names[at] for at in range(7)),
        weeks=tuple(
            tuple(_day(on, first, on_day.get(on, []), plans, language) for on in week)
            for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
        ),
        is_empty=not views,
        vague=_lines(vague, plans, language),
        previous=links.href("desk_month", language, month=f"{first - timedelta(days=1):%Y-%m}"),
        next=links.href("desk_month", language, month=f"{last + timedelta(days=1):%Y-%m}"),
        table=links.href("desk_milestones", language),
    )
    return show(request, "month.html", page)


def _day(on: date, first: date, views: list[MilestoneView], plans: dict[str, PlanView], language: str) -> Day:
    is_inside = on.month == first.month
    lines = _lines(views, plans, language) if is_inside else ()
    return Day(str(on.day), dates.day(on, language), is_inside, on == timezone.localdate(), lines)


def _first_day(month: str) -> date:
    match = MONTH.fullmatch(month)
    if match is None or not 1 <= int(match[2]) <= 12 or not 1900 <= int(match[1]) <= 2200:
        raise Http404
    return date(int(match[1]), int(match[2]), 1)


def _plans(by: Actor) -> dict[str, PlanView]:
    return {plan.slug: plan for plan in queries.visible_plans(by, as_of=now()) if plan.status != PlanStatus.DRAFT}


def _lines(views: list[MilestoneView], plans: dict[str, PlanView], language: str) -> tuple[MilestoneLine, ...]:
    return tuple(
        line for view in views for line in milestone_lines([view], plans.get(Ref.parse(view.ref).plan), language)
    )


def _choices(plans: dict[str, PlanView], asked: dict[str, str], language: str) -> tuple[FilterChoice, ...]:
    sides: dict[str, str] = {}
    for plan in plans.values():
        for party in plan.parties:
            sides[party.code] = said(party.name, language, party.languages).text or party.code
        sides.setdefault(plan.owner, said(plan.keeper_name, language, plan.languages).text)
    named: list[tuple[str, str, list[tuple[str, Any]]]] = [
        ("plan", _("Plan"), [(slug, said(one.title, language, one.languages)) for slug, one in plans.items()]),
        ("side", _("Whose"), list(sides.items())),
        (
            "state",
            _("State"),
            [("overdue", OVERDUE), *((code.value, word) for code, (word, _shape) in STATUSES.items())],
        ),
    ]
    found = [filter_choice(name, label, [("", _("All")), *options], asked[name]) for name, label, options in named]
    order = [("", _("Next due first")), ("-due", _("Last due first"))]
    return (*found, filter_choice("sort", _("Order"), order, asked["sort"]))


def filter_choice(name: str, label: str, options: list[tuple[str, Any]], chosen: str) -> FilterChoice:
    return FilterChoice(name, label, tuple(Option(value, str(word), value == chosen) for value, word in options))
