"""The page docs/cli.md, made from the commands themselves: `python -m tests.architecture.cli_reference` writes it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from entente.surfaces.cli.main import cli

from .tree import ROOT

HEAD = """# The command line

Made from the commands by `python -m tests.architecture.cli_reference`; a test compares the two.
After set-up the command is `.venv/bin/entente`. A refusal is one sentence on standard error and exit code 1.
"""


def reference() -> str:
    return "\n".join([HEAD, *sections(cli, "entente", None)])


def sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    """The help of a command and of those inside it, deepest last."""
    shape = {**command.context_settings, "terminal_width": 100, "max_content_width": 100}
    context = click.Context(command, info_name=name, parent=parent, **shape)
    if parent is not None:
        yield f"## `{context.command_path}`\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for verb in command.list_commands(context):
            inner = command.get_command(context, verb)
            if inner is not None:
                yield from sections(inner, verb, context)


if __name__ == "__main__":
    (ROOT / "docs" / "cli.md").write_text(reference(), "utf-8")
