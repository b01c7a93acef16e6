"""What one side said of each promise on a day: the lists behind the numbers of “status over time”."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import NotVisible
from entente.foundation.ledger import queries as ledger
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import SideState
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PlanView
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.charts.states import known
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar
from entente.surfaces.web.overview import NONE_NAMED, STATES, past_anchor, past_of
from entente.surfaces.web.rows import title_of
from entente.surfaces.web.wording import Said, said


@dataclass(frozen=True, slots=True)
class PastRow:
    """A promise, as it is numbered and called now."""

    number: str
    title: Said
    address: str


@dataclass(frozen=True, slots=True)
class PastState:
    """The promises that stood in one state.  anchor: where the numbers of the chart lead."""

    anchor: str
    heading: str
    count: str
    rows: tuple[PastRow, ...]


@dataclass(frozen=True, slots=True)
class PastPage:
    """One side on one day.

    on      that day, "" for the instant of the page; base: address of the same side at the page's own instant
    unread  what was asked for and is no day that has begun, "" otherwise
    days    those that the chart looks back on
    """

    title: str
    description: str
    bar: PlanBar
    states: tuple[PastState, ...]
    on: str
    unread: str
    base: str
    overview: str
    days: tuple[NavigationLink, ...]


def side_now(request: HttpRequest, language: str, plan: str, party: str) -> HttpResponse:
    """At the page's own instant; `?on=` leads to a day, or says why it cannot."""
    wanted = request.GET.get("on", "").strip()
    day = _day(wanted)
    if day is None or _begins(day) > now_of(request):
        return _page(request, language, plan, party, None, unread=wanted[:40])
    return HttpResponseRedirect(links.href("side_on", language, plan=plan, party=party, on=day.isoformat()))


def side_on(request: HttpRequest, language: str, plan: str, party: str, on: str) -> HttpResponse:
    """At the beginning of a day, in UTC."""
    day = _day(on)
    if day is None or _begins(day) > now_of(request):
        raise NotVisible(f"“{on[:40]}” is no day that has begun; write one like 2026-03-31.")
    return _page(request, language, plan, party, day)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _page(
    request: HttpRequest, language: str, plan: str, party: str, day: date | None, unread: str = ""
) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    side = next((one for one in view.parties if one.code == party), None)
    if side is None:
        raise NotVisible(f"“{party}” is no party of this plan.")
    promises = plans.commitments(PUBLIC, plan, as_of=as_of)
    at = as_of if day is None else _begins(day)
    standing = assessment.standing_at(PUBLIC, view, promises, party, at=at, as_of=as_of)
    seen = assessment.looked_back_on(PUBLIC, view, party, as_of=as_of)
    entries = ledger.history(plan, limit=1, as_of=as_of)
    name = said(side.name, language, view.languages).text
    told = dates.day(at.date(), language)
    page = PastPage(
        title=_("%(party)s on %(date)s") % {"party": name, "date": told},
        description=_("What this side had published by then of each promise that it owes, promise by promise."),
        bar=plan_bar(view, language, "overview", entries[0].at if entries else None),
        states=_states(standing, promises, view, language),
        on=day.isoformat() if day else "",
        unread=unread,
        base=links.href("side_now", language, plan=plan, party=party),
        overview=links.href("overview", language, plan=plan),
        days=tuple(_other(one, day, seen, view, party, language) for one in seen),
    )
    return render(request, "web/pages/past.html", {"page": page})


def _other(
    one: datetime, day: date | None, seen: list[datetime], view: PlanView, party: str, language: str
) -> NavigationLink:
    is_last = one == seen[-1]
    address = past_of(view.slug, language, side=party, on=None if is_last else one.date())
    return NavigationLink(dates.day(one.date(), language), address, day is None if is_last else day == one.date())


def _states(
    standing: dict[str, SideState | None], promises: list[CommitmentView], view: PlanView, language: str
) -> tuple[PastState, ...]:
    found = {state for state in standing.values() if state is not None}
    order: list[SideState | None] = [*known(found), *([None] if None in standing.values() else [])]
    return tuple(
        PastState(
            past_anchor(state),
            str(NONE_NAMED if state is None else STATES[state]),
            labels.promises(sum(one is state for one in standing.values())),
            tuple(
                PastRow(
                    one.number,
                    title_of(one, view, language),
                    links.href("commitment", language, plan=view.slug, number=one.number),
                )
                for one in promises
                if one.ref in standing and standing[one.ref] is state
            ),
        )
        for state in order
    )
