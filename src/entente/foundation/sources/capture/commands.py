"""Writes of captures: asked for, run by the worker, and asked for again by the calendar."""

from __future__ import annotations

import fcntl
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Refusal, RuleBroken
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources import media, reading, rules, store
from entente.foundation.sources.commands import SnapshotFacts, put_snapshot
from entente.foundation.sources.entries import is_published, ref_of
from entente.foundation.sources.models import Capture, Document, Snapshot
from entente.foundation.sources.queries.copies import refuse_removed
from entente.foundation.sources.words import CaptureStatus, Showing

from . import queries
from .addresses import read_address
from .fetch import AddressGone, AddressTroubled, Fetched, Known, Limits, NoDocument, fetch
from .wire import Resolve, resolve

ATTEMPTS_MAX = 3
"""A capture that took its process down this often is not tried again."""

HOST_PAUSE = timedelta(seconds=5)
"""Between two questions to one host: an archive is a guest."""

ROUND_SECONDS = 20.0
"""How long one round of captures keeps the worker from its other duties; the capture at hand is finished first."""

IDLE_SECONDS, TOTAL_SECONDS = 10.0, 60.0
"""Longest silence of an address, and all the time that it gets, redirects included."""

RECHECKS_A_ROUND = 10
ENDS: dict[type[Refusal], CaptureStatus] = {
    AddressGone: CaptureStatus.GONE,
    AddressTroubled: CaptureStatus.FAILED,
    store.NotWritten: CaptureStatus.FAILED,
}
"""How a capture ends that was refused so; every other refusal is one of ours."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a capture ended.  sentence: why, for whoever asked."""

    status: CaptureStatus
    sentence: str = ""
    fetched: Fetched | None = None
    snapshot: Snapshot | None = None
    http_status: int | None = None


@transaction.atomic
def ask_capture(document: Document, *, by: Actor, at: datetime, showing: Showing = Showing.QUOTATION) -> Capture:
    """Have the worker fetch a document's address.  One that waits already is returned as it is.

    Raises ActionDenied (not one's own, switched off, no address), RuleBroken for an address that nobody may fetch.
    """
    require(rules.can_capture(by, owner=document.owner, address=document.address, is_on=settings.CAPTURE))
    read_address(document.address, allowed=settings.CAPTURE_ALLOW)
    return _ask(document, by=by, at=at, showing=showing, is_recheck=False)


def ask_rechecks(*, at: datetime) -> int:
    """Ask for a new look at addresses whose turn it is: few at once, one a host.  Returns how many."""
    if not settings.CAPTURE:
        return 0
    asked = 0
    for due in queries.due_for_recheck(as_of=at, every=timedelta(days=settings.RECHECK_DAYS), most=RECHECKS_A_ROUND):
        with transaction.atomic():
            document = Document.objects.select_for_update().get(pk=due.document)
            _ask(document, by=SYSTEM, at=at, showing=due.showing, is_recheck=True)
        asked += 1
    return asked


def run_waiting(*, at: datetime) -> int:
    """Run captures in the order in which they were asked for, those that a kill interrupted first.  Returns how many."""
    if not settings.CAPTURE:
        return 0
    _forget_left_behind()
    began, done = time.monotonic(), 0
    resting = queries.hosts_asked_since(at - HOST_PAUSE)
    for key, host in queries.waiting():
        if host in resting:
            continue
        run_capture(key, at=at + timedelta(seconds=time.monotonic() - began))
        resting.add(host)
        done += 1
        if time.monotonic() - began > ROUND_SECONDS:
            break
    return done


def run_capture(key: UUID, *, at: datetime, resolve: Resolve = resolve, trust: ssl.SSLContext | None = None) -> Capture:
    """Fetch what a capture asks for and keep it.  Run twice, or after a kill at any point, it keeps one copy.

    What goes wrong ends in its outcome and one sentence; nothing half-written stays.
    """
    with _place_of(key) as file:
        if file is not None and (capture := _begin(key, at=at)) is not None:
            began = time.monotonic()
            outcome = _look(capture, file, at=at, resolve=resolve, trust=trust)
            if outcome.status is not CaptureStatus.KEPT:
                _finish(capture, outcome, at=at + timedelta(seconds=time.monotonic() - began))
    return Capture.objects.get(pk=key)


def _ask(document: Document, *, by: Actor, at: datetime, showing: Showing, is_recheck: bool) -> Capture:
    pending = Capture.objects.filter(document=document, finished_at=None).first()
    if pending is not None:
        return pending
    capture = Capture.objects.create(
        document=document,
        address=document.address,
        owner=document.owner,
        tier=document.tier,
        group=document.group,
        showing=showing,
        asked_at=at,
        asked_by=by.post,
        is_recheck=is_recheck,
    )
    if not is_recheck:  # a look by the calendar is nobody's act; what it finds is recorded
        ledger.record(by, "sources.capture.ask", ref_of(document), at=at, address=document.address)
    return capture


@transaction.atomic
def _begin(key: UUID, *, at: datetime) -> Capture | None:
    """Take a capture up; None when it is over.  Whoever calls holds its place, so RUNNING means that its process died."""
    capture = Capture.objects.select_for_update(of=("self",)).select_related("document").get(pk=key)
    if capture.finished_at is not None:
        return None
    if capture.attempts >= ATTEMPTS_MAX:
        sentence = f"The process that fetched it died {ATTEMPTS_MAX} times; save the page and upload it."
        _write(capture, Outcome(CaptureStatus.FAILED, sentence), at=at)
        return None
    require_transition(rules.CAPTURE_TRANSITIONS, capture.status, CaptureStatus.RUNNING, "This capture")
    capture.status, capture.started_at = CaptureStatus.RUNNING, at
    capture.attempts += 1
    capture.save(update_fields=["status", "started_at", "attempts"])
    return capture


