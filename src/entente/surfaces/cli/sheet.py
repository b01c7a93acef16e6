"""`entente sheet`: workbooks of a plan leave filled in, and come back."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
from django.conf import settings
from django.utils import timezone, translation
from pydantic_core import to_jsonable_python

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import RuleBroken
from entente.surfaces.intake.sheets import applying, batches, receipts
from entente.surfaces.intake.sheets.batches import SheetBatch
from entente.surfaces.intake.sheets.compare import Cell, Preview
from entente.surfaces.intake.sheets.state import Scope, template_now
from entente.surfaces.intake.sheets.template import workbook_of

from .screen import acting, email_option, json_option, post_option, print_json, print_table

language_option = click.option(
    "--language",
    type=click.Choice([tag for tag, _name in settings.LANGUAGES]),
    default="en",
    show_default=True,
    help="Language of headings and explanations.",
)


@click.group()
def sheet() -> None:
    """Workbooks: where a plan stands, to be filled in with a spreadsheet program."""


@sheet.command()
@click.argument("plan")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .xlsx file to write.")
@click.option("--pillar", default="", help="Number of the only pillar to take.")
@click.option("--own", is_flag=True, help="Only commitments that the post's own body carries.")
@language_option
@email_option
@post_option
def export(  # noqa: PLR0917 (click passes every option by its name)
    plan: str, out: Path, pillar: str, own: bool, language: str, email: str, post: str | None
) -> None:
    """Write the workbook of a plan, filled with what stands on record."""
    by = acting(email, post)
    content = workbook_of(template_now(by, plan, Scope(pillar, own), as_of=timezone.now()), language)
    write_file(out, content)
    click.echo(f"{out}: {len(content):,} bytes.")


@sheet.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan")
@click.option("--apply", "is_applied", is_flag=True, help="Write the drafts; without it only the preview is shown.")
@language_option
@email_option
@post_option
@json_option
def import_sheet(  # noqa: PLR0917 (click passes every option by its name)
    file: Path, plan: str, is_applied: bool, language: str, email: str, post: str | None, as_json: bool
) -> None:
    """Show what a workbook that came back would change; with --apply write it as drafts that wait for approval."""
    take_in(file, plan, by=acting(email, post), language=language, is_applied=is_applied, as_json=as_json)


@sheet.command(name="take-back")
@click.argument("batch", type=click.UUID)
@email_option
@post_option
def take_back(batch: UUID, email: str, post: str | None) -> None:
    """Put back what stood before a batch was applied, while nobody has worked on it since."""
    by = acting(email, post)
    found = applying.take_back(batches.get_visible(by, batch), by=by, at=timezone.now())
    click.echo(f"Batch {found.pk} is taken back.")


def take_in(file: Path, plan: str, *, by: Actor, language: str, is_applied: bool, as_json: bool) -> None:
    """Show what a file that came back would change, or apply it.  plan: "" for a form, which knows its own."""
    with translation.override(language):
        batch, is_new = batches.submit(file.name, read_file(file), plan, by=by, at=timezone.now())
        tell_first(batch, is_new=is_new)
        if is_applied:
            batch = applying.apply(batch, by=by, at=timezone.now())
            receipt = receipts.receipt_of(batch)
            print_json(receipt) if as_json else click.echo(f"Batch {batch.pk} is applied: {counted(batch.counts)}.")
            return
        _state, preview = batches.look(batch, by=by, as_of=timezone.now(), language=language)
    if as_json:
        print_json({"batch": str(batch.pk), "preview": to_jsonable_python(preview)})
    else:
        show_preview(str(batch.pk), preview)


def tell_first(batch: SheetBatch, *, is_new: bool) -> None:
    """Who drops the same bytes second is told who was first."""
    if not is_new:
        click.echo(f"{batch.post} dropped this very file before, on {batch.made_at:%Y-%m-%d %H:%M} UTC.", err=True)


def read_file(file: Path) -> bytes:
    """The bytes of a file that came back.  Raises RuleBroken with one sentence when there are none to be had."""
    try:
        if file.stat().st_size > settings.UPLOAD_BYTES_MAX:
            raise RuleBroken(f"“{file.name}” is larger than {settings.UPLOAD_BYTES_MAX // 1024**2} MiB; split it.")
        return file.read_bytes()
    except OSError as error:
        raise RuleBroken(f"“{file}” cannot be read ({error.strerror}); check the path.") from error


def write_file(file: Path, content: bytes) -> None:
    """Raises RuleBroken with one sentence when it cannot be written."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise RuleBroken(f"“{file}” cannot be written ({error.strerror}); choose another place.") from error


def show_preview(batch: str, preview: Preview) -> None:
    rows = [_row(cell) for cell in preview.cells]
    print_table(("cell", "about", "verdict", "now", "then", "why"), rows)
    for note in preview.notes:
        click.echo(note)
    click.echo(f"Batch {batch} waits: {counted({verdict.value: n for verdict, n in preview.counts.items()})}.")


def _row(cell: Cell) -> tuple[str, ...]:
    about = f"{cell.commitment.partition('/')[2]} {cell.part}".strip()
    return (f"{cell.title} {cell.place}", about, cell.verdict.value, cell.before, cell.after, cell.reason)


def counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {verdict}" for verdict, number in counts.items() if number) or "nothing"
