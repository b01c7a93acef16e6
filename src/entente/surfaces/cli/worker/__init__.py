"""`entente worker`: the one process that does what the clock asks for and what the pages put in the queue."""

from __future__ import annotations

import click

from . import loop


@click.command()
@click.option("--once", is_flag=True, help="Do what is due and what is queued, then end.")
def worker(once: bool) -> None:
    """Do periodic duties and queued jobs until told to stop (SIGTERM or Ctrl-C)."""
    loop.run(once=once)
