"""All addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from entente.surfaces.web import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
]
