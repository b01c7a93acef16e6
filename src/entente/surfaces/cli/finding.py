"""`entente finding`: searches that found nothing, and the letters that ask about them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import RuleBroken
from entente.record.assessment import queries
from entente.record.assessment.queries.inquiries import inquiries_on_plan
from entente.surfaces.intake.asking.facts import Letter, askable, file_name, question_to
from entente.surfaces.intake.asking.letters import letter_of
from entente.surfaces.web.evidence import ask_address
from entente.surfaces.web.links import absolute
from entente.surfaces.web.reader import Reader

from .screen import as_of_option, json_option, print_json, print_table, text_of
from .sheet import language_option, write_file


@click.group()
def finding() -> None:
    """Searches that found nothing: who looked, where, when; and letters that ask about them."""


@finding.command(name="list")
@click.argument("plan", metavar="PLAN")
@as_of_option
@json_option
def list_findings(plan: str, as_of: datetime, as_json: bool) -> None:
    """List the searches on a plan that found nothing, latest first."""
    found = queries.findings_on_plan(SYSTEM, plan, as_of=as_of)
    if as_json:
        print_json(found)
        return
    rows = [(f"{one.owner}/{one.slug}", one.subject, one.looked_on, text_of(one.looked_where)) for one in found]
    print_table(("finding", "about", "looked on", "where"), rows)


@finding.command()
@click.argument("ref", metavar="OWNER/FINDING")
@click.option("--letter", type=click.Choice([str(one) for one in Letter]), required=True, help="What to draft.")
@click.option("--party", metavar="CODE", required=True, help="Whom to ask: a party that owes what was looked for.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path(), show_default="here", help="The file or folder to write."
)
@language_option
@as_of_option
def ask(ref: str, letter: str, party: str, out: Path, language: str, as_of: datetime) -> None:
    """Draft a letter in Word that asks a party about a finding: nobody's name is in it, and nothing is sent."""
    owner, slash, slug = ref.partition("/")
    if not slash:
        raise RuleBroken(f"“{ref}” names no finding; write OWNER/FINDING, as `entente finding list PLAN` shows it.")
    asked = askable(SYSTEM, owner, slug, as_of=as_of)
    address = absolute(ask_address(asked.finding, Reader(asked.plan, language, as_of)))
    content = letter_of(Letter(letter), question_to(asked, party), language, address=address)
    path = out / file_name(Letter(letter), party, language) if out.is_dir() else out
    write_file(path, content)
    click.echo(f"{path}: {len(content):,} bytes.")


@finding.command()
@click.argument("plan", metavar="PLAN")
@as_of_option
@json_option
def asked(plan: str, as_of: datetime, as_json: bool) -> None:
    """List what was asked about findings on a plan, and what came back."""
    found = inquiries_on_plan(SYSTEM, plan, as_of=as_of)
    if as_json:
        print_json(found)
        return
    columns = ("finding", "party", "by", "asked on", "due on", "stands", "answered on", "document")
    rows = [
        (
            one.finding,
            one.party,
            one.kind.label,
            one.asked_on,
            one.due_on or "",
            one.state.label,
            one.answered_on or "",
            text_of(one.title),
        )
        for one in found
    ]
    print_table(columns, rows)
