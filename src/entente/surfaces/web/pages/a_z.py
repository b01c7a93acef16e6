"""Everything public in alphabetical order: commitments, bodies, agreed words, activities, sources.

For readers without scripts, and for who reads the site from a disk.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import Wording
from entente.foundation.common.reading import remembered_whole
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.record.verification import queries as verification
from entente.surfaces.intake import agreed
from entente.surfaces.web import links
from entente.surfaces.web.frame import NavigationLink, now_of
from entente.surfaces.web.wording import Said, said

ENTRIES_MAX = 800
"""So many stand on one page; more of them have a page for each letter."""
LETTERS = (*"abcdefghijklmnopqrstuvwxyzñ", "0")
OTHER = "0"
"""Where a name stands that begins with no letter of the Latin alphabet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index.  what: its kind and number; address: where it is read."""

    name: Said
    what: str
    address: str


Line = tuple[Said, str, str, tuple[tuple[str, str], ...]]
"""An entry before it is led to from a page: its name, what it is, the page where it is read and that page's keys."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under a letter.  code: as addresses name it."""

    name: str
    code: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AToZPage:
    """The index, or a letter of it.  jumps: to the letters; letters: those whose entries stand here."""

    title: str
    description: str
    jumps: tuple[NavigationLink, ...]
    letters: tuple[Letter, ...]
    bar: None = None


def a_z(request: HttpRequest, language: str) -> HttpResponse:
    lines = _lines(now_of(request), language)
    if sum(map(len, lines.values())) <= ENTRIES_MAX:
        letters = [_letter(name, lines, language) for name in lines]
        jumps = [NavigationLink(one.name, f"#letter-{one.code}", is_current=False) for one in letters]
        return _shown(request, language, jumps, letters, _("From A to Z"))
    return _shown(request, language, _pages(lines, language), [], _("From A to Z"))


def letter(request: HttpRequest, language: str, letter: str) -> HttpResponse:
    """What stands under a letter; nothing may: other languages have other names."""
    if letter not in LETTERS:
        raise Http404
    lines = _lines(now_of(request), language)
    chosen = [_letter(name, lines, language) for name in lines if name.lower() == letter]
    title = _("From A to Z: %(letter)s") % {"letter": chosen[0].name if chosen else letter.upper()}
    return _shown(request, language, _pages(lines, language, letter), chosen, title)


def _pages(names: Iterable[str], language: str, shown: str = "") -> list[NavigationLink]:
    return [
        NavigationLink(_said(name), links.href("a_z_letter", language, letter=name.lower()), name.lower() == shown)
        for name in names
    ]


def _letter(name: str, lines: Mapping[str, Sequence[Line]], language: str) -> Letter:
    entries = (Entry(text, what, links.href(page, language, **dict(keys))) for text, what, page, keys in lines[name])
    return Letter(_said(name), name.lower(), tuple(entries))


def _said(name: str) -> str:
    return _("Others") if name == OTHER else name


def _shown(
    request: HttpRequest, language: str, jumps: list[NavigationLink], shown: list[Letter], title: str
) -> HttpResponse:
    page = AToZPage(
        title=title,
        description=_("Every commitment, body, activity, agreed word and source in alphabetical order."),
        jumps=tuple(jumps),
        letters=tuple(shown),
    )
    return render(request, "web/pages/a_z.html", {"page": page})


# --- entries ---------------------------------------------------------------------------------------------------------


@remembered_whole
def _lines(as_of: datetime, language: str) -> Mapping[str, Sequence[Line]]:
    """Each letter's entries, letters and entries in order: read once for the pages of all letters."""
    known = plans.visible_plans(PUBLIC, as_of=as_of)
    of_many = len(known) > 1
    lines = dict.fromkeys(line for plan in known for line in _of_plan(plan, as_of, language, is_named=of_many))
    keys = {line: sort_key(line[0].text, language) for line in lines}
    found: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda one: (keys[one], one[1])):
        found.setdefault(_initial(keys[line]), []).append(line)
    return {name: found[name] for name in sorted(found, key=lambda name: (name == OTHER, sort_key(name, language)))}


def _of_plan(plan: PlanView, as_of: datetime, language: str, *, is_named: bool) -> Iterator[Line]:
    """A plan's own entries.  The same number of queries for any number of promises.  is_named: each says whose it is."""
    whose = said(plan.title, language, plan.languages).text if is_named else ""

    def entry(name: Wording, what: str, page: str, **keys: str) -> Line:
        whole = " · ".join(filter(None, (what, whose if page != "plan" else "")))
        return said(name, language, plan.languages), whole, page, (("plan", plan.slug), *keys.items())

    yield entry(plan.title, _("Plan"), "plan")
    rows = plans.commitment_rows(PUBLIC, plan.slug, as_of=as_of).values_list("number", "title")
    for number, title in rows:
        yield entry(
            title or {language: number}, _("Commitment %(number)s") % {"number": number}, "commitment", number=number
        )
    for lead in delivery.leads_on_plan(PUBLIC, plan.slug, as_of=as_of):
        number = lead.subject.partition("/")[2].partition("#")[0]
        what = _("Body, for commitment %(number)s") % {"number": number}
        yield entry(lead.name, what, "commitment", number=number)
    for activity in delivery.activities_on_plan(PUBLIC, plan.slug, as_of=as_of):
        yield entry(activity.title, _("Activity"), "activity", activity=activity.slug)
    for term in agreed.terms(PUBLIC, plan.slug, as_of=as_of):
        yield entry(term.names, _("Agreed word"), "terms")
    for claim in verification.claims_on_plan(PUBLIC, plan.slug, as_of=as_of):
        for one in claim.sources:
            name = said(one.title, language, plan.languages)
            yield name, _("Source"), "source", (("key", str(one.document_key)),)


# --- alphabetical order ----------------------------------------------------------------------------------------------


BESIDE_WORDS = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) != " "}
"""What counts for nothing in the order, of plain letters: most names have no others."""


def sort_key(text: str, language: str) -> str:
    """The order of a dictionary of the language: accents and capitals make no difference, but ñ follows n in Spanish."""
    lowered = text.casefold()
    if lowered.isascii():
        return lowered.translate(BESIDE_WORDS).strip()
    if language == "es":
        lowered = lowered.replace("ñ", "n￿")
    bare = "".join(one for one in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(one))
    return "".join(one for one in bare if one.isalnum() or one in " ￿").strip()


def initial(text: str, language: str) -> str:
    """The letter under which a name stands; OTHER for a figure or another script."""
    return _initial(sort_key(text, language))


def _initial(key: str) -> str:
    if key.startswith("n￿"):
        return "Ñ"
    return key[0].upper() if key and "a" <= key[0] <= "z" else OTHER
