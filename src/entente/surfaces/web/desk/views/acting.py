"""One form, one act: what the pages of activities, candidates, clock and leads share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.errors import Conflict, InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.directory import queries as directory
from entente.foundation.sources import commands as sources
from entente.foundation.sources import queries as documents
from entente.foundation.sources.queries import Citation
from entente.surfaces.web.desk.forms.fields import DeskForm, errors_of
from entente.surfaces.web.wording import Said, said

from .conflicts import Clash, show_conflict
from .parts import Crumb, DeskPage, done, show
from .promise import About, work_crumbs

SLUG_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage(DeskPage):
    """One form about a promise.

    button    what its button says; hint: what follows from it, "" for nothing to add
    revision  of what it shows, "" where nobody else could change that meanwhile
    stands    words that somebody else put on record meanwhile, so that this can no longer be done; None otherwise
    """

    about: About
    form: DeskForm
    button: str
    back: str
    hint: str = ""
    revision: str = ""
    stands: Said | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What a form does.

    sentence  what is said once it is done; anchor: where on the page gone back to it shows, as "#notes"
    revision  of what the form shows
    again     the form as it stands on record now, and its revision: for somebody who wrote at once with somebody else
    stands    what stands on record now of what this act would say
    """

    title: str
    button: str
    sentence: str
    form: DeskForm
    do: Callable[[], object]
    hint: str = ""
    anchor: str = ""
    revision: str = ""
    again: Callable[[], tuple[DeskForm, str]] | None = None
    stands: Callable[[], Said] | None = None


def answer(
    request: HttpRequest, language: str, about: About, act: Act, back: str, crumbs: Iterable[Crumb] = ()
) -> HttpResponse:
    """Do it and go back, or show the form with what is to be mended.  Whatever happens, what was typed is kept."""
    status, stands = 0, None
    if request.method == "POST" and act.form.is_valid():
        try:
            act.do()
        except RuleBroken as wrong:
            act.form.refuse(wrong.sentence)
        except Conflict:
            if act.again is None:
                raise
            theirs, revision = act.again()
            return show_conflict(request, about, Clash(act.form, theirs, request.get_full_path(), revision), language)
        except InvalidTransition as moved:
            act.form.refuse(moved.sentence)
            status, stands = moved.status, act.stands() if act.stands else None
        else:
            return done(request, act.sentence, f"{back}{act.anchor}")
    page = ActPage(
        title=act.title,
        crumbs=(*work_crumbs(about, language), *crumbs),
        errors=errors_of(act.form),
        about=about,
        form=act.form,
        button=act.button,
        back=back,
        hint=act.hint,
        revision=request.POST.get("revision", act.revision),
        stands=stands,
    )
    response = show(request, "act.html", page)
    response.status_code = status or response.status_code
    return response


def sent(request: HttpRequest) -> object:
    """What a form was sent with, None while it is only shown."""
    return request.POST if request.method == "POST" else None


def new_slug(title: Wording, taken: Iterable[str], otherwise: str) -> str:
    """A short name made from a title, in the first language whose letters can stand in an address."""
    stem = next((slug for text in title.values() if (slug := slugify(text)[:SLUG_LENGTH].strip("-"))), otherwise)
    known, at = set(taken), 1
    while (slug := stem if at == 1 else f"{stem}-{at}") in known:
        at += 1
    return slug


def own_documents(by: Actor, language: str) -> list[tuple[str, str]]:
    """(slug, title) of one's own side's sources, as the choices of a list."""
    return [(row.slug, said(row.title, language).text or row.slug) for row in documents.own_documents(by)]


def cited(by: Actor, slug: str, place: str = "") -> Citation | None:
    """A place in one of one's own sources; None for no source."""
    return sources.cite(documents.get_own_document(by, slug), by=by, place=place) if slug else None


def bodies(by: Actor, language: str) -> list[tuple[str, str]]:
    """(slug, name) of the bodies that one may name: its own for a party, any for others."""
    own = by.capacity is Capacity.PARTY
    rows = directory.organisations_of_side(by.owner) if own else directory.organisations()
    return [(row.slug, said(row.name, language).text or row.slug) for row in rows]


def every_body(language: str) -> list[tuple[str, str]]:
    return [(row.slug, said(row.name, language).text or row.slug) for row in directory.organisations()]
