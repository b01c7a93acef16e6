"""`entente publish`: the public record as a folder of files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from entente.foundation.common.actors import SYSTEM
from entente.surfaces.publish.publication import publish as write_site

from .screen import Instant, acting, json_option, post_option, print_json, progress


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--as-of", type=Instant(), default=timezone.now, show_default="now", help="The record as of that instant."
)
@click.option(
    "--address",
    default=None,
    metavar="URL",
    help="Where the folder will be served, for citations and the site map  [default: ENTENTE_ORIGIN].",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=None,
    help="So many processes make the pages of a large record  [default: ENTENTE_PUBLISH_PROCESSES, or one a processor].",
)
@click.option("--email", default=None, help="The log-in in whose name this is done; left out, the operator's.")
@post_option
@json_option
def publish(  # noqa: PLR0917 (click passes every option by its name)
    out: Path,
    as_of: datetime,
    address: str | None,
    processes: int | None,
    email: str | None,
    post: str | None,
    as_json: bool,
) -> None:
    """Write the whole public record to the folder OUT: pages in all languages, lists, archived copies.

    The folder needs no server and no script, and is read from a disk as well as from any file host.  It takes the place
    of the one published before at once; when something goes wrong, the old one stays.
    """
    by = acting(email, post) if email else SYSTEM
    origin = address or settings.ENV.origin
    with progress("Publishing") as report:
        published = write_site(
            out, by=by, as_of=as_of, at=timezone.now(), origin=origin, report=report, processes=processes or 0
        )
    if as_json:
        print_json(published)
        return
    click.echo(f"{out}: {published.files} files, {published.size_bytes} bytes.")
    for name in published.missing:
        click.echo(f"A page leads to {name}, where the public finds none.", err=True)
