"""`entente update`: what the sides published that they did, to read."""

from __future__ import annotations

from datetime import datetime

import click

from entente.foundation.common.actors import PUBLIC
from entente.record.delivery import queries
from entente.record.delivery.queries import UpdateView

from .screen import as_of_option, json_option, print_json, print_table, text_of

UPDATES = 50


@click.group()
def update() -> None:
    """What the sides published that they did, as everybody reads it."""


@update.command(name="list")
@click.argument("plan")
@click.option("--count", type=click.IntRange(1), default=UPDATES, show_default=True)
@click.option("--language", default="en", show_default=True, help="Language to read in, where there is a text in it.")
@as_of_option
@json_option
def list_updates(plan: str, count: int, language: str, as_of: datetime, as_json: bool) -> None:
    """List the published updates of a plan, newest first."""
    total, found = queries.latest_on_plan(PUBLIC, plan, as_of=as_of, limit=count)
    if as_json:
        print_json({"total": total, "updates": found})
        return
    print_table(("update", "published", "speaks of", "by", "what was done"), [_row(view, language) for view in found])


@update.command()
@click.argument("ref")
@click.option("--language", default="en", show_default=True, help="Language to read in, where there is a text in it.")
@as_of_option
@json_option
def show(ref: str, language: str, as_of: datetime, as_json: bool) -> None:
    """Show an update with its earlier versions and what they corrected."""
    versions = queries.versions_of(PUBLIC, ref, as_of=as_of)
    if as_json:
        print_json(versions)
        return
    for view in versions:
        click.echo(f"{view.ref} version {view.version}{'' if view.is_current else ' (replaced)'}")
        click.echo(f"published {view.published_at:%Y-%m-%d %H:%M} UTC by {view.published_by}, of {view.as_of_on}")
        for label, wording in (
            ("Corrected", view.correction),
            ("Done", view.done),
            ("Next", view.next_step),
            ("Challenges", view.challenges),
        ):
            if text := text_of(wording, language):
                click.echo(f"{label}: {text}")
        for claim in view.claims:
            click.echo(f"Evidence: {claim}")


def _row(view: UpdateView, language: str) -> tuple[object, ...]:
    said = "no change" if view.is_no_change else text_of(view.done, language)
    return view.ref, f"{view.public_at:%Y-%m-%d}", view.as_of_on, view.owner, said
