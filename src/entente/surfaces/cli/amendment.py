"""`entente amendment`: changes of promises, written by one side, signed by all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import click
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC, Actor
from entente.record.plan import commands, queries
from entente.record.plan.queries import AmendmentView, Kind, Strength

from .screen import (
    Worded,
    acting,
    as_of_option,
    email_option,
    json_option,
    post_option,
    print_json,
    print_table,
    text_of,
)


@click.group()
def amendment() -> None:
    """Changes of promises: one side writes, all parties sign (`entente accord`), the original stays."""


@amendment.command(name="list")
@click.argument("plan", metavar="PLAN")
@click.option("--email", default=None, help="List what this log-in may read, drafts of its side too.")
@post_option
@as_of_option
@json_option
def list_amendments(plan: str, email: str | None, post: str | None, as_of: datetime, as_json: bool) -> None:
    """List the amendments of a plan: those in force, and with --email those that the log-in may read."""
    by = acting(email, post) if email else PUBLIC
    queries.get_visible_plan(by, plan, as_of=as_of)
    found = queries.amendments(by, plan, as_of=as_of)
    if as_json:
        print_json(found)
        return
    print_table(("number", "promise", "status", "by", "in force from", "key"), [_row(one) for one in found])


def _row(one: AmendmentView) -> tuple[object, ...]:
    status = f"{one.status.label} (overtaken)" if one.is_overtaken else one.status.label
    since = one.in_force_from or (one.agreed_at.date() if one.agreed_at else "")
    return one.number or "", one.ref, status, one.owner, since, one.key


@amendment.command()
@click.argument("plan", metavar="PLAN")
@click.argument("number", type=int)
@as_of_option
@json_option
def show(plan: str, number: int, as_of: datetime, as_json: bool) -> None:
    """Show an amendment that all have signed: the promise before it and with it."""
    one = queries.get_numbered_amendment(PUBLIC, plan, number, as_of=as_of)
    if as_json:
        print_json(one)
        return
    stands = "agreed, in force from" if one.is_to_come else "in force since"
    day = one.in_force_from or (one.agreed_at.date() if one.agreed_at else "")
    click.echo(f"Amendment {one.number} of {one.ref}, {stands} {day}: {text_of(one.reason)}")
    for name, terms in (("before", one.before), ("from then on" if one.is_to_come else "now", one.after)):
        click.echo(f"\n{name}: {terms.kind}, {terms.strength}, owed by {', '.join(terms.obligors)}")
        for tag, text in terms.texts.items():
            click.echo(f"  [{tag}] {text}")
        for part in terms.clauses:
            click.echo(f"  {part.letter}. {text_of(part.text)}")
        for term in terms.agreed:
            click.echo(f"  {term.kind} {term.due}: {text_of(term.text)}")


@amendment.command()
@click.argument("ref", metavar="PLAN/NUMBER")
@click.option("--text", "texts", multiple=True, type=Worded(), help="The new text, once for each official language.")
@click.option("--reason", "reasons", multiple=True, type=Worded(), help="Why, once for each official language.")
@click.option("--kind", type=click.Choice(Kind.values), default=None)
@click.option("--strength", type=click.Choice(Strength.values), default=None)
@click.option("--obligor", "obligors", multiple=True, metavar="CODE", help="Who owes it, if others than before.")
@click.option(
    "--in-force-from", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day from which it is in force."
)
@email_option
@post_option
def write(  # noqa: PLR0917 (click passes every option by its name)
    ref: str,
    texts: tuple[tuple[str, str], ...],
    reasons: tuple[tuple[str, str], ...],
    kind: str | None,
    strength: str | None,
    obligors: tuple[str, ...],
    in_force_from: datetime | None,
    email: str,
    post: str | None,
) -> None:
    """Begin an amendment of a promise, as a draft of the log-in's side.  What is not named stays as it is."""
    by, now = acting(email, post), timezone.now()
    promise = queries.get_commitment_row(by, ref, as_of=now)
    terms = queries.terms_now(promise)
    after = replace(
        terms,
        texts=dict(texts) or terms.texts,
        kind=Kind(kind) if kind else terms.kind,
        strength=Strength(strength) if strength else terms.strength,
        obligors=obligors or terms.obligors,
    )
    day = in_force_from.date() if in_force_from else None
    row = commands.write_amendment(promise, after, dict(reasons), by=by, at=now, in_force_from=day)
    click.echo(f"The amendment {row.pk} of {ref} is a draft that {by.owner} alone sees.")


@amendment.command()
@click.argument("key", type=click.UUID)
@email_option
@post_option
def propose(key: UUID, email: str, post: str | None) -> None:
    """Put a draft to all parties, to be signed: `entente accord export` and `import`, or on the desk."""
    by, row = _mine(key, email, post)
    row = commands.propose_amendment(row, revision=row.revision, by=by, at=timezone.now())
    click.echo(f"The amendment of {row.commitment.ref} is before the parties as proposal {row.proposal}.")


@amendment.command(name="take-back")
@click.argument("key", type=click.UUID)
@email_option
@post_option
def take_back(key: UUID, email: str, post: str | None) -> None:
    """Take a proposal back from the parties; nothing is left to sign until it is put to them again."""
    by, row = _mine(key, email, post)
    row = commands.take_back_amendment(row, by=by, at=timezone.now())
    click.echo(f"The amendment of {row.commitment.ref} is a draft of {row.owner} again.")


@amendment.command()
@click.argument("key", type=click.UUID)
@click.option("--reason", default="", help="Why; asked for once it was put to the parties, who read it.")
@email_option
@post_option
def withdraw(key: UUID, reason: str, email: str, post: str | None) -> None:
    """Give an amendment up."""
    by, row = _mine(key, email, post)
    row = commands.withdraw_amendment(row, by=by, at=timezone.now(), reason=reason)
    click.echo(f"The amendment of {row.commitment.ref} is given up.")


def _mine(key: UUID, email: str, post: str | None) -> tuple[Actor, queries.Amendment]:
    by = acting(email, post)
    return by, queries.get_amendment_row(by, key, as_of=timezone.now())
