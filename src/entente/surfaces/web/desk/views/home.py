"""My desk: what waits, what is due, what is silent, what others changed; below, everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.rights import may
from entente.foundation.directory import queries as directory
from entente.foundation.directory.rules import can_keep_directory
from entente.foundation.ledger import queries as ledger
from entente.foundation.sources.rules import can_add
from entente.foundation.texts.queries import owed_total
from entente.record.plan import queries
from entente.record.plan.queries import PlanStatus, PlanView
from entente.record.plan.rules import can_start
from entente.surfaces.intake import jobs
from entente.surfaces.notices.attention import ItemList, Queue, attention
from entente.surfaces.notices.wishes import note_look
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.named import Named, names_for
from entente.surfaces.web.wording import Said, said

from .imports import status_words
from .parts import Choice, Crumb, DeskPage, choice, desk_crumb, done, show, side_name
from .rows import DeskLine, desk_line

SHOWN, PAGE = 5, 20
"""Rows of a list on the desk itself, and on a page of its own."""

ENTRIES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list of the desk."""

    title: Said
    address: str
    slug: str
    facts: str


@dataclass(frozen=True, slots=True)
class JobLine:
    """An upload that still needs somebody."""

    file_name: str
    address: str
    status: str
    uploaded: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of the actor's own working log."""

    what: str
    subject: Named
    when: str
    post: Named


@dataclass(frozen=True, slots=True)
class DeskList:
    """One of the four lists.  all: address of all of it, "" when all is shown; none: what is next when it is empty."""

    code: str
    title: str
    total: int
    rows: tuple[DeskLine, ...]
    all: str
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(DeskPage):
    """The desk of one person.

    acting  in what capacity and through which post
    until   instant up to which the changes by others are shown: what comes later is not marked as seen with them
    links   the pages of the desk that stand by themselves
    plans   adopted ones that may be read
    """

    acting: str
    post: str
    lists: tuple[DeskList, ...]
    until: str
    links: tuple[Crumb, ...]
    choices: tuple[Choice, ...]
    drafts: tuple[PlanLine, ...]
    jobs: tuple[JobLine, ...]
    plans: tuple[PlanLine, ...]
    entries: tuple[EntryLine, ...]


