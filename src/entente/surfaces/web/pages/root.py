"""The addresses without a language: the choice of one, the maps for search engines, the gallery's short address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.surfaces.web import files, links
from entente.surfaces.web.frame import now_of

SITE_PAGES = ("home", "a_z", "about", "words", "accessibility", "privacy", "problem")
ADDRESSES_MAX = 50_000
"""As many as one map may hold."""


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language at the root: its own name, the address that speaks it, and what the site says of itself in it."""

    language: str
    name: str
    address: str
    line: str


@dataclass(frozen=True, slots=True)
class RootPage:
    """The choice of a language."""

    title: str
    description: str
    choices: tuple[LanguageChoice, ...]
    bar: None = None


def root(request: HttpRequest) -> HttpResponse:
    """Choose a language.  Nobody is sent anywhere by guess; a choice is an address, and nothing stores it."""
    known = dict(links.languages())
    if (chosen := request.GET.get("language", "")) in known:
        return HttpResponseRedirect(links.href("home", chosen))
    choices = tuple(_choice(tag, name) for tag, name in known.items())
    page = RootPage("Entente", " · ".join(choice.line for choice in choices), choices)
    return render(request, "web/pages/root.html", {"page": page})


def _choice(tag: str, name: str) -> LanguageChoice:
    with translation.override(tag):
        line = translation.gettext("The joint record of action plans between governments")
    return LanguageChoice(tag, name, links.href("home", tag), line)


@dataclass(frozen=True, slots=True)
class MissingPage:
    """No page here, said in every language: language, the sentence, where all plans are, and how that is said."""

    title: str
    sentences: tuple[tuple[str, str, str, str], ...]
    bar: None = None


def missing(request: HttpRequest) -> HttpResponse:
    """What a file host shows at an address without a page, where it does not know the reader's language."""
    page = MissingPage("404", tuple(_sentence(tag) for tag, _name in links.languages()))
    return render(request, "web/pages/missing.html", {"page": page}, status=404)


def _sentence(tag: str) -> tuple[str, str, str, str]:
    with translation.override(tag):
        return (
            tag,
            translation.gettext("There is no page at this address."),
            links.href("home", tag),
            translation.gettext("All plans on record"),
        )


def components_redirect(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(links.href("components", translation.get_language() or "en"))


def robots(request: HttpRequest) -> HttpResponse:
    kept_out = () if files.current() else (links.href("desk", tag) for tag, _name in links.languages())
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in kept_out)]
    lines.append(f"Sitemap: {links.absolute(links.site('/sitemap.xml'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """The maps: one of the site's own pages, one of each plan."""
    slugs = plans.visible_slugs(PUBLIC, as_of=now_of(request))
    names = ["/sitemap-site.xml", *(f"/sitemap-plan-{slug}.xml" for slug in slugs)]
    maps = [links.absolute(links.site(name)) for name in names]
    return render(request, "web/sitemap_index.xml", {"maps": maps}, content_type="application/xml")


def sitemap_site(request: HttpRequest) -> HttpResponse:
    return _map(request, [(page, {}) for page in SITE_PAGES])


def sitemap_plan(request: HttpRequest, plan: str) -> HttpResponse:
    """Every page of a plan, in every language; of an enormous plan the first that one map may hold."""
    as_of = now_of(request)
    if plan not in plans.visible_slugs(PUBLIC, as_of=as_of):
        raise Http404
    keys = {"plan": plan}
    pages = [(page, keys) for page in ("plan", "commitments", "text", "frameworks", "history")]
    pages += [("pillar", {**keys, "number": one.number}) for one in plans.pillars(PUBLIC, plan, as_of=as_of)]
    rows = plans.commitment_rows(PUBLIC, plan, as_of=as_of).values_list("number", flat=True)
    pages += [("commitment", {**keys, "number": number}) for number in rows]
    return _map(request, pages)


def _map(request: HttpRequest, pages: list[tuple[str, dict[str, str]]]) -> HttpResponse:
    tags = [tag for tag, _name in links.languages()]
    entries = [
        [(tag, links.absolute(links.href(page, tag, **keys))) for tag in tags]
        for page, keys in pages[: ADDRESSES_MAX // len(tags)]
    ]
    return render(request, "web/sitemap.xml", {"entries": entries}, content_type="application/xml")
