"""The digest and the single notices: titles and links of what asks for somebody's attention, and nothing more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import pick
from entente.foundation.common.refs import numbered_ref
from entente.foundation.directory import queries as directory
from entente.record.delivery.queries import DeskKind

from .attention import ItemList, Queue, attention, told_of
from .feed import Address
from .items import CHECK, CONFIRM, GIVEN_UP, PROBLEM, RENEW, REPLY, REPLY_WRITTEN, REPORT, SIGN, TAKEN_BACK, VOID, Item
from .mails import mail, send_once, was_told
from .passes import NoChangePass, write_no_change, write_stop
from .recipients import Recipient, recipients
from .words import Rhythm

ROWS = 10
"""Rows of one list in a mail; its number says how many there are."""

SINGLES = 20
"""Single notices of one turn for one person: a flood of them becomes the digest's."""

MONDAY = 0

MORNING = 6
"""Hour in the capital (UTC for who speaks for no party) from which the day's digest goes out."""

TITLES = {
    Queue.WAITING: gettext_lazy("Waiting for you"),
    Queue.DUE: gettext_lazy("Due in 14 days"),
    Queue.SILENT: gettext_lazy("Silent too long"),
    Queue.CHANGED: gettext_lazy("Changed by others"),
}
ASKED = {
    DeskKind.APPROVE: gettext_lazy("an update waits for approval"),
    DeskKind.URGENT: gettext_lazy("an urgent correction waits for approval"),
    DeskKind.PUBLISH: gettext_lazy("an approved update waits to be published"),
    DeskKind.REWRITE: gettext_lazy("your update was sent back"),
    DeskKind.ACCEPT: gettext_lazy("a milestone was reported"),
    DeskKind.REDO: gettext_lazy("a milestone of your side was returned"),
    DeskKind.DUE: gettext_lazy("a milestone is due"),
    DeskKind.SILENT: gettext_lazy("your side has said nothing"),
    DeskKind.UPDATED: gettext_lazy("an update was published"),
    DeskKind.MOVED: gettext_lazy("a milestone was moved"),
    CHECK: gettext_lazy("evidence waits for a check"),
    SIGN: gettext_lazy("a proposal waits for the signature of your side"),
    VOID: gettext_lazy("the words your side had signed were changed: its signature is void"),
    TAKEN_BACK: gettext_lazy("another side took back what it had said of words that your side signed"),
    GIVEN_UP: gettext_lazy("who proposed the words that your side had signed gave them up"),
    CONFIRM: gettext_lazy("your side has not said yet that it received this"),
    RENEW: gettext_lazy("its term ends; a renewal is due"),
    REPORT: gettext_lazy("reports of your side are due"),
    REPLY: gettext_lazy("a draft assessment lies before your side, which may reply"),
    REPLY_WRITTEN: gettext_lazy("a reply of your side waits for approval"),
    PROBLEM: gettext_lazy("a reader reported a problem on a page"),
}


@dataclass(frozen=True, slots=True)
class Lists:
    """The four lists of one post."""

    by: Actor
    lists: tuple[tuple[Queue, ItemList], ...]

    @property
    def total(self) -> int:
        return sum(found.total for _queue, found in self.lists)


def send_digests(*, at: datetime, address: Address) -> int:
    """Send everybody the digest that is due on this day.  How many were sent.

    A duty of the worker, from the morning of each capital on: one digest a person and day, however often it runs and wherever
    it is killed.  Who has nothing on any list gets no mail.
    """
    if not settings.MAIL_IS_ON:
        return 0
    zones = dict(directory.parties().values_list("code", "time_zone"))
    sent = 0
    for one in recipients(on=at.date()):
        there = at.astimezone(ZoneInfo(zones.get(one.actors[0].owner, "UTC")))
        if there.hour >= MORNING and _is_due(one, there.date()):
            sent += _digest(one, there.date(), at=at, address=address)
    return sent


def send_singles(*, at: datetime, address: Address) -> int:
    """Tell those who want it of each thing that began to wait for them, and of what became of words that their side signed.

    How many mails were sent.
    """
    if not settings.MAIL_IS_ON:
        return 0
    return sum(
        _single(one, by, item, at=at, address=address)
        for one in recipients(on=at.date())
        if one.wish.has_singles
        for by in one.actors
        for item in (*attention(by, Queue.WAITING, as_of=at, limit=SINGLES).items, *told_of(by, as_of=at)[:SINGLES])
    )


