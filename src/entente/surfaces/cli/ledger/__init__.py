"""`entente ledger`: the append-only log, to read, to check, to sign and to bring back."""

from __future__ import annotations

import click

from . import checking, log, restoring, signing


@click.group()
def ledger() -> None:
    """The append-only log of every act: read it, check it, sign it."""


for command in (
    *(log.show, log.seal, log.name),
    *(checking.verify, checking.export),
    *(signing.key, signing.witness, signing.cosign, signing.receive),
    *(restoring.refill, restoring.follow),
):
    ledger.add_command(command)
