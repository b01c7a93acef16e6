"""`entente ledger refill|follow`: after a restore from a backup older than what was published."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone

from entente.foundation.ledger import restoring
from entente.surfaces.cli.screen import acting, email_option, post_option

FOLDER = click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.command()
@FOLDER
@email_option
@post_option
def refill(folder: Path, email: str, post: str | None) -> None:
    """Take the published entries that the backup lacks back into the public log, up to the last published checkpoint."""
    taken = restoring.refill(folder, by=acting(email, post))
    click.echo(
        f"{taken} entries taken back.  What they did to the record itself is not redone; enter it again where it is missing."
    )


@click.command()
@FOLDER
@email_option
@post_option
def follow(folder: Path, email: str, post: str | None) -> None:
    """Open a new log that names the published one and how much of it is kept: for a restore that has gone on by itself."""
    name, kept, size = restoring.follow(folder, by=acting(email, post), at=timezone.now())
    click.echo(f"This record is {name} from now on; it keeps {kept} of the {size} published entries.")