def _look(capture: Capture, file: Path, *, at: datetime, resolve: Resolve, trust: ssl.SSLContext | None) -> Outcome:
    """Fetch, compare, keep; whatever goes wrong is an outcome."""
    limits = Limits(settings.UPLOAD_BYTES_MAX, frozenset(settings.CAPTURE_ALLOW), IDLE_SECONDS, TOTAL_SECONDS)
    last = queries.last_copy(capture.document)
    try:
        fetched = fetch(capture.address, file, limits=limits, known=_known(capture, last), resolve=resolve, trust=trust)
        if last is not None and (fetched.is_unchanged or _says_the_same(last, fetched, file)):
            return Outcome(CaptureStatus.UNCHANGED, "", fetched, last, fetched.http_status)
        return _keep(capture, fetched, file, at=at)
    except Refusal as refusal:
        http_status = refusal.http_status if isinstance(refusal, NoDocument) else None
        return Outcome(ENDS.get(type(refusal), CaptureStatus.REFUSED), str(refusal), http_status=http_status)
    except OSError as error:
        sentence = (
            f"What was fetched cannot be written ({error.strerror}); make room on the disk, then capture it again."
        )
        return Outcome(CaptureStatus.FAILED, sentence)


def _known(capture: Capture, last: Snapshot | None) -> Known:
    """What the address said of the last copy, so that it may answer "not changed"; nothing when that copy is not whole."""
    seen = queries.last_seen(capture.document, last) if last is not None else None
    if seen is None or last is None or last.removed_at is not None or not store.is_whole(last.sha256):
        return Known()
    return Known(seen.etag, seen.last_modified)


def _says_the_same(last: Snapshot, fetched: Fetched, file: Path) -> bool:
    """Whether a page differs from its last copy in nothing that a reader sees, such as a counter or a stamp in its code."""
    if fetched.sha256 == last.sha256:
        return True
    if last.removed_at is not None or not fetched.media_type == last.media_type == media.HTML:
        return False
    before = store.read(last.sha256)
    if before is None:
        return False
    try:
        lines = reading.lines_of(file.read_bytes(), media.HTML)
        return bool(lines) and lines == reading.lines_of(before, media.HTML)
    except (RuleBroken, store.NotReadable):  # a page that cannot be read is kept as it came
        return False


@transaction.atomic
def _keep(capture: Capture, fetched: Fetched, file: Path, *, at: datetime) -> Outcome:
    """The copy and the end of its capture, in one transaction: a kill leaves both or neither.  Raises RuleBroken."""
    document = Document.objects.select_for_update().get(pk=capture.document_id)
    refuse_removed(document.owner, fetched.sha256)
    store.lock(fetched.sha256)
    store.keep_file(file)
    facts = SnapshotFacts(
        sha256=fetched.sha256,
        media_type=fetched.media_type,
        size_bytes=fetched.size_bytes,
        file_name=_file_name(document, fetched),
        showing=Showing(capture.showing),
        final_address=fetched.final_address,
    )
    by = replace(SYSTEM, owner=document.owner, post=capture.asked_by)
    snapshot, _ = put_snapshot(document, facts, by=by, at=at)
    outcome = Outcome(CaptureStatus.KEPT, "", fetched, snapshot, fetched.http_status)
    _write(capture, outcome, at=at)
    return outcome


@transaction.atomic
def _finish(capture: Capture, outcome: Outcome, *, at: datetime) -> None:
    _write(capture, outcome, at=at)
    document = capture.document
    if outcome.status is CaptureStatus.GONE and queries.is_first_gone(capture):
        ledger.record(
            replace(SYSTEM, owner=document.owner),
            "sources.address.gone",
            ref_of(document),
            at=at,
            public=is_published(document),
            address=capture.address,
            http_status=outcome.http_status,
        )


def _write(capture: Capture, outcome: Outcome, *, at: datetime) -> None:
    capture.status, capture.sentence, capture.finished_at = outcome.status, outcome.sentence, at
    capture.started_at = capture.started_at or at
    capture.snapshot, capture.http_status = outcome.snapshot, outcome.http_status
    if outcome.fetched is not None:
        capture.final_address = outcome.fetched.final_address
        capture.etag, capture.last_modified = outcome.fetched.etag, outcome.fetched.last_modified
    capture.save()


def _file_name(document: Document, fetched: Fetched) -> str:
    return document.slug[:200] + media.ENDINGS[fetched.media_type]


# --- the place where a capture is fetched into ------------------------------------------------------------------------


def _folder() -> Path:
    folder: Path = settings.VAR / "captures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _place_of(key: UUID) -> Iterator[Path | None]:
    """A file of its own, held by a lock that ends with the process, however it ends; None while another process holds it."""
    path = _folder() / f"{key}.part"
    with path.open("ab") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def _forget_left_behind() -> None:
    """Files of captures that were killed between their end and their last step."""
    left = {path.stem: path for path in _folder().glob("*.part")}
    for key in left.keys() - {str(key) for key, _host in queries.waiting()}:
        left[key].unlink(missing_ok=True)
