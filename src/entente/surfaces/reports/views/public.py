"""What was published: the reports of a plan, each as a page and as files.  No clock and no log-in: it works from a disk too."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.surfaces.reports import reading
from entente.surfaces.reports.forms import Form
from entente.surfaces.reports.making import KEPT
from entente.surfaces.reports.model import Document
from entente.surfaces.reports.reading import Issue
from entente.surfaces.web import dates, links
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar, plan_modified_at

from .building import Line, name_of
from .issue import answered, file_name, form_words


@dataclass(frozen=True, slots=True)
class PublicReports:
    """The reports of a plan that were published and stand."""

    title: str
    description: str
    bar: PlanBar
    reports: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PublicReport:
    """One of them.  files: what can be taken along; all: the list of them."""

    title: str
    description: str
    bar: PlanBar
    document: Document
    facts: str
    files: tuple[NavigationLink, ...]
    all: str


def reports(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    page = PublicReports(
        title=_("Reports"),
        description=_("What was made of this record and published: annual reports, placemats and notes."),
        bar=_bar(view, language, request),
        reports=tuple(_line(issue, language) for issue in reading.public_issues(plan, as_of=as_of)),
    )
    return render(request, "reports/public/reports.html", {"page": page})


def report(request: HttpRequest, language: str, plan: str, key: UUID) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    issue = reading.get_public_issue(plan, key, as_of=as_of)
    document = reading.document_of(issue)
    page = PublicReport(
        title=document.title,
        description=document.title,
        bar=_bar(view, language, request),
        document=document,
        facts=_facts(issue, language),
        files=tuple(_file(issue, form, volume, language) for form, volume in product(KEPT, reading.volumes_of(issue))),
        all=links.href("reports", language, plan=plan),
    )
    return render(request, "reports/public/report.html", {"page": page})


def report_file(request: HttpRequest, language: str, plan: str, key: UUID, file: str) -> HttpResponse:
    return answered(reading.get_public_issue(plan, key, as_of=now_of(request)), file)


def _bar(view: PlanView, language: str, request: HttpRequest) -> PlanBar:
    return plan_bar(view, language, "", plan_modified_at(view.slug, now_of(request)))


def _line(issue: Issue, language: str) -> Line:
    name = " · ".join((name_of(issue.report), _("Issue %(number)d") % {"number": issue.issue}))
    address = links.href("report", language, plan=issue.report.plan, key=str(issue.pk))
    return Line(name, address, _facts(issue, language))


def _facts(issue: Issue, language: str) -> str:
    assert issue.published_at is not None  # the query asks for it
    facts = [
        dict(links.languages()).get(issue.report.language, issue.report.language),
        _("as of %(instant)s") % {"instant": dates.instant(issue.as_of, language)},
        _("public since %(date)s") % {"date": dates.day(issue.published_at.date(), language)},
    ]
    return " · ".join(facts)


def _file(issue: Issue, form: Form, volume: int, language: str) -> NavigationLink:
    keys = {"plan": issue.report.plan, "key": str(issue.pk), "file": file_name(issue, form, volume=volume)}
    return NavigationLink(form_words(issue, form, volume), links.href("report_file", language, **keys), False)
