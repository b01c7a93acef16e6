"""The desk: what waits for somebody, what can be done, what was done."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED
from entente.foundation.directory.rules import can_keep_directory
from entente.foundation.ledger import queries as ledger
from entente.foundation.sources.rules import can_add
from entente.record.plan import queries
from entente.record.plan.queries import PlanStatus, PlanView
from entente.record.plan.rules import can_start
from entente.surfaces.intake import jobs
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.wording import Said, said

from .imports import status_words
from .parts import Choice, DeskPage, choice, show

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
    subject: str
    when: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(DeskPage):
    """The desk of one owner.  acting: in what capacity and through which post; plans: adopted ones that may be read."""

    acting: str
    post: str
    choices: tuple[Choice, ...]
    drafts: tuple[PlanLine, ...]
    jobs: tuple[JobLine, ...]
    plans: tuple[PlanLine, ...]
    entries: tuple[EntryLine, ...]


@staff
def home(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    plans = queries.visible_plans(by, as_of=now())
    start = can_start(by)
    page = HomePage(
        title=_("Desk"),
        acting=_acting(by),
        post=by.post,
        choices=(
            choice(_("Import a plan from a document"), links.href("desk_import", language), start),
            choice(_("Write a plan by hand"), links.href("desk_start", language), start),
            choice(_("Archive copies of your sources"), links.href("desk_sources", language), can_add(by)),
            choice(_("Put a party on record"), links.href("desk_party", language), can_keep_directory(by)),
            choice(_("People and posts"), links.href("desk_people", language), ALLOWED),
            choice(_("Tokens"), links.href("desk_tokens", language), ALLOWED),
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
        entries=_entries(by, language),
    )
    return show(request, "home.html", page)


def _acting(by: Actor) -> str:
    return {
        Capacity.PARTY: _("You speak for a party: %(owner)s."),
        Capacity.KEEPER: _("You act for a keeper of the record: %(owner)s."),
        Capacity.ASSESSOR: _("You assess in the name of: %(owner)s."),
    }[by.capacity] % {"owner": by.owner}


def _plan_line(plan: PlanView, language: str) -> PlanLine:
    title = said(plan.title, language, plan.languages)
    address = links.href("desk_plan", language, plan=plan.slug)
    return PlanLine(title, address, plan.slug, labels.commitments(plan.commitments))


def _entries(by: Actor, language: str) -> tuple[EntryLine, ...]:
    """The latest entries of the owner's working log, newest first."""
    size = ledger.size(by.owner)
    latest = ledger.entries(by.owner, max(0, size - ENTRIES_SHOWN), ENTRIES_SHOWN)
    return tuple(
        EntryLine(words.action(one.action), words.subject(one.subject), dates.instant(one.at, language), one.post)
        for one in reversed(latest)
    )
