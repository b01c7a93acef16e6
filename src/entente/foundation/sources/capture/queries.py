"""Reads of captures: whose turn it is, and what became of addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from entente.foundation.common.prepared import prepared_along
from entente.foundation.sources.models import Capture, Document, Snapshot
from entente.foundation.sources.words import AddressState, CaptureStatus, Showing

FIRST_PAUSE = timedelta(days=1)
"""After which an address that did not answer is asked again; then as long as it has been silent."""

CANDIDATES = 200
"""Addresses looked at in one round; the rest have their turn in the next."""

SEEN = (CaptureStatus.KEPT, CaptureStatus.UNCHANGED)
SILENT = (CaptureStatus.GONE, CaptureStatus.FAILED)


@dataclass(frozen=True, slots=True)
class AddressView:
    """What became of an address.

    since       when it was first found to be so; None when it never was looked at
    checked_at  the last look at it, None when there was none
    sentence    why the last look ended as it did, "" when there is nothing to say
    """

    state: AddressState
    since: datetime | None = None
    checked_at: datetime | None = None
    sentence: str = ""


NEVER_CHECKED = AddressView(AddressState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Due:
    """A document whose address is looked at again, and what may be shown of a new copy: as of the last one."""

    document: UUID
    showing: Showing


def address_state(document: Document) -> AddressView:
    return address_states([document.pk])[document.pk]


def address_states(documents: Collection[UUID]) -> dict[UUID, AddressView]:
    """What became of the addresses of some documents.  One query."""
    looks: dict[UUID, list[Capture]] = {key: [] for key in documents}
    for capture in _finished(sorted(documents)):
        looks[capture.document_id].append(capture)
    return {key: _state(captures) for key, captures in looks.items()}


@prepared_along("document_id")
def _finished(documents: list[UUID]) -> QuerySet[Capture]:
    finished = Capture.objects.filter(document__in=documents, finished_at__isnull=False)
    return finished.select_related("snapshot").order_by("finished_at", "pk")


def _state(captures: list[Capture]) -> AddressView:
    """From the looks at one address, oldest first.  A passing failure says nothing about the page."""
    if not captures:
        return NEVER_CHECKED
    last = captures[-1]
    told = [capture for capture in captures if capture.status != CaptureStatus.FAILED]
    if not told:
        return AddressView(AddressState.UNKNOWN, None, last.finished_at, last.sentence)
    now = told[-1]
    if now.status in (CaptureStatus.GONE, CaptureStatus.REFUSED):
        state = AddressState.GONE if now.status == CaptureStatus.GONE else AddressState.REFUSED
        return AddressView(state, _since(told, {now.status}), last.finished_at, last.sentence)
    seen = [capture for capture in told if capture.snapshot_id is not None]
    if seen and now.snapshot_id != seen[0].snapshot_id:
        since = next(capture for capture in seen if capture.snapshot_id == now.snapshot_id)
        return AddressView(AddressState.CHANGED, since.finished_at, last.finished_at, last.sentence)
    return AddressView(AddressState.FINE, _since(told, set(SEEN)), last.finished_at, last.sentence)


def _since(captures: list[Capture], statuses: set[CaptureStatus] | set[str]) -> datetime | None:
    """Beginning of the unbroken run of such looks that reaches to the last one."""
    since = None
    for capture in reversed(captures):
        if capture.status not in statuses:
            break
        since = capture.finished_at
    return since


def is_first_gone(capture: Capture) -> bool:
    """Whether the look before this one still found something."""
    before = Capture.objects.filter(document=capture.document_id, finished_at__isnull=False).exclude(pk=capture.pk)
    last = before.exclude(status=CaptureStatus.FAILED).order_by("-finished_at", "-pk").first()
    return last is None or last.status != CaptureStatus.GONE


def last_copy(document: Document) -> Snapshot | None:
    """The copy that the address showed when it last showed one."""
    seen = Capture.objects.filter(document=document, status__in=SEEN).select_related("snapshot")
    last = seen.order_by("-finished_at", "-pk").first()
    return last.snapshot if last else None


def last_seen(document: Document, copy: Snapshot) -> Capture | None:
    """The last look that saw this copy and was told something by which to ask for a newer one."""
    told = Capture.objects.filter(document=document, snapshot=copy).exclude(etag="", last_modified="")
    return told.order_by("-finished_at", "-pk").first()


def waiting() -> list[tuple[UUID, str]]:
    """Key and host of every capture that is not over, those that a kill interrupted first."""
    rows = Capture.objects.filter(finished_at=None).order_by(F("started_at").asc(nulls_last=True), "asked_at", "pk")
    return [(key, host_of(address)) for key, address in rows.values_list("pk", "address")]


def hosts_asked_since(instant: datetime) -> set[str]:
    rows = Capture.objects.filter(finished_at__gt=instant).values_list("address", flat=True)
    return {host_of(address) for address in rows}


def due_for_recheck(*, as_of: datetime, every: timedelta, most: int) -> list[Due]:
    """Documents whose address was captured and whose turn it is again, longest unseen first, one a host."""
    latest = Capture.objects.filter(document=OuterRef("pk")).order_by("-asked_at", "-pk")
    rows = (
        Document.objects.filter(captures__status__in=SEEN)
        .distinct()
        .annotate(
            status=Subquery(latest.values("status")[:1]),
            looked_at=Subquery(latest.values("finished_at")[:1]),
            showing=Subquery(latest.values("showing")[:1]),
        )
        .exclude(address="")
        .filter(Q(looked_at__lte=as_of - every) | Q(status__in=SILENT, looked_at__lte=as_of - FIRST_PAUSE))
        .order_by("looked_at", "pk")[:CANDIDATES]
    )
    found = list(rows.values_list("pk", "address", "status", "looked_at", "showing"))
    states = address_states([key for key, _, status, _, _ in found if status in SILENT])
    due: dict[str, Due] = {}
    for key, address, status, looked_at, showing in found:
        since = states[key].since if status in SILENT else None
        pause = every if status not in SILENT else _pause(looked_at, since or looked_at, every)
        if looked_at + pause <= as_of:
            due.setdefault(host_of(address), Due(key, Showing(showing)))
    return list(due.values())[:most]


def _pause(looked_at: datetime, since: datetime, every: timedelta) -> timedelta:
    """After which a silent address is asked again: doubling, from a day to the usual interval."""
    return min(every, max(FIRST_PAUSE, looked_at - since))


def host_of(address: str) -> str:
    return (urlsplit(address).hostname or "").lower()


def pending(documents: Iterable[UUID]) -> dict[UUID, Capture]:
    """The capture that is waiting or running, of those documents that have one.  One query."""
    rows = Capture.objects.filter(document__in=list(documents), finished_at=None)
    return {capture.document_id: capture for capture in rows}


def captures_since(instant: datetime) -> list[Capture]:
    """The captures that came to an end since an instant, in the order of their ends."""
    rows = Capture.objects.filter(finished_at__gte=instant).select_related("document")
    return list(rows.order_by("finished_at", "pk"))
