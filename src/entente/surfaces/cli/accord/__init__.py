"""`entente accord`: what all sign.  `key`, `read` and `sign` need no record and no Django: they run on a party's machine."""

from __future__ import annotations

import importlib

import click

from .signing import key, read, sign

OFFLINE: dict[str, click.Command] = {"key": key, "read": read, "sign": sign}
ON_RECORD = ("export", "list", "propose", "receive", "show", "withdraw")


class Accord(click.Group):
    """Loads what works on the record only when it is asked for: its imports need Django's settings."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*OFFLINE, *ON_RECORD))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in OFFLINE:
            return OFFLINE[cmd_name]
        if cmd_name not in ON_RECORD:
            return None
        importlib.import_module("entente.surfaces.cli.main").prepare_django()
        command = importlib.import_module(f"{__name__}.record").COMMANDS[cmd_name]
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Accord)
def accord() -> None:
    """What all sign: keys, proposals and signatures."""
