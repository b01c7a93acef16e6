"""The audit trail: which post did what and when, of one's own side and of the public log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import Ref
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import PUBLIC_LOG, LoggedEntry, TrailFilter
from entente.record.plan import queries
from entente.surfaces.web import change_actions, dates, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import DayField, DeskForm, LineField, errors_of
from entente.surfaces.web.desk.named import Named, Names, names_for
from entente.surfaces.web.rows import shortened
from entente.surfaces.web.wording import said

from .home import PageLink, address_of, paged
from .milestone_lists import FilterChoice, filter_choice
from .parts import DeskPage, desk_crumb, show

PAGE = 50

KINDS = [
    ("delivery.update", gettext_lazy("Updates")),
    ("delivery.milestone", gettext_lazy("Milestones")),
    ("delivery.obstacle", gettext_lazy("Obstacles")),
    ("delivery.delegation", gettext_lazy("Absences")),
    ("delivery.activity", gettext_lazy("Activities")),
    ("delivery.candidate", gettext_lazy("Candidates")),
    ("verification", gettext_lazy("Evidence and checks")),
    ("assessment", gettext_lazy("Where sides stand, and searches")),
    ("sources", gettext_lazy("Sources and copies")),
    ("notes", gettext_lazy("Internal notes")),
    ("plan", gettext_lazy("Plans")),
    ("directory", gettext_lazy("Parties, bodies and posts")),
    ("accounts", gettext_lazy("Log-ins")),
]
"""What an action's name begins with, in words."""


class TrailForm(DeskForm):
    """What the trail is narrowed to, besides plan and kind of act."""

    number = LineField(label=gettext_lazy("Commitment (optional)"), help_text=gettext_lazy("For instance 6.4."))
    first_on = DayField(required=False, label=gettext_lazy("From (optional)"), help_text="")
    last_on = DayField(required=False, label=gettext_lazy("Until (optional)"), help_text="")


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One act.  subject: what it is about; address: of its page, "" where there is none; post: which one did it."""

    when: str
    what: str
    subject: Named
    address: str
    post: Named
    is_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage(DeskPage):
    """A page of acts, newest first."""

    here: str
    choices: tuple[FilterChoice, ...]
    form: TrailForm
    total: int
    entries: tuple[TrailLine, ...]
    pages: tuple[PageLink, ...]
    previous: str
    next: str


@staff
def audit(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """What one's own side did, and everything public.  Nobody reads another side's log."""
    form = TrailForm(request.GET or None)
    plans = queries.visible_plans(by, as_of=now())
    asked = {name: request.GET.get(name, "") for name in ("plan", "kind", "number", "first_on", "last_on")}
    number = links.asked_page(request.GET)
    total, found = ledger.trail([by.owner, PUBLIC_LOG], _wanted(form, asked), limit=PAGE, offset=(number - 1) * PAGE)
    here = links.href("desk_audit", language)
    pages = paged(here, asked, number, total, PAGE)
    known = {plan.slug: plan for plan in plans}
    acts = [entry for _log, entry in found]
    names = names_for(by, {one.subject for one in acts}, {one.post for one in acts}, known, language, now())
    titles = [(plan.slug, shortened(said(plan.title, language, plan.languages).text, 60)) for plan in plans]
    page = AuditPage(
        title=_("Audit trail"),
        crumbs=(desk_crumb(language),),
        errors=errors_of(form),
        here=here,
        choices=(
            filter_choice("plan", _("Plan"), [("", _("All")), *titles], asked["plan"]),
            filter_choice("kind", _("What was done"), [("", _("All")), *KINDS], asked["kind"]),
        ),
        form=form,
        total=total,
        entries=tuple(trail_line(log, entry, names) for log, entry in found),
        pages=pages,
        previous=address_of(pages, number - 1),
        next=address_of(pages, number + 1),
    )
    return show(request, "audit.html", page)


def _wanted(form: TrailForm, asked: dict[str, str]) -> TrailFilter:
    read: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    under = "/".join(filter(None, (asked["plan"], read.get("number") if asked["plan"] else "")))
    kinds = {code for code, _label in KINDS}
    return TrailFilter(
        under=under,
        action=asked["kind"] if asked["kind"] in kinds else "",
        first_on=read.get("first_on"),
        last_on=read.get("last_on"),
    )


def trail_line(log: str, entry: LoggedEntry, names: Names) -> TrailLine:
    """An entry of a log in words.  The plans that are named are those of which the reader sees the desk pages."""
    known = words.ACTIONS.get(entry.action) or change_actions.ACTIONS.get(entry.action)
    return TrailLine(
        when=dates.instant(entry.at, names.language),
        what=str(known) if known else entry.action,
        subject=names.subject(entry.subject),
        address=_address(entry.subject, names.plans, names.language),
        post=names.post(entry.post),
        is_public=log == PUBLIC_LOG,
    )


def _address(subject: str, plans: Collection[str], language: str) -> str:
    try:
        ref = Ref.parse(subject)
    except ValueError:
        return ""
    if ref.plan not in plans:
        return ""
    if "." in ref.number:
        return links.href("desk_work", language, plan=ref.plan, number=ref.number)
    return links.href("desk_plan", language, plan=ref.plan)
