"""`entente party`: governments and authorities that plans bind."""

from __future__ import annotations

import click

from entente.foundation.common.actors import SYSTEM
from entente.foundation.directory import commands, queries
from entente.surfaces.api import shaping
from entente.surfaces.api.chosen import Chosen

from .screen import Worded, json_option, print_json, print_table, text_of


@click.group()
def party() -> None:
    """Governments and authorities that plans bind."""


@party.command(name="list")
@json_option
def list_parties(as_json: bool) -> None:
    """List all parties by code."""
    rows = queries.parties()
    if as_json:
        print_json([shaping.party(row.code, row.name, row.languages, row.time_zone, Chosen()) for row in rows])
        return
    columns = ("code", "name", "languages", "time zone")
    print_table(columns, [(row.code, text_of(row.name), ", ".join(row.languages), row.time_zone) for row in rows])


@party.command()
@click.argument("code")
@click.option("--name", "names", type=Worded(), multiple=True, required=True, help="Its name, once for each language.")
@click.option("--language", "languages", multiple=True, required=True, help="An official language, in its own order.")
@click.option(
    "--time-zone", required=True, help="Of its capital: America/Toronto.  Its deadlines pass at midnight there."
)
@json_option
def add(
    code: str, names: tuple[tuple[str, str], ...], languages: tuple[str, ...], time_zone: str, as_json: bool
) -> None:
    """Put a party on record under CODE, or correct it."""
    row = commands.register_party(code=code, name=dict(names), languages=languages, time_zone=time_zone, by=SYSTEM)
    if as_json:
        print_json(shaping.party(row.code, row.name, row.languages, row.time_zone, Chosen()))
    else:
        click.echo(f"{row.code} ({text_of(row.name)}) is on record.")
