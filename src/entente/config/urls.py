"""All addresses."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from entente.surfaces.web import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("api/", include("entente.surfaces.api.urls")),
    path("", include("entente.surfaces.web.urls")),
    path("", include("entente.surfaces.following.urls")),
    path("", include("entente.surfaces.reports.urls")),
    path("", include("entente.surfaces.opendata.urls")),
    path("", include("entente.surfaces.publish.urls")),
    path("", include("entente.surfaces.web.desk.urls")),
    *i18n_patterns(path("account/", include("entente.foundation.accounts.urls"))),
]

handler400 = "entente.surfaces.web.refusals.bad_request"
handler403 = "entente.surfaces.web.refusals.permission_denied"
handler404 = "entente.surfaces.web.refusals.page_not_found"
handler500 = "entente.surfaces.web.refusals.server_error"
