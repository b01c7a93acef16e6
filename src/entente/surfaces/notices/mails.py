"""One mail: claimed in the database first, then handed to the server; a kill in between loses it and never doubles it."""

from __future__ import annotations

import smtplib
from datetime import datetime

import structlog
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from .models import Told

log = structlog.get_logger("entente.notices")


def send_once(user_id: str, what: str, message: EmailMessage, *, at: datetime) -> bool:
    """Send a mail unless one about the same was begun before.  Whether it was sent.

    A server that refuses or does not answer gives the claim back: the next turn of the worker tries again.
    """
    try:
        with transaction.atomic():
            claim = Told.objects.create(user_id=user_id, what=what, at=at)
    except IntegrityError:
        return False
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        claim.delete()
        log.warning("mail.refused", error=type(error).__name__)
        return False
    return True


def was_told(user_id: str, what: str) -> bool:
    return Told.objects.filter(user_id=user_id, what=what).exists()


def mail(to: str, subject: str, body: str, stop: str) -> EmailMessage:
    """A plain mail that one click in the mail program stops (RFC 8058).  stop: absolute address of that page."""
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(" ".join(subject.split()), body, to=[to], headers=headers)
