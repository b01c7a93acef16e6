"""Reads of reports and their issues.  The door to one of them is its own side's; what was published is everybody's."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible

from .compose import Choice
from .forms import Form
from .marking import marked
from .model import Document, loaded
from .models import Issue, Report
from .uploads import Logo
from .volumes import outlined
from .words import IssueStatus, Kind, Reach

__all__ = ["Issue", "Report"]

FOLDER = "reports"
"""Of the storage, where files are kept."""


def reports_of(by: Actor, plan: str) -> list[Report]:
    """The reports of one's own side on a plan, last changed first."""
    if not by.reads_records:
        return []
    return list(Report.objects.filter(owner=by.owner, plan=plan).order_by("-changed_at", "-pk"))


def get_report(by: Actor, key: UUID) -> Report:
    """A report of one's own side.  Raises NotVisible."""
    found = Report.objects.filter(pk=key, owner=by.owner).first() if by.reads_records else None
    if found is None:
        raise NotVisible(_("There is no such report here."))
    return found


def issues_of(report: Report) -> list[Issue]:
    """Latest first, without their content."""
    return list(report.issues.defer("document", "choice").order_by("-issue"))


def get_issue(by: Actor, key: UUID, number: int) -> Issue:
    """An issue of a report of one's own side.  Raises NotVisible."""
    found = get_report(by, key).issues.filter(issue=number).select_related("report").first()
    if found is None:
        raise NotVisible(_("There is no such issue here."))
    return found


def public_issues(plan: str, *, as_of: datetime) -> list[Issue]:
    """What was published of a plan and stands, latest first, without its content."""
    return list(_public(as_of).filter(report__plan=plan).defer("document", "choice").order_by("-published_at", "-id"))


def get_public_issue(plan: str, key: UUID, *, as_of: datetime) -> Issue:
    """One of them.  Raises NotVisible."""
    found = _public(as_of).filter(report__plan=plan, pk=key).first()
    if found is None:
        raise NotVisible(_("There is no such report here."))
    return found


def _public(as_of: datetime) -> QuerySet[Issue]:
    stands = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=as_of)
    return Issue.objects.filter(stands, published_at__lte=as_of).select_related("report")


def document_of(issue: Issue, *, with_changes: bool = False) -> Document:
    """What an issue says; with_changes: with its differences from the issue before it marked.  In volumes: its headings."""
    document = loaded(issue.document)
    if with_changes and issue.since:
        before = Issue.objects.filter(report=issue.report_id, issue=issue.since, status=IssueStatus.READY).first()
        document = marked(document, loaded(before.document), since_words(before)) if before else document
    return outlined(document) if issue.volumes > 1 else document


def since_words(before: Issue) -> str:
    return _(
        "Changes since issue %(number)d are marked: what was added, changed and removed. "
        "Words taken out stand in square brackets."
    ) % {"number": before.issue}


def choice_of(report: Report) -> Choice:
    return Choice(
        kind=Kind(report.kind),
        plan=report.plan,
        language=report.language,
        reach=Reach(report.reach),
        parts=tuple(report.parts),
        typed=report.typed,
        areas=tuple(report.areas),
        number=report.number,
        reference=report.reference,
        occasion=report.occasion,
        place=report.place,
        since=report.since_on,
    )


def file_path(key: UUID, form: Form, *, with_changes: bool, volume: int = 1) -> str:
    """Where the file of an issue is kept."""
    return f"{FOLDER}/{key}{'-changes' if with_changes else ''}{f'-{volume}' if volume > 1 else ''}.{form}"


def volumes_of(issue: Issue, *, with_changes: bool = False) -> range:
    """The numbers of its volumes."""
    return range(1, 1 + (issue.marked_volumes if with_changes else issue.volumes))


def kept_file(issue: Issue, form: Form, *, with_changes: bool = False, volume: int = 1) -> bytes:
    """A file that was made of an issue.  Raises NotVisible."""
    path = file_path(issue.pk, form, with_changes=with_changes, volume=volume)
    if issue.status != IssueStatus.READY or not default_storage.exists(path):
        raise NotVisible(_("There is no such file here."))
    with default_storage.open(path, "rb") as file:
        data: bytes = file.read()
    return data


def template_of(report: Report) -> bytes:
    """The Word template handed in, b"" for none."""
    return _handed_in(f"{FOLDER}/{report.pk}.template") if report.template else b""


def logo_of(report: Report) -> Logo | None:
    return Logo(_handed_in(f"{FOLDER}/{report.pk}.logo"), report.is_svg) if report.logo else None


def _handed_in(path: str) -> bytes:
    with default_storage.open(path, "rb") as file:
        data: bytes = file.read()
    return data