def _is_due(one: Recipient, on: date) -> bool:
    if one.wish.rhythm is Rhythm.OFF or (one.wish.rhythm is Rhythm.WEEKLY and on.weekday() != MONDAY):
        return False
    return not was_told(one.user_id, _digest_of(on))


def _digest_of(on: date) -> str:
    return f"digest:{on.isoformat()}"


def _digest(one: Recipient, on: date, *, at: datetime, address: Address) -> bool:
    posts = [
        Lists(by, tuple((queue, attention(by, queue, as_of=at, limit=ROWS)) for queue in Queue)) for by in one.actors
    ]
    if not any(post.total for post in posts):
        return False
    language = one.wish.language
    with override(language):
        waiting = sum(found.total for post in posts for queue, found in post.lists if queue is Queue.WAITING)
        subject = ngettext(
            "Entente: %(number)d thing waits for you", "Entente: %(number)d things wait for you", waiting
        ) % {"number": waiting}
        body = "\n".join([*_digest_lines(one, posts, at, address), *_foot(one, address)])
        message = _mail(one, subject, body, address)
    return send_once(one.user_id, _digest_of(on), message, at=at)


def _digest_lines(one: Recipient, posts: list[Lists], at: datetime, address: Address) -> Iterator[str]:
    for post in posts:
        yield _("On the desk of %(post)s") % {"post": post.by.post}
        for queue, found in post.lists:
            if found.total:
                yield f"\n{TITLES[queue]} ({found.total})"
                for item in found.items:
                    yield from _lines(item, one, post.by, at, address)
        yield ""


def _lines(item: Item, one: Recipient, by: Actor, at: datetime, address: Address) -> Iterator[str]:
    language = one.wish.language
    due = _(", until %(date)s") % {"date": item.due} if item.kind in (REPLY, REPLY_WRITTEN) else ""
    asked = f"{ASKED[_kind(item)]}{due}"
    yield "- " + _("%(name)s: %(words)s") % {"name": _title(item, language), "words": asked}
    yield f"  {address(item.page, language, **item.keys)}"
    if item.kind == DeskKind.SILENT:
        granted = NoChangePass(one.user_id, by.post, numbered_ref(item.plan, item.number), at.date())
        link = address("no_change", language, token=write_no_change(granted))
        yield "  " + _("Nothing has changed? Say so: %(link)s") % {"link": link}


def _single(one: Recipient, by: Actor, item: Item, *, at: datetime, address: Address) -> bool:
    what = f"single:{hashlib.sha256(f'{by.post} {item.key}'.encode()).hexdigest()}"
    if was_told(one.user_id, what):
        return False
    language = one.wish.language
    with override(language):
        subject = _("%(name)s: %(words)s") % {"name": "Entente", "words": ASKED[_kind(item)]}
        body = "\n".join([*_lines(item, one, by, at, address), "", *_foot(one, address)])
        message = _mail(one, subject, body, address)
    return send_once(one.user_id, what, message, at=at)


def _kind(item: Item) -> str:
    return DeskKind(item.kind) if item.kind in set(DeskKind) else item.kind


def _title(item: Item, language: str) -> str:
    """Number and title of the promise, or of the milestone.  Never the words of an update: a draft is not for mails."""
    words = (
        item.what
        if item.page in ("desk_milestone", "desk_proposal", "desk_activity", "desk_assessment")
        else item.title
    )
    text, _tag = pick(words, language)
    return " ".join(f"{item.number} {text}".split())


def _foot(one: Recipient, address: Address) -> list[str]:
    language = one.wish.language
    return [
        _("Your desk: %(link)s") % {"link": address("desk", language)},
        _("Fewer mails, or none: %(link)s") % {"link": _stop(one, address)},
    ]


def _stop(one: Recipient, address: Address) -> str:
    return address("stop_mails", one.wish.language, token=write_stop(one.user_id))


def _mail(one: Recipient, subject: str, body: str, address: Address) -> EmailMessage:
    return mail(one.email, subject, body, _stop(one, address))
