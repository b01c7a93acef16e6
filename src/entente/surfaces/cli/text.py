"""`entente text`: the words of one's own side in all their languages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

import click
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import RuleBroken
from entente.surfaces.intake import agreed
from entente.surfaces.intake.sheets import receipts
from entente.surfaces.intake.wordings import batches, opening
from entente.surfaces.intake.wordings.kinds import KINDS
from entente.surfaces.intake.wordings.leaving import WRITERS, leaving_of
from entente.surfaces.intake.wordings.opening import STALE, OwedLine, Wish

from .screen import acting, as_of_option, email_option, json_option, post_option, print_json, print_table, text_of
from .sheet import counted, read_file, tell_first, write_file

STATES = ("missing", STALE, "machine", "draft")


@click.group()
def text() -> None:
    """What your side says, in all the languages in which it is to stand."""


@text.command()
@click.option("--language", default="", metavar="TAG", help="Only texts into this language.")
@click.option("--plan", default="", metavar="PLAN", help="Only words about this plan.")
@click.option("--kind", type=click.Choice(["", *KINDS]), default="", help="Only words of this kind.")
@click.option("--state", type=click.Choice(["", *STATES]), default="", help="Only texts in this state.")
@click.option("--limit", type=click.IntRange(1, 500), default=100, show_default=True, help="How many to list at most.")
@email_option
@post_option
@json_option
def owed(  # noqa: PLR0917 (click passes every option by its name)
    language: str, plan: str, kind: str, state: str, limit: int, email: str, post: str | None, as_json: bool
) -> None:
    """List the texts that your side has not written, not brought up to date or not reviewed."""
    by = acting(email, post)
    wish = Wish(plan=plan, language=language, kind=kind, state=state)
    found = opening.owed_page(by, wish, as_of=timezone.now(), limit=limit)
    if as_json:
        print_json({"total": found.total, "has_more": found.has_more, "texts": [_told(one) for one in found.lines]})
        return
    print_table(("about", "field", "into", "state", "kind", "words"), [_row(one) for one in found.lines])
    more = "more than " if found.has_more else ""
    click.echo(f"{more}{found.total} owed.")


@text.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "into", required=True, metavar="TAG", help="Language that is translated into.")
@click.option("--from", "made_from", default="", metavar="TAG", help="Language of the source; else the commonest.")
@click.option("--plan", default="", metavar="PLAN", help="Only words about this plan.")
@click.option("--kind", type=click.Choice(["", *KINDS]), default="", help="Only words of this kind.")
@email_option
@post_option
def export(  # noqa: PLR0917 (click passes every option by its name)
    file: Path, into: str, made_from: str, plan: str, kind: str, email: str, post: str | None
) -> None:
    """Write what is owed in a language to FILE: XLIFF 2.1 (.xlf) or a Word document (.docx)."""
    writer = WRITERS.get(file.suffix.lower())
    if writer is None:
        raise RuleBroken(f"“{file.name}” ends in neither .xlf nor .docx; choose one of them.")
    wish = Wish(plan=plan, language=into, kind=kind)
    made = leaving_of(
        acting(email, post), wish, as_of=timezone.now(), made_from=made_from, about=lambda one: one.owed.field
    )
    write_file(file, writer(made))
    click.echo(f"{file}: {len(made.units)} texts from {made.made_from} into {made.into}.")


@text.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--apply", "is_applied", is_flag=True, help="Write the texts; without it only the preview is shown.")
@email_option
@post_option
@json_option
def import_texts(file: Path, is_applied: bool, email: str, post: str | None, as_json: bool) -> None:
    """Show what a file of translations would change; with --apply write it, to be reviewed by somebody else."""
    by = acting(email, post)
    batch, is_new = batches.submit(file.name, read_file(file), by=by, at=timezone.now())
    tell_first(batch, is_new=is_new)
    if is_applied:
        batch = batches.apply(batch, by=by, at=timezone.now())
        receipt = receipts.receipt_of(batch)
        print_json(receipt) if as_json else click.echo(f"Batch {batch.pk} is applied: {counted(batch.counts)}.")
        return
    preview = batches.look(batch, by=by, as_of=timezone.now())
    rows = [(one.place, one.field, one.verdict.value, one.before, one.after, one.reason) for one in preview.lines]
    counts = {verdict.value: number for verdict, number in preview.counts.items()}
    if as_json:
        columns = ("unit", "field", "verdict", "now", "then", "why")
        print_json(
            {"batch": str(batch.pk), "counts": counts, "texts": [dict(zip(columns, row, strict=True)) for row in rows]}
        )
        return
    print_table(("unit", "field", "verdict", "now", "then", "why"), rows)
    click.echo(f"Batch {batch.pk} waits: {counted(counts)}.")


@text.command(name="take-back")
@click.argument("batch", type=click.UUID)
@email_option
@post_option
def take_back(batch: UUID, email: str, post: str | None) -> None:
    """Put back what stood before a batch was applied, while nobody has worked on it since."""
    by = acting(email, post)
    found = batches.take_back(batches.get_batch(by, batch), by=by, at=timezone.now())
    click.echo(f"Batch {found.pk} is taken back.")


@text.command()
@click.argument("plan", metavar="PLAN")
@as_of_option
@json_option
def terms(plan: str, as_of: datetime, as_json: bool) -> None:
    """List the terms of a plan that mean the same in every language, and which parties agreed to them."""
    found = agreed.terms(PUBLIC, plan, as_of=as_of)
    if as_json:
        print_json(found)
        return
    rows = [
        (" / ".join(one.names.values()), "agreed" if one.is_agreed else "proposed", ", ".join(one.agreed), one.owner)
        for one in found
    ]
    print_table(("term", "state", "agreed by", "proposed by"), rows)


def _state(one: OwedLine) -> str:
    return STALE if one.owed.state.is_stale else one.owed.state.status.value


def _row(one: OwedLine) -> tuple[str, ...]:
    words = text_of(one.held.wording)
    return one.held.ref, one.owed.field, one.owed.language, _state(one), one.owed.kind, words[:60]


def _told(one: OwedLine) -> dict[str, object]:
    return {
        "ref": one.held.ref,
        "subject": one.owed.subject,
        "field": one.owed.field,
        "language": one.owed.language,
        "state": _state(one),
        "kind": one.owed.kind,
        "plan": one.owed.plan,
        "made_from": one.owed.made_from,
        "wording": one.held.wording,
    }
