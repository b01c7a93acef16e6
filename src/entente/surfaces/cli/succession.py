"""`entente succession`: what becomes of each promise when a plan ends in another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.record.plan import commands, queries
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.queries import Fate, Succession, SuccessionView

from .screen import acting, as_of_option, email_option, json_option, post_option, print_json, print_table, text_of

COLUMNS = ("number", "title", "fate", "into")
"""Of the table as a file; a column reason_TAG for each official language follows."""


@click.group()
def succession() -> None:
    """The end of a plan: every promise continued, merged or dropped, the rest of its successor new."""


@succession.command()
@click.argument("plan", metavar="PLAN")
@click.option("--fate", type=click.Choice([*Fate.values, "new"]), default=None, help="One fate only.")
@as_of_option
@json_option
def show(plan: str, fate: str | None, as_of: datetime, as_json: bool) -> None:
    """Show the table that all have signed, else the one that the keeper of the record shows."""
    queries.get_visible_plan(PUBLIC, plan, as_of=as_of)
    view = queries.public_succession(plan, PUBLIC, as_of=as_of)
    if view is None:
        raise NotVisible(f"Nobody has said what becomes of the promises of “{plan}”.")
    if as_json:
        print_json(view)
        return
    stands = f"agreed by all on {view.agreed_at:%Y-%m-%d}" if view.agreed_at else "proposed by the keeper, not agreed"
    click.echo(f"{plan} -> {view.successor or 'no successor'}: {stands}")
    rows = [
        (row.promise.number, text_of(row.promise.title), row.fate, ", ".join(heir.ref for heir in row.into))
        for row in view.rows
    ]
    rows += [("", text_of(one.title), "new", one.ref) for one in view.fresh]
    print_table(("promise", "title", "fate", "in the successor"), [row for row in rows if fate in (None, row[2])])


@succession.command()
@click.argument("plan", metavar="PLAN")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; standard output else.")
@email_option
@post_option
def export(plan: str, output: Path | None, email: str, post: str | None) -> None:
    """Write one's own table as CSV, every promise a row, to be filled in and brought back with `import`."""
    by = acting(email, post)
    view = queries.view_of(_mine(by, plan))
    text = _as_csv(view, list(queries.official_languages(plan)))
    output.write_text(text, "utf-8-sig") if output else click.echo(text, nl=False)


@succession.command(name="import")
@click.argument("plan", metavar="PLAN")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--successor", default="", metavar="SLUG", help="The plan in which promises go on; none when left out.")
@email_option
@post_option
def import_table(plan: str, file: Path, successor: str, email: str, post: str | None) -> None:
    """Take in a table (CSV: number, fate, into, reason_TAG …) as a draft of the log-in's side."""
    by, now = acting(email, post), timezone.now()
    old = queries.get_row(by, plan, as_of=now)
    new = queries.get_row(by, successor, as_of=now) if successor else None
    rows = _read(file, list(queries.official_languages(plan)))
    row = commands.start_succession(old, new, by=by, at=now)
    row = commands.resolve(row, rows, by=by, at=now, revision=row.revision)
    left = queries.view_of(row).counts[""]
    click.echo(f"The table of {plan} is a draft of {by.owner}; {left} promises are not resolved yet.")


@succession.command()
@click.argument("plan", metavar="PLAN")
@email_option
@post_option
def propose(plan: str, email: str, post: str | None) -> None:
    """Put one's own table to all parties; with the last signature the plan is closed."""
    by = acting(email, post)
    table = _mine(by, plan)
    row = commands.propose_succession(table, by=by, at=timezone.now(), revision=table.revision)
    click.echo(f"The table of {plan} is before the parties as proposal {row.proposal}.")


@succession.command()
@click.argument("plan", metavar="PLAN")
@email_option
@post_option
def publish(plan: str, email: str, post: str | None) -> None:
    """Show the keeper's own table to everybody, labelled as its proposal; it closes nothing."""
    by = acting(email, post)
    commands.publish_succession(_mine(by, plan), by=by, at=timezone.now())
    click.echo(f"Everybody sees the table of {plan}, labelled as the keeper's proposal.")


def _mine(by: Actor, plan: str) -> Succession:
    row = queries.own_succession_row(by, plan)
    if row is None:
        raise NotVisible(f"Your side has no open table of {plan}; begin one with `entente succession import`.")
    return row


def _as_csv(view: SuccessionView, languages: list[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, *(f"reason_{tag}" for tag in languages)])
    for row in view.rows:
        into = " ".join(heir.number for heir in row.into)
        reasons = [row.reason.get(tag, "") for tag in languages]
        writer.writerow([row.promise.number, text_of(row.promise.title), row.fate, into, *reasons])
    return out.getvalue()


def _read(file: Path, languages: list[str]) -> list[ResolutionFacts]:
    """The rows of which something is said.  Raises RuleBroken with the line that cannot be read."""
    try:
        table = csv.DictReader(io.StringIO(file.read_text("utf-8-sig")))
        found = list(_rows(table, languages))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise RuleBroken(f"“{file.name}” is no CSV file in UTF-8; save the table so and bring it again.") from wrong
    return found


def _rows(table: csv.DictReader[str], languages: list[str]) -> Iterable[ResolutionFacts]:
    for name in ("number", "fate"):
        if name not in (table.fieldnames or ()):
            raise RuleBroken(f"The table has no column “{name}”; its first line names number, fate, into.")
    for line, row in enumerate(table, start=2):
        fate = (row.get("fate") or "").strip().lower()
        if not fate:
            continue
        if fate not in Fate.values:
            raise RuleBroken(
                f"Line {line}: “{fate}” is nothing that becomes of a promise; use {', '.join(Fate.values)}."
            )
        reason = {tag: (row.get(f"reason_{tag}") or "").strip() for tag in languages}
        into = tuple((row.get("into") or "").replace(",", " ").split())
        yield ResolutionFacts((row["number"] or "").strip(), Fate(fate), into, {t: x for t, x in reason.items() if x})
