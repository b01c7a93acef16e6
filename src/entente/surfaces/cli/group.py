"""`entente group`: working groups, who sits in them."""

from __future__ import annotations

import click
from django.utils import timezone

from entente.foundation.common.actors import SYSTEM
from entente.foundation.directory import commands, queries

from .screen import Worded, json_option, print_json, print_table, text_of


@click.group()
def group() -> None:
    """Working groups: what is shared with one is read by the posts that sit in it."""


@group.command()
@click.argument("slug")
@click.option("--name", "names", type=Worded(), multiple=True, required=True, help='en="Water".')
@click.option("--side", "sides", multiple=True, required=True, metavar="CODE", help="Whose posts may sit in it.")
def found(slug: str, names: tuple[tuple[str, str], ...], sides: tuple[str, ...]) -> None:
    """Found a group for sides that never change."""
    commands.found_group(slug=slug, name=dict(names), sides=sides, by=SYSTEM)
    click.echo(f"{slug}: {', '.join(sorted(sides))}.")


@group.command()
@click.argument("slug")
@click.argument("post", metavar="ORGANISATION/POST")
def seat(slug: str, post: str) -> None:
    """Seat a post in a group from today on."""
    commands.seat(queries.get_group(SYSTEM, slug), queries.get_post(post), from_on=timezone.localdate(), by=SYSTEM)
    click.echo(f"{post} sits in {slug} from today.")


@group.command()
@click.argument("slug")
@click.argument("post", metavar="ORGANISATION/POST")
def unseat(slug: str, post: str) -> None:
    """Take a post out of a group today."""
    commands.unseat(queries.get_group(SYSTEM, slug), queries.get_post(post), to_on=timezone.localdate(), by=SYSTEM)
    click.echo(f"{post} reads nothing of {slug} from today.")


@group.command(name="list")
@json_option
def list_groups(as_json: bool) -> None:
    """List the working groups with the posts that sit in them today."""
    found_groups = queries.groups_seen_by(SYSTEM, on=timezone.localdate())
    if as_json:
        print_json(found_groups)
        return
    rows = [(one.slug, text_of(one.name), ", ".join(one.sides), ", ".join(one.seats)) for one in found_groups]
    print_table(("group", "name", "sides", "seats"), rows)
