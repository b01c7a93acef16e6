"""Calendars for reports, and what the clock says of each report that they ask for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import CalendarView, DueView

from . import asked, shapes
from .answers import ABSENT, json_answer
from .chosen import Chosen
from .reading import Eyes, plan_seen
from .routes import router


@router.get("/plans/{plan}/calendars", operation_id="list_calendars", response={200: shapes.Calendars, **ABSENT})
def list_calendars(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """By when each party reports on what, who accepted that, and what came by each date."""
    return json_answer(calendars(Eyes.of(request), plan, query.chosen()))


def calendars(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Calendars:
    within = chosen.within(plan_seen(eyes, plan).languages)
    known = assessment.calendars(eyes.by, plan, as_of=eyes.as_of)
    dues = assessment.sheet_of(known, as_of=eyes.as_of).all_dues().values()
    return shapes.Calendars(
        language=chosen.language,
        as_of=eyes.as_of,
        items=[calendar(one, within) for one in known],
        reports=[report_due(due) for one in dues for due in (one.last, one.next) if due is not None],
        next_turns=assessment.public_turns(plan, as_of=eyes.as_of),
    )


def calendar(view: CalendarView, chosen: Chosen) -> shapes.Calendar:
    return shapes.Calendar(
        name=view.slug,
        title=chosen.wording(view.title),
        letter=chosen.wording(view.letter),
        owner=view.owner,
        post=view.post,
        proposed_at=view.proposed_at,
        withdrawn_at=view.withdrawn_at,
        call_days=view.call_days,
        reminder_days=view.reminder_days,
        dates=[shapes.CalendarDate(period=one.period, due_on=one.due_on) for one in view.dates],
        sides=[
            shapes.CalendarSide(
                party=one.party,
                state=one.state.value,
                accepted_at=one.accepted_at,
                ended_at=one.ended_at,
                promises=list(one.promises),
            )
            for one in view.acceptances
        ],
    )


def report_due(view: DueView) -> shapes.ReportDue:
    return shapes.ReportDue(
        commitment=view.commitment,
        party=view.party,
        calendar=view.calendar,
        period=view.period,
        due_on=view.due_on,
        due_at=view.due_at,
        state=view.state.value,
        received_at=view.received_at,
        update=view.update,
        days_after=view.days_after,
    )
