"""`entente plan export`: a plan as JSON, as a plan package, as a table."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import click
from django.utils import translation
from pydantic_core import to_json

from entente.foundation.common.actors import PUBLIC, SYSTEM
from entente.foundation.common.errors import RuleBroken
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import ListFilter
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanStatus
from entente.surfaces.api import reading
from entente.surfaces.api.chosen import Chosen
from entente.surfaces.api.reading import Eyes
from entente.surfaces.cli.screen import as_of_option
from entente.surfaces.intake.package_export import ExportedPackage, export_package
from entente.surfaces.web.list_rows import table_of
from entente.surfaces.web.sheets import as_csv, as_workbook
from entente.surfaces.web.standings import standings_of

FORMATS = ("json", "package", "csv", "xlsx")
SUFFIXES = {"package": "zip", "xlsx": "xlsx"}
"""Formats that a terminal cannot show: without --output they go into a file of the plan's name."""


@click.command()
@click.argument("slug")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="A file; for a package a folder, or a .zip.")
@click.option("--lang", default="en", show_default=True, help="Language of a table.")
@as_of_option
def export(slug: str, form: str, output: Path | None, lang: str, as_of: datetime) -> None:
    """Write out a plan: what the public may read of it, or a draft as it is."""
    status = plans.get_visible_plan(SYSTEM, slug, as_of=as_of).status
    eyes = Eyes(SYSTEM if status == PlanStatus.DRAFT else PUBLIC, as_of)
    if output is None and form in SUFFIXES:
        output = Path(f"{slug}.{SUFFIXES[form]}")
    if form == "package":
        assert output is not None
        _write_package(slug, export_package(slug, by=eyes.by, as_of=as_of), output)
        return
    content = (
        to_json(reading.whole_plan(eyes, slug, Chosen()), indent=2)
        if form == "json"
        else _table(eyes, slug, form, lang)
    )
    if output is None:
        click.echo(content, nl=False)
        return
    _write(output, content)
    click.echo(f"{output}: {len(content)} bytes.", err=True)


def _table(eyes: Eyes, slug: str, form: str, language: str) -> bytes:
    view = plans.get_visible_plan(eyes.by, slug, as_of=eyes.as_of)
    pillars = plans.pillars(eyes.by, slug, as_of=eyes.as_of)
    promises = assessment.whole_list(eyes.by, slug, ListFilter(), as_of=eyes.as_of)
    with translation.override(language):
        standings = standings_of(view.slug, [promise for promise, _count in promises], eyes.as_of)
        rows = table_of(view, pillars, promises, standings, language)
        return as_csv(rows) if form == "csv" else as_workbook(rows, slug, language=language)


def _write_package(slug: str, package: ExportedPackage, output: Path) -> None:
    if output.suffix.lower() == ".zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in package.files.items():
                archive.writestr(f"{slug}/{name}", content)
        _write(output, packed.getvalue())
    else:
        if output.exists() and any(output.iterdir()):
            raise RuleBroken(f"“{output}” is not empty; name a new folder.")
        for name, content in package.files.items():
            _write(output / name, content)
    for sentence in package.left_out:
        click.echo(f"Left out: {sentence}", err=True)
    click.echo(f"{output}: {len(package.files)} files.", err=True)


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise RuleBroken(f"“{file}” cannot be written ({error.strerror}); choose another place.") from error
