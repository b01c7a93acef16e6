"""`entente milestone`: the steps on the way to the promises, to read."""

from __future__ import annotations

from datetime import datetime

import click

from entente.foundation.common.actors import PUBLIC
from entente.record.delivery import queries
from entente.record.delivery.queries import MilestoneFilter, MilestoneView

from .screen import as_of_option, json_option, print_json, print_table, text_of


@click.group()
def milestone() -> None:
    """The steps on the way to the promises, as everybody reads them."""


@milestone.command(name="list")
@click.argument("plan")
@click.option("--owner", default="", metavar="CODE", help="Only those of one side.")
@click.option("--overdue", is_flag=True, help="Only those whose last day has passed and that were not reported.")
@click.option("--language", default="en", show_default=True, help="Language to read in, where there is a text in it.")
@as_of_option
@json_option
def list_milestones(plan: str, owner: str, overdue: bool, language: str, as_of: datetime, as_json: bool) -> None:
    """List the milestones of a plan, next due first."""
    wanted = MilestoneFilter(plan=plan, owner=owner, is_overdue=overdue)
    total, found = queries.milestones(PUBLIC, wanted, as_of=as_of)
    if as_json:
        print_json({"total": total, "milestones": found})
        return
    print_table(("milestone", "due", "of", "status", "title"), [_row(view, language) for view in found])


def _row(view: MilestoneView, language: str) -> tuple[object, ...]:
    status = f"{view.status}, overdue" if view.is_overdue else view.status
    own_side = " (own side)" if view.status == "accepted" and view.is_own_side else ""
    return view.ref, view.due, view.owner, f"{status}{own_side}", text_of(view.title, language)
