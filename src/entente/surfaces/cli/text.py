"""`entente text`: the words of one's own side in all their languages."""

from __future__ import annotations

import click
from django.utils import timezone

from entente.surfaces.intake.wordings import opening
from entente.surfaces.intake.wordings.kinds import KINDS
from entente.surfaces.intake.wordings.opening import STALE, OwedLine, Wish

from .screen import acting, email_option, json_option, post_option, print_json, print_table, text_of

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
