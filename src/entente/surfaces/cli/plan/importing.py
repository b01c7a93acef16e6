"""`entente plan import`: a document or a plan package goes on record, or is only looked at."""

from __future__ import annotations

import json
from pathlib import Path

import click
from django.utils import timezone

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import RuleBroken
from entente.record.plan import commands as plans
from entente.record.plan.importers import as_scored
from entente.surfaces.cli.screen import json_option, print_json, progress
from entente.surfaces.intake import imports
from entente.surfaces.intake.imports import ImportWish, Outcome
from entente.surfaces.intake.load import DEFAULT_KEEPER, load_package
from entente.surfaces.intake.packages import read_package

from . import previewing

FILE_BYTES_MAX = 256 * 1024 * 1024
"""More than any plan; a larger file is refused before it is read into memory."""

DRAFTED = (Outcome.NEW, Outcome.FILL)
"""What leaves a draft behind, which may be adopted at once."""


@click.command(name="import")
@click.argument("file", metavar="FILE_OR_FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--name", default="", help="Short name of the plan in refs and addresses; made from the title when left out."
)
@click.option(
    "--party",
    "parties",
    multiple=True,
    metavar="CODE",
    help="A party, as CAN or CODE=Name; found in the text when left out.",
)
@click.option("--language", default="", help="Language of the document (BCP 47); found out when left out.")
@click.option(
    "--keeper",
    default=DEFAULT_KEEPER,
    show_default=True,
    help="Slug of the organisation that keeps a new plan's record.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen and why; change nothing.")
@click.option("--adopt", is_flag=True, help="Adopt a new plan at once: public, and its words immutable.")
@json_option
def import_plan(  # noqa: PLR0917 (click passes every option by its name)
    file: Path,
    name: str,
    parties: tuple[str, ...],
    language: str,
    keeper: str,
    dry_run: bool,
    adopt: bool,
    as_json: bool,
) -> None:
    """Put a plan on record from a document (.txt .md .html .docx .pdf .csv .xlsx) or a plan package (a folder or .zip)."""
    if is_package(file):
        _import_package(file, keeper, dry_run=dry_run, as_json=as_json)
        return
    wish = ImportWish(name=name, parties=parties, language=language, keeper=keeper)
    if dry_run and as_json:
        with progress("commitments") as report:
            draft = imports.read(file.name, read_file(file), wish, progress=report)
        click.echo(json.dumps(as_scored(draft), ensure_ascii=False, indent=2))
        return
    _import_document(file, wish, dry_run=dry_run, adopt=adopt, as_json=as_json)


def is_package(file: Path) -> bool:
    """A folder or a .zip is a plan package; anything else is a document."""
    return file.is_dir() or file.suffix.lower() == ".zip"


def read_file(file: Path) -> bytes:
    """The bytes of a document.  Raises RuleBroken with one sentence when there are none to be had."""
    try:
        if file.stat().st_size > FILE_BYTES_MAX:
            raise RuleBroken(
                f"“{file.name}” is larger than {FILE_BYTES_MAX // 1024**2} MiB; import the part that promises."
            )
        return file.read_bytes()
    except OSError as error:
        raise RuleBroken(f"“{file}” cannot be read ({error.strerror}); check the path.") from error


def _import_document(file: Path, wish: ImportWish, *, dry_run: bool, adopt: bool, as_json: bool) -> None:
    now = timezone.now()
    with progress("commitments") as report:
        found = imports.preview(file.name, read_file(file), wish, by=SYSTEM, as_of=now, progress=report)
    if dry_run:
        previewing.show(found)
    if found.outcome is Outcome.CHANGED:
        if not dry_run:
            previewing.show_differences(found, err=True)
        raise RuleBroken(found.sentence)
    if dry_run:
        return
    with progress("on record") as report:
        plan = imports.carry_out(found, by=SYSTEM, at=now, progress=report)
        if adopt and found.outcome in DRAFTED:
            plan = plans.adopt(plan, by=SYSTEM, at=now)
    if as_json:
        print_json({"plan": plan.slug, "outcome": found.outcome.value, "status": plan.status})
        return
    click.echo(found.sentence)
    previewing.show_notes(found)
    if found.outcome in DRAFTED:
        click.echo(f"It is on record as {'adopted' if adopt else 'a draft'}; see `entente plan show {plan.slug}`.")


def _import_package(file: Path, keeper: str, *, dry_run: bool, as_json: bool) -> None:
    package = read_package(file)
    if dry_run:
        previewing.show_package(package, as_json=as_json)
        return
    with progress("facts") as progressed:
        report = load_package(package, by=SYSTEM, at=timezone.now(), keeper=keeper, progress=progressed)
    if as_json:
        print_json(report)
    elif report.is_changed:
        click.echo(
            f"“{report.slug}” is on record: {report.commitments} commitments, {report.facts} facts, "
            f"{report.findings} findings."
        )
    else:
        click.echo(f"All of “{report.slug}” is on record already; nothing changed.")
