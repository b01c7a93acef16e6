"""`entente token`: the keys of programs.  Whoever runs it is the operator of the record; a key is told here once."""

from __future__ import annotations

import click
from django.utils import timezone

from entente.foundation.accounts import commands, queries
from entente.foundation.accounts.words import Scope
from entente.foundation.common.actors import SYSTEM

from .screen import json_option, print_json, print_table


@click.group()
def token() -> None:
    """Keys with which programs act through a post."""


@token.command()
@click.argument("email")
@click.option("--post", required=True, metavar="ORGANISATION/POST", help="The post to act through.")
@click.option("--label", required=True, help="A name to know it by.")
@click.option("--scope", "scopes", type=click.Choice(Scope.values), multiple=True, help="Besides reading.")
@click.option("--days", type=click.IntRange(1), default=90, show_default=True, help="How long it works.")
@json_option
def make(*, email: str, post: str, label: str, scopes: tuple[str, ...], days: int, as_json: bool) -> None:
    """Make a key for a program of a log-in and tell it once."""
    user = queries.get_user(email)
    wanted = [Scope(scope) for scope in scopes]
    made, raw = commands.make_token(
        user, post, label=label, scopes=wanted, days=days, by=SYSTEM, on=timezone.localdate()
    )
    if as_json:
        print_json({"token": raw, "handle": made.handle, "expires_on": made.expires_on.isoformat()})
        return
    click.echo(f"{raw}\nIt is shown this once and works until {made.expires_on}.")


@token.command()
@click.argument("email")
@click.argument("handle")
def revoke(email: str, handle: str) -> None:
    """Make a key worthless at once; HANDLE is what the list names it by."""
    commands.revoke_token(queries.get_user(email), handle, by=SYSTEM, at=timezone.now())
    click.echo(f"The token {handle} opens nothing from now on.")


@token.command(name="list")
@click.argument("email")
@json_option
def list_tokens(email: str, as_json: bool) -> None:
    """List the keys of a log-in, newest first."""
    rows = [
        {
            "handle": one.handle,
            "label": one.label,
            "post": one.appointment.post.ref,
            "scopes": ", ".join(one.scopes),
            "until": one.expires_on.isoformat(),
            "last_used": one.last_used_on.isoformat() if one.last_used_on else "",
            "revoked": one.revoked_at.isoformat() if one.revoked_at else "",
        }
        for one in queries.tokens_of(queries.get_user(email))
    ]
    if as_json:
        print_json(rows)
        return
    columns = ("handle", "label", "post", "scopes", "until", "last_used", "revoked")
    print_table(columns, [[row[column] for column in columns] for row in rows])
