"""`entente data`: the public record as tables, frozen in dated releases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone

from entente.surfaces.opendata import shelf
from entente.surfaces.opendata.release import release as write_release

from .screen import as_of_option, json_option, print_json, progress


@click.group()
def data() -> None:
    """The public record as tables: CSV, XLSX, Parquet."""


@data.command()
@click.argument("out", type=click.Path(path_type=Path), required=False)
@as_of_option
@json_option
def release(out: Path | None, as_of: datetime, as_json: bool) -> None:
    """Write a release of the public record into the folder OUT, under the day that it speaks of.

    Without OUT it goes into the record's own folder of releases: the site shows it, and every publication carries it.

    A release never changes.  The same tables again are no new one; other tables of the same day stand beside it as DAY.2.
    """
    with progress("Writing") as report:
        made = write_release(out or shelf.folder(), as_of=as_of, at=timezone.now(), report=report)
    if as_json:
        print_json(made)
        return
    if made.is_new:
        click.echo(f"{made.folder}: {made.rows} rows.")
    else:
        click.echo(f"{made.folder} stands already and says the same; nothing was written.")
