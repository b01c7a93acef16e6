"""What changed: the public log of a plan in plain words, latest day first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.ledger import queries as ledger
from entente.record.plan import queries as plans
from entente.surfaces.web.changes import ChangeDay, by_day
from entente.surfaces.web.frame import PlanBar, now_of, plan_bar

SHOWN = 1000


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The latest entries of a plan's public log.

    size   entries in the public log of this site, over all plans
    is_cut True when there are older entries than the `shown` ones; of those only the number is told
    """

    title: str
    description: str
    bar: PlanBar
    days: tuple[ChangeDay, ...]
    size: int
    is_cut: bool
    shown: int


def history(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    entries = ledger.history(plan, limit=SHOWN, as_of=as_of)
    counts = ledger.tally(plan, as_of=as_of)
    page = HistoryPage(
        title=_("What changed"),
        description=_("Every change of this record, with its day and its maker."),
        bar=plan_bar(view, language, "history", entries[0].at if entries else None),
        days=by_day(entries, counts, view, language),
        size=ledger.size(ledger.PUBLIC_LOG, as_of=as_of),
        is_cut=sum(counts.values()) > len(entries),
        shown=len(entries),
    )
    return render(request, "web/pages/history.html", {"page": page})
