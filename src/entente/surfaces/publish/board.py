"""The release board: what a publication would change, what is not ready in which language, and the button that asks for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from entente.foundation.accord import queries as accords
from entente.foundation.common import rights
from entente.foundation.common.actors import Actor
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import LoggedEntry
from entente.foundation.texts.queries import owed_counts
from entente.surfaces.web import changes, dates, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.views.parts import DeskPage, desk_crumb, done, reason
from entente.surfaces.web.wording import native_name, said

from . import jobs, progress
from .outlook import Ahead, Outlook, outlook
from .progress import Progress
from .publication import standing_facts

STATES = {
    "missing": gettext_lazy("missing"),
    "draft": gettext_lazy("drafts"),
    "machine": gettext_lazy("machine translations that nobody reviewed"),
    "project": gettext_lazy("wordings of the project"),
    "stale": gettext_lazy("older than their source"),
}

gettext_noop("only the keeper of the record publishes its site")  # the rule says it, this page shows it


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry that the folder does not hold yet."""

    when: str
    what: str
    subject: str


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """One language: how many of its pages change, and what of its wordings is not ready."""

    name: str
    pages: str
    wordings: str


@dataclass(frozen=True, slots=True)
class AheadLine:
    """An instant to come at which pages change by themselves."""

    when: str
    plan: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage(DeskPage):
    """The release board.

    folder   "" while no folder is named, and then nothing else is shown
    made     until when the folder that stands was checked, "" for none
    checks   what concerns all languages, one sentence each
    reason   why this reader cannot publish, "" when it can
    is_awaited  a publication was asked for and something was heard of it lately
    job      how far the publication is that somebody asked for, None when nobody did
    told     the same in words; failure: the sentence of a refusal, "" for none
    """

    folder: str
    made: str
    entries: tuple[EntryLine, ...]
    more: bool
    languages: tuple[LanguageLine, ...]
    checks: tuple[str, ...]
    ahead: tuple[AheadLine, ...]
    reason: str
    is_awaited: bool
    job: Progress | None
    told: str
    failure: str
    address: str


@staff
def board(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    here, at = links.href("desk_publish", language), now()
    if request.method == "POST":
        jobs.ask(by=by, at=at)
        return done(request, _("The publication was asked for; this page shows how far it is."), here)
    may = rights.may(by, "site.publish")
    folder = settings.ENV.publish
    seen = _look(at) if folder and may else None
    is_awaited = bool(folder) and jobs.is_awaited(Path(folder), at=at)
    job = _job(Path(folder), is_awaited=is_awaited) if folder else None
    page = BoardPage(
        title=_("Publication of the site"),
        crumbs=(desk_crumb(language),),
        folder=folder,
        made=dates.instant(seen.made_at, language) if seen and seen.made_at else "",
        entries=tuple(_entry(one, language) for one in seen.entries) if seen else (),
        more=bool(seen and seen.more),
        languages=_languages(by, seen) if seen else (),
        checks=_checks(by, at) if seen else (),
        ahead=tuple(_ahead(one, language) for one in seen.ahead) if seen else (),
        reason=reason(may),
        is_awaited=is_awaited,
        job=job,
        told=_told(job) if job else "",
        failure=job.sentence if job else "",
        address=here,
    )
    return render(request, "publish/board.html", {"page": page})


def _job(out: Path, *, is_awaited: bool) -> Progress | None:
    """How far it is; of one that waits in no queue nothing is told."""
    last = progress.progress_of(out)
    return None if last and last.state == progress.WAITING and not is_awaited else last


def _look(at: datetime) -> Outlook:
    out = Path(settings.ENV.publish).resolve()
    return outlook(out, facts=standing_facts(out, settings.ENV.origin), as_of=at)


def _entry(entry: LoggedEntry, language: str) -> EntryLine:
    known = words.ACTIONS.get(entry.action) or changes.ACTIONS.get(entry.action)
    return EntryLine(dates.instant(entry.at, language), str(known) if known else entry.action, entry.subject)


def _languages(by: Actor, seen: Outlook) -> tuple[LanguageLine, ...]:
    owed = owed_counts(by)
    return tuple(
        LanguageLine(name, _pages(seen, tag), _wordings(owed.get(tag, {}))) for tag, name in _all_languages(owed)
    )


def _all_languages(owed: dict[str, dict[str, int]]) -> list[tuple[str, str]]:
    known = links.languages()
    return [*known, *((tag, native_name(tag)) for tag in sorted(set(owed) - dict(known).keys()))]


def _pages(seen: Outlook, tag: str) -> str:
    if tag not in dict(links.languages()):
        return _("shown on the pages of the other languages")
    if seen.pages is None:
        return _("all pages are made anew")
    number = seen.pages.get(tag, 0)
    return ngettext("%(n)d address is made anew", "%(n)d addresses are made anew", number) % {"n": number}


def _wordings(counts: dict[str, int]) -> str:
    told = [f"{number} {STATES.get(state, state)}" for state, number in sorted(counts.items())]
    return ", ".join(told) or _("all wordings of your side are reviewed")


def _checks(by: Actor, at: datetime) -> tuple[str, ...]:
    waiting, unsealed = len(accords.proposals(by, as_of=at)), ledger.waiting(ledger.PUBLIC_LOG)
    return (
        ngettext(
            "%(n)d proposal is before all parties or was; what is not signed by all counts as not said together.",
            "%(n)d proposals are before all parties or were; what is not signed by all counts as not said together.",
            waiting,
        )
        % {"n": waiting},
        _("Every public entry stands in the signed log.")
        if not unsealed
        else _("The worker has entries to put into the signed log; they are put there before the pages are made."),
    )


def _ahead(one: Ahead, language: str) -> AheadLine:
    why = _("a date, a window or a rhythm") if one.is_told else _("an embargo ends; until then nobody is told of it")
    return AheadLine(dates.instant(one.at, language), said(one.plan.title, language, one.plan.languages).text, why)


def _told(job: Progress) -> str:
    if job.state == progress.WAITING:
        return _("It waits for the worker.")
    if job.state == progress.RUNNING:
        return _("%(done)d of %(known)d files so far.") % {"done": job.done, "known": job.known}
    if job.state == progress.DONE:
        told = _("Published: %(files)d files, of which %(fresh)d were made anew.")
        return told % {"files": job.done, "fresh": job.fresh}
    return _("It was refused; the site that was there before stays as it was.")
