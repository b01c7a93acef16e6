"""`entente calendar`: by when which party reports, who accepted that, and what came."""

from __future__ import annotations

from datetime import date, datetime

import click
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.refs import numbered_ref
from entente.record.assessment import commands, queries
from entente.record.assessment.commands import CalendarFacts
from entente.record.assessment.queries import CalendarView, DueView
from entente.record.assessment.rules import every
from entente.record.plan.queries import get_visible_plan

from .screen import (
    Worded,
    acting,
    as_of_option,
    email_option,
    json_option,
    post_option,
    print_json,
    print_table,
    text_of,
)


@click.group()
def calendar() -> None:
    """By when which party reports on what; each accepts for itself, and who accepted no date cannot be late."""


@calendar.command(name="list")
@click.argument("plan", metavar="PLAN")
@as_of_option
@json_option
def list_calendars(plan: str, as_of: datetime, as_json: bool) -> None:
    """List the calendars of a plan with their dates and who accepted them."""
    get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = queries.calendars(PUBLIC, plan, as_of=as_of)
    if as_json:
        print_json(found)
        return
    print_table(("calendar", "name", "proposed by", "dates", "accepted by"), [_row(one) for one in found])


def _row(one: CalendarView) -> tuple[object, ...]:
    accepted = ", ".join(f"{side.party} ({side.state.label})" for side in one.acceptances if side.accepted_at)
    name = f"{text_of(one.title)} (taken back)" if one.withdrawn_at else text_of(one.title)
    return one.slug, name, one.owner, ", ".join(str(day.due_on) for day in one.dates), accepted


@calendar.command()
@click.argument("plan", metavar="PLAN")
@click.option("--party", default="", metavar="CODE", help="One party only.")
@click.option("--late", is_flag=True, help="Only what was not reported by its date.")
@as_of_option
@json_option
def due(plan: str, party: str, late: bool, as_of: datetime, as_json: bool) -> None:
    """Show what each party reported by the date that passed last, and what comes next."""
    get_visible_plan(PUBLIC, plan, as_of=as_of)
    known = queries.reporting(PUBLIC, plan, as_of=as_of).all_dues()
    kept = [dues for (_ref, code), dues in known.items() if code == party or not party]
    found = [one for dues in kept if dues.is_late or not late for one in (dues.last, dues.next) if one is not None]
    if as_json:
        print_json(found)
        return
    columns = ("about", "party", "period", "due by", "state", "received", "days after")
    print_table(columns, [_due_row(one) for one in found if not late or one.received_at is None])


def _due_row(one: DueView) -> tuple[object, ...]:
    received = one.received_on or ""
    return one.commitment, one.party, one.period, one.due_on, one.state.label, received, one.days_after or ""


@calendar.command()
@click.argument("plan", metavar="PLAN")
@click.argument("name", metavar="NAME")
@click.option("--title", type=Worded(), multiple=True, required=True, help="What it is called, per language.")
@click.option("--letter", type=Worded(), multiple=True, required=True, help="The call letter, per language.")
@click.option("--months", type=click.IntRange(1, 60), default=6, show_default=True, help="Length of a period.")
@click.option("--from", "from_on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="First day of the first.")
@click.option("--count", type=click.IntRange(1), default=4, show_default=True, help="How many periods.")
@click.option(
    "--due-days", type=click.IntRange(0, 365), default=31, show_default=True, help="Days until the report is due."
)
@click.option(
    "--promise", type=(str, str), multiple=True, metavar="PARTY NUMBER", help="Only these; none: all it owes."
)
@email_option
@post_option
def propose(
    plan: str, name: str, promise: tuple[tuple[str, str], ...], email: str, post: str | None, **read: object
) -> None:
    """Propose a calendar to the parties of a plan; it binds nobody before they accept."""
    chosen: dict[str, list[str]] = {}
    for party, number in promise:
        chosen.setdefault(party, []).append(numbered_ref(plan, number))
    facts = _facts(plan, name, chosen, **read)  # type: ignore[arg-type]  # click has read their types
    made = commands.propose_calendar(facts, by=acting(email, post), at=timezone.now())
    click.echo(f"{made} is proposed with {len(facts.dates)} dates, the first on {facts.dates[0].due_on}.")


def _facts(
    plan: str,
    name: str,
    chosen: dict[str, list[str]],
    *,
    title: tuple[tuple[str, str], ...],
    letter: tuple[tuple[str, str], ...],
    months: int,
    from_on: datetime,
    count: int,
    due_days: int,
) -> CalendarFacts:
    first: date = from_on.date()
    dates = every(months, from_on=first, count=count, due_days=due_days)
    return CalendarFacts(plan, name, dict(title), dict(letter), dates, chosen)


@calendar.command()
@click.argument("plan", metavar="PLAN")
@click.argument("name", metavar="NAME")
@email_option
@post_option
def accept(plan: str, name: str, email: str, post: str | None) -> None:
    """Accept a calendar for one's own party."""
    by = acting(email, post)
    row = queries.get_calendar_row(by, plan, name, as_of=timezone.now())
    commands.accept_calendar(row, by=by, at=timezone.now())
    click.echo(f"{by.owner} has accepted {row}.")


@calendar.command()
@click.argument("plan", metavar="PLAN")
@click.argument("name", metavar="NAME")
@email_option
@post_option
def end(plan: str, name: str, email: str, post: str | None) -> None:
    """Let one's own party go from the dates that are still to come."""
    by = acting(email, post)
    row = queries.get_calendar_row(by, plan, name, as_of=timezone.now())
    commands.end_calendar(row, by=by, at=timezone.now())
    click.echo(f"{by.owner} has ended {row}.")


@calendar.command()
@click.argument("plan", metavar="PLAN")
@as_of_option
@json_option
def turns(plan: str, as_of: datetime, as_json: bool) -> None:
    """List the instants at which public pages of a plan change by the clock alone."""
    get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = queries.next_turns(plan, as_of=as_of)
    if as_json:
        print_json(found)
        return
    print_table(("instant (UTC)",), [(one.isoformat(),) for one in found])
