"""The words of a plan: terms that mean the same in every language, and passages in which its authentic texts differ."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.surfaces.intake import agreed
from entente.surfaces.web import links
from entente.surfaces.web.frame import PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.reader import reader_of
from entente.surfaces.web.terms import DifferenceItem, TermItem, difference_items, term_items


@dataclass(frozen=True, slots=True)
class TermsPage:
    """Agreed words and texts that differ.  full_text: address of the plan's text."""

    title: str
    description: str
    bar: PlanBar
    terms: tuple[TermItem, ...]
    differences: tuple[DifferenceItem, ...]
    full_text: str


def terms(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = agreed.terms(PUBLIC, plan, as_of=as_of)
    differing = agreed.differences(PUBLIC, plan, as_of=as_of)
    reader = reader_of(view, language, as_of, owners={one.owner for one in found} | {one.owner for one in differing})
    page = TermsPage(
        title=_("Agreed words"),
        description=_("Terms that mean the same in every language, and passages in which the authentic texts differ."),
        bar=plan_bar(view, language, "text", plan_modified_at(plan, as_of)),
        terms=term_items(found, reader),
        differences=difference_items(differing, reader),
        full_text=links.href("text", language, plan=plan),
    )
    return render(request, "web/pages/terms.html", {"page": page})
