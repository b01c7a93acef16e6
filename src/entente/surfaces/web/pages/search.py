"""Search over everything that is public.  Written to a file, the page searches in the browser, in files beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.surfaces.web import files, links
from entente.surfaces.web.search import SearchResults, results


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search.  a_z: address of everything in alphabetical order; results: None on a page that is a file."""

    title: str
    description: str
    a_z: str
    address: str
    results: SearchResults | None
    bar: None = None


def search(request: HttpRequest, language: str) -> HttpResponse:
    here = links.href("search", language)
    found = None if files.current() is not None else results(request, PUBLIC, language, here)
    words = found.words[:60] if found and found.is_asked else ""
    page = SearchPage(
        title=_("Search: %(words)s") % {"words": words} if words else _("Search"),
        description=_("Find words in plans, commitments, updates, evidence and sources, in every language."),
        a_z=links.href("a_z", language),
        address=here,
        results=found,
    )
    return render(request, "web/pages/search.html", {"page": page})
