"""All addresses of the site, and the page of a promise once more as django-distill takes it."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django_distill import distill_path

from entente.config.urls import handler400, handler403, handler404, handler500
from entente.config.urls import urlpatterns as whole
from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.surfaces.intake.invented import SLUG
from entente.surfaces.web.urls import SEEN

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def promises() -> list[tuple[str, str]]:
    return [(SLUG, promise.number) for promise in plans.commitments(PUBLIC, SLUG, as_of=timezone.now())]


def promise(request: HttpRequest, plan: str, number: str) -> HttpResponseBase:
    """The very view of the site; its language is that of the address, as the middleware has found it."""
    return SEEN["commitment"](request, language=get_language(), plan=plan, number=number)


urlpatterns = [
    *i18n_patterns(
        distill_path("distilled/<slug:plan>/<str:number>/", promise, name="distilled", distill_func=promises)
    ),
    *whole,
]
