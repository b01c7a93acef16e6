"""`entente backup create|restore`: the whole record in one file, from and into SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import click

from . import making, restoring


@click.group()
def backup() -> None:
    """Keep the whole record in one file, and bring it back."""


@backup.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def create(file: Path) -> None:
    """Write every row and every snapshot to FILE while the site runs."""
    made = making.create(file)
    click.echo(
        f"{file}: {made.rows} rows of {made.tables} tables, {made.snapshots} snapshots, {made.size_bytes} bytes."
    )


@backup.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring the record in FILE back into an empty database, whichever kind it is."""
    restored = restoring.restore(file)
    click.echo(
        f"Restored {restored.rows} rows and {restored.snapshots} snapshots; "
        f"the log stands as it was ({restored.leaves} entries, every root the same)."
    )
    click.echo("If this record was published since: `entente ledger refill FOLDER` comes before any new entry.")
