"""Call letters and reminders: what a calendar sends before each of its dates to a side that accepted it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import pick
from entente.foundation.common.rights import may

from .feed import Address
from .mails import mail, send_once, was_told
from .passes import write_stop
from .recipients import Recipient, recipients
from .reports import ReportsDue, reports_of
from .words import Rhythm


def send_calls(*, at: datetime, address: Address) -> int:
    """Send the call letters and reminders that are due.  How many mails were sent.

    A duty of the worker: one letter and one reminder a person and date, however often it runs, wherever it is killed and
    however the clock jumps.  Who has reported on everything is not reminded.
    """
    if not settings.MAIL_IS_ON:
        return 0
    return sum(
        _send(one, by, due, at=at, address=address)
        for one in recipients(on=at.date())
        if one.wish.rhythm is not Rhythm.OFF
        for by in one.actors
        if may(by, "update.write") or may(by, "update.approve")
        for due in reports_of(by, as_of=at)
        if due.still_owed and not due.tally.is_passed
    )


def _send(one: Recipient, by: Actor, due: ReportsDue, *, at: datetime, address: Address) -> int:
    return sum(
        _one(one, kind, by, due, at=at, address=address)
        for kind, days in (("call", due.calendar.call_days), ("reminder", due.calendar.reminder_days))
        if days and at >= due.tally.turn.due_at - timedelta(days=days)
    )


def _one(one: Recipient, kind: str, by: Actor, due: ReportsDue, *, at: datetime, address: Address) -> bool:
    turn = due.tally.turn
    named = f"{by.owner} {turn.plan}/{turn.calendar} {turn.due_on.isoformat()}"
    what = f"{kind}:{hashlib.sha256(named.encode()).hexdigest()}"
    if was_told(one.user_id, what):
        return False
    language = one.wish.language
    with override(language):
        subject = _subject(kind, due, language)
        body = "\n".join(_lines(one, kind, due, language, address))
        message = mail(one.email, subject, body, address("stop_mails", language, token=write_stop(one.user_id)))
    return send_once(one.user_id, what, message, at=at)


def _subject(kind: str, due: ReportsDue, language: str) -> str:
    words = _("Entente: reports due by %(date)s") if kind == "call" else _("Entente: reminder, reports due by %(date)s")
    return words % {"date": due.tally.turn.due_on.isoformat()}


def _lines(one: Recipient, kind: str, due: ReportsDue, language: str, address: Address) -> Iterator[str]:
    turn = due.tally.turn
    title, _tag = pick(due.title, language)
    yield title
    if kind == "call":
        letter, _tag = pick(due.calendar.letter, language)
        yield f"\n{letter}"
    counted = ngettext(
        "Your side owes %(number)d report of %(whole)d by %(date)s, midnight in your capital.",
        "Your side owes %(number)d reports of %(whole)d by %(date)s, midnight in your capital.",
        due.still_owed,
    )
    numbers = {"number": due.still_owed, "whole": due.tally.owed, "date": turn.due_on.isoformat()}
    yield f"\n{counted % numbers}"
    yield address("desk_calendars", language, plan=turn.plan)
    yield "\n" + _("Fewer mails, or none: %(link)s") % {
        "link": address("stop_mails", language, token=write_stop(one.user_id))
    }
