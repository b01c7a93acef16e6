"""`entente <noun> <verb>`: finds the nouns, prepares Django, and prints a refusal as the one sentence that it is."""

from __future__ import annotations

import importlib
import os
import pkgutil
from pathlib import Path
from typing import Any

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError
from pydantic import ValidationError

import entente
from entente.foundation.common.errors import Refusal

NOT_NOUNS = ("main", "screen")
NOUNS = tuple(
    sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]) if module.name not in NOT_NOUNS)
)
"""Every module of this folder but this one and what they all print with; a new noun needs no registration."""

PREPARE_THEMSELVES = frozenset({"accord"})
"""Nouns with verbs that work away from any record: they prepare Django for the other verbs alone."""


class Nouns(click.Group):
    """Loads a noun's module when it is asked for: its imports need Django's settings, `--version` does not."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in NOUNS:
            return None
        if cmd_name not in PREPARE_THEMSELVES:
            prepare_django()
        command = getattr(importlib.import_module(f"entente.surfaces.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise click.ClickException("\n  ".join([refusal.sentence, *refusal.reasons])) from refusal
        except (OperationalError, ProgrammingError) as error:
            first_line = str(error).strip().partition("\n")[0]
            raise click.ClickException(
                f"The database did not answer ({first_line}); check DATABASE_URL and run `python3 start.py --no-serve`."
            ) from error


def prepare_django() -> None:
    """Load the settings; a wrong one ends in one sentence that names it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")
    try:
        django.setup()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        name = name if name == "DATABASE_URL" else f"ENTENTE_{name}"
        raise click.ClickException(
            f"The setting {name} is wrong ({first['msg']}); docs/settings.md says what it takes."
        ) from error
    except ImproperlyConfigured as error:
        raise click.ClickException(f"A setting is wrong: {error}") from error


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(entente.__version__, message="entente %(version)s")
def cli() -> None:
    """Keep the joint record of an action plan between governments."""


def main() -> None:
    cli(prog_name="entente")
