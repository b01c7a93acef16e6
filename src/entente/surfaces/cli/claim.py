"""`entente claim`: evidence and the checks of it, to read.  A check is somebody's own reading and made at the desk."""

from __future__ import annotations

from datetime import datetime

import click

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import RuleBroken
from entente.record.verification import queries
from entente.record.verification.queries import ProofView

from .screen import as_of_option, json_option, print_json, print_table, text_of


@click.group()
def claim() -> None:
    """What cited sources are said to show, and who has checked it."""


@claim.command(name="list")
@click.argument("plan", metavar="PLAN")
@click.option("--waiting", is_flag=True, help="Only what nobody has checked yet.")
@as_of_option
@json_option
def list_claims(plan: str, waiting: bool, as_of: datetime, as_json: bool) -> None:
    """List the claims on a plan and all that lies under it, latest event first."""
    found = queries.claims_on_plan(SYSTEM, plan, as_of=as_of)
    if waiting:
        found = [one for one in found if not one.proof.readings]
    if as_json:
        print_json(found)
        return
    columns = ("claim", "about", "supports", "stands", "checked by", "check due")
    rows = [(f"{one.owner}/{one.slug}", one.subject, one.supports, *_standing(one.proof)) for one in found]
    print_table(columns, rows)


@claim.command()
@click.argument("ref", metavar="OWNER/CLAIM")
@as_of_option
@json_option
def check(ref: str, as_of: datetime, as_json: bool) -> None:
    """Look up one claim: what it says, its sources, and what each side that has checked it reads there."""
    owner, slash, slug = ref.partition("/")
    if not slash:
        raise RuleBroken(f"“{ref}” names no claim; write OWNER/CLAIM, as `entente claim list PLAN` shows it.")
    found = queries.get_claim(SYSTEM, owner, slug, as_of=as_of)
    if as_json:
        print_json(found)
        return
    click.echo(f"{text_of(found.statement)}\n{found.subject}, {found.supports}; {found.proof.state.label}")
    for source in found.sources:
        click.echo(f"  source: {source.address or source.document} {source.sha256[:12]}".rstrip())
    for one in found.proof.readings:
        click.echo(
            f"  {one.owner} ({one.post}): {one.verdict.label} {', '.join(one.clauses)} {text_of(one.reading)}".rstrip()
        )


def _standing(proof: ProofView) -> tuple[str, str, str]:
    due = f"{proof.check_due_at:%Y-%m-%d}" if proof.check_due_at else ""
    return proof.state.label, ", ".join(proof.checked_by), due
