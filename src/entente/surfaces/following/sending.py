"""Mails to followers: the question whether they want them, and what changed in what they follow.

A mail is sent first and noted afterwards: a kill in between sends one mail twice and loses none.  A server that does not answer
is asked again a quarter of an hour later; an address that its own server refuses for good, time and again, is erased.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from entente.foundation.common.errors import NotVisible
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import LoggedEntry
from entente.surfaces.notices.feed import Address
from entente.surfaces.notices.mails import mail

from . import follows
from .items import colon, items_of, title_of
from .models import Follow, Follower
from .passes import write_confirm, write_door, write_leave
from .subjects import Subject, find
from .words import Rhythm, SubjectKind

log = structlog.get_logger("entente.following")

AT_ONCE_MOST = 200
"""Followers of one turn of the worker; the others wait for the next."""
READ = 1000
"""Entries of the log read at a time."""
SHOWN = 30
"""Changes of one subject in a mail; of more, the mail says how many."""
LEASE = timedelta(minutes=15)
"""A follower whose mail was begun is not begun again for so long; after that somebody was killed, or the server refused."""
REFUSED_MOST = 5
BLANK = ""

Name = tuple[str, str, str]
"""(plan, kind, key) of a subject."""


@dataclass(frozen=True, slots=True)
class News:
    """What the log holds that some followers were not told of yet.

    until  position up to which it was read; at: when
    """

    until: int
    at: datetime
    subjects: Mapping[Name, Subject]
    entries: Mapping[Name, Sequence[LoggedEntry]]

    def of(self, follow: Follow) -> list[LoggedEntry]:
        """What one follow has not been told of, oldest first."""
        return [one for one in self.entries.get(_name(follow), ()) if one.position >= follow.told_to]


def send_to_followers(*, at: datetime, address: Address) -> int:
    """Send what is due.  How many mails were sent.  A duty of the worker: idempotent, and safe to kill."""
    if not settings.MAIL_IS_ON:
        return 0
    until = ledger.size(ledger.PUBLIC_LOG)
    is_asked = Q(follows__mailed_at=None)
    has_news = Q(follows__confirmed_at__isnull=False, follows__told_to__lt=until)
    due = Follower.objects.filter(is_asked | has_news, not_before__lte=at).order_by("not_before", "pk").distinct()
    chosen = list(due[:AT_ONCE_MOST])
    known = _follows_of(chosen)
    news = _news([one for mine in known.values() for one in mine if one.confirmed_at], until, at)
    return sum(_turn(one, known[one.pk], news, at=at, address=address) for one in chosen)


def _follows_of(followers: Iterable[Follower]) -> dict[object, list[Follow]]:
    found: dict[object, list[Follow]] = {one.pk: [] for one in followers}
    for follow in Follow.objects.filter(follower__in=list(found)).order_by("asked_at", "pk"):
        found[follow.follower_id].append(follow)
    return found


def _news(wanted: Sequence[Follow], until: int, at: datetime) -> News:
    """The entries since the least that was told, sorted by what is followed; each is read once for all followers."""
    subjects = {name: found for name in {_name(one) for one in wanted} if (found := _subject(name, at)) is not None}
    entries: dict[Name, list[LoggedEntry]] = {name: [] for name in subjects}
    start = min((one.told_to for one in wanted), default=until)
    for position in range(start, until, READ):
        for entry in ledger.entries(ledger.PUBLIC_LOG, position, min(READ, until - position)):
            for name, subject in subjects.items():
                if subject.means(entry.subject):
                    entries[name].append(entry)
    return News(until, at, subjects, entries)


def _subject(name: Name, at: datetime) -> Subject | None:
    """None for what the public does not find any more: nobody is told of it."""
    plan, kind, key = name
    try:
        return find(plan, SubjectKind(kind), key, as_of=at)
    except NotVisible:
        return None


def _name(follow: Follow) -> Name:
    return follow.plan, follow.kind, follow.key


def _turn(follower: Follower, mine: Sequence[Follow], news: News, *, at: datetime, address: Address) -> int:
    """All mails that are due to one follower, who is claimed first: another worker leaves them alone for a while."""
    claimed = Follower.objects.filter(pk=follower.pk, not_before=follower.not_before).update(not_before=at + LEASE)
    if not claimed:
        return 0
    sent = 0
    for follow in mine:
        if follow.mailed_at is None:
            if not _is_sent(follower, _question(follower, follow, address, at)):
                return sent
            Follow.objects.filter(pk=follow.pk, asked_at=follow.asked_at).update(mailed_at=at)
            sent += 1
    confirmed = [one for one in mine if one.confirmed_at is not None]
    message = _message(follower, confirmed, news, address) if confirmed else None
    if message is not None:
        if not _is_sent(follower, message):
            return sent
        sent += 1
    _note(follower, confirmed, news.until, at, is_told=message is not None)
    return sent


@transaction.atomic
def _note(follower: Follower, told: Sequence[Follow], until: int, at: datetime, *, is_told: bool) -> None:
    """Told up to here; what was asked for or changed meanwhile is left as it is."""
    Follow.objects.filter(pk__in=[one.pk for one in told], told_to__lt=until).update(told_to=until)
    later = follows.next_turn(Rhythm(follower.rhythm), at) if told else at
    facts = {"not_before": later, "refused": 0} if is_told else {"not_before": later}
    Follower.objects.filter(pk=follower.pk, not_before=at + LEASE).update(**facts)


def _is_sent(follower: Follower, message: EmailMessage) -> bool:
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        log.warning("follow.mail_refused", error=type(error).__name__)
        if _is_for_good(error):
            _count_refusal(follower)
        return False
    return True


def _is_for_good(error: Exception) -> bool:
    """Whether a server said that it will never take mails to this address (RFC 5321: 550, 551 and 553)."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return any(code in (550, 551, 553) for code, _reply in error.recipients.values())


