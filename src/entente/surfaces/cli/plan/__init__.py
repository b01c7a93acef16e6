"""`entente plan`: read plans, take them in, give them out."""

from __future__ import annotations

from datetime import datetime

import click

from entente.foundation.common.actors import SYSTEM
from entente.surfaces.api import reading
from entente.surfaces.api.chosen import Chosen
from entente.surfaces.api.reading import Eyes
from entente.surfaces.cli.screen import as_of_option, json_option, print_json, print_table, text_of

from . import showing
from .exporting import export
from .importing import import_plan

lang_option = click.option("--lang", default=None, help="Give each wording in one language only.")


@click.group()
def plan() -> None:
    """Action plans: what was promised, by whom, in which words."""


plan.add_command(import_plan)
plan.add_command(export)


@plan.command(name="list")
@as_of_option
@json_option
def list_plans(as_of: datetime, as_json: bool) -> None:
    """List all plans, drafts too."""
    found = reading.plan_list(Eyes(SYSTEM, as_of), Chosen())
    if as_json:
        print_json(found)
        return
    columns = ("plan", "title", "parties", "commitments", "status", "kept by")
    rows = [
        (
            one.ref,
            text_of(one.title, order=one.languages),
            ", ".join(party.code for party in one.parties),
            one.commitments,
            one.status,
            one.keeper.organisation,
        )
        for one in found.items
    ]
    print_table(columns, rows)


@plan.command()
@click.argument("ref", metavar="SLUG[/NUMBER]")
@lang_option
@as_of_option
@json_option
def show(ref: str, lang: str | None, as_of: datetime, as_json: bool) -> None:
    """Show a plan, or one commitment of it: canada-mexico-2023/6.4."""
    slug, _, number = ref.partition("/")
    eyes = Eyes(SYSTEM, as_of)
    whole = reading.whole_plan(eyes, slug, Chosen(lang))
    if not number:
        print_json(whole) if as_json else showing.show_plan(whole, lang or "en")
    elif pillar := next((one for one in whole.pillars if one.number == number), None):
        print_json(pillar) if as_json else showing.show_pillar(pillar, lang or "en", whole.languages)
    else:
        promise = reading.one_commitment(eyes, slug, number.partition("#")[0], Chosen(lang))
        print_json(promise) if as_json else showing.show_commitment(promise, lang or "en", whole.languages)
