"""`entente status`: where each party says it stands."""

from __future__ import annotations

from datetime import datetime

import click

from entente.foundation.common.actors import PUBLIC, SYSTEM
from entente.record.assessment import queries
from entente.record.plan import queries as plans

from .screen import as_of_option, json_option, print_json, print_table


@click.group()
def status() -> None:
    """Where each party itself says it stands, beside its proof."""


@status.command(name="list")
@click.argument("plan", metavar="PLAN")
@click.option("--party", default="", metavar="CODE", help="One party only.")
@as_of_option
@json_option
def list_statuses(plan: str, party: str, as_of: datetime, as_json: bool) -> None:
    """List the published statuses of a plan, promise by promise."""
    everything = queries.statuses_on_plan(SYSTEM, plan, as_of=as_of)
    found = [everything[key] for key in sorted(everything) if not party or key[1] == party]
    if as_json:
        print_json(found)
        return
    columns = ("about", "party", "status", "as of", "proof", "post", "update")
    rows = [
        (one.subject, one.party, one.value.label, one.as_of_on, one.proof_state.label, one.post, one.update_ref)
        for one in found
    ]
    print_table(columns, rows)


@status.command()
@click.argument("plan", metavar="PLAN")
@as_of_option
@json_option
def joint(plan: str, as_of: datetime, as_json: bool) -> None:
    """Show what all parties have signed about each promise and part, and the voices where they have not."""
    plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    promises = plans.commitments(PUBLIC, plan, as_of=as_of)
    reports = queries.reports_on_plan(PUBLIC, plan, as_of=as_of)
    found = list(queries.joints(promises, reports, as_of=as_of, with_past=True).values())
    if as_json:
        print_json(found)
        return
    rows = [
        (
            one.subject,
            one.state.label,
            one.value.label if one.value else "",
            one.content.as_of_on if one.content else "",
            ", ".join(f"{party}: {value.label}" for party, value in sorted(one.values.items())),
        )
        for one in found
    ]
    print_table(("about", "together", "value", "as of", "voices"), rows)
