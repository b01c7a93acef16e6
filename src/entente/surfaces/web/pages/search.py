"""Search over everything that is public.  Written to a file, the page searches in the browser, in files beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.surfaces.web import files, links
from entente.surfaces.web.choices import Choice
from entente.surfaces.web.frame import now_of
from entente.surfaces.web.search import SearchResults, counted, no_day, results
from entente.surfaces.web.search_choices import choices_of_files
from entente.surfaces.web.search_files import FOLDER


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search.

    a_z      address of everything in alphabetical order
    results  None on a page that is a file
    files    folder of the words that such a page looks in, "" where a server looks
    choices  filters of such a page
    one, many  how many were found, in words; “{n}” stands for the number
    no_day   what is said of a day that is none; “{text}” stands for it
    """

    title: str
    description: str
    a_z: str
    address: str
    results: SearchResults | None
    files: str
    choices: tuple[Choice, ...]
    one: str
    many: str
    no_day: str
    bar: None = None


def search(request: HttpRequest, language: str) -> HttpResponse:
    here, written = links.href("search", language), files.current()
    found = None if written else results(request, PUBLIC, language, here)
    words = found.words[:60] if found and found.is_asked else ""
    page = SearchPage(
        title=_("Search: %(words)s") % {"words": words} if words else _("Search"),
        description=_("Find words in plans, commitments, updates, evidence and sources, in every language."),
        a_z=links.href("a_z", language),
        address=here,
        results=found,
        files=written.link(FOLDER) + "/" if written else "",
        choices=choices_of_files(language, as_of=now_of(request)) if written else (),
        one=counted(1),
        many=counted(2).replace("2", "{n}"),
        no_day=no_day("{text}"),
    )
    return render(request, "web/pages/search.html", {"page": page})
