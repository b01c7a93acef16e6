"""All addresses of the site, and the page of a promise once more as django-distill takes it."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.utils import timezone
from django_distill import distill_path

from entente.config.urls import handler400, handler403, handler404, handler500
from entente.config.urls import urlpatterns as whole
from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.surfaces.intake.invented import SLUG
from entente.surfaces.web.pages.commitment import commitment

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def promises() -> list[tuple[str, str]]:
    return [(SLUG, promise.number) for promise in plans.commitments(PUBLIC, SLUG, as_of=timezone.now())]


urlpatterns = [
    *i18n_patterns(
        distill_path("distilled/<slug:plan>/<str:number>/", commitment, name="distilled", distill_func=promises)
    ),
    *whole,
]
