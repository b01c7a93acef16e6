"""`entente candidate`: events proposed as the fulfilment of promises."""

from __future__ import annotations

from datetime import datetime

import click

from entente.foundation.common.actors import SYSTEM
from entente.record.delivery import queries
from entente.record.plan.queries import get_visible_plan

from .screen import as_of_option, json_option, print_json, print_table, text_of


@click.group()
def candidate() -> None:
    """Events proposed as the fulfilment of promises, argued in public, decided by each party that owes them."""


@candidate.command(name="list")
@click.argument("plan", metavar="SLUG")
@as_of_option
@json_option
def list_candidates(plan: str, as_of: datetime, as_json: bool) -> None:
    """List the candidates of a plan, accepted ones first."""
    get_visible_plan(SYSTEM, plan, as_of=as_of)
    found = queries.candidates_on_plan(SYSTEM, plan, as_of=as_of)
    if as_json:
        print_json(found)
        return
    columns = ("candidate", "title", "when", "state", "for", "against", "undecided")
    rows = [
        (
            one.ref,
            text_of(one.title),
            one.happened,
            one.state,
            len(one.pro),
            len(one.contra),
            ", ".join(one.undecided),
        )
        for one in found
    ]
    print_table(columns, rows)
