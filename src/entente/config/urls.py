"""All addresses."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

from entente.surfaces.web import health


def _later(below: str, urls: str) -> URLResolver:
    """What is not loaded before an address is looked for in it: a publication looks for none there.

    Who answers requests loads all of it before the first one (`wsgi`).
    """
    return URLResolver(RoutePattern(below), urls)


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    _later("api/", "entente.surfaces.api.urls"),
    path("", include("entente.surfaces.web.urls")),
    path("", include("entente.surfaces.following.urls")),
    _later("", "entente.surfaces.reports.urls"),
    path("", include("entente.surfaces.opendata.urls")),
    _later("", "entente.surfaces.publish.urls"),
    _later("", "entente.surfaces.web.desk.urls"),
    *i18n_patterns(_later("account/", "entente.foundation.accounts.urls")),
]

handler400 = "entente.surfaces.web.refusals.bad_request"
handler403 = "entente.surfaces.web.refusals.permission_denied"
handler404 = "entente.surfaces.web.refusals.page_not_found"
handler500 = "entente.surfaces.web.refusals.server_error"
