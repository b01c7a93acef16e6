"""What a list of promises tells of each as a table: the cells of CSV and workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from entente.record.assessment.queries import Column, EvidenceCount, EvidenceState
from entente.record.plan.queries import CommitmentView, PillarView, PlanView

from . import labels, labels_of_work, links
from .rows import owed_by, title_of
from .sheets import Cells
from .standings import Standings, clock_tags
from .wording import said

Told = Iterable[tuple[CommitmentView, EvidenceCount | None]]
"""Promises, each with the public evidence for it, None where nobody looked."""


def table_of(
    plan: PlanView, pillars: Sequence[PillarView], promises: Told, standings: Standings, language: str
) -> list[Cells]:
    """Heading and one row for each promise, in the language asked for; two columns for each side."""
    return [heading_of(plan, language), *rows_of(plan, pillars, promises, standings, language)]


def heading_of(plan: PlanView, language: str) -> Cells:
    return [
        _("Reference"), _("Number"), _("Pillar"), _("Title"), _("Summary"), _("Authentic wording"), _("Who owes it"),
        _("Kind"), _("Strength"), _("Public evidence"), _("Pieces of evidence"), _("Latest year"), _("Address"),
        *(text for party in plan.parties for text in _party_headings(said(party.name, language, plan.languages).text)),
        _("What the clock tells"),
    ]  # fmt: skip


def rows_of(
    plan: PlanView, pillars: Sequence[PillarView], promises: Told, standings: Standings, language: str
) -> list[Cells]:
    titles = {pillar.number: said(pillar.title, language, plan.languages).text for pillar in pillars}
    return [_row(plan, titles, view, count, standings, language) for view, count in promises]


def _party_headings(name: str) -> tuple[str, str]:
    return _("What %(party)s says") % {"party": name}, _("%(party)s: as of") % {"party": name}


def _party_cells(column: Column) -> tuple[str, date | str]:
    """What a side says, part by part where it does so, and the day it speaks of."""
    if column.status is not None:
        return str(labels_of_work.COMPLETION[column.status.value]), column.status.as_of_on
    if column.clause_statuses:
        values = [labels.named(one.clause, labels_of_work.COMPLETION[one.value]) for one in column.clause_statuses]
        return labels.side_by_side(values), max(one.as_of_on for one in column.clause_statuses)
    return str(labels.REPORTED[column.state]), column.no_change_on or ""


def _row(
    plan: PlanView,
    titles: dict[str, str],
    view: CommitmentView,
    count: EvidenceCount | None,
    standings: Standings,
    language: str,
) -> Cells:
    said_of_it = [cell for column in standings.columns(plan, view) for cell in _party_cells(column)]
    told = ", ".join(tag.word for tag in clock_tags(view, standings))
    return [*_own_cells(plan, titles, view, count, language), *said_of_it, told]


def _own_cells(
    plan: PlanView, titles: dict[str, str], view: CommitmentView, count: EvidenceCount | None, language: str
) -> list[str | int]:
    text = view.texts.get(language)
    latest_on = count.latest_on if count else None
    return [
        view.ref,
        view.number,
        f"{view.pillar}. {titles.get(view.pillar, '')}",
        title_of(view, plan, language).text,
        said(view.summary, language, plan.languages).text,
        text.text if text else "",
        owed_by(plan, view.obligors, language),
        str(labels.KINDS[view.kind]),
        str(labels.STRENGTHS[view.strength]),
        labels.evidence(count.state if count else EvidenceState.NOT_LOOKED).word,
        count.claims if count else 0,
        latest_on.year if latest_on else "",
        links.cited("commitment", language, plan=plan.slug, number=view.number),
    ]
