"""An issue of a report on the desk: how far it is, what it says, its files, published and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.surfaces.reports import issues, reading, rules
from entente.surfaces.reports.forms import MEDIA_TYPES, Form
from entente.surfaces.reports.making import KEPT
from entente.surfaces.reports.model import Document
from entente.surfaces.reports.reading import Issue
from entente.surfaces.reports.words import IssueStatus
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.views.parts import Crumb, DeskPage, desk_crumb, done, reason
from entente.surfaces.web.frame import NavigationLink
from entente.surfaces.web.sentences import in_language

from .building import issue_address, issue_line, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage(DeskPage):
    """An issue.

    status         in words; is_under_way: the page comes back by itself
    steps, whole   progress; whole 0: not begun
    failure        why it could not be made, "" when it was
    took           how long it took, "" until it is made
    files          what can be taken along, those with the changes marked after the others
    changes        the same issue with its changes marked, or without; None where there is no earlier one
    why_not        why it cannot be published, "" when it can; is_public: it is
    """

    address: str
    facts: str
    is_under_way: bool
    steps: int
    whole: int
    failure: str
    took: str
    files: tuple[NavigationLink, ...]
    changes: NavigationLink | None
    document: Document | None
    why_not: str
    is_public: bool
    can_withdraw: bool


@staff
def issue(request: HttpRequest, by: Actor, language: str, key: UUID, number: str) -> HttpResponse:
    found = reading.get_issue(by, key, _number(number))
    here = issue_address(found, language)
    if request.method == "POST" and "publish" in request.POST:
        issues.publish(found, by=by, at=now())
        return done(request, _("It is public now, as a page and as files."), here)
    if request.method == "POST" and "withdraw" in request.POST:
        issues.withdraw(found, by=by, at=now())
        return done(request, _("It is taken back; the public log says since when."), here)
    page = _page(found, by, language, with_changes="changes" in request.GET)
    if request.headers.get("HX-Request"):
        response = render(request, "reports/parts/progress.html", {"page": page})
        if not page.is_under_way:
            response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "reports/desk/issue.html", {"page": page})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _page(found: Issue, by: Actor, language: str, *, with_changes: bool) -> IssuePage:
    is_ready = found.status == IssueStatus.READY
    report = found.report
    name = " · ".join((name_of(report), _("Issue %(number)d") % {"number": found.issue}))
    crumbs = (
        desk_crumb(language),
        Crumb(_("Reports"), links.href("desk_reports", language, plan=report.plan)),
        Crumb(name_of(report), links.href("desk_report", language, key=str(report.pk))),
    )
    return IssuePage(
        title=name,
        crumbs=crumbs,
        address=issue_address(found, language),
        facts=issue_line(found, language).facts,
        is_under_way=found.status in (IssueStatus.WAITING, IssueStatus.MAKING),
        steps=found.done,
        whole=found.whole,
        failure=in_language(found.sentence),
        took=_("It took %(seconds).1f seconds.") % {"seconds": found.seconds} if is_ready else "",
        files=tuple(_files(found, language)) if is_ready else (),
        changes=_changes(found, language, with_changes=with_changes) if is_ready and found.since else None,
        document=reading.document_of(found, with_changes=with_changes) if is_ready else None,
        why_not=reason(rules.can_publish(by, found)),
        is_public=found.published_at is not None and found.withdrawn_at is None,
        can_withdraw=not reason(rules.can_withdraw(by, found)),
    )


def _files(found: Issue, language: str) -> list[NavigationLink]:
    made = []
    for with_changes in (False, True) if found.since else (False,):
        for form, volume in product(KEPT, reading.volumes_of(found, with_changes=with_changes)):
            address = links.href(
                "desk_issue_file",
                language,
                key=str(found.report_id),
                number=str(found.issue),
                file=file_name(found, form, with_changes=with_changes, volume=volume),
            )
            words = form_words(found, form, volume, with_changes=with_changes)
            made.append(
                NavigationLink(
                    _("%(form)s, changes marked") % {"form": words} if with_changes else words, address, False
                )
            )
    return made


def _changes(found: Issue, language: str, *, with_changes: bool) -> NavigationLink:
    here = issue_address(found, language)
    if with_changes:
        return NavigationLink(_("Show it without marks"), here, False)
    words = _("Show the changes since issue %(number)d") % {"number": found.since}
    return NavigationLink(words, links.with_query(here, {"changes": "1"}), False)


def form_words(found: Issue, form: Form, volume: int, *, with_changes: bool = False) -> str:
    """ "PDF", of a report in volumes "PDF, volume 2"."""
    words = {Form.PDF: _("PDF"), Form.WORD: _("Word")}[form]
    if len(reading.volumes_of(found, with_changes=with_changes)) == 1:
        return words
    return _("%(form)s, volume %(number)d") % {"form": words, "number": volume}


def file_name(found: Issue, form: Form, *, with_changes: bool = False, volume: int = 1) -> str:
    """ "annual-en-2.pdf", "annual-en-2-changes.pdf"; of a report in volumes "annual-en-2-volume-3.pdf"."""
    report = found.report
    about = f"-{report.number}" if report.number else ""
    several = len(reading.volumes_of(found, with_changes=with_changes)) > 1
    ends = f"{'-changes' if with_changes else ''}{f'-volume-{volume}' if several else ''}"
    return f"{report.kind}{about}-{report.language}-{found.issue}{ends}.{form}"


@staff
def issue_file(request: HttpRequest, by: Actor, language: str, key: UUID, number: str, file: str) -> HttpResponse:
    found = reading.get_issue(by, key, _number(number))
    return answered(found, file)


def answered(found: Issue, file: str) -> HttpResponse:
    """A file of an issue.  Raises NotVisible."""
    stem, _dot, ending = file.rpartition(".")
    form = Form.of(ending)
    stem, _sign, number = stem.partition("-volume-")
    with_changes, volume = stem.endswith("-changes"), _number(number) or 1
    data = reading.kept_file(found, form, with_changes=with_changes, volume=volume)
    name = file_name(found, form, with_changes=with_changes, volume=volume)
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(data, content_type=MEDIA_TYPES[form], headers={"Content-Disposition": disposition})
