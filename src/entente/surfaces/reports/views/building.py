"""A report on the desk: begun, put together part by part, looked at, made."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Denied, require
from entente.foundation.common.errors import Refusal
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.surfaces.reports import editing, issues, reading, rules
from entente.surfaces.reports.compose import PARTS, Choice, compose
from entente.surfaces.reports.desk_forms import BeginForm, BuildForm, MeetingGroup
from entente.surfaces.reports.facts import eyes
from entente.surfaces.reports.forms import Form, as_file
from entente.surfaces.reports.kinds.part import Part
from entente.surfaces.reports.meetings import meetings
from entente.surfaces.reports.model import Document
from entente.surfaces.reports.reading import Issue, Report, choice_of
from entente.surfaces.reports.volumes import shown
from entente.surfaces.reports.words import IssueStatus, Kind, Reach
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.views.parts import Crumb, DeskPage, done, number_of, plan_crumbs, reason
from entente.surfaces.web.frame import NavigationLink
from entente.surfaces.web.wording import said


@dataclass(frozen=True, slots=True)
class Line:
    """A report or an issue in a list."""

    name: str
    address: str
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage(DeskPage):
    """The reports of one's own side on a plan.  denied: why none can be begun, "" when one can."""

    form: BeginForm
    reports: tuple[Line, ...]
    denied: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part in its place.  is_first, is_last: nothing is left to move it past."""

    key: str
    name: str
    is_chosen: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Other:
    """What somebody else typed meanwhile, where it differs from what stands in the form."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPage(DeskPage):
    """A report while it is put together.

    others   what somebody else kept meanwhile, () unless two changed it at once
    files    names of the template and the logo that were handed in
    """

    form: BuildForm
    facts: tuple[str, ...]
    parts: tuple[PartLine, ...]
    revision: int
    others: tuple[Other, ...]
    files: tuple[str, ...]
    issues: tuple[Line, ...]
    preview: str
    denied: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage(DeskPage):
    """A document, shown; back: where it is put together."""

    document: Document
    back: NavigationLink


