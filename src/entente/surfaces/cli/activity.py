"""`entente activity`: what is done to keep promises, and where it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.refs import Ref
from entente.record.delivery import queries
from entente.record.delivery.queries import ActivityView, StageState
from entente.record.plan.queries import get_visible_plan

from .screen import as_of_option, json_option, print_json, print_table, text_of


@click.group()
def activity() -> None:
    """What is done to keep promises, and where it stands."""


@activity.command(name="list")
@click.argument("plan", metavar="SLUG")
@as_of_option
@json_option
def list_activities(plan: str, as_of: datetime, as_json: bool) -> None:
    """List the activities kept under a plan."""
    get_visible_plan(SYSTEM, plan, as_of=as_of)
    found = queries.activities_on_plan(SYSTEM, plan, as_of=as_of)
    if as_json:
        print_json([_shape(one, as_of) for one in found])
        return
    rows = [
        (one.slug, text_of(one.title), one.kind, one.stage_on(_day(as_of)), one.seen, ", ".join(_served(one)))
        for one in found
    ]
    print_table(("activity", "title", "kind", "stands at", "seen at", "serves"), rows)


@activity.command()
@click.argument("ref", metavar="SLUG/activities/NAME")
@as_of_option
@json_option
def show(ref: str, as_of: datetime, as_json: bool) -> None:
    """Show an activity: its stages, who says what of them, and what is proven."""
    try:
        parsed = Ref.parse(ref)
    except ValueError as wrong:
        raise RuleBroken(f"{wrong}.") from wrong
    one = queries.get_activity(SYSTEM, parsed.plan, parsed.activity, as_of=as_of)
    if as_json:
        print_json(_shape(one, as_of))
        return
    click.echo(f"{one.ref}  {text_of(one.title)}")
    click.echo(f"{one.table.label}; {one.scope}; {', '.join(one.parties)}; kept by {one.owner}")
    for service in one.services:
        click.echo(f"Serves {service.subject}: {service.weight}")
    if one.term:
        click.echo(f"Term: {one.term}")
    print_table(("stage", "said by", "waits for", "evidence", "reached", "seen"), [_row(stage) for stage in one.stages])
    for session in one.sessions:
        click.echo(f"{session.happened}  {session.status}  {text_of(session.title)}")


def _row(state: StageState) -> tuple[object, ...]:
    said = ", ".join(mark.owner for mark in (*state.said, *state.seen))
    return (
        state.code,
        said,
        ", ".join(state.missing) if state.said else "",
        state.proof.parties or "",
        state.reached_on or "",
        state.seen_on or "",
    )


def _served(one: ActivityView) -> list[str]:
    return [service.subject.partition("/")[2] for service in one.services]


def _day(as_of: datetime) -> date:
    return as_of.astimezone(UTC).date()


def _shape(one: ActivityView, as_of: datetime) -> dict[str, object]:
    return {
        "ref": one.ref,
        "kind": one.kind,
        "title": one.title,
        "scope": one.scope,
        "parties": one.parties,
        "owner": one.owner,
        "stage": one.stage_on(_day(as_of)),
        "seen": one.seen,
        "term": one.term,
        "serves": [{"subject": service.subject, "weight": service.weight} for service in one.services],
        "stages": [
            {
                "code": state.code,
                "said_by": [mark.owner for mark in state.said],
                "seen_by": [mark.owner for mark in state.seen],
                "waits_for": state.missing if state.said else (),
                "reached_on": state.reached_on,
                "seen_on": state.seen_on,
            }
            for state in one.stages
        ],
        "sessions": [
            {"ref": session.ref, "status": session.status, "happened": session.happened} for session in one.sessions
        ],
    }
