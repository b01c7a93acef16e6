"""The days of one person's calendar: only what they may read today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording, pick
from entente.foundation.common.refs import Ref
from entente.foundation.directory import queries as directory
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import MilestoneFilter
from entente.record.delivery.rules import STILL_OWED
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanStatus
from entente.record.verification import queries as verification

from .calendars import DatedLine
from .reports import reports_of

Address = Callable[..., str]
"""(page, language, **keys) -> the absolute address of a page: whoever stands above knows the pages."""

BACK, AHEAD = timedelta(days=90), timedelta(days=730)
MOST = 500
"""Days of one kind: a calendar program takes no more in good humour."""


def lines(by: Actor, *, as_of: datetime, language: str, address: Address) -> list[DatedLine]:
    """Milestones due, checks due, windows that end, terms that end, reports due.  The same number of queries for any plan."""
    first, last = (as_of - BACK).date(), (as_of + AHEAD).date()
    found = [
        *_milestones(by, as_of, language, address),
        *_checks(by, as_of, language, address),
        *_windows(by, as_of, language, address),
        *_renewals(by, as_of, language, address),
        *_reports(by, as_of, language, address),
    ]
    return sorted((line for line in found if first <= line.on <= last), key=lambda line: (line.on, line.key))


def _milestones(by: Actor, as_of: datetime, language: str, address: Address) -> Iterator[DatedLine]:
    wanted = MilestoneFilter(
        statuses=[str(status) for status in STILL_OWED], due_from=(as_of - BACK).date(), due_to=(as_of + AHEAD).date()
    )
    _total, views = delivery.milestones(by, wanted, as_of=as_of, limit=MOST)
    names = directory.names_of_sides({view.owner for view in views})
    for view in views:
        ref = Ref.parse(view.ref)
        side = _text(names.get(view.owner, {}), language) or view.owner
        title = _("%(number)s milestone due: %(title)s") % {
            "number": ref.number,
            "title": f"{_text(view.title, language)} ({side})",
        }
        page = address("desk_milestone", language, plan=ref.plan, number=ref.number, milestone=ref.slug)
        yield DatedLine(view.ref, view.due_last_on, title, page)


def _checks(by: Actor, as_of: datetime, language: str, address: Address) -> Iterator[DatedLine]:
    for claim in verification.waiting_checks(by, as_of=as_of, limit=MOST).rows:
        if claim.proof.check_due_at:
            number = Ref.parse(claim.subject).number
            title = _("%(number)s evidence to check: %(title)s") % {
                "number": number,
                "title": _text(claim.statement, language),
            }
            page = address("desk_check", language, owner=claim.owner, claim=claim.slug)
            yield DatedLine(f"check:{claim.owner}/{claim.slug}", claim.proof.check_due_at.date(), title, page)


def _windows(by: Actor, as_of: datetime, language: str, address: Address) -> Iterator[DatedLine]:
    for plan in plans.visible_plans(by, as_of=as_of):
        if plan.status == PlanStatus.DRAFT:
            continue
        for window in delivery.windows_on_plan(by, plan.slug, as_of=as_of):
            number = Ref.parse(window.commitment).number
            title = _("%(number)s window closes: %(title)s") % {"number": number, "title": _text(window.name, language)}
            page = address("desk_work", language, plan=plan.slug, number=number)
            yield DatedLine(f"window:{window.commitment}:{window.period}", window.last_on, title, page)


def _renewals(by: Actor, as_of: datetime, language: str, address: Address) -> Iterator[DatedLine]:
    for renewal in delivery.renewals_due(by, as_of=as_of):
        title = _("Term ends: %(title)s") % {"title": _text(renewal.title, language)}
        first = Ref.parse(renewal.commitments[0]) if renewal.commitments else None
        keys = {"plan": first.plan, "number": first.number} if first else {}
        page = address("desk_work" if first else "desk", language, **keys)
        yield DatedLine(f"renewal:{renewal.activity}", renewal.term_last_on, title, page)


def _reports(by: Actor, as_of: datetime, language: str, address: Address) -> Iterator[DatedLine]:
    for due in reports_of(by, as_of=as_of):
        if due.still_owed:
            turn = due.tally.turn
            title = _("Reports due: %(title)s (%(number)d of %(whole)d still to come)") % {
                "title": _text(due.title, language),
                "number": due.still_owed,
                "whole": due.tally.owed,
            }
            key = f"reports:{turn.plan}/{turn.calendar}:{turn.due_on.isoformat()}"
            yield DatedLine(key, turn.due_on, title, address("desk_calendars", language, plan=turn.plan))


def _text(wording: Wording, language: str) -> str:
    text, _tag = pick(wording, language)
    return " ".join(text.split())
