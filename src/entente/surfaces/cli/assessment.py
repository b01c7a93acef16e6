"""`entente assessment`: what outsiders say, by which methods.  Codes are given at the desk, each by its own reader."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
import yaml
from django.utils import timezone

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import RuleBroken
from entente.record.assessment.commands.methods import define_method
from entente.record.assessment.methods import shipped_methods
from entente.record.assessment.queries import assessors
from entente.record.assessment.queries.methods import guidelines_of
from entente.record.plan.queries import get_visible_plan

from .screen import acting, as_of_option, email_option, json_option, post_option, print_json, print_table, text_of


@click.group()
def assessment() -> None:
    """What outsiders say of a plan, each in its own name and by its own method."""


@assessment.command()
@json_option
def methods(as_json: bool) -> None:
    """List the methods that ship with the software, with their scales."""
    found = list(shipped_methods().values())
    if as_json:
        print_json(found)
        return
    rows = [
        (one.ref, text_of(one.name), one.coders, " ".join(one.readings), " ".join(value.code for value in one.values))
        for one in found
    ]
    print_table(("method", "name", "coders", "readings", "values"), rows)


@assessment.command(name="list")
@click.argument("plan", metavar="PLAN")
@click.option("--by", "assessor", default="", metavar="SLUG", help="One assessor only.")
@as_of_option
@json_option
def list_assessments(plan: str, assessor: str, as_of: datetime, as_json: bool) -> None:
    """List the published assessments of a plan, promise by promise, in the values of their own methods."""
    get_visible_plan(SYSTEM, plan, as_of=as_of)
    found = [one for one in assessors.published_on_plan(plan, as_of=as_of) if not assessor or one.owner == assessor]
    if as_json:
        print_json(found)
        return
    columns = ("about", "assessor", "method", "reading", "party", "value", "published", "reply")
    rows = [
        (
            one.subject,
            one.owner,
            one.method.ref,
            one.reading,
            one.party,
            one.value.code if one.value else "",
            f"{one.public_at:%Y-%m-%d}",
            ", ".join(f"{reply.party}: {reply.state.label}" for reply in one.replies),
        )
        for one in found
    ]
    print_table(columns, rows)


@assessment.command()
@click.argument("ref", metavar="PLAN/ASSESSOR/METHOD")
@as_of_option
@json_option
def show(ref: str, as_of: datetime, as_json: bool) -> None:
    """Show all that one assessor says of a plan by one method: shares with their n, agreement of the coders."""
    plan, _slash, rest = ref.partition("/")
    owner, slash, method = rest.partition("/")
    if not slash:
        raise RuleBroken(f"“{ref}” names no method; write for instance {plan}/institute/g20-compliance/1.")
    sheet = assessors.sheet(plan, owner, method, as_of=as_of)
    if as_json:
        print_json(sheet)
        return
    click.echo(f"{owner}: {text_of(sheet.method.name)}, {len(sheet.assessments)} published")
    print_table(
        ("reading", "party", "share", "n"),
        [(one.reading, one.party, f"{one.share:.0%}", one.number) for one in sheet.shares],
    )
    if sheet.method.coders > 1:
        told = "cannot be told" if sheet.alpha is None else f"{sheet.alpha:.3f}"
        click.echo(f"Krippendorff's alpha ({sheet.method.level}): {told}, n = {sheet.paired}")


@assessment.command()
@click.argument("plan", metavar="PLAN")
@click.argument("assessor", metavar="ASSESSOR")
@as_of_option
@json_option
def guidelines(plan: str, assessor: str, as_of: datetime, as_json: bool) -> None:
    """List an assessor's guidelines on a plan, drafts among them."""
    found = guidelines_of(SYSTEM, assessor, plan, as_of=as_of)
    if as_json:
        print_json(found)
        return
    rows = [
        (one.subject, one.method, one.version, f"{one.published_at:%Y-%m-%d}" if one.published_at else "draft")
        for one in found
    ]
    print_table(("about", "method", "version", "published"), rows)


@assessment.command()
@click.argument("file", metavar="FILE.yaml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@email_option
@post_option
@json_option
def define(file: Path, email: str, post: str | None, as_json: bool) -> None:
    """Put a scale of one's own on record, as it stands in a file; the same again changes nothing.

    The file has the form of those that ship: code, version, name, about, coders, values with their labels.
    """
    try:
        tree = yaml.safe_load(file.read_bytes())
    except (yaml.YAMLError, UnicodeDecodeError):
        tree = None
    if not isinstance(tree, dict):
        raise RuleBroken(f"“{file.name}” holds no scale; write code, name and values, as the files that ship do.")
    made = define_method(tree, by=acting(email, post), at=timezone.now())
    ref = f"{made.owner}:{made.code}/{made.version}"
    if as_json:
        print_json({"method": ref})
        return
    click.echo(f"{ref} is on record and public.")
