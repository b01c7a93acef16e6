"""The release board: what a publication would change, what is not ready in which language, and the button that asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from entente.foundation.common import rights
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.ledger import queries as ledger
from entente.foundation.texts.queries import owed_counts
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.views.home import PageLink, address_of, paged
from entente.surfaces.web.desk.views.parts import Crumb, DeskPage, desk_crumb, done, reason
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.wording import native_name

from . import board_lists as lists
from . import jobs, progress
from .board_lists import FEW, LISTS, PAGE, Listed, Seen
from .folder import speaks_of
from .looks import Look, kept_look
from .outlook import look
from .progress import Progress
from .publication import standing_facts

STATES = {
    "missing": pgettext_lazy("wordings", "missing"),
    "draft": gettext_lazy("drafts"),
    "machine": gettext_lazy("machine translations that nobody reviewed"),
    "project": gettext_lazy("wordings of the project"),
    "stale": gettext_lazy("older than their source"),
}

gettext_noop("only the keeper of the record publishes its site")  # the rule says it, this page shows it


@dataclass(frozen=True, slots=True)
class Opened:
    """A count whose first lines the board opens.  all_of_it: address of the whole list, "" when these are all."""

    listed: Listed
    all_of_it: str


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """One language.

    pages     new ones, those made anew after new entries, those by the clock alone; () where none are noted, and then
              `told` says so
    wordings  what is not ready, each state with its count and the address of its list
    """

    name: str
    told: str
    pages: tuple[Opened, ...]
    wordings: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage(DeskPage):
    """The release board.

    folder   "" while no folder is named, and then nothing else is shown
    made     until when the folder that stands was checked, "" for none; looked: when it was looked what would change
    checks   what concerns all languages; unsealed: that the log has entries to be taken in, "" for none
    ahead    what the clock will change
    reason   why this reader cannot publish, "" when it can
    is_awaited  a publication was asked for and something was heard of it lately
    job      how far the publication is that somebody asked for, None when nobody did
    told     the same in words; failure: the sentence of a refusal, "" for none
    """

    folder: str
    made: str
    looked: str
    languages: tuple[LanguageLine, ...]
    checks: tuple[Opened, ...]
    unsealed: str
    entries: Opened | None
    ahead: tuple[Opened, ...]
    reason: str
    is_awaited: bool
    job: Progress | None
    told: str
    failure: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardListPage(DeskPage):
    """One list of the board in whole, page by page.  previous, next: addresses, "" for none."""

    listed: Listed
    pages: tuple[PageLink, ...]
    previous: str
    next: str


@staff
def board(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    here, at = links.href("desk_publish", language), now()
    if request.method == "POST":
        jobs.ask(by=by, at=at)
        return done(request, _("The publication was asked for; this page shows how far it is."), here)
    may = rights.may(by, "site.publish")
    folder = settings.ENV.publish
    is_awaited = bool(folder) and jobs.is_awaited(Path(folder), at=at)
    job = _job(Path(folder), is_awaited=is_awaited) if folder else None
    page = BoardPage(
        title=_("Publication of the site"),
        crumbs=(desk_crumb(language),),
        folder=folder,
        made="",
        looked="",
        languages=(),
        checks=(),
        unsealed="",
        entries=None,
        ahead=(),
        reason=reason(may),
        is_awaited=is_awaited,
        job=job,
        told=_told(job) if job else "",
        failure=in_language(job.sentence) if job else "",
        address=here,
    )
    if folder and may:
        page = _with_lists(page, _seen(by, at, language, with_pages=True))
    return render(request, "publish/board.html", {"page": page})


@staff
def board_list(request: HttpRequest, by: Actor, language: str, which: str) -> HttpResponse:
    """One list of the board, a page at a time.  Raises ActionDenied, Http404 for another name."""
    require(rights.may(by, "site.publish"))
    if not settings.ENV.publish or which not in {*lists.OF_PAGES, *LISTS}:
        raise Http404
    number = links.asked_page(request.GET)
    seen = _seen(by, now(), language, with_pages=which in lists.OF_PAGES)
    offset = (number - 1) * PAGE
    if which in lists.OF_PAGES:
        listed = lists.OF_PAGES[which](seen, request.GET.get("language", "")[:20], limit=PAGE, offset=offset)
    else:
        listed = LISTS[which](seen, limit=PAGE, offset=offset)
    here = links.href("desk_publish_list", language, which=which)
    pages = paged(here, dict(listed.query), number, listed.total, PAGE)
    page = BoardListPage(
        title=listed.title,
        crumbs=(desk_crumb(language), Crumb(_("Publication of the site"), links.href("desk_publish", language))),
        listed=listed,
        pages=pages,
        previous=address_of(pages, number - 1),
        next=address_of(pages, number + 1),
    )
    return render(request, "publish/board_list.html", {"page": page})


def _seen(by: Actor, at: datetime, language: str, *, with_pages: bool) -> Seen:
    out = Path(settings.ENV.publish).resolve()
    is_there = with_pages and speaks_of(out) is not None
    if not is_there:
        return Seen(by, at, out, language, None)

    def anew() -> Look:
        return look(out, standing_facts(out, settings.ENV.origin), as_of=at)

    return Seen(by, at, out, language, kept_look(out, as_of=at, make=anew))


def _with_lists(page: BoardPage, seen: Seen) -> BoardPage:
    """The board as the keeper sees it."""
    made_at = speaks_of(seen.out)
    waiting = ledger.waiting(ledger.PUBLIC_LOG)
    return replace(
        page,
        made=dates.instant(made_at, seen.language) if made_at else "",
        looked=dates.instant(seen.look.at, seen.language) if seen.look else "",
        languages=_languages(seen),
        checks=(
            _opened(seen, lists.signatures_list(seen, limit=FEW)),
            _opened(seen, lists.log_list(seen, limit=FEW)),
        ),
        unsealed=_("The worker has entries to put into the log; they are put there before the pages are made.")
        if waiting
        else "",
        entries=_opened(seen, lists.entries_list(seen, limit=FEW)) if made_at else None,
        ahead=(
            _opened(seen, lists.embargoes_list(seen, limit=FEW)),
            _opened(seen, lists.dates_list(seen, limit=FEW)),
        ),
    )


def _opened(seen: Seen, listed: Listed) -> Opened:
    return Opened(listed, listed.address(seen.language) if listed.total > len(listed.lines) else "")


def _job(out: Path, *, is_awaited: bool) -> Progress | None:
    """How far it is; of one that waits in no queue nothing is told."""
    last = progress.progress_of(out)
    return None if last and last.state == progress.WAITING and not is_awaited else last


def _languages(seen: Seen) -> tuple[LanguageLine, ...]:
    owed = owed_counts(seen.by)
    known = dict(links.languages())
    others = {tag: native_name(tag) for tag in sorted(owed.keys() - known.keys())}
    lines = [
        LanguageLine(name, _told_of_pages(seen, tag), _pages(seen, tag), _wordings(seen, tag, owed.get(tag, {})))
        for tag, name in {**known, **others}.items()
    ]
    if seen.stale and seen.stale[""]:
        lines.append(LanguageLine(_("Files of no language"), "", _pages(seen, ""), ()))
    return tuple(lines)


def _told_of_pages(seen: Seen, tag: str) -> str:
    """What is said in the place of a list."""
    if tag not in dict(links.languages()):
        return _("shown on the pages of the other languages")
    return _("all pages are made anew") if seen.stale is None else ""


def _pages(seen: Seen, tag: str) -> tuple[Opened, ...]:
    if seen.stale is None or tag not in seen.stale:
        return ()
    found = [listed(seen, tag, limit=FEW) for listed in lists.OF_PAGES.values()]
    return tuple(_opened(seen, one) for one in found if one.total or one.key == lists.ANEW)


def _wordings(seen: Seen, tag: str, counts: Mapping[str, int]) -> tuple[Crumb, ...]:
    here = links.href("desk_translations", seen.language)
    return tuple(
        Crumb(f"{number} {STATES.get(state, state)}", links.with_query(here, {"language": tag, "state": state}))
        for state, number in sorted(counts.items())
    )


def _told(job: Progress) -> str:
    if job.state == progress.WAITING:
        return _("It waits for the worker.")
    if job.state == progress.RUNNING:
        return _("%(done)d of %(known)d files so far.") % {"done": job.done, "known": job.known}
    if job.state == progress.DONE:
        told = _("Published: %(files)d files, of which %(fresh)d were made anew.")
        return told % {"files": job.done, "fresh": job.fresh}
    return _("It was refused; the site that was there before stays as it was.")
