"""The public pages.  Their addresses come from `links`; here each page meets its view."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from entente.foundation.common.reading import one_instant

from .pages import (
    a_z,
    activity,
    amendments,
    asking,
    assessor,
    charts,
    commitments,
    components,
    frameworks,
    overview,
    past,
    reporting,
    root,
    succession,
    work,
)
from .pages.about import ABOUT_PAGES
from .pages.commitment import commitment
from .pages.history import history
from .pages.home import home
from .pages.pillar import pillar
from .pages.plan import plan
from .pages.search import search
from .pages.terms import terms
from .pages.text import text
from .pages.update import update
from .patterns import View, in_all_languages

PUBLIC_PAGES: dict[str, View] = {
    "home": home,
    "plan": plan,
    "pillar": pillar,
    "commitments": commitments.commitments,
    "commitments_csv": commitments.commitments_csv,
    "commitments_xlsx": commitments.commitments_xlsx,
    "commitment": commitment,
    "assessors": assessor.assessors_of_plan,
    "assessor": assessor.assessor,
    "ask": asking.ask,
    "ask_letter": asking.letter,
    "update": update,
    "update_version": update,
    "activities": activity.activities,
    "activity": activity.activity,
    "candidates": work.candidates,
    "milestones": work.milestones,
    "amendments": amendments.amendments,
    "amendment": amendments.amendment,
    "succession": succession.succession,
    "succession_csv": succession.succession_csv,
    "succession_xlsx": succession.succession_xlsx,
    "overview": overview.overview,
    "overview_csv": overview.overview_csv,
    "side_now": past.side_now,
    "side_on": past.side_on,
    "reporting": reporting.reporting,
    "text": text,
    "frameworks": frameworks.frameworks,
    "framework": frameworks.framework,
    "target": frameworks.target,
    "history": history,
    "terms": terms,
    "chart": charts.chart,
    "plan_chart": charts.plan_chart,
    "promise_chart": charts.promise_chart,
    "embed": charts.embed,
    "plan_embed": charts.plan_embed,
    "promise_embed": charts.promise_embed,
    "plan_badge": charts.plan_badge,
    "promise_badge": charts.promise_badge,
    **ABOUT_PAGES,
    "search": search,
    "a_z": a_z.a_z,
    "a_z_letter": a_z.letter,
    "components": components.components,
}


def of_one_instant(view: View) -> View:
    """A page that is all of one instant of the record, however many questions it asks while others sign and publish."""

    @wraps(view)
    def seen(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        with one_instant():
            return view(request, *args, **kwargs)

    return seen


SEEN = {name: of_one_instant(view) for name, view in PUBLIC_PAGES.items()}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", root.root, name="root"),
    path("components/", root.components_redirect),
    path("robots.txt", root.robots),
    path("sitemap.xml", root.sitemap),
    path("sitemap-site.xml", root.sitemap_site),
    path("sitemap-plan-<slug:plan>.xml", root.sitemap_plan),
    *in_all_languages(SEEN),
]
