"""The addresses that can be files: pages for a reader without a log-in, lists, charts, feeds, data, reports, sources.

The desk, the API and the pages of a log-in need a server.  They are half of the program, and a publication does not load them.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("entente.surfaces.web.urls")),
    path("", include("entente.surfaces.following.urls")),
    path("", include("entente.surfaces.reports.urls")),
    path("", include("entente.surfaces.opendata.urls")),
    path("", include("entente.surfaces.web.desk.copies_urls")),
]
