"""Issues of a report: asked for, made by the worker with progress, published, taken back."""

from __future__ import annotations

import errno
import io
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Refusal
from entente.foundation.ledger import commands as ledger

from . import rules
from .compose import Choice, compose
from .facts import eyes
from .forms import Form, as_file
from .marking import marked
from .model import Document, dumped, loaded
from .models import Issue, Report
from .reading import choice_of, file_path, logo_of, since_words, template_of
from .words import IssueStatus, Kind, Reach

KEPT = (Form.PDF, Form.WORD)
"""Forms that are kept as files; the page is shown from the document."""


@transaction.atomic
def ask(report: Report, *, by: Actor, at: datetime) -> Issue:
    """Have an issue made of a report as it is now; the worker makes it.  Raises ActionDenied."""
    issue = _asked(report, by=by, at=at)
    transaction.on_commit(lambda: make_issue.enqueue(str(issue.pk)))
    return issue


def make_at_once(report: Report, *, by: Actor, at: datetime) -> Issue:
    """The same for a short one that somebody waits for.  Raises ActionDenied."""
    with transaction.atomic():
        issue = _asked(report, by=by, at=at)
    return run(issue.pk)


def _asked(report: Report, *, by: Actor, at: datetime) -> Issue:
    require(rules.can_make(by))
    eyes(by, Reach(report.reach))
    held = Report.objects.select_for_update().get(pk=report.pk)
    last = held.issues.aggregate(last=Max("issue"))["last"] or 0
    before = held.issues.filter(status=IssueStatus.READY).aggregate(last=Max("issue"))["last"] or 0
    return Issue.objects.create(
        report=held, issue=last + 1, as_of=at, asked_by=by.user_id or "", choice=asdict(choice_of(held)), since=before
    )


@task()
def make_issue(key: str) -> None:
    """The worker's part.  Running it twice makes one issue."""
    run(UUID(key))


def run(key: UUID) -> Issue:
    """Make a waiting issue, or one whose maker was killed: it speaks of the same instant, so it comes out the same."""
    issue = Issue.objects.select_related("report").get(pk=key)
    if issue.status not in (IssueStatus.WAITING, IssueStatus.MAKING):
        return issue
    Issue.objects.filter(pk=key).update(status=IssueStatus.MAKING)
    began = time.monotonic()
    try:
        with override(issue.report.language):
            document = _make(issue)
    except Refusal as refusal:
        Issue.objects.filter(pk=key).update(status=IssueStatus.FAILED, sentence=refusal.sentence)
    except OSError as error:
        Issue.objects.filter(pk=key).update(status=IssueStatus.FAILED, sentence=_no_room(error, issue.report.language))
    else:
        Issue.objects.filter(pk=key).update(
            status=IssueStatus.READY, document=dumped(document), seconds=time.monotonic() - began
        )
    return Issue.objects.select_related("report").get(pk=key)


def _make(issue: Issue) -> Document:
    """The document; its files are kept before it is called ready."""
    report, told = issue.report, _Progress(issue.pk, len(KEPT) * (2 if issue.since else 1))
    document = compose(_choice(issue), by=_reader(report), as_of=issue.as_of, issue=issue.issue, progress=told)
    logo, template = logo_of(report), template_of(report)
    for written, with_changes in _versions(issue, document):
        for form in KEPT:
            content = as_file(written, form, template=template, logo=logo)
            path = file_path(issue, form, with_changes=with_changes)
            default_storage.delete(path)
            default_storage.save(path, io.BytesIO(content))
            told.step()
    return document


def _versions(issue: Issue, document: Document) -> Iterator[tuple[Document, bool]]:
    """As it is, and with its changes marked where there is an earlier one."""
    yield document, False
    before = Issue.objects.filter(report=issue.report_id, issue=issue.since, status=IssueStatus.READY).first()
    if before is not None:
        yield marked(document, loaded(before.document), since_words(before)), True


def _choice(issue: Issue) -> Choice:
    kept = dict(issue.choice)
    kept |= {"kind": Kind(kept["kind"]), "reach": Reach(kept["reach"])}
    return Choice(**{**kept, "parts": tuple(kept["parts"]), "areas": tuple(kept["areas"])})


def _reader(report: Report) -> Actor:
    """With whose eyes the worker reads: those of the side that asked, and of no person."""
    return Actor(Capacity(report.capacity), owner=report.owner, post=report.post)


def _no_room(error: OSError, language: str) -> str:
    with override(language):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _("The disk is full; nothing is lost. Make room, then ask for the issue again.")
        return _("The file could not be kept (%(why)s); nothing is lost. Ask for the issue again.") % {
            "why": error.strerror or error
        }


class _Progress:
    """Writes how far the making is: the parts of the report, then its files."""

    def __init__(self, key: UUID, files: int) -> None:
        self.key, self.files, self.done, self.whole = key, files, 0, 0

    def __call__(self, done: int, whole: int) -> None:
        self.done, self.whole = done, whole + self.files
        self._write()

    def step(self) -> None:
        self.done += 1
        self._write()

    def _write(self) -> None:
        Issue.objects.filter(pk=self.key).update(done=self.done, whole=self.whole)


@transaction.atomic
def publish(issue: Issue, *, by: Actor, at: datetime) -> Issue:
    """Make an issue public, as page and as files.  Raises ActionDenied."""
    held = Issue.objects.select_for_update().select_related("report").get(pk=issue.pk)
    require(rules.can_publish(by, held))
    held.published_at, held.published_by = at, by.post
    held.save(update_fields=["published_at", "published_by"])
    ledger.record(
        by,
        "report.publish",
        held.report.plan,
        at=at,
        public=True,
        kind=held.report.kind,
        language=held.report.language,
        issue=held.issue,
        sha256=sha256(held.document.encode()).hexdigest(),
    )
    return held


@transaction.atomic
def withdraw(issue: Issue, *, by: Actor, at: datetime) -> Issue:
    """Take a published issue back: it is on no page any more, and the log says since when.  Raises ActionDenied."""
    held = Issue.objects.select_for_update().select_related("report").get(pk=issue.pk)
    require(rules.can_withdraw(by, held))
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    ledger.record(
        by,
        "report.withdraw",
        held.report.plan,
        at=at,
        public=True,
        kind=held.report.kind,
        language=held.report.language,
        issue=held.issue,
    )
    return held