@staff
def reports(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    view = plans.get_visible_plan(by, plan, as_of=now())
    if request.method == "POST":
        require(rules.can_make(by))
    form = _begin_form(request, by, language, view)
    if request.method == "POST" and form.is_valid():
        try:
            report = editing.begin(form.choice(plan), by=by, at=now(), meeting=form.meeting())
        except Refusal as refusal:
            form.refuse(refusal.sentence)
        else:
            return HttpResponseRedirect(links.href("desk_report", language, key=str(report.pk)))
    page = ReportsPage(
        title=_("Reports"),
        crumbs=plan_crumbs(view, language),
        errors=errors_of(form),
        form=form,
        reports=tuple(_line(report, language) for report in reading.reports_of(by, plan)),
        denied=reason(rules.can_make(by)),
    )
    return render(request, "reports/desk/reports.html", {"page": page}, status=422 if page.errors else 200)


def _begin_form(request: HttpRequest, by: Actor, language: str, view: PlanView) -> BeginForm:
    """meeting in the address: the one that a book is to be made for, as the page of a meeting leads here."""
    asked = request.POST.get("meeting") or request.GET.get("meeting", "")
    choices = _meetings(by, language, view, asked)
    if request.method == "POST":
        return BeginForm(request.POST, meetings=choices)
    first = {"language": language, "reach": Reach.PUBLIC, "kind": Kind.ANNUAL}
    book = {"reach": Reach.OWN, "kind": Kind.BRIEFING, "meeting": asked}
    return BeginForm(initial={**first, **book} if asked else first, meetings=choices)


def _meetings(by: Actor, language: str, view: PlanView, asked: str) -> list[MeetingGroup]:
    """The meetings that can be chosen, those to come apart from those that were."""
    if isinstance(rules.can_make(by), Denied):
        return []
    at = now()
    coming: list[tuple[str, str]] = []
    past: list[tuple[str, str]] = []
    for one in meetings(eyes(by, Reach.OWN), view.slug, as_of=at, also=asked):
        day = dates.period(one.session.happened, language)
        title, within = (said(text, language, view.languages) for text in (one.session.title, one.within))
        (coming if one.session.last_on >= at.date() else past).append((one.ref, f"{day} · {title} ({within})"))
    groups = ((_("To come"), coming), (_("Of the last 90 days"), past))
    return [(name, found) for name, found in groups if found]


def _line(report: Report, language: str) -> Line:
    facts = [
        dict(links.languages()).get(report.language, report.language),
        str(Reach(report.reach).label),
        *([report.occasion] if report.occasion else []),
        _("changed %(date)s") % {"date": dates.instant(report.changed_at, language)},
    ]
    return Line(name_of(report), links.href("desk_report", language, key=str(report.pk)), " · ".join(facts))


def name_of(report: Report) -> str:
    """ "Question-period note 6.4"."""
    return f"{Kind(report.kind).label} {report.number}".strip()


@staff
def report(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    found = reading.get_report(by, key)
    if request.method != "POST":
        return _show(request, found, _form(found, None, language, by), by, language)
    require(rules.can_make(by))
    if "discard" in request.POST:
        editing.discard(found, by=by)
        return done(request, _("The report is thrown away."), links.href("desk_reports", language, plan=found.plan))
    form = _form(found, request, language, by)
    sent, is_valid = number_of(request.POST.get("revision", "")), form.is_valid()
    try:
        kept = editing.edit(found, form.wanted(request.POST, sent), by=by, at=now()) if is_valid else None
    except Refusal as refusal:
        form.refuse(refusal.sentence)
        kept = None
    if kept is None:
        return _show(request, found, form, by, language, is_behind=is_valid and sent != found.revision)
    return _after(request, kept, by, language)


def _after(request: HttpRequest, kept: Report, by: Actor, language: str) -> HttpResponse:
    """Where the button that was pressed leads, once everything is kept."""
    if "make" in request.POST:
        return HttpResponseRedirect(issue_address(issues.ask(kept, by=by, at=now()), language))
    if "look" in request.POST:
        return HttpResponseRedirect(links.href("desk_report_preview", language, key=str(kept.pk)))
    anchor = "#parts" if request.POST.get("move") else ""
    return done(request, _("Kept."), links.href("desk_report", language, key=str(kept.pk)) + anchor)


def issue_address(issue: Issue, language: str) -> str:
    return links.href("desk_issue", language, key=str(issue.report_id), number=str(issue.issue))


def _form(found: Report, request: HttpRequest | None, language: str, by: Actor) -> BuildForm:
    typed = [part for part in PARTS[Kind(found.kind)] if part.is_typed]
    areas = [] if found.number else _areas(found, language, by)
    drops = [name for name in ("template", "logo") if getattr(found, name)]
    kind = Kind(found.kind)
    if request is not None:
        return BuildForm(request.POST, request.FILES, kind=kind, typed=typed, areas=areas, drops=drops)
    first = {f"typed_{part.key}": found.typed.get(part.key, "") for part in typed}
    first |= {"areas": found.areas, "reference": found.reference, "occasion": found.occasion}
    first |= {"place": found.place, "since": found.since_on}
    return BuildForm(kind=kind, typed=typed, areas=areas, drops=drops, initial=first)


def _areas(found: Report, language: str, by: Actor) -> list[tuple[str, str]]:
    as_of = now()
    plan = plans.get_visible_plan(by, found.plan, as_of=as_of)
    return [
        (pillar.number, f"{pillar.number}. {said(pillar.title, language, plan.languages)}")
        for pillar in plans.pillars(by, found.plan, as_of=as_of)
    ]


def _show(
    request: HttpRequest, found: Report, form: BuildForm, by: Actor, language: str, *, is_behind: bool = False
) -> HttpResponse:
    view = plans.get_visible_plan(by, found.plan, as_of=now())
    back = Crumb(_("Reports"), links.href("desk_reports", language, plan=found.plan))
    page = BuildPage(
        title=name_of(found),
        crumbs=(*plan_crumbs(view, language), back),
        errors=errors_of(form),
        form=form,
        facts=(dict(links.languages()).get(found.language, found.language), str(Reach(found.reach).label)),
        parts=_parts(found),
        revision=found.revision,
        others=_others(found, form) if is_behind else (),
        files=tuple(name for name in (found.template, found.logo) if name),
        issues=tuple(issue_line(issue, language) for issue in reading.issues_of(found)),
        preview=links.href("desk_report_preview", language, key=str(found.pk)),
        denied=reason(rules.can_make(by)),
    )
    return render(request, "reports/desk/report.html", {"page": page}, status=422 if page.errors else 200)


def _parts(found: Report) -> tuple[PartLine, ...]:
    known: dict[str, Part] = {part.key: part for part in PARTS[Kind(found.kind)]}
    order = [key for key in (*found.parts, *found.left) if key in known]
    order += [key for key in known if key not in order]
    return tuple(
        PartLine(key, str(known[key].title), key in found.parts, at == 0, at == len(order) - 1)
        for at, key in enumerate(order)
    )


def _others(found: Report, form: BuildForm) -> tuple[Other, ...]:
    """What is on record now where it differs from what was typed here, so that nobody's words are lost."""
    names = {part.key: str(part.title) for part in PARTS[Kind(found.kind)]}
    return tuple(
        Other(names[key], found.typed.get(key, ""))
        for key in form.typed
        if found.typed.get(key, "") != form.cleaned_data.get(f"typed_{key}", "")
    )


def issue_line(issue: Issue, language: str) -> Line:
    facts = [
        _("as of %(instant)s") % {"instant": dates.instant(issue.as_of, language)},
        str(IssueStatus(issue.status).label),
    ]
    if issue.withdrawn_at:
        facts.append(_("taken back on %(date)s") % {"date": dates.day(issue.withdrawn_at.date(), language)})
    elif issue.published_at:
        facts.append(_("public since %(date)s") % {"date": dates.day(issue.published_at.date(), language)})
    name = _("Issue %(number)d") % {"number": issue.issue}
    return Line(name, issue_address(issue, language), " · ".join(facts))


@staff
def preview(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    """The report as it would be made now.  Nothing is kept.

    Raises RuleBroken for one that is too long to be made, and for a placemat that fits on no page.
    """
    found = reading.get_report(by, key)
    document = compose(choice_of(found), by=by, as_of=now())
    document = shown(document)
    if document.is_short:
        as_file(document, Form.PDF, logo=reading.logo_of(found))
    back = NavigationLink(_("Back to putting it together"), links.href("desk_report", language, key=str(key)), False)
    page = DocumentPage(title=document.title, document=document, back=back)
    return render(request, "reports/desk/preview.html", {"page": page})


@staff
@require_POST
def question_note(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """One click: a note on this promise for one's own side, made at once and ready to be taken along."""
    choice = Choice(Kind.NOTE, plan, language, Reach.OWN, number=number)
    at = now()
    made = issues.make_at_once(editing.begin(choice, by=by, at=at), by=by, at=at)
    return HttpResponseRedirect(issue_address(made, language))