def _count_refusal(follower: Follower) -> None:
    if follower.refused + 1 >= REFUSED_MOST:
        follows.erase(str(follower.pk))
    else:
        Follower.objects.filter(pk=follower.pk).update(refused=follower.refused + 1)


def _question(follower: Follower, follow: Follow, address: Address, at: datetime) -> EmailMessage:
    """The mail that asks whether its reader wants mails: fixed words, and the name of what is asked for."""
    language = follow.language
    subject = _subject(_name(follow), at)
    with override(language):
        lines = [
            _("Somebody, probably you, asked that this address be told of what changes in:"),
            BLANK,
            f"  {title_of(subject, language).text}" if subject else f"  {follow.plan}",
            BLANK,
            _("If you want that, confirm it on this page:"),
            address("follow_confirm", language, token=write_confirm(follow.pk)),
            BLANK,
            _("If not, do nothing: no other mail comes, and the address is deleted here after seven days."),
        ]
        stop = address("follow_leave", language, token=write_leave(follower.pk))
        return mail(follows.address_of(follower), _("Entente: do you want these mails?"), "\n".join(lines), stop)


def _message(follower: Follower, mine: Sequence[Follow], news: News, address: Address) -> EmailMessage | None:
    """What changed in what somebody follows, each change once; None when nothing did."""
    language, seen = follower.language, set[int]()
    parts: list[str] = []
    with override(language):
        for follow in mine:
            fresh = [one for one in news.of(follow) if one.position not in seen]
            if fresh:
                seen |= {one.position for one in fresh}
                parts += [*_part(news.subjects[_name(follow)], fresh, language, news.at), BLANK]
        if not seen:
            return None
        subject = ngettext(
            "Entente: %(number)d change in what you follow", "Entente: %(number)d changes in what you follow", len(seen)
        ) % {"number": len(seen)}
        stop = address("follow_leave", language, token=write_leave(follower.pk))
        foot = [
            _("What you follow, and how often you are told: %(link)s")
            % {"link": address("follows", language, token=write_door(follower.pk))},
            _("No more mails: %(link)s") % {"link": stop},
        ]
        return mail(follows.address_of(follower), subject, "\n".join([*parts, *foot]), stop)


def _part(subject: Subject, fresh: Sequence[LoggedEntry], language: str, at: datetime) -> Iterator[str]:
    """The changes of one subject, newest first."""
    yield title_of(subject, language).text
    for item in items_of(subject, fresh[::-1][:SHOWN], language, as_of=at):
        said = f"{colon()}{' '.join(item.text.text.split())}" if item.text else ""
        yield f"- {item.published:%Y-%m-%d} {item.title}{said} ({item.by})"
        yield f"  {item.address}"
    if (more := len(fresh) - SHOWN) > 0:
        yield ngettext("and %(number)d more change", "and %(number)d more changes", more) % {"number": more}
