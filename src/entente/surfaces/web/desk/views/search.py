"""Search over what somebody's side may read: what is public, and what is shared with it, each marked."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import staff
from entente.surfaces.web.search import SearchResults, results

from .parts import DeskPage, desk_crumb, show


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSearchPage(DeskPage):
    """What was asked and found.  address: where the form is sent."""

    address: str
    results: SearchResults


@staff
def search(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    here = links.href("desk_search", language)
    page = DeskSearchPage(
        title=_("Search"),
        crumbs=(desk_crumb(language),),
        address=here,
        results=results(request, by, language, here),
    )
    return show(request, "search.html", page)
