"""`entente demo`: the demonstration's invented plans and log-ins."""

from __future__ import annotations

import json
from dataclasses import asdict

import click
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from entente.surfaces.intake.demonstration import load_demonstration


@click.group()
def demo() -> None:
    """Invented parties with years of history, in a record of their own."""


@demo.command()
@click.option(
    "--scale", default=1, show_default=True, help="1: sixteen promises; N > 1: a second plan of 26 x N promises."
)
@click.option("--json", "as_json", is_flag=True, help="Print the log-ins as JSON.")
def load(scale: int, as_json: bool) -> None:
    """Load the demonstration; again, nothing changes."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("facts", total=None)
        made = load_demonstration(
            scale, at=timezone.now(), progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    if as_json:
        click.echo(json.dumps([asdict(one) for one in made], indent=2))
        return
    for one in made:
        click.echo(f"{one.post}: {one.email}  one-time password {one.password}")
