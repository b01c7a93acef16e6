"""By when which side reports on what: the calendars of a plan, who accepted them, and what came by each date."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.actors import PUBLIC
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import AcceptanceView, CalendarState, CalendarView, DateView, Sheet
from entente.record.plan import queries as plans
from entente.surfaces.web import labels, links
from entente.surfaces.web.frame import PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.reporting import tally_words, whole_as_made
from entente.surfaces.web.wording import Said

STATES = {CalendarState.PROPOSED: "none", CalendarState.ACCEPTED: "whole", CalendarState.ENDED: "closed"}


@dataclass(frozen=True, slots=True)
class SideLine:
    """Where one side stands with a calendar.  promises: on what it reports by it."""

    name: str
    tag: Tag
    promises: str


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date of a calendar.  cells: (name of a side, what it reported by it) for each side, in the calendar's order."""

    period: str
    due: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """A calendar.  proposed: by whom and when; unreported: address of the list of promises behind "nothing reported"."""

    slug: str
    title: Said
    proposed: str
    letter: Said
    sides: tuple[SideLine, ...]
    dates: tuple[DateRow, ...]


@dataclass(frozen=True, slots=True)
class ReportingPage:
    """The calendars of a plan.

    late     how many reports did not come by their date, "" for none; unreported: address of the list of them
    as_made  what a later reader of this page as a file may conclude, "" while a server makes it
    """

    title: str
    description: str
    bar: PlanBar
    calendars: tuple[CalendarItem, ...]
    late: str
    unreported: str
    as_made: str


def reporting(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    known = [one for one in assessment.calendars(PUBLIC, plan, as_of=as_of) if one.withdrawn_at is None]
    sheet = assessment.sheet_of(known, as_of=as_of)
    reader = reader_of(view, language, as_of, owners={one.owner for one in known})
    late = len({due.commitment for due in sheet.late()})
    address = links.href("commitments", language, plan=plan)
    page = ReportingPage(
        title=_("Reporting"),
        description=_("By when each side reports on its promises, and what came by each date."),
        bar=plan_bar(view, language, "reporting", plan_modified_at(plan, as_of)),
        calendars=tuple(calendar_item(one, sheet, reader) for one in known),
        late=_late(late) if late else "",
        unreported=links.with_query(address, {"clock": "unreported"}),
        as_made=whole_as_made(sheet, reader),
    )
    return render(request, "web/pages/reporting.html", {"page": page})


def _late(number: int) -> str:
    return ngettext(
        "On %(number)d promise nothing was reported by its date.",
        "On %(number)d promises nothing was reported by their date.",
        number,
    ) % {"number": number}


def calendar_item(one: CalendarView, sheet: Sheet, reader: Reader) -> CalendarItem:
    proposed = _("Proposed by %(who)s on %(date)s.")
    return CalendarItem(
        slug=one.slug,
        title=reader.said(one.title),
        proposed=proposed % {"who": reader.owner(one.owner), "date": reader.day(one.proposed_at.date())},
        letter=reader.said(one.letter),
        sides=tuple(_side(acceptance, reader) for acceptance in one.acceptances),
        dates=tuple(_date(day, one, sheet, reader) for day in one.dates),
    )


def _side(acceptance: AcceptanceView, reader: Reader) -> SideLine:
    words = _("Has not accepted it and owes nothing by it")
    if acceptance.ended_at:
        words = _("Ended on %(date)s") % {"date": reader.day(acceptance.ended_at.date())}
    elif acceptance.accepted_at:
        words = _("Accepted on %(date)s") % {"date": reader.day(acceptance.accepted_at.date())}
    numbers = [ref.rpartition("/")[2] for ref in acceptance.promises]
    promises = _("on %(numbers)s") % {"numbers": labels.listed(numbers)} if numbers else _("on all that it owes")
    return SideLine(reader.party(acceptance.party), Tag(words, STATES[acceptance.state]), promises)


def _date(day: DateView, one: CalendarView, sheet: Sheet, reader: Reader) -> DateRow:
    cells = []
    for acceptance in one.acceptances:
        if acceptance.accepted_at is None:
            continue
        turn = next(
            (
                turn
                for turn in sheet.of_party.get(acceptance.party, ())
                if turn.calendar == one.slug and turn.due_on == day.due_on
            ),
            None,
        )
        told = tally_words(sheet.tally(turn), reader.language) if turn else _("does not bind it")
        cells.append((reader.party(acceptance.party), told))
    return DateRow(reader.period(day.period), reader.day(day.due_on), tuple(cells))
