"""By when parties report, and what came."""

from __future__ import annotations

from collections.abc import Iterable

from entente.record.assessment.queries import CalendarState, ReportState
from entente.surfaces.opendata.words import Walk

from .table import Row, Table
from .view import View


def _calendars(view: View) -> Iterable[Row]:
    for one in view.calendars:
        yield {
            "calendar": _ref(view.slug, one.slug),
            "plan": view.slug,
            "title": one.title,
            "owner": one.owner,
            "post": one.post,
            "proposed_at": one.proposed_at,
            "withdrawn_at": one.withdrawn_at,
            "call_days": one.call_days,
            "reminder_days": one.reminder_days,
        }


def _dates(view: View) -> Iterable[Row]:
    for calendar in view.calendars:
        for one in calendar.dates:
            yield {
                "calendar": _ref(view.slug, calendar.slug),
                "period": one.period,
                "plan": view.slug,
                "first_on": one.first_on,
                "last_on": one.last_on,
                "due_on": one.due_on,
            }


def _acceptances(view: View) -> Iterable[Row]:
    for calendar in view.calendars:
        for one in calendar.acceptances:
            yield {
                "calendar": _ref(view.slug, calendar.slug),
                "party": one.party,
                "plan": view.slug,
                "state": one.state,
                "accepted_at": one.accepted_at,
                "acceptance_ended_at": one.ended_at,
            }


def _reports_due(view: View) -> Iterable[Row]:
    for one in view.dues:
        yield {
            "calendar": _ref(view.slug, one.calendar),
            "period": one.period,
            "commitment": one.commitment,
            "party": one.party,
            "plan": view.slug,
            "due_on": one.due_on,
            "due_at": one.due_at,
            "report_state": one.state,
            "received_at": one.received_at,
            "answered_by": one.update,
            "days_after": one.days_after,
        }


def _ref(plan: str, calendar: str) -> str:
    return f"{plan}/calendars/{calendar}"


TABLES = (
    Table(
        "calendars",
        (
            "calendar", "plan", "title", "owner", "post", "proposed_at", "withdrawn_at", "call_days", "reminder_days",
        ),
        ("calendar",),
        _calendars,
        walk=Walk.CALENDARS,
    ),
    Table(
        "calendar_dates",
        ("calendar", "period", "plan", "first_on", "last_on", "due_on"),
        ("calendar", "period"),
        _dates,
        walk=Walk.CALENDARS,
    ),
    Table(
        "acceptances",
        ("calendar", "party", "plan", "state", "accepted_at", "acceptance_ended_at"),
        ("calendar", "party"),
        _acceptances,
        {"state": CalendarState},
        walk=Walk.CALENDARS,
    ),
    Table(
        "reports_due",
        (
            "calendar", "period", "commitment", "party", "plan", "due_on", "due_at", "report_state", "received_at",
            "answered_by", "days_after",
        ),
        ("calendar", "period", "commitment", "party"),
        _reports_due,
        {"report_state": ReportState},
        walk=Walk.DUES,
    ),
)  # fmt: skip
