"""`entente organisation`: bodies, their names and what became of them."""

from __future__ import annotations

from collections.abc import Iterable

import click

from entente.foundation.directory import queries
from entente.foundation.directory.queries import Organisation
from entente.surfaces.api import reading, shaping
from entente.surfaces.api.chosen import Chosen

from .screen import json_option, print_json, print_table, text_of


@click.group()
def organisation() -> None:
    """Bodies, their names and what became of them."""


@organisation.command(name="list")
@json_option
def list_organisations(as_json: bool) -> None:
    """List all organisations."""
    _print(queries.organisations(), as_json)


@organisation.command()
@click.argument("slug")
@json_option
def show(slug: str, as_json: bool) -> None:
    """Show one organisation with its aliases, what came before it and what followed."""
    found = reading.one_organisation(slug, Chosen())
    if as_json:
        print_json(found)
        return
    click.echo(f"{text_of(found.name)} ({found.kind}{f' of {found.party}' if found.party else ''})")
    if found.from_on or found.to_on:
        click.echo(f"  existed {found.from_on or '?'} to {found.to_on or 'now'}")
    for alias in found.aliases:
        click.echo(f"  {alias.kind}: {alias.text} ({alias.language})")
    for before in found.predecessors:
        click.echo(f"  after {before.organisation} ({before.kind}, {before.on})")
    for after in found.successors:
        click.echo(f"  then {after.organisation} ({after.kind}, {after.on})")


@organisation.command()
@click.argument("text")
@click.option("--language", default="", help="Look in one language only.")
@json_option
def alias(text: str, language: str, as_json: bool) -> None:
    """List every organisation that TEXT may mean; exits with 1 when there is none."""
    found = queries.resolve_alias(text, language)
    if not found:
        raise click.ClickException(f"No organisation on record is called “{text}”.")
    if len(found) > 1:
        click.echo(f"“{text}” has {len(found)} meanings; the record never decides between them.", err=True)
    _print(found, as_json)


def _print(rows: Iterable[Organisation], as_json: bool) -> None:
    if as_json:
        print_json([shaping.organisation(row, Chosen()) for row in rows])
        return
    columns = ("slug", "name", "party", "kind")
    print_table(columns, [(row.slug, text_of(row.name), row.party.code if row.party else "", row.kind) for row in rows])
