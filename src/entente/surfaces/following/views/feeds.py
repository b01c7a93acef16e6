"""Feeds and calendars: each is one file, the same bytes for the same record and instant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _

from entente.foundation.ledger import queries as ledger
from entente.surfaces.following import dates
from entente.surfaces.following.items import feed_of, title_of
from entente.surfaces.following.limits import is_fetched_within, network_of
from entente.surfaces.following.subjects import Subject, find
from entente.surfaces.following.words import SubjectKind
from entente.surfaces.following.writers import as_atom, as_json_feed
from entente.surfaces.notices import calendars
from entente.surfaces.web import files, links
from entente.surfaces.web.feeds import ATOM_FILE, DATES_FILE, JSON_FILE
from entente.surfaces.web.frame import now_of

SHAPE = "1"
"""Raised when what feeds look like changes: readers then fetch them anew."""
KEPT_SECONDS = 300

FETCHES_A_MINUTE = 30
"""As often as one network may fetch one file without saying which it has; who says so is answered however often."""

Write = Callable[[Subject, str, datetime], bytes]


def feed(
    request: HttpRequest, language: str, plan: str, file: str, number: str = "", body: str = ""
) -> HttpResponseBase:
    """One feed of a plan, a pillar, a promise or a body.

    Who has it already learns so at the price of one look at the end of the log, however often they ask.
    """
    if file not in WRITERS:
        raise Http404
    as_of = now_of(request)
    if files.current() is not None:  # nobody asks a file again: it is the same until its subject changes
        return _written(request, plan, number or body, file, language)
    head = ledger.head(as_of=as_of)
    at = _changed_at(head, as_of, file)
    etag = f'"{sha256(f"{SHAPE} {request.path} {head.size if head else 0} {at}".encode()).hexdigest()[:32]}"'
    known = get_conditional_response(request, etag=etag, last_modified=int(at.timestamp()))
    if known is not None:
        return _cached(known, etag, at)
    if not is_fetched_within(network_of(request), request.path, at=as_of, most=FETCHES_A_MINUTE):
        return _too_many()
    return _cached(_written(request, plan, number or body, file, language), etag, at)


def _too_many() -> HttpResponse:
    words = _(
        "This file was fetched %(number)d times in a minute from your network: wait a minute, and then send back "
        "the ETag or the Last-Modified that you were given; so asked, it is answered however often."
    ) % {"number": FETCHES_A_MINUTE}
    return HttpResponse(
        f"{words}\n", content_type="text/plain; charset=utf-8", status=429, headers={"Retry-After": "60"}
    )


def _written(request: HttpRequest, plan: str, key: str, file: str, language: str) -> HttpResponse:
    as_of = now_of(request)
    kind = _kind_of(request.resolver_match.url_name if request.resolver_match else None)
    subject = find(plan, kind, key, as_of=as_of)
    media, write = WRITERS[file]
    return HttpResponse(write(subject, language, as_of), content_type=media)


def _kind_of(page: str | None) -> SubjectKind:
    return SubjectKind((page or "").removeprefix("feed_")) if page != "feed" else SubjectKind.PLAN


def _changed_at(head: ledger.Head | None, as_of: datetime, file: str) -> datetime:
    """When the file last changed: with the log; a calendar also by the hour, since what was held back may join it."""
    last = head.at if head else as_of
    if file == DATES_FILE:
        last = max(last, as_of.replace(minute=0, second=0, microsecond=0))
    return last.astimezone(UTC)


def _cached(response: HttpResponseBase, etag: str, at: datetime) -> HttpResponseBase:
    response["ETag"] = etag
    response["Last-Modified"] = http_date(at.timestamp())
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


def _atom(subject: Subject, language: str, as_of: datetime) -> bytes:
    here = links.absolute(subject.file(ATOM_FILE, language))
    return as_atom(feed_of(subject, language, as_of=as_of), here=here)


def _json(subject: Subject, language: str, as_of: datetime) -> bytes:
    here = links.absolute(subject.file(JSON_FILE, language))
    return as_json_feed(feed_of(subject, language, as_of=as_of), here=here)


def _dates(subject: Subject, language: str, as_of: datetime) -> bytes:
    """Stamped with the last entry about the subject, so that a calendar is the same file until the record says more."""
    last = ledger.history_of(subject.refs, limit=1, as_of=as_of)
    lines = dates.dated_lines(subject, language, as_of=as_of)
    name = title_of(subject, language).text
    stamp = last[0].at if last else subject.plan.adopted_at or as_of
    return calendars.written(lines, name=name, at=stamp.astimezone(UTC), is_private=False)


WRITERS: Mapping[str, tuple[str, Write]] = {
    ATOM_FILE: ("application/atom+xml; charset=utf-8", _atom),
    JSON_FILE: ("application/feed+json; charset=utf-8", _json),
    DATES_FILE: ("text/calendar; charset=utf-8", _dates),
}
"""Name of a file -> what it is served as, and how it is written."""
