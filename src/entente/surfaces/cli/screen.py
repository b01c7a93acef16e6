"""What the nouns share: options that recur, JSON and tables on standard output, progress on standard error."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

import click
from django.utils import timezone
from pydantic_core import to_json
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from entente.foundation.accounts.queries import actor_for, get_user, posts_of
from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import ActionDenied
from entente.foundation.common.languages import Wording, pick

PAPER_WIDTH = 200
"""Columns where no terminal says how wide it is: lines in a file or a pipe are not broken."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class Instant(click.ParamType[datetime]):
    """A day (its end, UTC) or an instant with its zone."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            if len(value) == 10:
                return datetime.combine(date.fromisoformat(value), time.max, UTC)
            instant = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no instant; write 2026-03-01 or 2026-03-01T12:00:00Z.", param, ctx)
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


as_of_option = click.option(
    "--as-of",
    type=Instant(),
    default=timezone.now,
    show_default="now",
    help="Read the record as of the end of a day (2026-03-01) or an instant (2026-03-01T12:00:00Z).",
)


class Worded(click.ParamType[tuple[str, str]]):
    """LANGUAGE=TEXT, as in en="Ministry of Roads"."""

    name = "language=text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        language, sign, text = str(value).partition("=")
        if not sign or not text.strip():
            self.fail(f'“{value}” says no language; write for instance en="Ministry of Roads".', param, ctx)
        return language.strip(), text.strip()


email_option = click.option("--email", required=True, help="The log-in in whose name this is done.")
post_option = click.option("--post", default=None, help="The post acted through, where the log-in holds several.")


def acting(email: str, post: str | None) -> Actor:
    """Whose words these are: a log-in acting through a post it holds today.  Raises NotVisible, ActionDenied."""
    user = get_user(email)
    by = actor_for(user, post, on=timezone.now().date())
    if not by.is_signed_in:
        posts = ", ".join(one.ref for one in posts_of(user, on=timezone.now().date()))
        raise ActionDenied(
            f"{email} holds {posts}; name one with --post." if posts else f"{email} holds no post today."
        )
    return by


def print_json(value: Any) -> None:
    """Any of our dataclasses, instants and dates, as JSON."""
    click.echo(to_json(value, indent=2).decode())


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Rows under headings; nothing but the headings' absence says that there is none."""
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console().print(table)


def console() -> Console:
    """Standard output as the terminal is, else plain and wide."""
    width = None if Console().is_terminal else max(PAPER_WIDTH, shutil.get_terminal_size().columns)
    return Console(width=width, markup=False, highlight=False, emoji=False)


def text_of(wording: Wording, language: str = "en", order: Sequence[str] = ()) -> str:
    """A wording for a reader at a terminal: in English where there is one."""
    return pick(wording, language, order)[0]


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """`report(done, total)` moves a bar on standard error; without a terminal there is no bar."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        if not bar.console.is_terminal:
            bar.disable = True
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
