"""Periodic duties.  Each is idempotent: doing it twice, or after a kill in its middle, does no harm.

What depends on the hour (embargo, silence, windows) is no duty but a query's `as_of`: pages are right even when no worker runs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import Refusal
from entente.foundation.common.heartbeat import beat
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources import commands as sources
from entente.foundation.sources import timestamps
from entente.foundation.sources.capture import commands as captures
from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import assessments, inquiries
from entente.record.plan import commands as plans
from entente.surfaces.following.follows import forget_unconfirmed
from entente.surfaces.following.limits import forget_attempts
from entente.surfaces.following.sending import send_to_followers
from entente.surfaces.notices import calls, digests, problems
from entente.surfaces.publish.publication import has_settled_entries, has_turned, publish
from entente.surfaces.reports import issues as reports
from entente.surfaces.reports import making
from entente.surfaces.search import building as indexes
from entente.surfaces.web.desk.views.notices import absolute

log = structlog.get_logger("entente.worker")

FINISHED_JOBS_KEPT_DAYS = 30
"""Long enough to look into what failed last month."""


@dataclass(frozen=True)
class Duty:
    """What is done, and how many seconds lie between two times of doing it."""

    name: str
    every_seconds: float
    do: Callable[[], object]


def seal() -> None:
    """Entries are sealed when they commit; this takes what a kill left in between."""
    if sealed := ledger.seal():
        log.info("ledger.sealed", entries=sealed)


def capture_addresses() -> None:
    """Those asked for, and those that a kill interrupted."""
    if done := captures.run_waiting(at=timezone.now()):
        log.info("sources.captured", captures=done)


def look_at_addresses_again() -> None:
    """Asks for a few at a time; `capture_addresses` fetches them."""
    if asked := captures.ask_rechecks(at=timezone.now()):
        log.info("sources.rechecks_asked", captures=asked)


def stamp_copies() -> None:
    """Outside time stamps, where an operator named an authority."""
    if stamped := timestamps.stamp_new(at=timezone.now()):
        log.info("sources.stamped", snapshots=stamped)


def discard_left_over_bytes() -> None:
    """Bytes whose writer was killed before they were on record, or whose removal was."""
    if gone := sources.discard_left_over(at=timezone.now()):
        log.info("sources.left_over_discarded", contents=gone)


def announce_updates() -> None:
    """The public log learns of embargoed updates and their statuses here; readers see them from the instant on without it."""
    if announced := assessment.announce_reports(at=timezone.now()):
        log.info("updates.announced", updates=announced)


def take_in_amendments() -> None:
    """The rows of promises follow what came into force by its day; pages and rules read it from the instant on without it."""
    if taken := plans.take_in_amendments(by=SYSTEM, at=timezone.now()):
        log.info("amendments.in_force", amendments=taken)


def announce_assessments() -> None:
    """The public log learns of assessments whose time for a reply is over; readers see them without it."""
    if announced := assessments.announce_assessments(at=timezone.now()):
        log.info("assessments.announced", assessments=announced)


def announce_inquiries() -> None:
    """The public log learns of questions about findings under an embargo; readers see them from the instant on without it."""
    if announced := inquiries.announce_inquiries(at=timezone.now()):
        log.info("inquiries.announced", inquiries=announced)


def send_mails() -> None:
    """Digests once a day, single notices as something begins to wait, call letters and reminders before a date."""
    at = timezone.now()
    sent = digests.send_digests(at=at, address=absolute) + digests.send_singles(at=at, address=absolute)
    if sent := sent + calls.send_calls(at=at, address=absolute):
        log.info("notices.sent", mails=sent)


def tell_followers() -> None:
    """Mails to readers who asked for them: whether they did, what changed in what they follow, what became of a report."""
    at = timezone.now()
    sent = send_to_followers(at=at, address=absolute)
    if sent := sent + problems.send_answers(at=at, origin=settings.ENV.origin):
        log.info("readers.told", mails=sent)


def forget_who_never_confirmed() -> None:
    """Addresses of which nobody said that they are theirs, and what was counted against floods."""
    forget_attempts(at=timezone.now())
    if gone := forget_unconfirmed(at=timezone.now()):
        log.info("followers.forgotten", follows=gone)


def publish_what_changed() -> None:
    """The folder that an operator named is published anew after new public entries, and once a date changed one of its pages."""
    at, folder = timezone.now(), settings.ENV.publish
    if not folder or not (has_settled_entries(Path(folder), at=at) or has_turned(Path(folder), at=at)):
        return
    try:
        made = publish(
            Path(folder),
            by=SYSTEM,
            as_of=at,
            at=at,
            origin=settings.ENV.origin,
            report=lambda _done, _known: beat(settings.VAR),
        )
    except Refusal as refusal:  # another record's folder, a full disk: told, and no other duty waits for it
        log.warning("site.not_published", why=refusal.sentence)
    else:
        log.info("site.published", files=made.files)


def keep_the_search_current() -> None:
    """Reads what the log says since the last time; makes the indexes where there are none that can be trusted."""
    try:
        written = indexes.bring_up_to_date(as_of=timezone.now(), report=lambda _done, _total: beat(settings.VAR))
    except Refusal as refusal:  # somebody has asked for a rebuild at this moment
        log.info("search.not_written", why=refusal.sentence)
    else:
        if written:
            log.info("search.written", documents=written)


def take_up_reports() -> None:
    """Issues of reports whose maker is gone; those that two makers did not survive say so."""
    if taken := reports.take_up_left_over(at=timezone.now()):
        log.info("reports.taken_up", issues=taken)


def discard_left_over_reports() -> None:
    """Files of reports whose record was never written, or is gone."""
    if gone := making.discard_left_over_files(at=timezone.now()):
        log.info("reports.left_over_discarded", files=gone)


def forget_finished_jobs() -> None:
    """Finished jobs may hold file names and error texts: they are not kept for ever."""
    oldest = timezone.now() - timedelta(days=FINISHED_JOBS_KEPT_DAYS)
    DBTaskResult.objects.finished().filter(finished_at__lt=oldest).delete()


def forget_old_sessions() -> None:
    SessionStore.clear_expired()


DUTIES = (
    Duty("seal the log", 5, seal),
    Duty("announce what an embargo held", 30, announce_updates),
    Duty("take in amendments in force", 30, take_in_amendments),
    Duty("announce outside assessments", 30, announce_assessments),
    Duty("announce what was asked", 30, announce_inquiries),
    Duty("fetch from addresses", 5, capture_addresses),
    Duty("look at addresses again", 60, look_at_addresses_again),
    Duty("outside time stamps", 60, stamp_copies),
    Duty("discard left-over bytes", 24 * 3600, discard_left_over_bytes),
    Duty("send mails", 60, send_mails),
    Duty("tell followers", 30, tell_followers),
    Duty("forget who never confirmed", 3600, forget_who_never_confirmed),
    Duty("publish what changed", 60, publish_what_changed),
    Duty("keep the search current", 5, keep_the_search_current),
    Duty("take up reports", 60, take_up_reports),
    Duty("discard left-over files of reports", 24 * 3600, discard_left_over_reports),
    Duty("forget old sessions", 6 * 3600, forget_old_sessions),
    Duty("forget finished jobs", 24 * 3600, forget_finished_jobs),
)


class Timetable:
    """Which duties are due.  Everything is due at the start: nobody knows how long no worker ran."""

    def __init__(self, duties: tuple[Duty, ...] = DUTIES) -> None:
        self._next: dict[Duty, float] = dict.fromkeys(duties, 0.0)

    def due(self, now: float) -> list[Duty]:
        """The duties due at an instant of a monotonic clock; each counts as done now."""
        found = [duty for duty, at in self._next.items() if at <= now]
        for duty in found:
            self._next[duty] = now + duty.every_seconds
        return found
