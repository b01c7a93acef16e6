"""Everything public in alphabetical order: commitments, bodies, agreed words, activities, sources.

For readers without scripts, and for who reads the site from a disk.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.kept import kept_value, left_of
from entente.foundation.common.languages import Wording
from entente.foundation.common.reading import remembered_whole
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.record.verification import queries as verification
from entente.surfaces.intake import agreed
from entente.surfaces.web import links
from entente.surfaces.web.frame import NavigationLink, now_of
from entente.surfaces.web.links import languages
from entente.surfaces.web.wording import Said, said, spoken

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


Named = tuple[Wording, str, str, Mapping[str, str]]
"""Something with a name: that, what it is, the page where it is read and that page's keys beside the plan."""
FAMILY = "names from A to Z"
OF_NO_PLAN = ("plan", "source")
"""Pages of which an entry does not say whose they are."""


class Line(NamedTuple):
    """An entry before it is led to from a page; lines stand in their order.

    key   by which a dictionary orders it; keys: of the page where it is read
    name  in the language that it has it in
    """

    key: str
    what: str
    keys: tuple[tuple[str, str], ...]
    page: str
    name: str
    language: str


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
    entries = [
        Entry(spoken(line.name, line.language, language), line.what, links.href(line.page, language, **dict(line.keys)))
        for line in lines[name]
    ]
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
    left_of(FAMILY, {_part(plan, kind, tag, known) for plan in known for kind in KINDS for tag, _name in languages()})
    lines = {line: None for plan in known for kind in KINDS for line in _kept(plan, kind, language, known, as_of)}
    found: dict[str, list[Line]] = {}
    for line in sorted(lines):
        found.setdefault(_initial(line.key), []).append(line)
    return {name: found[name] for name in sorted(found, key=lambda name: (name == OTHER, sort_key(name, language)))}


def _kept(plan: PlanView, kind: str, language: str, known: Sequence[PlanView], as_of: datetime) -> list[Line]:
    """The entries of one kind: while a site is published they are kept until one of them changes."""

    def make() -> list[Line]:
        whose = _whose(plan, language, known)
        return [_line(plan, language, whose, one) for one in KINDS[kind](plan, as_of)]

    return kept_value(_part(plan, kind, language, known), make, family=FAMILY)


def _part(plan: PlanView, kind: str, language: str, known: Sequence[PlanView]) -> str:
    made_from = repr((plan.languages, plan.title, _whose(plan, language, known)))
    return f"{kind} {language} {plan.slug} {sha256_hex(made_from.encode())}"


def _whose(plan: PlanView, language: str, known: Sequence[PlanView]) -> str:
    """What each entry says of its plan, "" where there is no other."""
    return said(plan.title, language, plan.languages).text if len(known) > 1 else ""


def _line(plan: PlanView, language: str, whose: str, one: Named) -> Line:
    wording, what, page, keys = one
    name = said(wording or {language: keys.get("number", "")}, language, plan.languages)
    whole = what if page in OF_NO_PLAN else " · ".join(filter(None, (what, whose)))
    led = keys if page == "source" else {"plan": plan.slug, **keys}
    return Line(sort_key(name.text, language), whole, tuple(led.items()), page, name.text, name.language)


# --- what a plan has -------------------------------------------------------------------------------------------------
# The same number of queries for any number of promises.


def _itself(plan: PlanView, _as_of: datetime) -> Iterator[Named]:
    yield plan.title, _("Plan"), "plan", {}


def _commitments(plan: PlanView, as_of: datetime) -> Iterator[Named]:
    for number, title in plans.promise_titles(PUBLIC, plan.slug, as_of=as_of).items():
        yield title, _("Commitment %(number)s") % {"number": number}, "commitment", {"number": number}


def _bodies(plan: PlanView, as_of: datetime) -> Iterator[Named]:
    for lead in delivery.leads_on_plan(PUBLIC, plan.slug, as_of=as_of):
        number = lead.subject.partition("/")[2].partition("#")[0]
        what = _("Body, for commitment %(number)s") % {"number": number}
        yield lead.name, what, "commitment", {"number": number}


def _activities(plan: PlanView, as_of: datetime) -> Iterator[Named]:
    for slug, title in delivery.activity_titles(PUBLIC, plan.slug, as_of=as_of).items():
        yield title, _("Activity"), "activity", {"activity": slug}


def _words(plan: PlanView, as_of: datetime) -> Iterator[Named]:
    for term in agreed.terms(PUBLIC, plan.slug, as_of=as_of):
        yield term.names, _("Agreed word"), "terms", {}


def _sources(plan: PlanView, as_of: datetime) -> Iterator[Named]:
    for key, title in verification.cited_titles(PUBLIC, plan.slug, as_of=as_of).items():
        yield title, _("Source"), "source", {"key": str(key)}


KINDS: Mapping[str, Callable[[PlanView, datetime], Iterator[Named]]] = {
    "plan": _itself,
    "commitments": _commitments,
    "bodies": _bodies,
    "activities": _activities,
    "words": _words,
    "sources": _sources,
}


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
