"""Signed links in mails.  A pass says what its bearer may ask for; opening it changes nothing, its button does.

Threats.  Mail scanners and previews open links: so a GET never writes.  A forwarded mail carries its passes along: so a pass
does one small thing in one person's name ("nothing changed" about one promise, or "no more mails"), lasts two weeks, and acts
only while that person still holds that post and may write.  What it does is public under the post's name, dated, and can be
corrected; it never publishes words, status or proof.  A changed pass has no valid signature and opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing

NO_CHANGE = "entente.notices.no-change"
STOP = "entente.notices.stop"
LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class NoChangePass:
    """May say once that nothing changed about a promise.

    user  key of the log-in; post: the post acted through; on: the day on which the mail was written
    """

    user: str
    post: str
    commitment: str
    on: date


def write_no_change(granted: NoChangePass) -> str:
    parts = [granted.user, granted.post, granted.commitment, granted.on.isoformat()]
    return signing.dumps(parts, salt=NO_CHANGE)


def read_no_change(token: str) -> NoChangePass | None:
    """None for one that was changed or is older than two weeks."""
    try:
        user, post, commitment, on = signing.loads(token, salt=NO_CHANGE, max_age=LASTS)
    except signing.BadSignature:  # an expired one is a bad one, too
        return None
    return NoChangePass(user, post, commitment, date.fromisoformat(on))


def write_stop(user: str) -> str:
    return signing.dumps(user, salt=STOP)


def read_stop(token: str) -> str | None:
    """Key of the log-in that wants no more mails; it does not expire: old mails must stay escapable.  None: changed."""
    try:
        return str(signing.loads(token, salt=STOP))
    except signing.BadSignature:
        return None
