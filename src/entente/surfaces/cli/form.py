"""`entente form`: one update leaves as a Word form, and comes back as a document or in a mail."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone

from entente.foundation.common.errors import NotVisible
from entente.surfaces.intake.forms.template import form_of
from entente.surfaces.intake.sheets.state import sheets_now

from .screen import acting, email_option, json_option, post_option
from .sheet import language_option, take_in, write_file


@click.group()
def form() -> None:
    """Word forms and mails: one update at a time."""


@form.command()
@click.argument("ref", metavar="PLAN/NUMBER")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .docx file to write.")
@language_option
@email_option
@post_option
def export(ref: str, out: Path, language: str, email: str, post: str | None) -> None:
    """Write the form of one commitment, filled with what stands on record."""
    by = acting(email, post)
    now = sheets_now(by, ref.partition("/")[0], as_of=timezone.now())
    promise = next((one for one in now.promises if one.ref == ref), None)
    if promise is None:
        raise NotVisible(f"There is no form for “{ref}”: {by.owner} owes no such commitment.")
    content = form_of(now, promise, language, today=timezone.now().date())
    write_file(out, content)
    click.echo(f"{out}: {len(content):,} bytes.")


@form.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--apply", "is_applied", is_flag=True, help="Write the draft; without it only the preview is shown.")
@language_option
@email_option
@post_option
@json_option
def import_form(file: Path, is_applied: bool, language: str, email: str, post: str | None, as_json: bool) -> None:
    """Show what a form or mail that came back would change; with --apply write it as a draft that waits for approval."""
    take_in(file, "", by=acting(email, post), language=language, is_applied=is_applied, as_json=as_json)
