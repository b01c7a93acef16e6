"""`entente search`: the indexes made anew, asked, and how far they speak for the record."""

from __future__ import annotations

from dataclasses import asdict

import click
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC
from entente.surfaces.search import asking, building, store
from entente.surfaces.search.questions import Question
from entente.surfaces.search.words import Kind

from .screen import acting, json_option, post_option, print_json, print_table, progress


@click.group()
def search() -> None:
    """Find words in the record: in plans, updates, evidence and findings, in every language."""


@search.command()
@json_option
def rebuild(as_json: bool) -> None:
    """Make all indexes anew from the record; the old ones are asked until the new ones are whole."""
    with progress("Reading the record") as report:
        state = building.rebuild(as_of=timezone.now(), report=report)
    if as_json:
        print_json(state.indexes)
        return
    print_table(("index", "documents"), list(state.indexes.items()))


@search.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--language", default="en", show_default=True, help="The reader's own language: what it says comes first."
)
@click.option("--plan", default="", metavar="SLUG", help="In this plan alone.")
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), help="This kind of thing alone.")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True)
@click.option("--email", default=None, help="The log-in that asks; left out, everybody.")
@post_option
@json_option
def ask(  # noqa: PLR0917 (click passes every option by its name)
    words: tuple[str, ...],
    language: str,
    plan: str,
    kind: str | None,
    limit: int,
    email: str | None,
    post: str | None,
    as_json: bool,
) -> None:
    """Find WORDS.  "A phrase" is found word for word; -- -word leaves out what holds it."""
    by = acting(email, post) if email else PUBLIC
    question = Question(" ".join(words), language=language, plan=plan, kind=kind or "")
    answer = asking.ask(by, question, as_of=timezone.now(), limit=limit)
    if as_json:
        print_json(answer)
        return
    click.echo(f"{answer.total} found; the index is {answer.condition.replace('_', ' ')}.", err=True)
    rows = [(one.kind, one.ref, one.title.text, one.passage.text.replace("\n", " ")) for one in answer.hits]
    print_table(("kind", "ref", "title", "passage"), rows)


@search.command(name="state")
@json_option
def show_state(as_json: bool) -> None:
    """Show the indexes, what they hold, and up to which entry of each log they have read."""
    folder = store.current()
    state = store.read_state(folder) if folder else None
    if as_json:
        print_json(asdict(state) if state else None)
        return
    if state is None:
        click.echo("There is no index that can be asked; the worker makes one, or `entente search rebuild`.")
        return
    is_ours = building.speaks_of_this_record(state) and not store.is_marked_damaged()
    click.echo(f"As of {state.as_of}; {'it can be asked' if is_ours else 'it is to be made anew'}.")
    print_table(("index", "documents"), list(state.indexes.items()))
    print_table(("log", "entries read"), [(log, size) for log, (size, _leaf) in state.heads.items()])
