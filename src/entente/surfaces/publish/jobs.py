"""A publication that somebody asked for on the desk: the worker writes it, and tells how far it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from entente.foundation.accounts.queries import actor_of_post
from entente.foundation.common import rights
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Refusal
from entente.foundation.common.heartbeat import beat

from . import progress
from .progress import Progress
from .publication import publish
from .words import PublicationRefused

TOLD_EVERY_SECONDS = 0.5


def ask(*, by: Actor, at: datetime) -> None:
    """Have the folder of ENTENTE_PUBLISH published by the worker, which sees the job once the page was told of it.

    Raises ActionDenied, and PublicationRefused where no folder is named or one is being published.
    """
    require(rights.may(by, "site.publish"))
    if not settings.ENV.publish:
        raise PublicationRefused(_("No folder to publish into is named; set ENTENTE_PUBLISH and start again."))
    out = Path(settings.ENV.publish)
    if is_awaited(out, at=at):
        raise PublicationRefused(_("A publication was asked for already; wait until it has ended."))
    with transaction.atomic():
        publish_site.enqueue(by.post)
        progress.asked(out, at)


def is_awaited(out: Path, *, at: datetime) -> bool:
    """Whether a publication was asked for that waits for the worker, or of which something was heard lately.

    What is said to wait is believed while its job is in the queue: who asked may have been killed before that.
    """
    last = progress.progress_of(out)
    if last is not None and last.state == progress.WAITING:
        queued = DBTaskResult.objects.filter(task_path=publish_site.module_path, status__in=["READY", "RUNNING"])
        return queued.exists()
    return progress.is_heard_of(out, at=at)


@task()
def publish_site(post: str) -> None:
    """The worker's part.  Running it twice publishes twice: the same record gives the same folder."""
    run(post, at=timezone.now())


def run(post: str, *, at: datetime) -> None:
    """Publish through a post that asked for it; what is refused ends in its sentence."""
    out = Path(settings.ENV.publish)
    state, told_at = Progress(progress.RUNNING, at.isoformat()), monotonic()

    def report(done: int, known: int) -> None:
        nonlocal told_at
        beat(settings.VAR)
        if monotonic() - told_at > TOLD_EVERY_SECONDS:
            told_at = monotonic()
            progress.told(out, replace(state, done=done, known=known))

    progress.told(out, state)
    try:
        by = actor_of_post(post, on=at.date())
        made = publish(out, by=by, as_of=at, at=at, origin=settings.ENV.origin, report=report)
    except Refusal as refusal:
        progress.told(out, replace(state, state=progress.REFUSED, sentence=refusal.sentence))
    else:
        ended = replace(state, state=progress.DONE, done=made.files, known=made.files, fresh=made.fresh)
        progress.told(out, ended)
