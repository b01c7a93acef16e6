"""The lists behind the counts of the release board: a few lines of each on the board itself, all of them page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entente.foundation.common.actors import Actor
from entente.foundation.directory import queries as directory
from entente.foundation.ledger.queries import PUBLIC_LOG
from entente.record.plan import queries as plans
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.named import names_for
from entente.surfaces.web.desk.views.audit import trail_line
from entente.surfaces.web.desk.views.proposals import proposal_line
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.wording import Said, native_name, said, spoken

from .looks import Look
from .outlook import Ahead, Entries, ahead, entries_since, lacking, title_of, unsigned_entries, unsigned_proposals
from .trace import StalePage

FEW, PAGE = 10, 50
"""Lines of a list on the board itself, and on a page of its own."""

ABOUT = {
    "accord": gettext_lazy("proposals and signatures"),
    "assessment": gettext_lazy("where sides stand, searches, readings"),
    "delivery": gettext_lazy("what sides report"),
    "directory": gettext_lazy("parties, bodies and posts"),
    "plan": gettext_lazy("plans and promises"),
    "reports": gettext_lazy("issues of reports"),
    "sources": gettext_lazy("sources and copies"),
    "texts": gettext_lazy("wordings in a language"),
    "verification": gettext_lazy("evidence and checks"),
}
"""What a table's name begins with -> what an entry was about."""


@dataclass(frozen=True, slots=True)
class Line:
    """words: what it is, linked when there is an address; tag: its state, None for none; facts: the rest in small."""

    words: Said
    address: str
    facts: str
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A count and the list behind it.

    key     in the address of its own page, with `query`
    counted the count in words; none: said in its place when there is none
    lines   those that were asked for
    """

    key: str
    title: str
    counted: str
    none: str
    total: int
    lines: Sequence[Line]
    query: Mapping[str, str]

    def address(self, language: str) -> str:
        return links.with_query(links.href("desk_publish_list", language, which=self.key), self.query)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the lists are made from.  look: at what would change, None where no folder stands or nobody asks for it."""

    by: Actor
    at: datetime
    out: Path
    language: str
    look: Look | None

    @property
    def stale(self) -> Mapping[str, Sequence[StalePage]] | None:
        return self.look.pages if self.look else None


def pages_list(seen: Seen, tag: str, *, limit: int, offset: int = 0) -> Listed:
    """The addresses of a language that would be made anew after new entries, "" for those of none."""
    found = [one for one in (seen.stale or {}).get(tag, ()) if one.tables]
    told = ngettext("%(n)d address is made anew", "%(n)d addresses are made anew", len(found)) % {"n": len(found)}
    lines = [_page_line(seen, one, tag) for one in found[offset : offset + limit]]
    title = _("Addresses made anew: %(language)s") % {"language": _name(tag)}
    none = _("No address is made anew after new entries.") if seen.stale is not None else _("all pages are made anew")
    return Listed(ANEW, title, told, none, len(found), lines, {"language": tag})


def turned_list(seen: Seen, tag: str, *, limit: int, offset: int = 0) -> Listed:
    """Those that the clock alone turns: what they say of a day, a number of days or a date to come."""
    found = [one for one in (seen.stale or {}).get(tag, ()) if not one.tables]
    told = ngettext("%(n)d address by the clock alone", "%(n)d addresses by the clock alone", len(found))
    lines = [_page_line(seen, one, tag) for one in found[offset : offset + limit]]
    title = _("Addresses made anew by the clock alone: %(language)s") % {"language": _name(tag)}
    none = _("No address is made anew by the clock alone.")
    return Listed("turned", title, told % {"n": len(found)}, none, len(found), lines, {"language": tag})


def new_list(seen: Seen, tag: str, *, limit: int, offset: int = 0) -> Listed:
    """Addresses that the folder has not and that new entries are about."""
    found = seen.look.new.get(tag, ()) if seen.look else ()
    told = ngettext("%(n)d new address", "%(n)d new addresses", len(found)) % {"n": len(found)}
    lines = [Line(spoken(one, seen.language, seen.language), one, "") for one in found[offset : offset + limit]]
    title = _("New addresses: %(language)s") % {"language": _name(tag)}
    return Listed("new", title, told, _("No new address."), len(found), lines, {"language": tag})


def _name(tag: str) -> str:
    return native_name(tag) if tag else _("Files of no language")


def entries_list(seen: Seen, *, limit: int, offset: int = 0) -> Listed:
    found = entries_since(seen.out, as_of=seen.at, limit=limit, offset=offset)
    told = ngettext("%(n)d public entry since then", "%(n)d public entries since then", found.total)
    return Listed(
        "entries",
        _("Public entries since then"),
        told % {"n": found.total},
        _("No public entry since then."),
        found.total,
        _entry_lines(seen, found),
        {},
    )


def log_list(seen: Seen, *, limit: int, offset: int = 0) -> Listed:
    found = unsigned_entries(as_of=seen.at, limit=limit, offset=offset)
    told = ngettext(
        "%(n)d public entry is in no signed checkpoint yet; the publication signs one first",
        "%(n)d public entries are in no signed checkpoint yet; the publication signs one first",
        found.total,
    )
    return Listed(
        "log",
        _("Not yet in a signed checkpoint"),
        told % {"n": found.total},
        _("Every public entry is in a signed checkpoint."),
        found.total,
        _entry_lines(seen, found),
        {},
    )


