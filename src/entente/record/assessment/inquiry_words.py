"""Choices of what was asked about a search without result."""

from django.db import models


class InquiryKind(models.TextChoices):
    """By what way an authority was asked.  The value stands in file names and addresses."""

    ACCESS = "access-request", "request for access to information"
    QUESTION = "parliamentary-question", "parliamentary question"
    REPLY = "right-of-reply", "right of reply"


class InquiryOutcome(models.TextChoices):
    """What came back: a document in either case."""

    ANSWERED = "answered", "answered"
    REFUSED = "refused", "refused"


class InquiryState(models.TextChoices):
    """Where a question stands, derived from the day, never stored."""

    WAITING = "waiting", "no answer yet"
    OVERDUE = "no_answer", "no answer in time"
    ANSWERED = "answered", "answered"
    REFUSED = "refused", "refused"
