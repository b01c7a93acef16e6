"""`entente ledger show|seal|name`: the log in the database."""

from __future__ import annotations

import click

from entente.foundation.ledger import commands, queries
from entente.foundation.ledger.queries import PUBLIC_LOG, LoggedEntry
from entente.surfaces.cli.screen import json_option, print_json, print_table

ENTRIES = 50


@click.command()
@click.option("--log", default=PUBLIC_LOG, show_default=True, help="public, or the code of the owner of a working log.")
@click.option(
    "--subject", default="", metavar="REF", help="Only what is about REF and all that lies under it, newest first."
)
@click.option("--start", type=click.IntRange(0), help="First position; the newest entries when left out.")
@click.option("--count", type=click.IntRange(1), default=ENTRIES, show_default=True)
@json_option
def show(log: str, subject: str, start: int | None, count: int, as_json: bool) -> None:
    """Show sealed entries of a log."""
    if subject:
        found = queries.history(subject, log=log, limit=count)
    else:
        first = max(0, queries.size(log) - count) if start is None else start
        found = queries.entries(log, first, count)
    if as_json:
        print_json(found)
        return
    print_table(("position", "at", "action", "subject", "post"), [_row(entry) for entry in found])


@click.command()
@json_option
def name(as_json: bool) -> None:
    """Show the name of this record, which stands on everything signed; the first call makes it."""
    named = commands.name_record()
    if as_json:
        print_json({"name": named})
    else:
        click.echo(named)


@click.command()
@json_option
def seal(as_json: bool) -> None:
    """Give every waiting entry its place; the worker does the same by itself."""
    sealed = commands.seal()
    if as_json:
        print_json({"sealed": sealed})
    else:
        click.echo(f"Sealed {sealed} entries.")


def _row(entry: LoggedEntry) -> tuple[object, ...]:
    what = f"{entry.action} (removed: {entry.erased_reason})" if entry.erased_at else entry.action
    return entry.position, f"{entry.at:%Y-%m-%d %H:%M:%S}", what, entry.subject, entry.post
