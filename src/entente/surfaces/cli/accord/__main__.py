"""`python -m entente.surfaces.cli.accord sign FILE …`: the signer alone, with click, cryptography and rfc8785 only."""

from __future__ import annotations

import sys

import click

from entente.foundation.common.errors import Refusal
from entente.surfaces.cli.accord.signing import key, read, sign

signer = click.Group("accord", commands=[key, read, sign], help="Read and sign what all sign, away from any record.")


def main() -> None:
    try:
        signer(prog_name="accord", standalone_mode=False)
    except Refusal as refusal:
        click.echo(f"Error: {refusal.sentence}", err=True)
        sys.exit(1)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)


main()
