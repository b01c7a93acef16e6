"""Days as iCalendar (RFC 5545), for whoever writes a calendar; and the secret address of the calendar that each person has."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from .models import CalendarAddress

SECRET_BYTES = 32
PRODUCT = "-//Entente//Record//EN"
REFRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class DatedLine:
    """One day of a calendar, or several on end.

    key      the same for the same thing, whatever its day: a calendar program moves it instead of doubling it
    title    in the reader's language; address: absolute, of the page that shows it
    last_on  its last day, None for a single one
    """

    key: str
    on: date
    title: str
    address: str
    last_on: date | None = None


def make_address(user_id: str, *, at: datetime) -> str:
    """A new secret for somebody's calendar; the one before stops working.  It is told here and kept nowhere."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    CalendarAddress.objects.update_or_create(user_id=user_id, defaults={"digest": _digest(secret), "made_at": at})
    return secret


def revoke_address(user_id: str) -> None:
    CalendarAddress.objects.filter(user_id=user_id).delete()


def made_at(user_id: str) -> datetime | None:
    """When somebody's address was made; None when there is none."""
    return CalendarAddress.objects.filter(user_id=user_id).values_list("made_at", flat=True).first()


def holder(secret: str) -> str | None:
    """Key of the log-in whose calendar it is; None for an unknown or revoked secret."""
    found = CalendarAddress.objects.filter(digest=_digest(secret)).values_list("user_id", flat=True).first()
    return str(found) if found else None


def written(lines: Iterable[DatedLine], *, name: str, at: datetime, is_private: bool = True) -> bytes:
    """The days as an iCalendar file; each takes the whole day and blocks nobody's time."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for line in lines:
        event = Event()
        event.add("uid", f"{hashlib.sha256(line.key.encode()).hexdigest()[:32]}@entente")
        event.add("dtstamp", at)
        event.add("dtstart", line.on)
        event.add("dtend", (line.last_on or line.on) + timedelta(days=1))
        event.add("summary", line.title)
        event.add("url", line.address)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE" if is_private else "PUBLIC")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
