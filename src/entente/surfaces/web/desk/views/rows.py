"""A row of the desk: what it is, why it is there, and its one button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.languages import Wording
from entente.record.delivery.queries import DeskKind
from entente.record.plan.queries import PlanView
from entente.surfaces.notices.items import (
    CHECK,
    CONFIRM,
    GIVEN_UP,
    PROBLEM,
    RENEW,
    REPLY,
    REPLY_WRITTEN,
    REPORT,
    SIGN,
    TAKEN_BACK,
    VOID,
    Item,
)
from entente.surfaces.web import dates, links
from entente.surfaces.web.rows import shortened
from entente.surfaces.web.wording import Said, said, spoken

from .parts import side_among


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One thing and its one button.  why: what it asks, whose it is and since when, as one line."""

    number: str
    title: Said
    why: str
    verb: str
    address: str


OF_PROPOSALS = (SIGN, VOID, TAKEN_BACK, GIVEN_UP)
"""Kinds of an item that is a proposal, named by what it is."""


def desk_line(item: Item, plan: PlanView | None, language: str, at: datetime, names: Mapping[str, Wording]) -> DeskLine:
    """names: of the sides that the items are of, by code."""
    return DeskLine(
        number=item.number,
        title=_title(item, plan, language),
        why=_why(item, language, at, names),
        verb=_verb(item.kind),
        address=links.with_query(links.href(item.page, language, **item.keys), item.query),
    )


def _title(item: Item, plan: PlanView | None, language: str) -> Said:
    """The thing's own words where it has some, else the promise's title, else its number."""
    order = plan.languages if plan else ()
    is_milestone = item.page == "desk_milestone"
    first, second = (
        (item.what, item.title)
        if is_milestone or item.kind in (CHECK, CONFIRM, RENEW, REPLY, REPLY_WRITTEN, *OF_PROPOSALS)
        else (item.title, item.what)
    )
    found = said(first, language, order) or said(second, language, order)
    if not found:
        return Said(_("Commitment %(number)s") % {"number": item.number}, language, found.attrs, False)
    return spoken(shortened(found.text, 110), found.language, language)


def _why(item: Item, language: str, at: datetime, names: Mapping[str, Wording]) -> str:
    told = [_reasons(item.kind)]
    if item.owner and item.kind in (DeskKind.ACCEPT, DeskKind.UPDATED, DeskKind.MOVED, CHECK, CONFIRM, *OF_PROPOSALS):
        told.append(side_among(names, item.owner, language))
    if item.due:
        due = dates.period(item.due, language)
        told.append(_("overdue since %(day)s") % {"day": due} if item.is_overdue else _("due %(day)s") % {"day": due})
    if item.since and not item.due:
        told.append(since_words(item.since, language, at))
    return " · ".join(told)


def since_words(since: datetime, language: str, at: datetime) -> str:
    """ "since today", "for 3 days, since 20 November 2026"."""
    days = (at.date() - since.date()).days
    if days < 1:
        return _("since today")
    counted = ngettext("for %(days)d day", "for %(days)d days", days) % {"days": days}
    return _("%(days)s, since %(day)s") % {"days": counted, "day": dates.day(since.date(), language)}


def _reasons(kind: str) -> str:
    return {
        DeskKind.APPROVE: _("an update waits for approval"),
        DeskKind.URGENT: _("an urgent correction waits for approval"),
        DeskKind.PUBLISH: _("an approved update waits to be published"),
        DeskKind.REWRITE: _("your update was sent back"),
        DeskKind.ACCEPT: _("a milestone was reported"),
        DeskKind.REDO: _("a milestone of your side was returned"),
        DeskKind.DUE: _("a milestone of your side"),
        DeskKind.SILENT: _("your side has said nothing"),
        DeskKind.UPDATED: _("an update was published"),
        DeskKind.MOVED: _("a milestone was moved"),
        CHECK: _("evidence waits for a check"),
        SIGN: _("waits for the signature of your side"),
        VOID: _("the words your side had signed were changed: its signature is void"),
        TAKEN_BACK: _("took back what it had said of words that your side signed"),
        GIVEN_UP: _("gave up the words that your side had signed"),
        CONFIRM: _("your side has not said yet that it received this"),
        RENEW: _("its term ends; a renewal is due"),
        REPORT: _("reports of your side"),
        REPLY: _("a draft assessment lies before your side, which may reply"),
        REPLY_WRITTEN: _("a reply of your side waits for approval"),
        PROBLEM: _("a reader reported a problem on a page"),
    }[kind]


def _verb(kind: str) -> str:
    return {
        DeskKind.APPROVE: _("Look and decide"),
        DeskKind.URGENT: _("Look and decide"),
        DeskKind.PUBLISH: _("Publish"),
        DeskKind.REWRITE: _("Rewrite"),
        DeskKind.ACCEPT: _("Look and decide"),
        DeskKind.REDO: _("Report again"),
        DeskKind.DUE: _("Report it"),
        DeskKind.SILENT: _("Say what happened"),
        DeskKind.UPDATED: _("Read"),
        DeskKind.MOVED: _("Read"),
        CHECK: _("Check it"),
        SIGN: _("Read and sign"),
        VOID: _("Read what changed"),
        TAKEN_BACK: _("Read why"),
        GIVEN_UP: _("Read why"),
        CONFIRM: _("Confirm it"),
        RENEW: _("Look at its term"),
        REPORT: _("See which"),
        REPLY: _("Read and reply"),
        REPLY_WRITTEN: _("Look and decide"),
        PROBLEM: _("Read and answer"),
    }[kind]
