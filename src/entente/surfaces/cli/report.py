"""`entente report`: a report from the record, as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from django.conf import settings

from entente.foundation.common.actors import PUBLIC
from entente.surfaces.reports.compose import PARTS, Choice, compose
from entente.surfaces.reports.forms import Form, as_file
from entente.surfaces.reports.meetings import meetings, prepared_for
from entente.surfaces.reports.uploads import checked_template
from entente.surfaces.reports.volumes import volumes
from entente.surfaces.reports.words import Kind, Reach
from entente.surfaces.web.wording import said

from .screen import acting, as_of_option, post_option, progress
from .sheet import write_file

LANGUAGES = [tag for tag, _name in settings.LANGUAGES]


class Written(click.ParamType[tuple[str, str]]):
    """PART=FILE: the words of a part that its authors type."""

    name = "part=file"

    def convert(
        self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        part, sign, file = value.partition("=")
        if not sign or not Path(file).is_file():
            self.fail(f"“{value}” names no file; write for instance message=message.txt.", param, ctx)
        return part, Path(file).read_text("utf-8")


@click.group()
def report() -> None:
    """Reports: the annual report, the briefing book, the placemat, the question-period note."""


@report.command()
@click.argument("kind", type=click.Choice(Kind.values))
@click.argument("plan")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--form", type=click.Choice([form.value for form in Form]), default=None, help="Left out: by the ending.")
@click.option(
    "--reach", type=click.Choice(Reach.values), default=Reach.PUBLIC.value, show_default=True, help="Who may read it."
)
@click.option("--area", "areas", multiple=True, metavar="PILLAR", help="Only this pillar; may be given again.")
@click.option("--number", default="", help="The commitment that a note is about.")
@click.option("--part", "parts", multiple=True, help="Only these parts, in this order.  See `report parts`.")
@click.option("--text", "typed", type=Written(), multiple=True, help="The words of a part, from a file.")
@click.option("--reference", default="", help="The file number that stands on it.")
@click.option(
    "--template", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A Word file of one’s own house."
)
@click.option("--meeting", default="", metavar="REF", help="The meeting of a briefing book.  See `report meetings`.")
@click.option("--place", default="", help="Where that meeting is held.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The first day of which changes are told.")
@as_of_option
@click.option("--email", default=None, help="The log-in with whose eyes it is read; left out, the public’s.")
@post_option
def make(  # noqa: PLR0917 (click passes every option by its name)
    kind: str,
    plan: str,
    out: Path,
    language: str,
    form: str | None,
    reach: str,
    areas: tuple[str, ...],
    number: str,
    parts: tuple[str, ...],
    typed: tuple[tuple[str, str], ...],
    reference: str,
    template: Path | None,
    meeting: str,
    place: str,
    since: datetime | None,
    as_of: datetime,
    email: str | None,
    post: str | None,
) -> None:
    """Write a report to the file OUT, or beside it in volumes.  The same record and instant give the same bytes."""
    choice = Choice(
        Kind(kind), plan, language, Reach(reach), parts, dict(typed), tuple(areas), number, reference, place=place
    )
    if since:
        choice = replace(choice, since=since.date())
    by = acting(email, post) if email else PUBLIC
    if meeting:
        choice = prepared_for(choice, meeting, by=by, as_of=as_of)
    house = checked_template(template.name, template.read_bytes()) if template else b""
    with progress("Reading the record") as told:
        document = compose(choice, by=by, as_of=as_of, progress=told)
    held = volumes(document)
    for at, volume in enumerate(held, 1):
        name = out if len(held) == 1 else out.with_stem(f"{out.stem}-volume-{at}")
        content = as_file(volume, Form.of(form or out.suffix.lstrip(".")), template=house)
        write_file(name, content)
        click.echo(f"{name}: {len(content):,} bytes.")


@report.command(name="meetings")
@click.argument("plan")
@as_of_option
@click.option("--email", default=None, help="The log-in with whose eyes it is read; left out, the public’s.")
@post_option
def list_meetings(plan: str, as_of: datetime, email: str | None, post: str | None) -> None:
    """List the meetings that a briefing book can be made for: those to come, then those of the last 90 days."""
    by = acting(email, post) if email else PUBLIC
    for meeting in meetings(by, plan, as_of=as_of):
        click.echo(f"{meeting.ref}\t{meeting.session.happened}\t{said(meeting.session.title, 'en')}")


@report.command(name="parts")
@click.argument("kind", type=click.Choice(Kind.values))
def list_parts(kind: str) -> None:
    """List the parts of a kind of report, in the order of a new one."""
    for part in PARTS[Kind(kind)]:
        click.echo(f"{part.key}\t{part.title}{' (typed)' if part.is_typed else ''}")
