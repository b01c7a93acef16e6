"""The plans on record, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.record.assessment import queries as assessment
from entente.record.plan import queries as plans
from entente.surfaces.web import dates, links
from entente.surfaces.web.charts.home import evidence_figure
from entente.surfaces.web.charts.shown import ShownChart, record_chart
from entente.surfaces.web.frame import now_of
from entente.surfaces.web.standing import Figure, figures, sentences
from entente.surfaces.web.wording import Said, said


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan in the list.  launched: when, as its sources say; "" when they do not."""

    address: str
    title: Said
    summary: Said
    launched: str
    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """All plans on record.  chart: None without a plan that promises anything; bar: None, the page belongs to no one plan."""

    title: str
    description: str
    plans: tuple[PlanCard, ...]
    chart: ShownChart | None
    bar: None = None


def home(request: HttpRequest, language: str) -> HttpResponse:
    as_of = now_of(request)
    views = plans.visible_plans(PUBLIC, as_of=as_of)
    pictures = assessment.pictures(PUBLIC, as_of=as_of)
    cards = tuple(
        PlanCard(
            address=links.href("plan", language, plan=view.slug),
            title=said(view.title, language, view.languages),
            summary=said(view.summary, language, view.languages),
            launched=dates.period(view.launched_on, language) if view.launched_on else "",
            sentences=sentences(view, pictures[view.slug]),
            figures=figures(view, pictures[view.slug], language),
            is_demonstration=view.is_demonstration,
        )
        for view in views
    )
    page = HomePage(
        title=_("Action plans on record"),
        description=_(
            "What governments promised each other, what each says it did, what proves it, and what all sign."
        ),
        plans=cards,
        chart=record_chart(evidence_figure(views, pictures, language, as_of)) if views else None,
    )
    return render(request, "web/pages/home.html", {"page": page})
