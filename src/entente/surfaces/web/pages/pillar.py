"""One pillar and its promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.reading import remembered_whole
from entente.foundation.ledger import queries as ledger
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import EvidenceCount
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PillarView
from entente.surfaces.web import labels, links
from entente.surfaces.web.charts.plan import PlanWords, pillar_figure
from entente.surfaces.web.charts.shown import ShownChart, plan_chart
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar
from entente.surfaces.web.rows import CommitmentRow, commitment_rows
from entente.surfaces.web.side_states import counts_in_pillar
from entente.surfaces.web.standings import Standings, standings_of
from entente.surfaces.web.wording import Said, said, spoken


@dataclass(frozen=True, slots=True)
class PillarPage:
    """A pillar.

    introduction  its authentic introduction in the best language on record, empty when not on record
    previous, next  the neighbouring pillars, None at either end
    """

    title: str
    description: str
    bar: PlanBar
    number: str
    heading: Said
    summary: Said
    introduction: Said
    project_label: str
    rows: tuple[CommitmentRow, ...]
    count: str
    chart: ShownChart
    previous: NavigationLink | None
    next: NavigationLink | None


def pillar(request: HttpRequest, language: str, plan: str, number: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    pillars = plans.pillars(PUBLIC, plan, as_of=as_of)
    at = next((at for at, one in enumerate(pillars) if one.number == number), None)
    if at is None:
        raise NotVisible(f"There is no pillar “{number}” in this plan.")
    mine = pillars[at]
    promises, standings, counts = _promises(plan, number, as_of=as_of)
    entries = ledger.history(mine.ref, limit=1, as_of=as_of)
    heading = _title(mine, language, view.languages)
    introduction, tag = _introduction(mine, language, view.languages)

    def neighbour(position: int) -> NavigationLink | None:
        if not 0 <= position < len(pillars):
            return None
        other = pillars[position]
        label = f"{other.number}. {_title(other, language, view.languages).text}"
        return NavigationLink(label, links.href("pillar", language, plan=plan, number=other.number), False)

    page = PillarPage(
        title=f"{number}. {heading.text}",
        description=said(mine.summary, language, view.languages).text or heading.text,
        bar=plan_bar(view, language, "", entries[0].at if entries else None),
        number=_("Pillar %(number)s") % {"number": number},
        heading=heading,
        summary=said(mine.summary, language, view.languages),
        introduction=spoken(introduction, tag, language),
        project_label=labels.not_reviewed(len(view.parties)),
        rows=commitment_rows(view, promises, counts, language, standings),
        count=labels.promises(len(promises)),
        chart=plan_chart(
            pillar_figure(number, counts_in_pillar(plan, number, as_of=as_of), PlanWords(view, language, as_of)), plan
        ),
        previous=neighbour(at - 1),
        next=neighbour(at + 1),
    )
    return render(request, "web/pages/pillar.html", {"page": page})


@remembered_whole
def _promises(
    plan: str, number: str, *, as_of: datetime
) -> tuple[list[CommitmentView], Standings, Mapping[str, EvidenceCount]]:
    """The promises of a pillar, where they stand, and the evidence for each: read once for every language."""
    promises = plans.commitments_of_pillar(PUBLIC, plan, number, as_of=as_of)
    counts = assessment.evidence_counts(PUBLIC, plan, as_of=as_of, refs=[promise.ref for promise in promises])
    return promises, standings_of(plan, promises, as_of), counts


def _title(pillar: PillarView, language: str, order: tuple[str, ...]) -> Said:
    return said(pillar.title or {tag: text.text for tag, text in pillar.titles.items()}, language, order)


def _introduction(pillar: PillarView, language: str, order: tuple[str, ...]) -> tuple[str, str]:
    words = said({tag: text.text for tag, text in pillar.introductions.items()}, language, order)
    return words.text, words.language
