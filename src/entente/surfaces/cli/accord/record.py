"""`entente accord export|give-up|list|propose|receive|show|withdraw`: what happens on the record's side."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click
from django.utils import timezone

from entente.foundation.accord import commands
from entente.foundation.accord import queries as accords
from entente.foundation.accord.commands import ProposalFacts
from entente.foundation.accord.queries import ProposalView
from entente.foundation.accord.statement import PROPOSAL_FILE_MAX
from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import RuleBroken
from entente.record.plan.queries import get_visible_plan
from entente.surfaces.cli.screen import (
    acting,
    as_of_option,
    email_option,
    json_option,
    post_option,
    print_json,
    print_table,
)
from entente.surfaces.intake import agreements
from entente.surfaces.intake.agreed_words import describe

path = click.Path(path_type=Path, dir_okay=False)
proposal_argument = click.argument("proposal", type=click.UUID, metavar="PROPOSAL")
language_option = click.option("--language", default="en", show_default=True, help="Language to read in.")


@click.command(name="list")
@click.argument("plan", metavar="SLUG")
@as_of_option
@json_option
def list_proposals(plan: str, as_of: datetime, as_json: bool) -> None:
    """List the proposals of a plan, newest first, and where each side stands."""
    get_visible_plan(SYSTEM, plan, as_of=as_of)
    found = accords.proposals(SYSTEM, plan=plan, as_of=as_of)
    if as_json:
        print_json(found)
        return
    rows = [(one.number, one.key, one.kind, one.subject, one.revision, one.outcome, _stands(one)) for one in found]
    print_table(("number", "proposal", "kind", "about", "wording", "outcome", "sides"), rows)


@click.command()
@proposal_argument
@language_option
@as_of_option
@json_option
def show(proposal: UUID, language: str, as_of: datetime, as_json: bool) -> None:
    """Show a proposal in plain words, and where each side stands."""
    view = accords.get_visible(SYSTEM, proposal, as_of=as_of)
    if as_json:
        print_json(view)
        return
    click.echo(f"proposal {view.number}, wording {view.revision}: {view.kind}, {view.subject}")
    click.echo(f"{view.outcome}: {_stands(view)}")
    for line in describe(view.kind, view.content, language):
        click.echo(f"{line.label}: {line.text}")


@click.command()
@proposal_argument
@click.option("--out", type=path, help="File to write; named after the proposal when left out.")
@as_of_option
def export(proposal: UUID, out: Path | None, as_of: datetime) -> None:
    """Write the file that a party signs on its own machine."""
    name, content = agreements.proposal_file(SYSTEM, proposal, as_of=as_of)
    target = out or Path(name)
    target.write_bytes(content)
    click.echo(f"Wrote {target}; sign it with `entente accord sign {target} --key KEYFILE`.")


@click.command()
@click.argument("content", type=path, metavar="FILE")
@click.option("--kind", required=True, help="What it is for, such as joint-status.")
@click.option("--subject", required=True, metavar="REF", help="What it is about.")
@click.option("--plan", required=True, metavar="SLUG")
@click.option("--signatory", "signatories", multiple=True, required=True, metavar="CODE", help="Repeat for each party.")
@click.option("--concludes", is_flag=True, help="Once agreed it is carried out and stays.")
@email_option
@post_option
def propose(
    *,
    content: Path,
    kind: str,
    subject: str,
    plan: str,
    signatories: tuple[str, ...],
    concludes: bool,
    email: str,
    post: str | None,
) -> None:
    """Put the words in a JSON file before the parties that are to sign them."""
    by, at = acting(email, post), timezone.now()
    get_visible_plan(by, plan, as_of=at)
    facts = ProposalFacts(kind, subject, plan, _content(content), signatories, concludes)
    click.echo(str(commands.propose(facts, by=by, at=at).pk))


@click.command()
@click.argument("file", type=path, metavar="FILE")
@email_option
@post_option
def receive(file: Path, email: str, post: str | None) -> None:
    """Take in a signature file, or a saved mail that holds one."""
    said = agreements.hand_in(file.name, _bytes(file), by=acting(email, post), at=timezone.now())
    click.echo(f"Taken in: proposal {said.proposal.number}, {_stands(said.proposal)}.")
    if said.agreed:
        click.echo("All have signed: agreed.")


@click.command()
@proposal_argument
@click.option("--reason", required=True, help="Why; the other parties read it.")
@email_option
@post_option
def withdraw(proposal: UUID, reason: str, email: str, post: str | None) -> None:
    """Take back the signature of one's own party."""
    by, at = acting(email, post), timezone.now()
    agreements.withdraw(accords.get_row(by, proposal, as_of=at), by=by, at=at, reason=reason)
    click.echo("Taken back.")


@click.command(name="give-up")
@proposal_argument
@click.option("--reason", required=True, help="Why; the other parties read it.")
@email_option
@post_option
def give_up(proposal: UUID, reason: str, email: str, post: str | None) -> None:
    """Take a proposal of one's own side off the table, for good."""
    by, at = acting(email, post), timezone.now()
    agreements.give_up(accords.get_row(by, proposal, as_of=at), by=by, at=at, reason=reason)
    click.echo("Given up; nothing is left to sign.")


COMMANDS: dict[str, click.Command] = {
    "export": export,
    "give-up": give_up,
    "list": list_proposals,
    "propose": propose,
    "receive": receive,
    "show": show,
    "withdraw": withdraw,
}


def _stands(view: ProposalView) -> str:
    return ", ".join(f"{party} {stand.label}" for party, stand in view.stands.items())


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            return source.read(PROPOSAL_FILE_MAX)
    except OSError as error:
        raise RuleBroken(f"{file} cannot be read: {error.strerror}.") from error


def _content(file: Path) -> dict[str, object]:
    try:
        values = json.loads(_bytes(file))
    except ValueError as wrong:
        raise RuleBroken(f"{file} holds no JSON; write the words as one JSON object.") from wrong
    if not isinstance(values, dict):
        raise RuleBroken(f"{file} holds no JSON object; write the words as one.")
    return values
