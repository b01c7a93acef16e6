"""The log-in pages as the site has them, and one page that says who acts."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from entente.foundation.accounts.middleware import actor_of


def who(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return HttpResponse(f"{actor.capacity} {actor.owner} {actor.post}".strip())


urlpatterns = [
    path("who/", who, name="who"),
    path("en/who/", who),
    *i18n_patterns(path("account/", include("entente.foundation.accounts.urls"))),
]
