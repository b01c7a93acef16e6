"""Signed links in mails to followers.  A GET never writes, since mail scanners open links; a button does.

Whoever holds a mail holds its links: they can confirm that follow, see and change what this one address follows, and end it
all.  None of them shows the address.  The link that confirms lasts a week, the others as long as the address is kept.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

CONFIRM, DOOR, LEAVE = (f"entente.following.{name}" for name in ("confirm", "door", "leave"))
CONFIRM_WITHIN = timedelta(days=7)


def write_confirm(follow: object) -> str:
    return signing.dumps(str(follow), salt=CONFIRM)


def read_confirm(token: str) -> str | None:
    """Key of the follow; None for one that was changed or is older than a week."""
    return _read(token, CONFIRM, CONFIRM_WITHIN)


def write_door(follower: object) -> str:
    return signing.dumps(str(follower), salt=DOOR)


def read_door(token: str) -> str | None:
    """Key of the follower; None for one that was changed."""
    return _read(token, DOOR)


def write_leave(follower: object) -> str:
    return signing.dumps(str(follower), salt=LEAVE)


def read_leave(token: str) -> str | None:
    """Key of the follower; it does not expire: old mails must stay escapable."""
    return _read(token, LEAVE)


def _read(token: str, salt: str, max_age: timedelta | None = None) -> str | None:
    try:
        return str(signing.loads(token, salt=salt, max_age=max_age))
    except signing.BadSignature:  # an expired one is a bad one, too
        return None
