"""Where the open data is found: pages in every language, and files that are the same for all."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from entente.surfaces.web.patterns import View, in_all_languages

from . import linked_views, views

OPENDATA_PAGES: dict[str, View] = {"data": views.data, "data_release": views.data_release}

urlpatterns: list[URLPattern | URLResolver] = [
    path("data/catalog.<slug:form>", linked_views.catalogue, name="data_catalogue"),
    path("data/linked/<slug:plan>.jsonld", linked_views.plan, name="linked_plan"),
    path("data/linked/<slug:plan>/<number:number>.jsonld", linked_views.commitment, name="linked_commitment"),
    path("data/linked/<slug:plan>/bodies/<slug:body>.jsonld", linked_views.body, name="linked_body"),
    path("data/linked/<slug:plan>/activities/<slug:activity>.jsonld", linked_views.activity, name="linked_activity"),
    path(
        "data/linked/<slug:plan>/<slug:owner>/<segment:method>.jsonld",
        linked_views.assessments,
        name="linked_assessments",
    ),
    path("data/<segment:release>/<path:path>", views.release_file, name="data_file"),
    *in_all_languages(OPENDATA_PAGES),
]
