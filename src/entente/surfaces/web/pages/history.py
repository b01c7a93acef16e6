"""What changed: the public log of a plan in plain words, latest day first; all of it, or from one day to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.ledger import queries as ledger
from entente.record.plan import queries as plans
from entente.surfaces.web import dates, files, links
from entente.surfaces.web.changes import ChangeDay, by_day, month_bounds, month_of
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar, plan_modified_at

SHOWN = 1000
DAY = timedelta(days=1)
LEAST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when changes are shown; None: no bound.

    unread  what was asked for and is no day, "" for nothing
    """

    since: datetime | None = None
    until: datetime | None = None
    unread: str = ""

    @property
    def is_narrowed(self) -> bool:
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The latest entries of a plan's public log.

    size   entries in the public log of this site, over all plans; None on a file: there each publication, which is an entry
           itself, would have the page made anew, and `ledger/checkpoint` tells it
    is_cut True when there are older entries than the `shown` ones; of those only the number is told
    asked  since and until as they were asked for; stretch: in words, "" for all
    unread what was asked for and is no day, "" for nothing
    months the months in which something changed, latest first
    whole  address of all of it; from_now: address that will tell what changed after this instant, "" on a file
    """

    title: str
    description: str
    bar: PlanBar
    days: tuple[ChangeDay, ...]
    size: int | None
    is_cut: bool
    shown: int
    asked: dict[str, str]
    stretch: str
    unread: str
    months: tuple[NavigationLink, ...]
    whole: str
    from_now: str


def history(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    asked = {name: request.GET.get(name, "").strip()[:40] for name in ("since", "until")}
    wanted = read_stretch(**asked)
    until = min(as_of, wanted.until) if wanted.until else as_of
    entries = ledger.history(plan, limit=SHOWN, as_of=until, since=wanted.since)
    counts = ledger.tally(plan, as_of=until, since=wanted.since)
    is_file = files.current() is not None
    here = links.href("history", language, plan=plan)
    modified_at = plan_modified_at(plan, as_of) if wanted.is_narrowed else entries[0].at if entries else None
    page = HistoryPage(
        title=_("What changed"),
        description=_("Every change of this record, with its day and its maker."),
        bar=plan_bar(view, language, "history", modified_at),
        days=by_day(entries, counts, view, language, as_of=as_of, is_narrowed=wanted.is_narrowed),
        size=None if is_file else ledger.size(ledger.PUBLIC_LOG, as_of=as_of),
        is_cut=sum(counts.values()) > len(entries),
        shown=len(entries),
        asked=asked,
        stretch=_words(wanted, language),
        unread=wanted.unread,
        months=_months(ledger.months(plan, as_of=as_of), here, asked, language),
        whole=here,
        from_now="" if is_file else f"{here}?since={as_of.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
    )
    return render(request, "web/pages/history.html", {"page": page})


def read_stretch(since: str, until: str) -> Stretch:
    """The bounds that an address asks for: days, both included (UTC), or instants."""
    first, last = _instant(since), _instant(until, is_end=True)
    unread = next((text for text, found in ((since, first), (until, last)) if text and found is None), "")
    return Stretch(first, last, unread)


def _instant(text: str, *, is_end: bool = False) -> datetime | None:
    """The instant that a day begins or ends at, or the one that is written; None for what is neither."""
    try:
        day = parse_date(text)
        found = None if day else parse_datetime(text.replace(" ", "+"))
    except ValueError:  # the form of a day that no calendar has
        return None
    if day is not None and day < date.max:
        start = datetime.combine(day, time(), UTC)
        return start + DAY - LEAST if is_end else start
    return found if found is not None and found.tzinfo is not None else None


def _words(wanted: Stretch, language: str) -> str:
    """ "from 1 November 2026 until 30 November 2026", "" for all."""
    since, until = (_spoken(at, language) for at in (wanted.since, wanted.until))
    if since and until:
        return _("from %(since)s until %(until)s") % {"since": since, "until": until}
    if since:
        return _("since %(since)s") % {"since": since}
    return _("until %(until)s") % {"until": until} if until else ""


def _spoken(at: datetime | None, language: str) -> str:
    if at is None:
        return ""
    is_day = at.astimezone(UTC).time() in (time.min, time.max)
    return dates.day(at.astimezone(UTC).date(), language) if is_day else dates.instant(at, language)


def _months(begins: Iterable[date], here: str, asked: dict[str, str], language: str) -> tuple[NavigationLink, ...]:
    """A link for each month in which something changed."""
    return tuple(
        NavigationLink(dates.month(first, language), month_of(here, first), month_bounds(first) == asked)
        for first in begins
    )
