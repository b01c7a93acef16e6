"""Search as both pages show it: what is asked, what was found, each with its kind, its place and the passage that answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import Tier
from entente.record.plan import queries as plans
from entente.record.plan.queries import PillarView, PlanView
from entente.surfaces.search import asking
from entente.surfaces.search.asking import Answer, Hit
from entente.surfaces.search.passages import Passage
from entente.surfaces.search.questions import Question
from entente.surfaces.search.words import Condition, Kind, Match

from . import dates, links
from .choices import Choice
from .found_places import Thing, place
from .frame import NavigationLink, now_of
from .search_choices import KINDS, choices, states
from .wording import Said, said, spoken

PER_PAGE = 20
PAGES_SHOWN = 10
FIRST = 3
"""So many stand before what other languages say."""

TIERS = {
    Tier.PARTIES: gettext_lazy("Shared among the parties"),
    Tier.GROUP: gettext_lazy("Of a working group"),
    Tier.OWN: gettext_lazy("Of your side alone"),
}


@dataclass(frozen=True, slots=True)
class FoundItem:
    """Something found.

    title, passage  with what was looked for marked, escaped; attrs: their language
    facts           number, plan, day
    circle          who reads it, "" for everybody
    """

    kind: str
    address: str
    title: SafeString
    title_attrs: SafeString
    passage: SafeString
    passage_attrs: SafeString
    facts: tuple[str, ...]
    circle: str


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What a search page shows.

    words, from_on, to_on  as typed
    choices   filters; kinds: links that narrow to a kind, with how many there are
    count     how many were found, in words; "" while there is no index: nobody has looked then
    notes     what must be said of the index, of the question or of what was found
    first, found  the first three and the rest; elsewhere: what other languages alone say, shown between them
    """

    here: str
    words: str
    from_on: str
    to_on: str
    choices: tuple[Choice, ...]
    is_asked: bool
    is_narrowed: bool
    count: str
    notes: tuple[str, ...]
    kinds: tuple[NavigationLink, ...]
    first: tuple[FoundItem, ...]
    elsewhere: tuple[FoundItem, ...]
    found: tuple[FoundItem, ...]
    pages: tuple[NavigationLink, ...]
    previous: str
    next: str


