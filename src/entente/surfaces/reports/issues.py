"""Issues of a report: asked for, published, taken back.  How one is made is in `making`."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.ledger import commands as ledger

from . import making, rules
from .compose import CHOICE
from .facts import eyes
from .models import Issue, Report
from .reading import choice_of
from .words import IssueStatus, Reach

LEFT_OVER_AFTER = timedelta(minutes=10)
"""Nobody waits in front of a page so long for a note."""


@transaction.atomic
def ask(report: Report, *, by: Actor, at: datetime) -> Issue:
    """Have an issue made of a report as it is now; the worker makes it.  Raises ActionDenied.

    The job comes into the queue in the same transaction: no kill parts the two.
    """
    issue = _asked(report, by=by, at=at)
    make_issue.enqueue(str(issue.pk))
    return issue


def make_at_once(report: Report, *, by: Actor, at: datetime) -> Issue:
    """The same for a short one that somebody waits for.  Raises ActionDenied."""
    with transaction.atomic():
        issue = _asked(report, by=by, at=at)
    return making.make(issue.pk)


def _asked(report: Report, *, by: Actor, at: datetime) -> Issue:
    require(rules.can_make(by))
    eyes(by, Reach(report.reach))
    held = Report.objects.select_for_update().get(pk=report.pk)
    last = held.issues.aggregate(last=Max("issue"))["last"] or 0
    before = held.issues.filter(status=IssueStatus.READY).aggregate(last=Max("issue"))["last"] or 0
    return Issue.objects.create(
        report=held,
        issue=last + 1,
        as_of=at,
        asked_by=by.user_id or "",
        choice=CHOICE.dump_python(choice_of(held), mode="json"),
        since=before,
    )


@task()
def make_issue(key: str) -> None:
    """The worker's part.  Running it twice makes one issue."""
    making.make(UUID(key))


def take_up_left_over(*, at: datetime) -> int:
    """Put those into the queue again whose maker is gone: a page's process that was killed, a job that was given up.

    How many.  An issue that is being made for the third time says why it was given up: see `making`.
    """
    count = 0
    for key in making.left_over(before=at - LEFT_OVER_AFTER):
        waits = DBTaskResult.objects.filter(args_kwargs__args=[str(key)], status__in=["READY", "RUNNING"])
        if not waits.exists():
            make_issue.enqueue(str(key))
            count += 1
    return count


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
