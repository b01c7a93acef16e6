"""`entente ledger verify|export`: check a published record, or the logs of this database; take a log out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from django.utils import timezone

from entente.foundation.common.decisions import require
from entente.foundation.ledger import keys, publication, queries, rules
from entente.foundation.ledger import verify as walks
from entente.foundation.ledger.site import Site
from entente.foundation.ledger.verifier import Broken, Folder, Key, key_of
from entente.foundation.ledger.verifier import verify as verify_published
from entente.surfaces.cli.screen import acting, email_option, json_option, post_option, print_json, print_table

EVER = datetime(1970, 1, 1, tzinfo=UTC)


@click.command()
@click.argument("place", required=False, metavar="[PATH|URL]")
@click.option(
    "--checkpoint", multiple=True, type=click.Path(path_type=Path), help="An earlier checkpoint of the same log."
)
@click.option("--witness", multiple=True, metavar="KEY", help="NAME+ID+BASE64 of a witness that must have signed.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The day since which each witness must have signed.")
@click.option(
    "--key", multiple=True, metavar="KEY", help="The record's key, for a private log, which does not name it."
)
@click.option("--log", default="", help="Without PATH: one log of this database; all of them when left out.")
@json_option
def verify(
    *,
    place: str | None,
    checkpoint: tuple[Path, ...],
    witness: tuple[str, ...],
    since: datetime | None,
    key: tuple[str, ...],
    log: str,
    as_json: bool,
) -> None:
    """Recompute every hash; exits with 1 and names the first thing that does not hold.

    With a published folder or its address: every leaf, tile, signature and file, by the verifier that lies beside each log
    as `verify.py`.  Without: the logs of this database.
    """
    if place is None:
        _verify_database(log, as_json=as_json)
        return
    given = [*_keys(witness, "witness"), *_keys(key, "record")]
    try:
        olds = {str(path): path.read_bytes() for path in checkpoint}
        source = Site(place) if "://" in place else Folder(place)
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error
    try:
        found = verify_published(source, olds, given, since.replace(tzinfo=UTC) if since else EVER)
    except Broken as broken:
        if as_json:
            place_of = {"path": broken.path, "position": broken.position, "subject": broken.subject}
            print_json({"holds": False, "what": broken.what, **place_of})
        raise click.ClickException(f"This does not hold.  {broken}.") from broken
    except (KeyError, TypeError, ValueError) as error:
        raise click.ClickException(
            f"This does not hold.  An entry has not the form that it should: {error!r}."
        ) from error
    if as_json:
        print_json({"holds": True, "told": found})
    else:
        click.echo("\n".join(found))


def _keys(texts: tuple[str, ...], role: str) -> list[Key]:
    try:
        return [key_of(text, role) for text in texts]
    except (ValueError, IndexError) as error:
        raise click.UsageError("A key has the form NAME+ID+BASE64, all on one line.") from error


def _verify_database(log: str, *, as_json: bool) -> None:
    found = [walks.verify(log)] if log else list(walks.verify_all())
    if as_json:
        print_json([_verified(one) for one in found])
    else:
        columns = ("log", "entries", "removed", "waiting", "root")
        print_table(columns, [(one.log, one.size, one.erased, one.waiting, one.root.hex()) for one in found])
    failure = next((one.failure for one in found if one.failure), None)
    if failure:
        raise click.ClickException(str(failure))


def _verified(one: walks.Verification) -> dict[str, object]:
    failure = str(one.failure) if one.failure else None
    return {
        "log": one.log,
        "size": one.size,
        "root": one.root.hex(),
        "erased": one.erased,
        "waiting": one.waiting,
        "failure": failure,
    }


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--log", required=True, metavar="CODE", help="public, or the code of the side whose working log it is.")
@email_option
@post_option
def export(folder: Path, log: str, email: str, post: str | None) -> None:
    """Write a log into FOLDER/ledger, for its own side to keep and to check."""
    require(rules.can_export(acting(email, post), log=log))
    written = publication.write_ledger(folder, as_of=timezone.now(), log=log)
    click.echo(f"{folder}: {written.size} entries, root {written.root.hex()}.")
    if log != queries.PUBLIC_LOG and (key := keys.standing_key()) is not None:
        click.echo(f"Check it with: entente ledger verify {folder} --key {keys.text_of(key)}")