@staff
def home(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    at = now()
    plans = queries.visible_plans(by, as_of=at)
    start = can_start(by)
    page = HomePage(
        title=_("My desk"),
        acting=_acting(by, language),
        post=by.post,
        lists=tuple(_desk_list(by, queue, plans, language, at) for queue in Queue),
        until=at.isoformat(),
        links=(_translations(by, language), *_links(language)),
        choices=(
            choice(_("Import a plan from a document"), links.href("desk_import", language), start),
            choice(_("Write a plan by hand"), links.href("desk_start", language), start),
            choice(_("Check evidence"), links.href("desk_checks", language), may(by, "claim.check")),
            choice(_("Archive copies of your sources"), links.href("desk_sources", language), can_add(by)),
            choice(_("Put a party on record"), links.href("desk_party", language), can_keep_directory(by)),
        ),
        drafts=tuple(_plan_line(one, language) for one in plans if one.status == PlanStatus.DRAFT),
        jobs=tuple(
            JobLine(
                job.file_name,
                links.href("desk_import_job", language, key=str(job.pk)),
                status_words(job.status),
                dates.instant(job.made_at, language),
            )
            for job in jobs.jobs_of(by)
        ),
        plans=tuple(_plan_line(one, language) for one in plans if one.status != PlanStatus.DRAFT),
        entries=_entries(by, {plan.slug: plan for plan in plans}, language),
    )
    return show(request, "home.html", page)


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of a list."""

    label: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(DeskPage):
    """One list in whole, page by page.  previous, next: addresses, "" for none."""

    list: DeskList
    pages: tuple[PageLink, ...]
    previous: str
    next: str


@staff
def whole_list(request: HttpRequest, by: Actor, language: str, which: str) -> HttpResponse:
    """One of the four lists, a page at a time.  Raises Http404 for another name."""
    if which not in Queue.__members__.values():
        raise Http404
    number = links.asked_page(request.GET)
    at = now()
    found = attention(by, Queue(which), as_of=at, limit=PAGE, offset=(number - 1) * PAGE)
    plans = queries.visible_plans(by, as_of=at)
    here = links.href("desk_list", language, which=which)
    pages = paged(here, {}, number, found.total, PAGE)
    page = ListPage(
        title=list_title(Queue(which)),
        crumbs=(desk_crumb(language),),
        list=_shown(Queue(which), found, plans, language, at, all_of_it=""),
        pages=pages,
        previous=address_of(pages, number - 1),
        next=address_of(pages, number + 1),
    )
    return show(request, "list.html", page)


@staff
def seen(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """Remember that the changes by others were seen, up to the instant at which the page was made."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    until = parse_datetime(request.POST.get("until", ""))
    if until is not None and until.tzinfo is not None and by.user_id:
        note_look(by.user_id, by.owner, at=min(until, now()))
    return done(request, _("Changes up to now are marked as seen."), links.href("desk", language))


def paged(here: str, query: dict[str, str], number: int, total: int, size: int) -> tuple[PageLink, ...]:
    """The first and last page of a list and those around the one shown; () when there is only one."""
    last = ceil(total / size)
    if last < 2:
        return ()
    near = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    return tuple(PageLink(str(one), links.with_query(here, {**query, "page": str(one)}), one == number) for one in near)


def address_of(pages: tuple[PageLink, ...], number: int) -> str:
    """The address of a page among those led to, "" when it is none of them."""
    return next((one.address for one in pages if one.label == str(number)), "")


def list_title(queue: Queue) -> str:
    return {
        Queue.WAITING: _("Waiting for me"),
        Queue.DUE: _("Due in 14 days"),
        Queue.SILENT: _("Silent too long"),
        Queue.CHANGED: _("Changed by others"),
    }[queue]


def _none(queue: Queue) -> str:
    return {
        Queue.WAITING: _("Nothing waits for you. What your side writes and others report comes here."),
        Queue.DUE: _("Nothing is due. Milestones come here two weeks before their day."),
        Queue.SILENT: _("Nothing has been silent too long. Open a commitment below to say what was done."),
        Queue.CHANGED: _("Nothing new from other sides since you last looked."),
    }[queue]


def _desk_list(by: Actor, queue: Queue, plans: list[PlanView], language: str, at: datetime) -> DeskList:
    found = attention(by, queue, as_of=at, limit=SHOWN)
    whole = links.href("desk_list", language, which=queue.value) if found.total > SHOWN else ""
    return _shown(queue, found, plans, language, at, all_of_it=whole)


def _shown(
    queue: Queue, found: ItemList, plans: list[PlanView], language: str, at: datetime, *, all_of_it: str
) -> DeskList:
    by_slug = {plan.slug: plan for plan in plans}
    names = directory.names_of_sides({item.owner for item in found.items if item.owner})
    rows = tuple(desk_line(item, by_slug.get(item.plan), language, at, names) for item in found.items)
    return DeskList(queue.value, list_title(queue), found.total, rows, all_of_it, _none(queue))


def _translations(by: Actor, language: str) -> Crumb:
    """The translator's page, with how much is owed for whoever translates."""
    total = owed_total(by) if may(by, "text.translate") else 0
    label = ngettext("Translations: %(n)d text", "Translations: %(n)d texts", total) % {"n": total}
    return Crumb(label if total else _("Translations"), links.href("desk_translations", language))


def _links(language: str) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Approvals"), links.href("desk_approvals", language)),
        Crumb(_("To be signed by all"), links.href("desk_proposals", language)),
        Crumb(_("Key of your side"), links.href("desk_keys", language)),
        Crumb(_("Milestones"), links.href("desk_milestones", language)),
        Crumb(_("Audit trail"), links.href("desk_audit", language)),
        Crumb(_("Publication of the site"), links.href("desk_publish", language)),
        Crumb(_("While I am away"), links.href("desk_absence", language)),
        Crumb(_("Notices and calendar"), links.href("desk_notices", language)),
        Crumb(_("Checks"), links.href("desk_checks", language)),
        Crumb(_("People and posts"), links.href("desk_people", language)),
        Crumb(_("Word forms"), links.href("desk_forms", language)),
        Crumb(_("Problems that readers reported"), links.href("desk_problems", language)),
    )


def _acting(by: Actor, language: str) -> str:
    return {
        Capacity.PARTY: _("You speak for a party: %(owner)s."),
        Capacity.KEEPER: _("You act for a keeper of the record: %(owner)s."),
        Capacity.ASSESSOR: _("You assess in the name of: %(owner)s."),
    }[by.capacity] % {"owner": side_name(by.owner, language)}


def _plan_line(plan: PlanView, language: str) -> PlanLine:
    title = said(plan.title, language, plan.languages)
    address = links.href("desk_plan", language, plan=plan.slug)
    return PlanLine(title, address, plan.slug, labels.commitments(plan.commitments))


def _entries(by: Actor, known: Mapping[str, PlanView], language: str) -> tuple[EntryLine, ...]:
    """The latest entries of the owner's working log, newest first."""
    size = ledger.size(by.owner)
    latest = ledger.entries(by.owner, max(0, size - ENTRIES_SHOWN), ENTRIES_SHOWN)
    names = names_for(by, {one.subject for one in latest}, {one.post for one in latest}, known, language, now())
    return tuple(
        EntryLine(
            words.action(one.action), names.subject(one.subject), dates.instant(one.at, language), names.post(one.post)
        )
        for one in reversed(latest)
    )