def signatures_list(seen: Seen, *, limit: int, offset: int = 0) -> Listed:
    found = unsigned_proposals(seen.by, as_of=seen.at)
    names = {party.code: said(party.name, seen.language).text for party in directory.parties()}
    titles = {one.slug: said(one.title, seen.language).text for one in plans.visible_plans(seen.by, as_of=seen.at)}
    lines = []
    for view in found[offset : offset + limit]:
        shown = proposal_line(view, names, titles, seen.language)
        who = ", ".join(names.get(party, party) for party in lacking(view))
        facts = " · ".join((_("Lacks the signature of %(parties)s") % {"parties": who}, shown.facts))
        lines.append(Line(spoken(shown.title, seen.language, seen.language), shown.address, facts, shown.tag))
    told = ngettext(
        "%(n)d joint text lacks a signature and counts as not said together",
        "%(n)d joint texts lack a signature and count as not said together",
        len(found),
    )
    return Listed(
        "signatures",
        _("Joint texts that lack a signature"),
        told % {"n": len(found)},
        _("No joint text lacks a signature."),
        len(found),
        lines,
        {},
    )


def embargoes_list(seen: Seen, *, limit: int, offset: int = 0) -> Listed:
    found = [one for one in ahead(as_of=seen.at) if not one.is_told]
    told = ngettext(
        "%(n)d embargo ends; until then nobody is told of it",
        "%(n)d embargoes end; until then nobody is told of them",
        len(found),
    )
    return _turns_list(
        seen, "embargoes", _("Embargoes"), told, _("No embargo ends."), found, limit=limit, offset=offset
    )


def dates_list(seen: Seen, *, limit: int, offset: int = 0) -> Listed:
    found = [one for one in ahead(as_of=seen.at) if one.is_told]
    told = ngettext("%(n)d date, window or rhythm", "%(n)d dates, windows or rhythms", len(found))
    title, none = _("Dates, windows and rhythms"), _("No date passes.")
    return _turns_list(seen, "dates", title, told, none, found, limit=limit, offset=offset)


LISTS: Mapping[str, Callable[..., Listed]] = {
    "entries": entries_list,
    "log": log_list,
    "signatures": signatures_list,
    "embargoes": embargoes_list,
    "dates": dates_list,
}
"""Key in an address -> the list."""

ANEW = "pages"
OF_PAGES: Mapping[str, Callable[..., Listed]] = {"new": new_list, ANEW: pages_list, "turned": turned_list}
"""The same for lists that are asked for by a language too."""


def _turns_list(
    seen: Seen, key: str, title: str, told: str, none: str, found: Sequence[Ahead], *, limit: int, offset: int
) -> Listed:
    lines = [_turn_line(seen, one) for one in found[offset : offset + limit]]
    return Listed(key, title, told % {"n": len(found)}, none, len(found), lines, {})


def _turn_line(seen: Seen, one: Ahead) -> Line:
    when = spoken(dates.instant(one.at, seen.language), seen.language, seen.language)
    address = links.href("desk_plan", seen.language, plan=one.plan.slug)
    return Line(when, address, said(one.plan.title, seen.language, one.plan.languages).text)


def _entry_lines(seen: Seen, found: Entries) -> list[Line]:
    known = {one.slug: one for one in plans.visible_plans(seen.by, as_of=seen.at)}
    refs, posts = {one.subject for one in found.page}, {one.post for one in found.page}
    names = names_for(seen.by, refs, posts, known, seen.language, seen.at)
    shown = [trail_line(PUBLIC_LOG, one, names) for one in found.page]
    return [
        Line(
            spoken(one.what, seen.language, seen.language),
            one.address,
            " · ".join(filter(None, map(str, (one.subject, one.when, one.post)))),
        )
        for one in shown
    ]


def _page_line(seen: Seen, page: StalePage, tag: str) -> Line:
    """What a page is called where it stands, and why it is made anew; what is no page says what it is."""
    title = title_of(seen.out, page)
    is_page = page.address.startswith("/")
    other = _("The data and other files beside the pages") if page.address.startswith("part ") else _("“No page here”")
    words = spoken(title or page.address, tag or seen.language, seen.language)
    return Line(
        words if is_page else spoken(other, seen.language, seen.language),
        page.address if is_page else "",
        " · ".join(filter(None, (page.address if is_page and title else "", _why(page, seen.language)))),
    )


def _why(page: StalePage, language: str) -> str:
    known = {str(ABOUT[app]) for app in (table.partition("_")[0] for table in page.tables) if app in ABOUT}
    if known:
        return _("new entry: %(about)s") % {"about": ", ".join(sorted(known))}
    if page.tables:
        return _("new entry in the log")
    passed_at = parse_datetime(f"{page.passed_at}+00:00") if page.passed_at else None
    if passed_at is not None:
        return _("its instant has passed: %(instant)s") % {"instant": dates.instant(passed_at, language)}
    return _("an instant has passed")
