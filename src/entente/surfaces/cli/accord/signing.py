"""`entente accord key|read|sign`: on the party's own machine, without a record, without a network, without Django."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from entente.foundation.accord import statement
from entente.foundation.accord.statement import PROPOSAL_FILE_MAX, ProposalFile, key_id
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.signing import make_key_file, read_key_file
from entente.surfaces.intake.agreed_words import describe, kind_words, languages_of

from .phrases import PHRASES, language_of_machine, phrase

language_option = click.option(
    "--language",
    type=click.Choice(sorted(PHRASES)),
    default=language_of_machine,
    show_default="the machine's",
    help="Language in which it is shown.",
)
passphrase_option = click.option(
    "--passphrase-file",
    metavar="FILE",
    help="File whose first line is the passphrase; - for standard input.  Else ENTENTE_PASSPHRASE.",
)
file_argument = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")


@click.command()
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The key file to write; FILE.pub beside it."
)
@click.option("--party", required=True, metavar="CODE", help="Code of the party whose key it will be, such as AAA.")
@passphrase_option
@language_option
def key(out: Path, party: str, passphrase_file: str | None, language: str) -> None:
    """Make a party's key on its own machine, locked with a passphrase."""
    secret = passphrase_of(passphrase_file)
    if not secret:
        raise RuleBroken("A key is locked with a passphrase: give one with --passphrase-file or ENTENTE_PASSPHRASE.")
    public = make_key_file(out, name=party, passphrase=secret)
    click.echo(phrase("key", language, path=out))
    click.echo(phrase("public", language, path=f"{out}.pub", key_id=key_id(public)))


@click.command()
@file_argument
@language_option
def read(file: Path, language: str) -> None:
    """Show in plain words what a proposal file would have you sign."""
    _show(_proposal(file), language)


@click.command()
@file_argument
@click.option("--key", "key_file", required=True, type=click.Path(path_type=Path), help="The party's key file.")
@click.option("--party", metavar="CODE", help="For whom you sign; the name in KEY.pub when left out.")
@click.option("--out", type=click.Path(path_type=Path), help="The signature file; beside the proposal when left out.")
@click.option("--yes", is_flag=True, help="Sign.  Without it, what would be signed is only shown.")
@passphrase_option
@language_option
def sign(
    *,
    file: Path,
    key_file: Path,
    party: str | None,
    out: Path | None,
    yes: bool,
    passphrase_file: str | None,
    language: str,
) -> None:
    """Show in plain words what a proposal file says, work out its hash, and with --yes sign it."""
    proposal = _proposal(file)
    code = party or _party_of(key_file)
    said = proposal.statement_of(code, at=datetime.now(UTC).isoformat(timespec="seconds"))
    _show(proposal, language)
    click.echo(f"\n{phrase('party', language)}: {code}")
    if not yes:
        click.echo(phrase("nothing", language))
        return
    secret = read_key_file(key_file, passphrase=passphrase_of(passphrase_file)).private_bytes_raw()
    target = out or file.with_name(f"{file.stem}.{code}.signature.json")
    _write(target, statement.sign(said, secret).to_bytes())
    click.echo(phrase("signed", language, party=code, path=target))


def _proposal(file: Path) -> ProposalFile:
    try:
        with file.open("rb") as source:
            return ProposalFile.parse(source.read(PROPOSAL_FILE_MAX + 1))
    except OSError as error:
        raise RuleBroken(f"{file} cannot be read: {error.strerror}.") from error


def _show(proposal: ProposalFile, language: str) -> None:
    kind = kind_words(proposal.kind, language)
    click.echo(phrase("what", language, kind=kind, number=proposal.number, revision=proposal.revision))
    for name, value in (
        ("subject", proposal.subject),
        ("record", proposal.record),
        ("signatories", ", ".join(proposal.signatories)),
        ("languages", ", ".join(sorted(languages_of(proposal.content)))),
        ("hash", proposal.content_sha256),
    ):
        click.echo(f"{phrase(name, language)}: {value}")
    click.echo()
    for line in describe(proposal.kind, proposal.content, language):
        other = line.language and line.language.partition("-")[0] != language
        note = f" ({phrase('only', language, language=line.language)})" if other else ""
        click.echo(f"{line.label}{note}: {line.text}")


def _party_of(key_file: Path) -> str:
    """The name in the line of the public half beside a key."""
    try:
        words = key_file.with_name(key_file.name + ".pub").read_text("utf-8").split()
    except (OSError, UnicodeDecodeError):
        words = []
    if len(words) != 3:
        raise RuleBroken(
            f"For whom do you sign?  Beside {key_file} lies no {key_file.name}.pub; name the party with --party."
        )
    return words[1]


def passphrase_of(file: str | None) -> str:
    """The first line of a file or of standard input, or the variable; "" for none.  Never asked for at a prompt."""
    if file is None:
        return os.environ.get("ENTENTE_PASSPHRASE", "")
    try:
        text = sys.stdin.readline() if file == "-" else Path(file).read_text("utf-8").partition("\n")[0]
    except (OSError, UnicodeDecodeError) as error:
        raise RuleBroken(f"{file} cannot be read; name a text file whose first line is the passphrase.") from error
    return text.rstrip("\r\n")


def _write(target: Path, data: bytes) -> None:
    """Never over another file.  One that a kill cut short is refused where it is handed in."""
    try:
        with target.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError as error:
        raise RuleBroken(f"{target} exists already; name another with --out, or move it away.") from error
    except OSError as error:
        raise RuleBroken(f"{target} cannot be written: {error.strerror}.") from error