def results(request: HttpRequest, by: Actor, language: str, here: str) -> SearchResults:
    """What an actor asks on a page, and finds."""
    as_of = now_of(request)
    known = plans.visible_plans(by, as_of=as_of)
    query = request.GET
    plan = next((one for one in known if one.slug == query.get("plan", "")), None)
    pillars = plans.pillars(by, plan.slug, as_of=as_of) if plan else []
    question, wrong = read_question(query, language, plan, pillars, known)
    kept = query_of(query, question)
    at = links.asked_page(query)
    is_asked = bool(question.text.strip())
    answer = (
        asking.ask(by, question, as_of=as_of, limit=PER_PAGE, offset=(at - 1) * PER_PAGE)
        if is_asked
        else Answer(Condition.CURRENT)
    )
    last = min(max(1, -(-answer.total // PER_PAGE)), asking.OFFSET_MAX // PER_PAGE)
    titles = {one.slug: said(one.title, language, one.languages) for one in known}
    beside = {(hit.kind, hit.ref) for hit in answer.elsewhere}
    hits = [hit for at, hit in enumerate(answer.hits) if at < FIRST or (hit.kind, hit.ref) not in beside]
    items = tuple(_item(hit, language, titles) for hit in hits)
    return SearchResults(
        here=here,
        words=question.text,
        from_on=query.get("from", ""),
        to_on=query.get("to", ""),
        choices=choices(question, known, pillars, language),
        is_asked=is_asked,
        is_narrowed=question.is_narrowed,
        count="" if answer.condition is Condition.IN_THE_MAKING else counted(answer.total),
        notes=(*wrong, *(_notes(answer) if is_asked else ())),
        kinds=_kinds(here, kept, answer, question.kind),
        first=items[:FIRST],
        elsewhere=tuple(_item(hit, language, titles) for hit in answer.elsewhere),
        found=items[FIRST:],
        pages=_pages(here, kept, at, last),
        previous=_address(here, kept, at - 1) if at > 1 else "",
        next=_address(here, kept, at + 1) if at < last else "",
    )


# --- what is asked for -----------------------------------------------------------------------------------------------


def read_question(
    query: QueryDict, language: str, plan: PlanView | None, pillars: Sequence[PillarView], known: Sequence[PlanView]
) -> tuple[Question, tuple[str, ...]]:
    """The question of an address, and what is wrong with it.  A filter that is no choice leaves everything in."""
    days, wrong = [], []
    for name in ("from", "to"):
        try:
            days.append(date.fromisoformat(query.get(name, "")) if query.get(name) else None)
        except ValueError:
            days.append(None)
            wrong.append(no_day(query.get(name, "")[:40]))
    parties = {party.code for one in known for party in one.parties}

    def one_of(name: str, allowed: set[str]) -> str:
        value = query.get(name, "")
        return value if value in allowed else ""

    question = Question(
        query.get("q", "").replace("\x00", " "),
        language=language,
        kind=one_of("kind", {str(kind) for kind in Kind}),
        plan=plan.slug if plan else "",
        pillar=one_of("pillar", {one.number for one in pillars}),
        party=one_of("party", parties),
        state=one_of("state", set(states())),
        from_on=days[0],
        to_on=days[1],
    )
    return question, tuple(wrong)


def no_day(text: str) -> str:
    return _("“%(text)s” is no day and was left out; write it as 2026-03-01.") % {"text": text}


def query_of(query: QueryDict, question: Question) -> dict[str, str]:
    """The query of an address that asks the same."""
    return {
        "q": question.text,
        "kind": question.kind,
        "plan": question.plan,
        "pillar": question.pillar,
        "party": question.party,
        "state": question.state,
        "from": query.get("from", "") if question.from_on else "",
        "to": query.get("to", "") if question.to_on else "",
    }


# --- what was found --------------------------------------------------------------------------------------------------


def counted(total: int) -> str:
    """How many were found, in words."""
    if not total:
        return _("Nothing found.")
    return ngettext("%(number)s found", "%(number)s found", total) % {"number": total}


def _notes(answer: Answer) -> tuple[str, ...]:
    """What a reader must know, in whole sentences."""
    found = []
    if answer.condition is Condition.IN_THE_MAKING:
        found.append(_("The search index is being made; ask again in some minutes."))
    if answer.condition is Condition.BEHIND:
        found.append(_("What was put on record in the last moments is not found here yet."))
    if answer.was_cut:
        found.append(_("The question was long; only its beginning was looked for."))
    if answer.is_empty:
        found.append(_("There is no word in the question; write what you look for."))
    if answer.match is Match.ANY and answer.total:
        found.append(_("No text holds all of these words; these hold some of them."))
    return tuple(found)


def _kinds(here: str, kept: dict[str, str], answer: Answer, chosen: str) -> tuple[NavigationLink, ...]:
    """How many there are of each kind; () where there is one kind only."""
    if len(answer.kinds) < 2:
        return ()
    total = sum(answer.kinds.values())
    name = _("All")
    every = NavigationLink(f"{name} ({total})", links.with_query(here, {**kept, "kind": ""}), not chosen)
    return (
        every,
        *(
            NavigationLink(
                f"{KINDS[kind]} ({number})", links.with_query(here, {**kept, "kind": str(kind)}), chosen == kind
            )
            for kind, number in answer.kinds.items()
        ),
    )


def _item(hit: Hit, language: str, titles: dict[str, Said]) -> FoundItem:
    thing = Thing(hit.kind, hit.tier, hit.ref, hit.subject, hit.plan, hit.pillar)
    title = hit.title if hit.title.text else hit.passage
    facts = [thing.number, titles[hit.plan].text if hit.plan in titles else ""]
    facts.append(dates.day(hit.on, language) if hit.on else "")
    return FoundItem(
        kind=str(KINDS[hit.kind]),
        address=place(thing, language),
        title=marked(title) if title.text else SafeString(hit.ref),
        title_attrs=spoken(title.text, title.language, language).attrs,
        passage=marked(hit.passage) if hit.title.text else SafeString(""),
        passage_attrs=spoken(hit.passage.text, hit.passage.language, language).attrs,
        facts=tuple(fact for fact in facts if fact),
        circle=str(TIERS.get(hit.tier, "")),
    )


def marked(passage: Passage) -> SafeString:
    """A passage as HTML: escaped, with <mark> around what was looked for."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", one.text) if one.is_hit else one.text,) for one in passage.pieces)
    )


def _pages(here: str, kept: dict[str, str], at: int, last: int) -> tuple[NavigationLink, ...]:
    """The pages around this one."""
    if last == 1:
        return ()
    first = max(1, min(at - PAGES_SHOWN // 2, last - PAGES_SHOWN + 1))
    shown = range(first, min(last, first + PAGES_SHOWN - 1) + 1)
    return tuple(NavigationLink(str(number), _address(here, kept, number), number == at) for number in shown)


def _address(here: str, kept: dict[str, str], number: int) -> str:
    return links.with_query(here, {**kept, "page": "" if number == 1 else str(number)})
