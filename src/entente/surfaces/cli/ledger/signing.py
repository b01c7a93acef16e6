"""`entente ledger key|witness|cosign|receive`: who signs checkpoints."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from django.utils import timezone

from entente.foundation.accord import queries as accord
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.signing import read_key_file
from entente.foundation.ledger import checkpoints, keys, notes, queries
from entente.foundation.ledger.verifier import Broken, Folder, note_of, unbase64, verify
from entente.surfaces.cli.accord.signing import passphrase_of, passphrase_option
from entente.surfaces.cli.screen import acting, email_option, post_option


@click.group()
def key() -> None:
    """The key that signs the record's checkpoints."""


@key.command()
def show() -> None:
    """Show the key as verifiers and witnesses want it: NAME+ID+BASE64."""
    row = keys.ensure_key(at=timezone.now())
    click.echo(keys.text_of(row))


@key.command()
@click.option("--reason", required=True, help="Why; it stands in the public log.")
@email_option
@post_option
def rotate(reason: str, email: str, post: str | None) -> None:
    """Replace the key; what the old one signed stays verifiable."""
    click.echo(keys.text_of(keys.rotate_key(by=acting(email, post), at=timezone.now(), reason=reason)))


@key.command()
@click.option("--reason", required=True, help="Why; it stands in the public log.")
@email_option
@post_option
def revoke(reason: str, email: str, post: str | None) -> None:
    """End the key because somebody else may have it, and open another."""
    click.echo(keys.text_of(keys.revoke_key(by=acting(email, post), at=timezone.now(), reason=reason)))


@click.command()
@click.argument("text", metavar="KEY")
@email_option
@post_option
def witness(text: str, email: str, post: str | None) -> None:
    """Name an outside witness, by its KEY (NAME+ID+BASE64), whose cosignatures are published from then on."""
    row = keys.name_witness(text, by=acting(email, post), at=timezone.now())
    click.echo(f"Cosignatures of {row.name} are published from now on.")


@click.command()
@click.argument("place", metavar="FOLDER|CHECKPOINT", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--key", "key_file", required=True, type=click.Path(path_type=Path), help="The key file of whoever signs."
)
@click.option("--name", required=True, help="The code of the party, or the name of the witness.")
@click.option("--as-witness", is_flag=True, help="Sign as an outside witness does, with the time.")
@click.option("--before", type=click.Path(exists=True, path_type=Path), help="The checkpoint signed before this one.")
@passphrase_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where the signed checkpoint goes; standard output if left out."
)
def cosign(
    *,
    place: Path,
    key_file: Path,
    name: str,
    as_witness: bool,
    before: Path | None,
    passphrase_file: str | None,
    out: Path | None,
) -> None:
    """Sign a checkpoint on one's own machine, away from any record.

    Given the published FOLDER, it is checked first, also against the checkpoint signed before; a CHECKPOINT alone is signed
    unchecked.
    """
    path = place / "ledger" / "checkpoint" if place.is_dir() else place
    try:
        note = note_of(path.read_bytes(), str(path))
        if place.is_dir():
            olds = {str(before): before.read_bytes()} if before else {}
            verify(Folder(str(place)), olds, [], datetime(1970, 1, 1, tzinfo=UTC))
    except (Broken, OSError) as error:
        raise RuleBroken(f"This does not hold, and is not signed.  {error}.") from error
    secret = read_key_file(key_file, passphrase=passphrase_of(passphrase_file))
    if as_witness:
        line = notes.cosign_line(note.text, name, secret, int(timezone.now().timestamp()))
    else:
        line = notes.sign_line(note.text, name, secret)
    signed = path.read_bytes() + line
    if out:
        out.write_bytes(signed)
    else:
        click.echo(signed.decode(), nl=False)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@email_option
@post_option
def receive(file: Path, email: str, post: str | None) -> None:
    """Take in a checkpoint that a party or a witness has signed; its signature is published with the next writing."""
    data = file.read_bytes()
    standing = {name: accord.standing_key(name) for name in checkpoints.signers_of(data)}
    party_keys = [(name, unbase64(key.public_key)) for name, key in standing.items() if key]
    taken = checkpoints.receive_cosignatures(data, party_keys, by=acting(email, post), at=timezone.now())
    click.echo(
        f"Signed by {', '.join(one.name for one in taken)}; published with the next writing of {queries.record_name()}."
    )
