"""`entente source`: documents that are cited, their archived copies, and what became of their addresses."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import click
from django.utils import timezone

from entente.foundation.common.actors import SYSTEM
from entente.foundation.sources import commands, queries
from entente.foundation.sources.capture import commands as captures
from entente.foundation.sources.queries import Capture, Document, Removal, Showing

from .screen import as_of_option, json_option, print_json, print_table, text_of


class SourceRef(click.ParamType[tuple[str, str]]):
    """OWNER/NAME, as `entente source list` prints it."""

    name = "owner/name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        owner, sign, slug = str(value).partition("/")
        if not sign or not slug:
            self.fail(f"“{value}” names no source; write OWNER/NAME as `entente source list` prints it.", param, ctx)
        return owner, slug


@click.group()
def source() -> None:
    """Documents that are cited, their archived copies, and what became of their addresses."""


@source.command(name="list")
@click.option("--owner", default="", help="Only those of one side.")
@as_of_option
@json_option
def list_sources(owner: str, as_of: datetime, as_json: bool) -> None:
    """List sources with the number of their copies and the state of their addresses."""
    found = queries.documents_with_copies(SYSTEM, as_of=as_of, owner=owner)
    states = queries.address_states([document.pk for document, _copies in found])
    rows = [
        {
            "source": str(document),
            "title": text_of(document.title),
            "address": document.address,
            "copies": copies,
            "state": states[document.pk].state.value,
            "since": states[document.pk].since,
        }
        for document, copies in found
    ]
    if as_json:
        print_json(rows)
        return
    shown = [(row["source"], row["copies"], row["state"], row["title"], row["address"]) for row in rows]
    print_table(("source", "copies", "state", "title", "address"), shown)


@source.command()
@click.argument("name", type=SourceRef(), metavar="OWNER/NAME")
@click.option("--showing", type=click.Choice(Showing.values), default=Showing.QUOTATION.value, show_default=True)
@json_option
def capture(name: tuple[str, str], showing: str, as_json: bool) -> None:
    """Fetch a source from its address now and keep a copy; ENTENTE_CAPTURE must be on."""
    asked = captures.ask_capture(_document(name), by=SYSTEM, at=timezone.now(), showing=Showing(showing))
    _tell([captures.run_capture(asked.pk, at=timezone.now())], as_json)


@source.command()
@json_option
def recheck(as_json: bool) -> None:
    """Look again at addresses whose turn it is, as the worker does by itself."""
    at = timezone.now()
    captures.ask_rechecks(at=at)
    captures.run_waiting(at=timezone.now())
    _tell(queries.captures_since(at), as_json)


@source.command()
@click.argument("snapshot", type=click.UUID)
@click.option("--reason", type=click.Choice(Removal.values), required=True, help="Readers are told which.")
@click.option("--yes", is_flag=True, help="Said because the bytes cannot be brought back.")
def remove(snapshot: UUID, reason: str, yes: bool) -> None:
    """Take the bytes of one copy away for good; its hash and its facts stay."""
    if not yes:
        raise click.UsageError("The bytes cannot be brought back; say --yes when you mean it.")
    row = queries.get_visible_snapshot(SYSTEM, snapshot, as_of=timezone.now())
    removed = commands.remove_bytes(row, by=SYSTEM, at=timezone.now(), reason=Removal(reason))
    click.echo(f"The bytes of {removed} are removed; hash and facts stay.")


def _document(name: tuple[str, str]) -> Document:
    return queries.get_document_of(SYSTEM, *name, as_of=timezone.now())


def _tell(looks: list[Capture], as_json: bool) -> None:
    rows = [
        {
            "source": str(look.document),
            "outcome": look.status,
            "sentence": look.sentence,
            "snapshot": look.snapshot_id,
            "address": look.final_address or look.address,
        }
        for look in looks
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['source']}: {row['outcome']}" + (f".  {row['sentence']}" if row["sentence"] else "."))
